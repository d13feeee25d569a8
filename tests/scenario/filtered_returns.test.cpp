#include "bulwark/scenario/filtered_returns.hpp"

#include <cmath>
#include <vector>

#include "bulwark/math/ewma.hpp"
#include "bulwark/math/garch.hpp"
#include "support/catch.hpp"

using namespace bulwark;

namespace {
const std::vector<double> ten{0.012, -0.034, 0.021, -0.008, 0.045, -0.061, 0.017, -0.022, 0.009, -0.015};
constexpr auto decaying = [](double variance, double move) { return ewma_variance(variance, move, 0.94); };
}  // namespace

TEST_CASE("returns are restated at today's volatility", "[scenario][filtered_returns]") {
  // var_es.json, "fhs-scaling".
  std::vector<double> filtered(10);
  const FilteredReturns answer = filtered_returns(ten, decaying, filtered);
  CHECK(answer.deviation_now == Catch::Approx(0.0292142578089048).epsilon(1e-13));
  CHECK(answer.limited == 0);
  CHECK(filtered[0] == Catch::Approx(0.011933578813336607).epsilon(1e-13));
  CHECK(filtered[9] == Catch::Approx(-0.014659441223070876).epsilon(1e-13));
}

TEST_CASE("a variance that never changes leaves every return as it was", "[scenario][filtered_returns]") {
  std::vector<double> filtered(10);
  filtered_returns(
      ten, [](double variance, double) { return variance; }, filtered);
  for (std::size_t i = 0; i < 10; ++i) CHECK(filtered[i] == Catch::Approx(ten[i]).epsilon(1e-15));
}

TEST_CASE("a calm past is scaled up after a storm, but no further than the limit", "[scenario][filtered_returns]") {
  std::vector<double> returns(100, 0.001), filtered(100);
  for (std::size_t i = 0; i < 100; i += 2) returns[i] = -0.001;
  for (std::size_t i = 95; i < 100; ++i) returns[i] *= 100.0;
  const Garch rule{.constant = 1e-7, .reaction = 0.2, .memory = 0.75};
  const auto next = [&](double variance, double move) { return garch_variance(rule, variance, move); };
  const FilteredReturns free = filtered_returns(returns, next, filtered);
  CHECK(filtered[80] < -0.003);
  const FilteredReturns held = filtered_returns(returns, next, filtered, {.least = 0.3, .most = 3.0});
  CHECK(filtered[80] == Catch::Approx(-0.003).epsilon(1e-15));
  CHECK((held.limited > 50 && free.limited == 0 && held.deviation_now == free.deviation_now));
}

TEST_CASE("a return that is not known makes all that follow from it unknown", "[scenario][filtered_returns][faults]") {
  std::vector<double> bad = ten, filtered(10);
  bad[4] = std::nan("");
  const FilteredReturns answer = filtered_returns(bad, decaying, filtered);
  CHECK(std::isnan(answer.deviation_now));
  for (const double r : filtered) CHECK(std::isnan(r));
}
