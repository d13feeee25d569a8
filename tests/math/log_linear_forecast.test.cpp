#include "bulwark/math/log_linear_forecast.hpp"

#include <array>
#include <cmath>

#include "support/catch.hpp"
#include "support/said.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("signs multiply a forecast, and none of them makes it negative", "[math][log_linear_forecast]") {
  const LogLinearForecast<2> forecast{.constant = -7.0, .weight = {1.0, -0.5}, .half_noise = 0.25};
  const auto variance = [&](double a, double b) { return forecast.variance(std::array{a, b}); };
  CHECK(variance(0.0, 0.0) == Catch::Approx(std::exp(-6.75)).epsilon(1e-15));
  CHECK(variance(std::log(2.0), 0.0) == Catch::Approx(2.0 * variance(0.0, 0.0)).epsilon(1e-15));
  CHECK(variance(-1e3, 1e3) >= 0.0);
  CHECK(std::isnan(variance(std::nan(""), 0.0)));
  CHECK(said(LogLinearForecast<1>{.constant = INFINITY, .weight = {-INFINITY}, .half_noise = -1.0}.faults()) ==
        std::vector<std::string>{"log_linear_forecast.constant must be finite, got inf",
                                 "log_linear_forecast.weight[0] must be finite, got -inf",
                                 "log_linear_forecast.half_noise must not be negative, got -1"});
}
