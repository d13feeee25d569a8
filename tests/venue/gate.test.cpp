#include "bulwark/venue/gate.hpp"

#include "support/liquidation.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinRel;

namespace {
constexpr AssetId coin{0};
const MarginTiers tiers = venue::gate_btc_usdt_august_2026();
const venue::Gate parameters{.risk_limits = {.tables = {tiers}, .table_of_asset = {}}};
}  // namespace

TEST_CASE("the closed form is the evaluator's price, across all tiers and with the fee to close", "[venue][gate]") {
  const auto gate = venue::gate(parameters);
  Random random{9};
  std::vector<int> in_tier(tiers.size(), 0);
  for (int i = 0; i < 400; ++i) {
    const double entry = 10'000.0 + static_cast<double>(random.below(90'000));
    const double worth = bulwark::exp(8.0 + static_cast<double>(random.below(8'000)) / 1'000.0);
    const double margin = worth * (0.02 + static_cast<double>(random.below(800)) / 1'000.0);
    const LinearLeg leg{(i % 2 == 0 ? worth : -worth) / entry, entry};
    const LiquidationPrices closed = venue::gate_liquidation_prices(margin, {&leg, 1}, tiers, parameters.taker_fee);
    const LiquidationPrices found = searched(gate, {.positions = {{LinearFuture{coin}, leg.quantity, entry}}, .cash = margin}, entry);
    INFO(i << " " << leg.quantity << " at " << entry << " on " << margin);
    check_same_price(closed.below, found.below, worth + margin, leg.quantity);
    check_same_price(closed.above, found.above, worth + margin, leg.quantity);
    if (const auto price = closed.below ? closed.below : closed.above)
      ++in_tier[static_cast<std::size_t>(tier_of(std::span{tiers}, std::abs(leg.quantity) * *price))];
  }
  for (const int count : in_tier) CHECK(count > 0);
}

TEST_CASE("the deductions are the published ones", "[venue][gate]") {
  const auto of = [](Index n) { return deduction(std::span{tiers}, &MarginTier::maintenance, n); };
  CHECK_THAT(of(1), WithinRel(250.0, 1e-13));
  CHECK_THAT(of(2), WithinRel(750.0, 1e-13));
  CHECK_THAT(of(4), WithinRel(2'500.0, 1e-13));
}

TEST_CASE("bad tiers and fees are refused", "[venue][gate][faults]") {
  CHECK(venue::gate(parameters).faults().empty());
  venue::Gate bad = parameters;
  bad.taker_fee = std::numeric_limits<double>::quiet_NaN();
  CHECK_FALSE(venue::gate(bad).faults().empty());
  bad = parameters;
  std::swap(bad.risk_limits.tables[0][0], bad.risk_limits.tables[0][1]);
  CHECK_FALSE(venue::gate(bad).faults().empty());
}
