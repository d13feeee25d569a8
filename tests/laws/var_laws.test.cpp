#include "bulwark/laws/var_laws.hpp"

#include <algorithm>
#include <limits>

#include "bulwark/var/historical_var.hpp"
#include "support/catch.hpp"

using namespace bulwark;

namespace {

using Words = std::vector<std::string>;

/// The worst scenario, and what `Break` does to it.
template <class Break>
struct Rule {
  Break break_it;
  VarReport measure(std::span<double> profits) const noexcept {
    double worst = profits[0];
    for (const double p : profits) worst = least(worst, p);
    VarReport r{-worst, -worst, std::ssize(profits)};
    break_it(profits, r);
    return r;
  }
};

template <class Break>
Words broken_by_a_rule_that(Break break_it) {
  return broken_by(Rule<Break>{break_it});
}

struct ThrowingVar {
  VarReport measure(std::span<double>) const { return {}; }
};
struct NumberVar {
  double measure(std::span<double>) const noexcept { return 0.0; }
};
struct UniqueVar {
  UniqueVar(const UniqueVar&) = delete;
  VarReport measure(std::span<double>) const noexcept { return {}; }
};
static_assert(!VarPolicy<ThrowingVar> && !VarPolicy<NumberVar> && !VarPolicy<UniqueVar> && VarPolicy<NoVar>);

}  // namespace

TEST_CASE("historical value at risk breaks no law, by either convention", "[laws][var][B24]") {
  for (const QuantileConvention convention : {QuantileConvention::order_statistic, QuantileConvention::interpolated})
    for (const double tail : {0.01, 0.05, 0.5})
      for (const std::size_t days : {100u, 250u, 501u})
        CHECK(broken_by(HistoricalVar{
                  .history = {.assets = 1, .log_return = std::vector<double>(days, 0.01)}, .tail = tail, .convention = convention}) ==
              Words{});
}

TEST_CASE("every law of value at risk can be broken", "[laws][var]") {
  CHECK(broken_by_a_rule_that([](std::span<double>, VarReport&) noexcept {}) == Words{});
  CHECK(broken_by_a_rule_that([](std::span<double>, VarReport& r) noexcept {
          r.value_at_risk = std::numeric_limits<double>::infinity();
        })[0] == "finite profits make finite losses");
  CHECK(broken_by_a_rule_that([](std::span<double> p, VarReport& r) noexcept { r.expected_shortfall = -p[0]; })[0] ==
        "expected shortfall is at least the value at risk");
  static int calls = 0;
  CHECK(broken_by_a_rule_that([](std::span<double>, VarReport& r) noexcept { r.expected_shortfall += ++calls * 1e-12; })[0] ==
        "the same profits are the same risk each time");
  CHECK(broken_by_a_rule_that([](std::span<double>, VarReport& r) noexcept { r.expected_shortfall *= 1.5; }) ==
        Words{"what is certain shifts both losses by itself"});
  CHECK(broken_by_a_rule_that([](std::span<double>, VarReport& r) noexcept { r.expected_shortfall += 1.0; }) ==
        Words{"twice the book is twice the risk"});
  CHECK(broken_by_a_rule_that([](std::span<double> all, VarReport& r) noexcept {  // doubled, shifted: a range
          double high = all[0], low = all[0];
          for (const double p : all) high = greatest(high, p), low = least(low, p);
          r.expected_shortfall = r.value_at_risk = -high;
          r.expected_shortfall = greatest(-high, -low - 0.5 * (-low + high));
          if (low < -3'000.0) r.expected_shortfall = r.value_at_risk = -high - 1.0;
        })
            .size() >= 1);
  struct DropsNaN {
    VarReport measure(std::span<double> profits) const noexcept {
      double worst = std::numeric_limits<double>::infinity();
      for (const double p : profits)
        if (p < worst) worst = p;
      return {-worst, -worst, std::ssize(profits)};
    }
  };
  CHECK(broken_by(DropsNaN{}) == Words{"NaN in, NaN out"});
  CHECK(broken_by(NoVar{})[0] == "what is certain shifts both losses by itself");
}
