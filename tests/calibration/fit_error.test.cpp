#include "bulwark/calibration/fit_error.hpp"

#include <cmath>

#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinRel;

TEST_CASE("errors are in volatility, by weight and each alike", "[calibration][fit_error]") {
  const Smile smile{100.0, 0.25, {{-0.1, 0.5, 3.0}, {0.0, 0.4, 1.0}, {0.1, 0.9, 0.0}}};
  const FitError error = fit_error(smile, [](double) { return 0.45 * 0.45 * 0.25; });
  CHECK_THAT(error.weighted, WithinRel(0.05, 1e-12));
  CHECK_THAT(error.plain, WithinRel(0.05, 1e-12));
  CHECK_THAT(error.largest, WithinRel(0.05, 1e-12));
  CHECK(error.quotes == 2);
  const FitError uneven = fit_error(smile, [](double k) { return (k < 0.0 ? 0.25 : 0.2025) * 0.25; });
  CHECK_THAT(uneven.weighted, WithinRel(0.05 * std::sqrt(0.25), 1e-12));
  CHECK_THAT(uneven.plain, WithinRel(0.05 * std::sqrt(0.5), 1e-12));
}

TEST_CASE("a negative variance is an unknown error", "[calibration][fit_error]") {
  const Smile smile{100.0, 0.25, {{0.0, 0.4, 1.0}}};
  CHECK(std::isnan(fit_error(smile, [](double) { return -1.0; }).largest));
}
