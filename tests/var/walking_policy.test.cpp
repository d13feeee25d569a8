#include "bulwark/var/walking_policy.hpp"

#include <vector>

#include "bulwark/var/window_forecast.hpp"
#include "support/catch.hpp"

using namespace bulwark;

namespace {
struct ForecastsWithoutState {
  VarReport forecast() const { return {}; }
};
struct LearnsInPlace {
  using State = double;
  State start() const { return 0.0; }
  VarReport forecast(const State&) const { return {}; }
  void after(State&, double) const {}
};
}  // namespace

TEST_CASE("only what takes a state and gives the next one walks", "[var][walking_policy]") {
  CHECK(WalkingPolicy<WindowForecast, double>);
  CHECK_FALSE(WalkingPolicy<WindowForecast, std::vector<double>>);
  CHECK_FALSE(WalkingPolicy<ForecastsWithoutState, double>);
  CHECK_FALSE(WalkingPolicy<LearnsInPlace, double>);
}
