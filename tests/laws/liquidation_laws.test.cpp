#include "bulwark/laws/liquidation_laws.hpp"

#include <algorithm>

#include "bulwark/liquidation/health_threshold.hpp"
#include "support/catch.hpp"

using namespace bulwark;

namespace {

using Words = std::vector<std::string>;

template <class Break>
struct Rule {
  Break break_it;
  Verdict verdict(const RiskReport& report) const noexcept {
    Verdict v = HealthThreshold{.close_fraction = 0.5}.verdict(report);
    break_it(report, v);
    return v;
  }
};

template <class Break>
Words broken_by_a_rule_that(Break break_it) {
  return broken_by(Rule<Break>{break_it});
}

bool has(const Words& words, const std::string& word) { return std::find(words.begin(), words.end(), word) != words.end(); }

struct ThrowingLiquidation {
  Verdict verdict(const RiskReport&) const { return {}; }
};
struct BoolLiquidation {
  bool verdict(const RiskReport&) const noexcept { return true; }
};
struct UniqueLiquidation {
  UniqueLiquidation(const UniqueLiquidation&) = delete;
  Verdict verdict(const RiskReport&) const noexcept { return {}; }
};
static_assert(!LiquidationPolicy<ThrowingLiquidation> && !LiquidationPolicy<BoolLiquidation> && !LiquidationPolicy<UniqueLiquidation>);

}  // namespace

TEST_CASE("health thresholds break no law", "[laws][liquidation]") {
  CHECK(broken_by(HealthThreshold{}) == Words{});
  CHECK(broken_by(HealthThreshold{.warn = 2.0, .partial_close = 1.1, .full_close = 0.6, .close_fraction = 0.25}) == Words{});
  CHECK(broken_by(HealthThreshold{.warn = 1.0, .partial_close = 1.0, .full_close = 1.0}) == Words{});
}

TEST_CASE("every law of liquidation can be broken", "[laws][liquidation]") {
  static int calls = 0;
  CHECK(broken_by_a_rule_that([](const RiskReport&, Verdict& v) noexcept {
          if (++calls % 2 == 0) v.standing = Standing::bankrupt, v.close_fraction = 1.0;
        })[0] == "the same report gets the same verdict each time");
  CHECK(has(broken_by_a_rule_that([](const RiskReport& r, Verdict& v) noexcept {
              if (r.equity == 0.0 && r.requirement.maintenance > 0.0) v = {};
            }),
            "what is known is judged"));
  CHECK(has(broken_by_a_rule_that([](const RiskReport&, Verdict& v) noexcept { v.close_fraction *= 2.5; }),
            "the close fraction is in [0, 1]"));
  CHECK(broken_by_a_rule_that([](const RiskReport&, Verdict& v) noexcept { v.close_fraction = 0.0; }) ==
        Words{"something is closed exactly when liquidating"});
  CHECK(broken_by_a_rule_that([](const RiskReport& r, Verdict& v) noexcept {
          if (r.equity == 0.0) v = {Standing::healthy, 0.0};
        })[0] == "having less never gets a milder verdict");
  CHECK(broken_by_a_rule_that([](const RiskReport& r, Verdict& v) noexcept {
          if (r.requirement.maintenance > 200.0) v = {Standing::healthy, 0.0};
        })[0] == "needing more never gets a milder verdict");
  CHECK(has(broken_by_a_rule_that([](const RiskReport& r, Verdict& v) noexcept {
              if (r.equity <= 0.0) v = {Standing::bankrupt, 1.0};
            }),
            "an empty account is healthy"));
  CHECK(has(broken_by_a_rule_that([](const RiskReport&, Verdict& v) noexcept {
              v = {Standing::liquidatable, 1.0};
            }),
            "an account covered a million times is healthy"));
  CHECK(broken_by_a_rule_that([](const RiskReport&, Verdict& v) noexcept {
          v = {Standing::healthy, 0.0};
        }) == Words{"an account that owes a million is not"});
}
