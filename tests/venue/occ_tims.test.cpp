#include "bulwark/venue/occ_tims.hpp"

#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinRel;

namespace {

constexpr AssetId stock{0}, index{1};
constexpr Timestamp now{};
constexpr Timestamp expiry = now + std::chrono::days{45};

const auto broker =
    venue::occ_tims({.of_asset = {venue::tims_equity, venue::tims_large_index}, .group_of_asset = {0, 0}, .offset_of_group = {0.9}});

RiskReport report_of(std::vector<Position> positions, double cash = 0.0) {
  return *broker.evaluate(
      {.positions = std::move(positions), .cash = cash},
      {.now = now, .assets = {{.spot = 100.0, .volatility = FlatVolatility{0.25}}, {.spot = 5'000.0, .volatility = FlatVolatility{0.15}}}});
}
Position option(AssetId asset, OptionSide side, double strike, double quantity) {
  return {VanillaOption{asset, side, strike, expiry}, quantity};
}

}  // namespace

TEST_CASE("ten points, five a side, none of them today's price", "[venue][occ_tims]") {
  const auto points = venue::tims_points(venue::tims_large_index);
  const double expected[] = {-0.08, -0.064, -0.048, -0.032, -0.016, 0.012, 0.024, 0.036, 0.048, 0.06};
  for (std::size_t i = 0; i < 10; ++i) CHECK_THAT(points[i], WithinRel(expected[i], 1e-14));
  for (std::size_t i = 1; i < 10; ++i) CHECK(points[i] > points[i - 1]);
}

TEST_CASE("stock moves with its options", "[venue][occ_tims]") {
  const RiskReport held = report_of({{Spot{stock}, 100.0}});
  CHECK_THAT(held.requirement.initial, WithinRel(1'500.0, 1e-12));
  CHECK(held.requirement.maintenance == held.requirement.initial);
  const RiskReport covered = report_of({{Spot{stock}, 100.0}, option(stock, OptionSide::call, 105.0, -100.0)});
  CHECK(covered.requirement.initial < held.requirement.initial);
  const RiskReport collar =
      report_of({{Spot{stock}, 100.0}, option(stock, OptionSide::call, 105.0, -100.0), option(stock, OptionSide::put, 95.0, 100.0)});
  CHECK(collar.requirement.initial < covered.requirement.initial);
  CHECK_THAT(report_of({{Spot{stock}, -100.0}}, 10'000.0).requirement.initial, WithinRel(1'500.0, 1e-12));
}

TEST_CASE("a hedge by another class counts with the offset of the group", "[venue][occ_tims]") {
  const double alone = report_of({{Spot{stock}, 1'000.0}}).requirement.initial;
  const double hedged = report_of({{Spot{stock}, 1'000.0}, {LinearFuture{index}, -20.0, 5'000.0}}).requirement.initial;
  // At the lowest points the stock loses 15 % of 100,000 while the index gains 8 %, nine tenths of which count.
  CHECK_THAT(alone, WithinRel(15'000.0, 1e-12));
  CHECK_THAT(hedged, WithinRel(15'000.0 - 0.9 * 8'000.0, 1e-12));
}

TEST_CASE("contracts far from the money need their minimum", "[venue][occ_tims]") {
  CHECK_THAT(report_of({option(stock, OptionSide::call, 300.0, -100.0)}).requirement.initial, WithinRel(37.5, 1e-9));
}

TEST_CASE("ranges and groups are refused by name", "[venue][occ_tims]") {
  CHECK(broker.faults().empty());
  CHECK(venue::occ_tims({.of_asset = {{1.2, 0.1}}, .group_of_asset = {3}, .least_per_unit = -1.0}).faults().size() >= 3);
}
