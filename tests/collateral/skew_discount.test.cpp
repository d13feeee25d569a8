#include "bulwark/collateral/skew_discount.hpp"

#include <limits>

#include "bulwark/laws/collateral_laws.hpp"
#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinRel;

namespace {

constexpr SkewDiscount::Terms ether{.scale = 1'000.0, .scalar = 2.0, .lower = 0.05, .upper = 0.4};

}  // namespace

TEST_CASE("the discount grows with what is deposited, between its limits", "[collateral][skew_discount]") {
  CHECK(SkewDiscount::discount(ether, 1.0) == 0.05);
  CHECK(SkewDiscount::discount(ether, 100.0) == 0.2);
  CHECK(SkewDiscount::discount(ether, 900.0) == 0.4);
  CHECK(SkewDiscount::discount({0.0, 2.0, 0.05, 0.4}, 900.0) == 0.0);
  for (double coins = 0.0; coins < 300.0; coins += 1.0)
    CHECK(SkewDiscount::discount(ether, coins + 1.0) >= SkewDiscount::discount(ether, coins));
  CHECK(std::isnan(SkewDiscount::discount(ether, std::numeric_limits<double>::quiet_NaN())));
}

TEST_CASE("deposits are cut, profits and debts are not, and an asset that is not named does not count", "[collateral][skew_discount]") {
  const SkewDiscount rule{.of_asset = {{.scale = 0.0, .scalar = 0.0, .lower = 0.0, .upper = 0.0}, ether}};
  CHECK(broken_by(SkewDiscount{.of_asset = {{0.0, 0.0, 0.0, 0.0}, {0.0, 0.0, 0.0, 0.0}}}).empty());
  CHECK_THAT(
      counted(rule, {.positions = {{Spot{eth}, 100.0}, {Spot{sol}, 10.0}, {LinearFuture{btc}, 1.0, 100'000.0}}, .cash = 500.0}).initial,
      WithinRel(0.8 * 256'000.0 + 4'000.0 + 500.0, 1e-14));
  CHECK(counted(rule, {.positions = {{Spot{eth}, -1.0}}}).maintenance == -2'560.0);
}

TEST_CASE("every fault of a discount is named", "[collateral][skew_discount][faults]") {
  CHECK(SkewDiscount{.of_asset = {ether}}.faults().empty());
  CHECK(SkewDiscount{.of_asset = {{-1.0, -1.0, 0.5, 0.4}}}.faults().size() == 3);
  CHECK(said(SkewDiscount{.of_asset = {ether, {1'000.0, 2.0, 0.0, 1.5}}}.faults()) ==
        std::vector<std::string>{"skew_discount.upper[1] is out of range, got 1.5"});
}
