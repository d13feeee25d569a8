#include "bulwark/venue/mango_v4.hpp"

#include <limits>

#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;
using namespace bulwark::venue;

namespace {
const MangoToken token{.initial = {0.8, 1.2},
                       .maintenance = {0.9, 1.1},
                       .deposits = 1'000.0,
                       .borrows = 500.0,
                       .deposit_start = 4'000.0,
                       .borrow_start = 2'000.0};
const MangoPerpMarket perp{.initial = {0.8, 1.2}, .maintenance = {0.9, 1.1}, .initial_profit = 0.5, .maintenance_profit = 1.0};
constexpr HealthKind kinds[] = {HealthKind::initial, HealthKind::liquidation_end, HealthKind::maintenance};
}  // namespace

TEST_CASE("opening counts least and weighs most, staying the other way round", "[venue][mango_v4]") {
  for (const StrictPrice<double>& at : {StrictPrice<double>::alone(5.0), StrictPrice<double>{5.0, 4.0}, StrictPrice<double>{5.0, 8.0}}) {
    for (int k = 1; k < 3; ++k) {
      CHECK(token.price(kinds[k], at).owned >= token.price(kinds[k - 1], at).owned);
      CHECK(token.price(kinds[k], at).owed <= token.price(kinds[k - 1], at).owed);
      for (const double base : {-10.0, 0.0, 10.0})
        CHECK(perp.counted(kinds[k], {.base = base, .bids = 3.0, .asks = 4.0}, at) >=
              perp.counted(kinds[k - 1], {.base = base, .bids = 3.0, .asks = 4.0}, at));
    }
    CHECK(token.price(HealthKind::initial, at).owned <= token.price(HealthKind::initial, at).owed);
  }
}

TEST_CASE("opening is at the worse of two prices and scaled at the higher", "[venue][mango_v4]") {
  const WeightedPrice price = token.price(HealthKind::initial, {5.0, 8.0});
  CHECK(price.owned == Catch::Approx(0.8 * 4'000.0 / 8'000.0 * 5.0).epsilon(1e-15));
  CHECK(price.owed == Catch::Approx(1.2 * 4'000.0 / 2'000.0 * 8.0).epsilon(1e-15));
  const WeightedPrice stay = token.price(HealthKind::maintenance, {5.0, 8.0});
  CHECK(stay.owned == 4.5);
  CHECK(stay.owed == 5.5);
}

TEST_CASE("a profit counts by its weight, a loss in full", "[venue][mango_v4]") {
  CHECK(perp.counted(HealthKind::liquidation_end, {.base = 10.0, .quote = -30.0}, StrictPrice<double>::alone(5.0)) == 5.0);
  CHECK(perp.counted(HealthKind::liquidation_end, {.base = 10.0, .quote = -50.0}, StrictPrice<double>::alone(5.0)) == -10.0);
}

TEST_CASE("a venue of the Mango kind reports every fault with its token or market", "[venue][mango_v4][faults]") {
  const MangoV4 good{.tokens = {token}, .perps = {perp}};
  CHECK(good.faults().empty());
  const MangoToken free{.initial = {0.9, 1.0}, .maintenance = {0.8, 0.9}, .deposits = -1.0, .borrow_start = 0.0};
  const MangoToken dear{.initial = {0.5, 1.2}, .maintenance = {0.9, 1.1}, .liquidator_fee = 0.1, .platform_fee = 0.1};
  const MangoPerpMarket odd{.initial = {0.9, 1.1}, .maintenance = {0.8, 1.2}, .initial_profit = 1.0, .maintenance_profit = 0.5};
  CHECK(said(MangoV4{.tokens = {token, free, dear}, .perps = {odd}}.faults()) ==
        std::vector<std::string>{"mango_token.initial.asset[1] is out of range, got 0.90000000000000002",
                                 "mango_token.maintenance.liability[1] is out of range, got 0.90000000000000002",
                                 "mango_token.deposits[1] is out of range, got -1", "mango_token.borrow_start[1] is out of range, got 0",
                                 "mango_token.maintenance.asset x (1 + fees)[2] is out of range, got 1.0800000000000003",
                                 "mango_perp_market.initial.owned[0] is out of range, got 0.90000000000000002",
                                 "mango_perp_market.initial.owed[0] is out of range, got 1.1000000000000001",
                                 "mango_perp_market.initial_profit[0] is out of range, got 1"});
}
