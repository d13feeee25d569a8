#include "bulwark/margin/keeper_reward.hpp"

#include <limits>

#include <boost/multiprecision/cpp_int.hpp>

#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinRel;
using Wide = boost::multiprecision::int512_t;

TEST_CASE("a keeper gets his cost and the grant, at least a profit and at most the cap", "[margin][keeper_reward]") {
  constexpr KeeperReward<double> rule{.least_profit = 5.0, .least_profit_ratio = 0.1, .most = 100.0, .most_of_margin = 0.5};
  CHECK(rule.reward(20.0, 10.0, 1e6) == 30.0);
  CHECK(rule.reward(1.0, 10.0, 1e6) == 15.0);
  CHECK_THAT(rule.reward(1.0, 80.0, 1e6), WithinRel(88.0, 1e-15));
  CHECK(rule.reward(500.0, 10.0, 1e6) == 100.0);
  CHECK(rule.reward(500.0, 10.0, 40.0) == 20.0);  // half of the margin
  CHECK(rule.reward(500.0, 10.0, 0.0) == 100.0);  // flagged already
  CHECK(std::isnan(rule.reward(std::numeric_limits<double>::quiet_NaN(), 10.0, 40.0)));
}

TEST_CASE("in wads the reward is the chain's", "[margin][keeper_reward]") {
  // synthetix_v3_perps.json, "keeper.lower capped just cost" and "plus reward" (KeeperRewards.Caps.test.ts).
  const Wide ratio("5000000000000000");
  CHECK(KeeperReward<Wide>{10'000, ratio, 100'000, 0}.reward(Wide(0), Wide(8'888), Wide(0)) == 18'888);
  CHECK(KeeperReward<Wide>{8 * one_in_wads<Wide>(), ratio, 10 * one_in_wads<Wide>(), 0}.reward(Wide(5 * one_in_wads<Wide>()), Wide(8'888),
                                                                                               Wide(0)) == 8 * one_in_wads<Wide>() + 8'888);
  CHECK(KeeperReward<Wide>{0, ratio, 100'000, 0}.reward(Wide(0), Wide(199), Wide(0)) == 199);  // 0.995 of a unit more is cut
}

TEST_CASE("negative rewards are faults", "[margin][keeper_reward][faults]") {
  CHECK(KeeperReward<Wide>{0, 0, 0, 0}.faults().empty());
  CHECK(KeeperReward<Wide>{-1, -1, -1, -1}.faults().size() == 4);
  CHECK(KeeperReward<double>{std::numeric_limits<double>::quiet_NaN(), 0.0, 0.0, 0.0}.faults().size() == 1);
}
