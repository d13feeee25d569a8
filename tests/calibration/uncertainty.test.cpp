#include "bulwark/calibration/uncertainty.hpp"

#include <cmath>
#include <vector>

#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinRel;

namespace {

struct Line {
  double height, tilt;
};

const Mapped<2> plain{.values = {}, .slopes = {{{1.0, 0.0}, {0.0, 1.0}}}};

// Rows of a straight line at x = 0, 1, 2, 3.
const std::vector<double> slopes{1.0, 1.0, 1.0, 1.0, 0.0, 1.0, 2.0, 3.0};

}  // namespace

TEST_CASE("the covariance of a straight line is the textbook's", "[calibration][uncertainty]") {
  Fit<Line, 2> fit;
  judge(fit, plain, slopes, 0.1, 0.5);
  // variance of the tilt 1 / sum (x - 1.5)^2 = 1/5, of the height 1/4 + 1.5^2 / 5, covariance -1.5 / 5
  CHECK_THAT(fit.covariance[1][1], WithinRel(0.01 * 0.2, 1e-12));
  CHECK_THAT(fit.covariance[0][0], WithinRel(0.01 * 0.7, 1e-12));
  CHECK_THAT(fit.covariance[0][1], WithinRel(0.01 * -0.3, 1e-12));
  CHECK_THAT(fit.covariance[1][0], WithinRel(0.01 * -0.3, 1e-12));
  CHECK_THAT(fit.standard_errors[0], WithinRel(0.1 * std::sqrt(0.7), 1e-12));
  CHECK(fit.singular_values[0] > fit.singular_values[1]);
  CHECK_THAT(fit.singular_values[0] * fit.singular_values[1], WithinRel(std::sqrt(20.0), 1e-12));  // the determinant of 4 6; 6 14
  CHECK(fit.undetermined == 0);
}

TEST_CASE("errors follow the parameters' slopes by the coordinates", "[calibration][uncertainty]") {
  Fit<Line, 2> fit;
  judge(fit, {.values = {}, .slopes = {{{3.0, 0.0}, {0.0, -2.0}}}}, slopes, 0.1, 0.5);
  CHECK_THAT(fit.standard_errors[0], WithinRel(0.3 * std::sqrt(0.7), 1e-12));
  CHECK_THAT(fit.covariance[0][1], WithinRel(-6.0 * 0.01 * -0.3, 1e-12));
}

TEST_CASE("two coordinates that do the same are told as one open direction, along which both move", "[calibration][uncertainty]") {
  Fit<Line, 2> fit;
  judge(fit, plain, std::vector<double>{1.0, 2.0, 3.0, 1.0, 2.0, 3.0}, 0.1, 0.5);
  CHECK(fit.undetermined == 1);
  CHECK(fit.singular_values[1] < 1e-12 * fit.singular_values[0]);
  CHECK_THAT(fit.weakest_direction[0], WithinRel(-fit.weakest_direction[1], 1e-9));
  CHECK(std::abs(fit.weakest_direction[0]) > 1e3);
  CHECK(std::isfinite(fit.standard_errors[0]));
  CHECK_FALSE(fit.is_determined());
}
