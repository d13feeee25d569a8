#include "bulwark/var/delta_normal_forecast.hpp"

#include <cmath>

#include "bulwark/var/walk.hpp"
#include "support/catch.hpp"

using namespace bulwark;

namespace {
using Day = std::vector<double>;
VarReport after(const DeltaNormalForecast& policy, const std::vector<Day>& days) {
  auto seen = policy.start();
  for (const Day& day : days) seen = policy.after(std::move(seen), day);
  return policy.forecast(seen);
}
}  // namespace

TEST_CASE("a book against itself has no risk, two that move together add", "[var][delta_normal_forecast]") {
  const std::vector<Day> days{{0.01, 0.01}, {-0.02, -0.02}, {0.03, 0.03}};
  const DeltaNormalForecast hedged{.delta = {100.0, -100.0}, .least = 1}, both{.delta = {100.0, 100.0}, .least = 1},
      one{.delta = {200.0, 0.0}, .least = 1};
  CHECK(after(hedged, days).value_at_risk == Catch::Approx(0.0).margin(1e-12));
  CHECK(after(both, days).value_at_risk == Catch::Approx(after(one, days).value_at_risk));
  // three days alike: variance 14e-4 / 3
  CHECK(after(one, days).value_at_risk == Catch::Approx(200.0 * 2.3263478740408408 * std::sqrt(14e-4 / 3.0)));
}

TEST_CASE("what is not held may lack a move", "[var][delta_normal_forecast][faults]") {
  const DeltaNormalForecast one{.delta = {100.0, 0.0}, .least = 1};
  CHECK(after(one, {{0.01, std::nan("")}}).value_at_risk == Catch::Approx(2.3263478740408408));
  CHECK(std::isnan(after({.delta = {100.0, 1.0}, .least = 1}, {{0.01, std::nan("")}}).value_at_risk));
  CHECK(std::isnan(after({.delta = {100.0}, .least = 2}, {{0.01}}).value_at_risk));
  CHECK(DeltaNormalForecast{.delta = {}, .decay = 1.0, .tail = 0.0, .least = 0}.faults().size() == 4);
}
