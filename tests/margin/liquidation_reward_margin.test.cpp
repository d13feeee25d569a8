#include "bulwark/margin/liquidation_reward_margin.hpp"

#include <limits>

#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinRel;

namespace {

const LiquidationRewardMargin reward{.of_asset = {{.flag_ratio = 0.001, .window = 2.0}},
                                     .otherwise = {.flag_ratio = 0.002, .window = 0.0},
                                     .rule = {.least_profit = 1.0, .least_profit_ratio = 0.0, .most = 500.0, .most_of_margin = 0.5},
                                     .collateral_ratio = 0.0001,
                                     .flag_cost = 3.0,
                                     .liquidate_cost = 2.0};

}  // namespace

TEST_CASE("who holds no position could not be liquidated, and owes no reward", "[margin][liquidation_reward_margin]") {
  CHECK(required(reward, {.positions = {{Spot{btc}, 5.0}}, .cash = 1e6}).initial == 0.0);
}

TEST_CASE("flagging is granted a share of every notional, and each further window is paid again", "[margin][liquidation_reward_margin]") {
  const auto need = [](double bitcoins, double ethers, double cash) {
    return required(reward, {.positions = {{LinearFuture{btc}, bitcoins, 104'000.0}, {LinearFuture{eth}, ethers, 2'560.0}}, .cash = cash})
        .maintenance;
  };
  CHECK_THAT(need(1.0, -10.0, 1e6), WithinRel(104.0 + 51.2 + 5.0, 1e-14));
  CHECK_THAT(need(-2.0, 10.0, 1e6), WithinRel(208.0 + 51.2 + 5.0, 1e-14));
  CHECK_THAT(need(3.0, 10.0, 1e6), WithinRel(312.0 + 51.2 + 5.0 + 3.0, 1e-14));              // two windows: cost 2 and 1 of profit
  CHECK_THAT(need(4.5, 1e-6, 1e6), WithinRel(468.0 + 0.00000512 + 5.0 + 2.0 * 3.0, 1e-14));  // three
  CHECK_THAT(need(10.0, 1.0, 1e6), WithinRel(500.0 + 4.0 * 3.0, 1e-14));                     // capped
  CHECK_THAT(need(1.0, 1.0, 60.0), WithinRel(30.0, 1e-14));                                  // half of the deposits
  CHECK_THAT(need(0.0001, 0.0001, 2e6), WithinRel(205.0, 1e-14));                            // the deposits' own grant
}

TEST_CASE("a market without a limit takes no window", "[margin][liquidation_reward_margin]") {
  CHECK(LiquidationRewardMargin::windows(1e9, 0.0) == 0.0);
  CHECK(LiquidationRewardMargin::windows(4.0, 2.0) == 2.0);
  CHECK(LiquidationRewardMargin::windows(4.0001, 2.0) == 3.0);
  CHECK(std::isnan(LiquidationRewardMargin::windows(std::numeric_limits<double>::quiet_NaN(), 2.0)));
}

TEST_CASE("every fault is named", "[margin][liquidation_reward_margin][faults]") {
  CHECK(reward.faults().empty());
  LiquidationRewardMargin wrong = reward;
  wrong.of_asset[0] = {-1.0, -1.0}, wrong.otherwise.window = -1.0, wrong.rule.most = -1.0;
  wrong.collateral_ratio = wrong.flag_cost = wrong.liquidate_cost = std::numeric_limits<double>::quiet_NaN();
  CHECK(wrong.faults().size() == 7);
}
