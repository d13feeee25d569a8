#include "bulwark/venue/okx.hpp"

#include "support/liquidation.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinRel;

namespace {
constexpr AssetId coin{0};
constexpr double fee = 0.0005;
const MarginTiers tiers = venue::okx_eth_usdt_swap_2022();
const auto okx = venue::okx(
    {.position_tiers = {.tables = {tiers}, .table_of_asset = {}}, .taker_fee = fee, .discounts = {{venue::okx_btc_discount_2024()}}});
}  // namespace

TEST_CASE("the closed form is the evaluator's price, with the fee to close and the tier of the contracts held", "[venue][okx]") {
  Random random{8};
  for (int i = 0; i < 300; ++i) {
    const double entry = 100.0 + static_cast<double>(random.below(5'000)), contracts = static_cast<double>(1 + random.below(8'000));
    const LinearLeg leg{i % 2 == 0 ? contracts : -contracts, entry};
    const double margin = contracts * entry * (0.07 + static_cast<double>(random.below(800)) / 1'000.0);
    const double rate = tiers[static_cast<std::size_t>(tier_of(std::span{tiers}, contracts))].maintenance;
    const LiquidationPrices found = searched(okx, {.positions = {{LinearFuture{coin}, leg.quantity, entry}}, .cash = margin}, entry);
    INFO(i << " " << leg.quantity << " at " << entry << " on " << margin);
    check_same_price(venue::okx_liquidation_price(margin, leg, rate, fee), found.below ? found.below : found.above,
                     contracts * entry + margin, leg.quantity);
  }
}

TEST_CASE("the published examples come out, long and short", "[venue][okx]") {
  // okx_gate.json, "okx-long-3x-10-1" and "okx-short-3x-10-1".
  CHECK_THAT(*venue::okx_liquidation_price(10.0 / 3.0, LinearLeg{1.0, 10.0}, 0.01, 0.0006), WithinRel(6.738090425173506, 1e-14));
  CHECK_THAT(*venue::okx_liquidation_price(10.0 / 3.0, LinearLeg{-1.0, 10.0}, 0.01, 0.0006), WithinRel(13.193482419684678, 1e-14));
  CHECK_THAT(*venue::okx_liquidation_price(0.1, InverseLeg{100.0, 100.0}, 0.01, 0.0006), WithinRel(101.06 / 1.1, 1e-14));
  CHECK_FALSE(venue::okx_liquidation_price(1.0, InverseLeg{-100.0, 100.0}, 0.01, 0.0006));
}

TEST_CASE("adjusted equity counts coins at rates that fall with their amount", "[venue][okx]") {
  const auto report = okx.evaluate({.positions = {{Spot{coin}, 30.0}, {LinearFuture{coin}, 10.0, 50'000.0}}, .cash = -1'000.0},
                                   {.now = Timestamp{}, .assets = {{.spot = 50'000.0}}});
  REQUIRE(report);
  CHECK_THAT(report->resources.maintenance, WithinRel((0.98 * 20.0 + 0.9775 * 10.0) * 50'000.0 - 1'000.0, 1e-14));
  CHECK_THAT(report->requirement.maintenance, WithinRel(500'000.0 * (0.01 + fee), 1e-14));
  CHECK(report->verdict.standing == Standing::healthy);
  const auto warned = okx.evaluate({.positions = {{LinearFuture{coin}, 10.0, 50'000.0}}, .cash = 15'000.0},
                                   {.now = Timestamp{}, .assets = {{.spot = 50'000.0}}});
  CHECK(warned->verdict.standing == Standing::warned);  // a margin ratio of 286 %
}

TEST_CASE("bad tiers, fees and discounts are refused", "[venue][okx][faults]") {
  CHECK(okx.faults().empty());
  CHECK_FALSE(venue::okx({.position_tiers = {.tables = {tiers}, .table_of_asset = {}}, .taker_fee = -0.1}).faults().empty());
  CHECK_FALSE(venue::okx({.position_tiers = {.tables = {{{0.0, 0.1, 0.2}}}, .table_of_asset = {}}, .taker_fee = fee}).faults().empty());
  CHECK_FALSE(
      venue::okx(
          {.position_tiers = {.tables = {tiers}, .table_of_asset = {}}, .taker_fee = fee, .discounts = {{{{0.0, 0.9}, {1.0, 0.95}}}}})
          .faults()
          .empty());
}
