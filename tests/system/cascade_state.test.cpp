#include "bulwark/system/cascade_state.hpp"

#include "support/crowd.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("a state with a market too many, without a price or with a debt is a fault", "[system][cascade_state][faults]") {
  Crowd crowd;
  crowd.add(1, 80.0, {Crowd::of(0, 10.0)});
  auto state = crowd.state(100.0);
  CHECK(state.faults().empty());
  state.depths.push_back({.start = std::numeric_limits<double>::quiet_NaN(), .depth = 1.0});
  state.fund = -1;
  state.drift = {1.0, -1.0};
  CHECK(state.faults().size() == 4);
}
