#include "bulwark/margin/charged_forecast.hpp"

#include <cmath>

#include "bulwark/laws/walking_laws.hpp"
#include "bulwark/margin/floored_variance.hpp"
#include "bulwark/margin/ratio_forecast.hpp"
#include "bulwark/margin/stressed_forecast.hpp"
#include "support/catch.hpp"
#include "support/normal_profits.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {
/// Asks for what the last day lost.
struct AsksForYesterday {
  using State = double;
  State start() const { return 8.0; }
  VarReport forecast(const State& loss) const { return {loss, loss}; }
  State after(State, double profit) const { return -profit; }
  Faults faults() const { return {}; }
};
}  // namespace

TEST_CASE("a rise drains the buffer before it reaches anybody", "[margin][charged_forecast]") {
  const ChargedForecast<AsksForYesterday, DrainedBuffer> policy{{}, {.buffer = 0.25, .refill = 0.0}};
  const std::vector<double> profits{-9.0, -10.0, -16.0, -4.0, 0.0};
  const auto days = walk(policy, profits);
  CHECK(days[0].value_at_risk == 10.0);  // 8 with the whole buffer
  CHECK(days[1].value_at_risk == 10.0);  // 9 is within it
  CHECK(days[2].value_at_risk == 10.0);  // 10 has drained it
  CHECK(days[3].value_at_risk == 16.0);
  CHECK(days[4].value_at_risk == 5.0);  // never above 4 with the whole buffer
}

TEST_CASE("a paced requirement comes down by its step a day", "[margin][charged_forecast]") {
  const ChargedForecast<AsksForYesterday, PacedRatio> policy{{}, {.fall = 0.5}};
  const auto days = walk(policy, {-8.0, -1.0, -1.0, -1.0, 0.0});
  CHECK((days[0].value_at_risk == 8.0 && days[1].value_at_risk == 8.0));
  CHECK((days[2].value_at_risk == 4.0 && days[3].value_at_risk == 2.0 && days[4].value_at_risk == 1.0));
}

TEST_CASE("a day that is unknown is not what was charged last", "[margin][charged_forecast][faults]") {
  const ChargedForecast<AsksForYesterday, PacedRatio> policy{{}, {.fall = 0.5}};
  const auto unknown = policy.after(policy.start(), std::nan(""));
  CHECK(std::isnan(policy.forecast(unknown).value_at_risk));
  const auto known = policy.after(unknown, -1.0);
  CHECK(policy.forecast(known).value_at_risk == 4.0);  // half of the 8 before, not 1
}

TEST_CASE("margins that walk keep the laws of walking", "[margin][charged_forecast][laws]") {
  const auto broken = [](const auto& policy) {
    std::vector<double> days = normal_profits(240, 31, 0.03);
    return broken_by_walking(
        policy, days, [](double p, Index) { return p; }, [](double p) { return -4.0 * p; });
  };
  const RatioForecast<EwmaVariance> ratio{{}, {.multiple = 3.0}};
  CHECK(broken(ratio).empty());
  CHECK(broken(ChargedForecast<RatioForecast<EwmaVariance>, DrainedBuffer>{ratio, {}}).empty());
  CHECK(broken(ChargedForecast<RatioForecast<EwmaVariance>, PacedRatio>{ratio, {}}).empty());
  CHECK(broken(StressedForecast<RatioForecast<EwmaVariance>>{.policy = ratio, .stressed = 0.4}).empty());
  CHECK(broken(RatioForecast<FlooredVariance<EwmaVariance>>{{}, {.multiple = 3.0}}).empty());
  CHECK(broken(FixedForecast{0.15}).empty());
}

TEST_CASE("every part reports its faults", "[margin][charged_forecast][faults]") {
  const RatioForecast<EwmaVariance> bad{{}, {.multiple = -1.0}};
  CHECK(ChargedForecast<RatioForecast<EwmaVariance>, DrainedBuffer>{bad, {.buffer = -1.0}}.faults().size() == 2);
}
