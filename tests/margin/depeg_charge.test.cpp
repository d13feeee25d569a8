#include "bulwark/margin/depeg_charge.hpp"

#include <limits>

#include "bulwark/laws/margin_laws.hpp"
#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinRel;

namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
constexpr DepegCharge charge{{.threshold = 0.9375, .factor = 2.0}};

Requirement at(double quote_price, const Account& account) {
  MarketState market = three_assets();
  market.quote_price = quote_price;
  return required(charge, account, market);
}
Position option(double quantity) { return {VanillaOption{btc, OptionSide::call, 104'000.0, july}, quantity, 0.0, AssetId::quote}; }

}  // namespace

TEST_CASE("the depeg charge breaks no law of margin, not even below the peg", "[margin][depeg_charge]") {
  CHECK(broken_by(charge) == BrokenLaws{});
  CHECK(broken_by(DepegCharge{{.threshold = 1.5, .factor = 2.0}}) == BrokenLaws{});
}

TEST_CASE("there is no loss at the threshold or above, and below it grows in proportion", "[margin][depeg_charge]") {
  const Depeg& depeg = charge.depeg;
  for (const double price : {0.9375, 1.0, 7.0}) CHECK(depeg.loss(price) == 0.0);
  CHECK(depeg.loss(0.875) == 0.125);
  CHECK(depeg.loss(0.4375) == 1.0);
  CHECK(Depeg{}.loss(0.01) == 0.0);
  CHECK_FALSE(depeg.loss(unknown) == depeg.loss(unknown));
}

TEST_CASE("while the quote keeps its peg nothing is charged", "[margin][depeg_charge]") {
  CHECK(at(1.0, {.positions = {{LinearFuture{btc}, 5.0, 1.0}, option(-5.0)}}).initial == 0.0);
}

TEST_CASE("futures of either side and options sold are charged to open, not to keep", "[margin][depeg_charge]") {
  const double share = 0.125;
  const Requirement future = at(0.875, {.positions = {{LinearFuture{btc}, -2.0, 1.0}}});
  CHECK(future.initial == share * 208'000.0);
  CHECK(future.maintenance == 0.0);
  CHECK(at(0.875, {.positions = {option(-3.0)}}).initial == share * 312'000.0);
  CHECK(at(0.875, {.positions = {option(3.0), {Spot{btc}, 1.0}}}).initial == 0.0);
  CHECK_THAT(at(0.875, {.positions = {{InverseFuture{btc}, 10'400.0, 1.0}}}).initial, WithinRel(share * 104'000.0, 1e-14));
  CHECK(at(0.875, {.positions = {{LinearFuture{btc}, 1.0, 1.0}, {LinearFuture{eth}, 1.0, 1.0}, option(-1.0)}}).initial ==
        share * (2.0 * 104'000.0 + 2'560.0));
}

TEST_CASE("the published short put below the peg is charged its published share", "[margin][depeg_charge]") {
  // Derive v2-core at 7736900, StandardManager, "test_USDC_depeg": one put sold at 2,000, the stable coin at 0.1.
  CHECK(Depeg{.threshold = 0.98, .factor = 1.2}.loss(0.1) * 2'000.0 == Catch::Approx(2'112.0).epsilon(1e-14));
}

TEST_CASE("a quote of unknown price leaves nobody's charge known", "[margin][depeg_charge][A18]") {
  const double initial = at(unknown, {.positions = {{LinearFuture{btc}, 1.0, 1.0}}}).initial;
  CHECK_FALSE(initial == initial);
}

TEST_CASE("thresholds and factors below zero are faults", "[margin][depeg_charge][faults]") {
  CHECK(charge.faults().empty());
  CHECK(said(DepegCharge{{-1.0, unknown}}.faults()) ==
        std::vector<std::string>{"depeg.threshold is out of range, got -1", "depeg.factor is out of range, got nan"});
}
