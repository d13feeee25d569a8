#include "bulwark/venue/bybit.hpp"

#include "support/liquidation.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinRel;

namespace {

constexpr AssetId coin{0};
constexpr auto mark = venue::MaintenanceBasis::mark;
// Bybit's illustration of inverse tiers, and quote tiers of the same shape.
const MarginTiers coin_tiers{{0.0, 0.01, 0.01}, {10.0, 0.02, 0.02}, {20.0, 0.03, 0.03}, {30.0, 0.04, 0.04}, {40.0, 0.05, 0.05}};
const MarginTiers tiers{{0.0, 0.01, 0.005}, {2e6, 0.02, 0.01}, {1e7, 0.05, 0.025}, {1e8, 0.2, 0.1}};
const venue::Bybit parameters{.risk_limits = {.tables = {tiers, coin_tiers}, .table_of_asset = {}, .table_of_coin_settled = {1}},
                              .collateral = {{{{0.0, 1.0}}}}};

}  // namespace

TEST_CASE("an isolated linear position's price is the evaluator's, by either basis", "[venue][bybit]") {
  const auto on_mark = venue::bybit(parameters);
  const auto on_entry = venue::bybit_on_entry(parameters);
  Random random{3};
  for (int i = 0; i < 300; ++i) {
    const double entry = 100.0 + static_cast<double>(random.below(90'000)), side = i % 2 == 0 ? 1.0 : -1.0;
    const double worth = bulwark::exp(6.0 + static_cast<double>(random.below(14'000)) / 1'000.0);
    const double margin = worth * (0.15 + static_cast<double>(random.below(800)) / 1'000.0);
    const LinearLeg leg{side * worth / entry, entry};
    const Account account{.positions = {{LinearFuture{coin}, leg.quantity, entry}}, .cash = margin};
    const auto check = [&](const auto& venue, venue::MaintenanceBasis basis) {
      const LiquidationPrices found = searched(venue, account, entry);
      INFO(i << " " << leg.quantity << " at " << entry << " on " << margin);
      check_same_price(venue::bybit_isolated_liquidation_price(basis, margin, leg, tiers), found.below ? found.below : found.above,
                       worth + margin, leg.quantity);
    };
    check(on_mark, mark);
    check(on_entry, venue::MaintenanceBasis::entry);
  }
}

TEST_CASE("an isolated inverse position's price is the evaluator's, by either basis", "[venue][bybit]") {
  const auto on_mark = venue::bybit(parameters);
  const auto on_entry = venue::bybit_on_entry(parameters);
  Random random{4};
  int none = 0;
  for (int i = 0; i < 300; ++i) {
    const double entry = 100.0 + static_cast<double>(random.below(90'000)), side = i % 2 == 0 ? 1.0 : -1.0;
    const double worth = bulwark::exp(static_cast<double>(random.below(5'000)) / 1'000.0);
    const double margin = worth * (0.06 + static_cast<double>(random.below(1'200)) / 1'000.0);
    const InverseLeg leg{side * worth * entry, entry};
    const Account account{.positions = {{Spot{coin}, margin}, {InverseFuture{coin}, leg.face, entry}}};
    const auto check = [&](const auto& venue, venue::MaintenanceBasis basis) {
      const LiquidationPrices found = searched(venue, account, entry);
      const auto price = found.below ? found.below : found.above,
                 closed = venue::bybit_isolated_liquidation_price(basis, margin, leg, coin_tiers);
      INFO(i << " " << leg.face << " at " << entry << " on " << margin);
      const auto turned = [](const std::optional<double>& p) { return p ? std::optional{1.0 / *p} : std::nullopt; };
      check_same_price(turned(closed), turned(price), 4.0 * (worth + margin), leg.face);
      none += !closed;
    };
    check(on_mark, mark);
    check(on_entry, venue::MaintenanceBasis::entry);
  }
  CHECK(none > 10);
}

TEST_CASE("the help centre's example of a USDT contract comes out", "[venue][bybit]") {
  // bybit.json, "bybit-usdt-isolated-long": 1 at 20,000, 50 times, 0.5 %.
  const auto venue =
      venue::bybit_on_entry({.risk_limits = {.tables = {{{0.0, 0.01, 0.005}}}, .table_of_asset = {}}, .leverage_of_asset = {50.0}});
  const Account account{.positions = {{LinearFuture{coin}, 1.0, 20'000.0}}, .cash = 400.0};
  const auto report = venue.evaluate(account, {.now = Timestamp{}, .assets = {{.spot = 20'000.0}}});
  REQUIRE(report);
  CHECK(report->requirement.initial == 400.0);
  CHECK(report->requirement.maintenance == 100.0);
  CHECK_THAT(*searched(venue, account, 20'000.0).below, WithinRel(19'700.0, 1e-14));
}

TEST_CASE("a printed price is rounded up to the tick, a backed short has none to print", "[venue][bybit]") {
  const LinearLeg leg{1.0, 30'000.0};
  const double exact = *venue::bybit_isolated_liquidation_price(mark, 1'000.3, leg, tiers);
  const double printed = *venue::bybit_isolated_liquidation_price(mark, 1'000.3, leg, tiers, 0.5);
  CHECK(printed >= exact);
  CHECK(printed < exact + 0.5);
  CHECK(printed * 2.0 == std::floor(printed * 2.0));
  CHECK_FALSE(venue::bybit_isolated_liquidation_price(mark, 1.0, InverseLeg{-30'000.0, 30'000.0}, coin_tiers, 0.5));
  const auto unknown = venue::bybit_isolated_liquidation_price(mark, double(NAN), leg, tiers, 0.5);
  CHECK((unknown && !(*unknown == *unknown)));
}

TEST_CASE("bankruptcy is where the margin and the fee to close are gone, beyond the liquidation price", "[venue][bybit]") {
  const InverseLeg leg{60'000.0, 50'000.0};
  const double fee = 0.00075, price = *venue::bybit_bankruptcy_price(0.12, leg, fee);
  CHECK_THAT(price, WithinRel(1.00075 * 60'000.0 / (1.2 + 0.12), 1e-14));
  CHECK(price < *venue::bybit_isolated_liquidation_price(mark, 0.12, leg, coin_tiers));
}

TEST_CASE("collateral counts at its ratio up to its amount and not beyond", "[venue][bybit]") {
  const auto venue =
      venue::bybit({.risk_limits = {.tables = {tiers}, .table_of_asset = {}}, .collateral = {{{{0.0, 0.85}, {100.0, 0.0}}}}});
  const auto counted = [&](double coins) {
    return venue.evaluate({.positions = {{Spot{coin}, coins}}}, {.now = Timestamp{}, .assets = {{.spot = 1'000.0}}})->resources.initial;
  };
  CHECK_THAT(counted(100.0), WithinRel(85'000.0, 1e-15));
  CHECK_THAT(counted(500.0), WithinRel(85'000.0, 1e-15));
  CHECK(counted(-2.0) == -2'000.0);
}

TEST_CASE("bad risk limits and ratios are refused", "[venue][bybit][faults]") {
  CHECK(venue::bybit(parameters).faults().empty());
  CHECK(venue::bybit_on_entry(parameters).faults().empty());
  CHECK_FALSE(venue::bybit({.risk_limits = {.tables = {{{0.0, 0.01, 0.02}}}, .table_of_asset = {}}}).faults().empty());
  CHECK_FALSE(venue::bybit_on_entry({.risk_limits = {.tables = {}, .table_of_asset = {}}}).faults().empty());
  CHECK_FALSE(venue::bybit({.risk_limits = {.tables = {tiers}, .table_of_asset = {}}, .collateral = {{{{0.0, 1.5}}}}}).faults().empty());
  CHECK(venue::bybit({.risk_limits = {.tables = {venue::bybit_btcusd_2024()}, .table_of_asset = {}, .table_of_coin_settled = {0}}})
            .faults()
            .empty());
}
