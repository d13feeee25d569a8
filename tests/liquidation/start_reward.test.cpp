#include "bulwark/liquidation/start_reward.hpp"

#include <limits>

#include <boost/multiprecision/cpp_int.hpp>

#include "support/catch.hpp"

using namespace bulwark;
using Wide = boost::multiprecision::int512_t;

TEST_CASE("a keeper is paid a flat sum and a share", "[liquidation][start_reward]") {
  CHECK(StartReward<double>{100.0, 0.0}.start(110.0) == 100.0);
  CHECK(StartReward<double>{100.0, 0.02}.start(110.0) == 100.0 + 110.0 * 0.02);
  // maker_clip.json, "incentive.redo chip only": 2.2 of 110, in rads.
  CHECK(StartReward<Wide>{0, parts_of(2, 100, one_in_wads<Wide>())}.start(Wide(110 * one_in_rads<Wide>())) ==
        parts_of(22, 10, one_in_rads<Wide>()));
  CHECK(StartReward<Wide>{0, parts_of(2, 100, one_in_wads<Wide>())}.start(Wide(99)) == 1);  // 1.98, cut
}

TEST_CASE("a restart is paid only where neither side is dust", "[liquidation][start_reward]") {
  constexpr StartReward<double> reward{10.0, 0.02};
  CHECK(reward.restart(110.0, 160.0, 22.0) == reward.start(110.0));
  CHECK(reward.restart(22.0, 22.0, 22.0) == reward.start(22.0));
  CHECK(reward.restart(21.9, 160.0, 22.0) == 0.0);
  CHECK(reward.restart(110.0, 21.9, 22.0) == 0.0);
}

TEST_CASE("a reward that is taken away is a fault", "[liquidation][start_reward][faults]") {
  CHECK(StartReward<double>{-1.0, -0.1}.faults().size() == 2);
  CHECK(StartReward<Wide>{Wide(0), Wide(0)}.faults().empty());
  CHECK(StartReward<double>{std::numeric_limits<double>::quiet_NaN(), 0.0}.faults().size() == 1);
}
