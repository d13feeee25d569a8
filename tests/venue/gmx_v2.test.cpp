#include "bulwark/venue/gmx_v2.hpp"

#include <limits>

#include "support/books.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinRel;
using venue::GmxStanding;

namespace {

const venue::GmxV2 market = venue::gmx_v2_bitcoin_2025();
constexpr double no_number = std::numeric_limits<double>::quiet_NaN();

}  // namespace

TEST_CASE("a position is liquidated at 4,000 and not at 4,200", "[venue][gmx_v2]") {
  // LiquidationOrder.ts: 10 ETH of collateral, 200,000 of size opened at 5,000.
  const venue::GmxPosition position{.is_long = true, .size = 200'000.0, .coins = 40.0, .collateral = 10.0};
  const auto standing = [&](double price) {
    return venue::gmx_standing(market, position, venue::gmx_remaining(market, position, price, position.profit(price, price), 0.0));
  };
  CHECK(standing(4'200.0) == GmxStanding::healthy);
  CHECK(standing(4'021.0) == GmxStanding::healthy);
  CHECK(standing(4'019.0) == GmxStanding::too_much_leverage);
  CHECK(standing(4'000.0) == GmxStanding::too_little);
  CHECK(standing(no_number) == GmxStanding::unknown);
}

TEST_CASE("fees and impact take from what remains, gains of impact do not add to it", "[venue][gmx_v2]") {
  venue::GmxV2 capped = market;
  capped.most_impact_in_liquidation = 0.01;
  const venue::GmxPosition p{.is_long = false, .size = 1'000.0, .coins = 1.0, .collateral = 100.0, .fees = 7.0, .pending_impact = -3.0};
  const auto remaining = [&](double impact) { return venue::gmx_remaining(capped, p, 1.0, p.profit(990.0, 995.0), impact); };
  CHECK(p.profit(990.0, 995.0) == 5.0);
  CHECK(remaining(0.0) == 95.0);
  CHECK(remaining(50.0) == 95.0);
  CHECK(remaining(-4.0) == 91.0);
  CHECK(remaining(-400.0) == 85.0);
  CHECK(std::isnan(remaining(no_number)));
}

TEST_CASE("the evaluator and the venue's own test agree on random positions without fees", "[venue][gmx_v2]") {
  const auto evaluator = venue::gmx_v2(market);
  test::Random random{4};
  int liquidatable = 0;
  for (int i = 0; i < 3'000; ++i) {
    const double entry = 1'000.0 + static_cast<double>(random.below(1'000)), coins = static_cast<double>(random.below(500) + 1) / 100.0;
    const double price = entry * (0.9 + static_cast<double>(random.below(2'000)) / 1e4), cash = static_cast<double>(random.below(300));
    const bool is_long = random.below(2) == 0;
    const venue::GmxPosition p{.is_long = is_long, .size = coins * entry, .coins = coins, .collateral = cash};
    const RiskReport report =
        *evaluator.evaluate({.positions = {{LinearFuture{AssetId{0}}, is_long ? coins : -coins, entry}}, .cash = cash},
                            {.now = Timestamp{}, .assets = {{.spot = price}}});
    const double remaining = venue::gmx_remaining(market, p, 1.0, p.profit(price, price), 0.0);
    if (std::abs(remaining - report.requirement.maintenance) < 1e-9) continue;
    CHECK_THAT(report.equity + 1e4, WithinRel(remaining + 1e4, 1e-12));
    const bool is_due = venue::gmx_standing(market, p, remaining) != GmxStanding::healthy;
    CHECK(report.verdict.is_liquidatable() == is_due);
    liquidatable += is_due;
  }
  CHECK((liquidatable > 300 && liquidatable < 2'700));
}

TEST_CASE("opening needs more where the side is crowded", "[venue][gmx_v2]") {
  CHECK(market.opening_share_at(true, 0.0) == 0.005);
  CHECK(market.opening_share_at(true, 83e6) == 0.005);  // the configuration's own figure
  CHECK_THAT(market.opening_share_at(false, 160e6), WithinRel(0.0096, 1e-14));
}

TEST_CASE("profits of a side that the pool cannot pay are cut in proportion", "[venue][gmx_v2]") {
  CHECK(market.capped_profit(100.0, 800.0, 1'000.0) == 100.0);
  CHECK_THAT(market.capped_profit(100.0, 1'800.0, 1'000.0), WithinRel(50.0, 1e-15));
  CHECK(market.capped_profit(-100.0, 1'800.0, 1'000.0) == -100.0);
  CHECK(market.capped_profit(100.0, 1'800.0, 0.0) == 100.0);  // the source cuts nothing where nothing may be paid
  CHECK(std::isnan(market.capped_profit(100.0, no_number, 1'000.0)));
  CHECK(std::isnan(market.capped_profit(100.0, 1'800.0, no_number)));
}

TEST_CASE("auto-deleveraging begins above one share of the pool and ends below a smaller one", "[venue][gmx_v2]") {
  CHECK_FALSE(market.may_deleverage(850.0, 1'000.0, false));
  CHECK(market.may_deleverage(851.0, 1'000.0, false));
  CHECK(market.may_deleverage(800.0, 1'000.0, true));
  CHECK_FALSE(market.may_deleverage(770.0, 1'000.0, true));
  CHECK_FALSE(market.may_deleverage(no_number, 1'000.0, true));
}

TEST_CASE("every fault of a market of GMX is named", "[venue][gmx_v2][faults]") {
  CHECK(market.faults().empty());
  venue::GmxV2 wrong = market;
  wrong.impact.positive.factor = 1.0, wrong.keeping_share = 0.1, wrong.most_profit = 2.0, wrong.deleverage_until = 0.9;
  std::vector<std::string> said;
  for (const Fault& fault : wrong.faults()) said.push_back(fault.field);
  CHECK(said == std::vector<std::string>{"price_impact.negative", "gmx_v2.most_profit", "gmx_v2.deleverage_until", "gmx_v2.keeping_share"});
}
