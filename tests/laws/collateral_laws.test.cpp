#include "bulwark/laws/collateral_laws.hpp"

#include "support/books.hpp"
#include "support/catch.hpp"

using namespace bulwark;

namespace {

using Words = std::vector<std::string>;

/// Equity, and what `Break` does to it.
template <class Break>
struct Rule {
  Break break_it;
  Resources resources(const ValuedAccount& account) const noexcept {
    Resources r = no_haircut().resources(account);
    break_it(account, r);
    return r;
  }
};

template <class Break>
Words broken_by_a_rule_that(Break break_it) {
  return broken_by(Rule<Break>{break_it});
}

struct ThrowingCollateral {
  Resources resources(const ValuedAccount&) const { return {}; }
};
struct NumberCollateral {
  double resources(const ValuedAccount&) const noexcept { return 0.0; }
};
struct UniqueCollateral {
  UniqueCollateral(const UniqueCollateral&) = delete;
  Resources resources(const ValuedAccount&) const noexcept { return {}; }
};
static_assert(!CollateralPolicy<ThrowingCollateral> && !CollateralPolicy<NumberCollateral> && !CollateralPolicy<UniqueCollateral>);
static_assert(MovesCollateral<Haircut> && !MovesCollateral<LoanToValue> && !CollateralPolicy<HealthThreshold>);

}  // namespace

TEST_CASE("the collateral rules of the house break no law", "[laws][collateral]") {
  CHECK(broken_by(no_haircut()) == Words{});
  CHECK(broken_by(Haircut{.of_asset = {{0.2, 0.1}}, .otherwise = {1.0, 0.5}}) == Words{});
  CHECK(broken_by(Haircut{.of_asset = {{.in_scenarios = true}}}) == Words{});
  CHECK(broken_by(LoanToValue{.of_asset = {{0.7, 0.75}, {0.8, 0.825}}}) == Words{});
  CHECK(broken_by(LoanToValue{.of_asset = {}}) == Words{});
  CHECK(broken_by(CollateralRatio{.opening = 1.75, .liquidation = 1.5}) == Words{});
}

TEST_CASE("every law of collateral can be broken", "[laws][collateral]") {
  CHECK(broken_by_a_rule_that([](const ValuedAccount&, Resources& r) noexcept { r.initial -= 1.0; }) ==
        Words{"nothing counts for nothing"});
  CHECK(broken_by_a_rule_that([](const ValuedAccount& a, Resources& r) noexcept {
          if (a.equity > 5e5) r.initial = std::numeric_limits<double>::infinity();
        })[0] == "finite numbers make finite resources");
  CHECK(broken_by_a_rule_that([](const ValuedAccount& a, Resources& r) noexcept { r.maintenance -= 0.1 * greatest(0.0, a.equity); }) ==
        Words{"what counts for opening counts for keeping"});
  CHECK(broken_by_a_rule_that([](const ValuedAccount& a, Resources& r) noexcept { r.maintenance += 2.0 * greatest(0.0, a.equity); }) ==
        Words{"nothing counts for more than it is worth"});
  static int calls = 0;
  CHECK(broken_by_a_rule_that([](const ValuedAccount& a, Resources& r) noexcept {
          if (!a.units.empty()) r.initial -= ++calls * 1e-6;
        })[0] == "the same account has the same each time");
  CHECK(broken_by_a_rule_that([](const ValuedAccount& a, Resources& r) noexcept { r.initial -= 1.5 * greatest(0.0, a.cash); }) ==
        Words{"more assets never count for less"});
  struct DropsNaN {
    Resources resources(const ValuedAccount& account) const noexcept {
      const double deposit = account.equity > 0.0 ? account.equity : 0.0;
      return {deposit, deposit};
    }
  };
  CHECK(broken_by(DropsNaN{}) == Words{"NaN in, NaN out"});
}
