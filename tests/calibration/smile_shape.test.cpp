#include "bulwark/calibration/smile_shape.hpp"

#include <cmath>

#include "bulwark/calibration/merton_smile.hpp"
#include "calibration/synthetic.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

TEST_CASE("a flat smile is a normal law", "[calibration][smile_shape]") {
  Smile smile{.forward = 50.0, .years = 0.25, .quotes = {}};
  for (int i = -5; i <= 5; ++i) smile.quotes.push_back({0.08 * i, 0.4, 1.0});
  const SmileShape shape = shape_of(smile);
  CHECK_THAT(shape.volatility, WithinRel(0.4, 1e-12));
  CHECK_THAT(shape.skewness, WithinAbs(0.0, 1e-12));
  CHECK_THAT(shape.kurtosis, WithinAbs(0.0, 1e-12));
}

TEST_CASE("a parabola gives back its skewness and kurtosis, however its quotes weigh", "[calibration][smile_shape]") {
  Smile smile{.forward = 50.0, .years = 0.25, .quotes = {}};
  for (int i = -8; i <= 8; ++i) {
    const double d = 0.25 * i;
    smile.quotes.push_back({d * 0.4 * 0.5, 0.4 * (1.0 - 0.3 / 6.0 * d + 0.6 / 24.0 * (d * d - 1.0)), 1.0 + (i & 3)});
  }
  const SmileShape shape = shape_of(smile);
  CHECK_THAT(shape.volatility, WithinRel(0.4, 0.03));  // deviations are measured with the level of a first look
  CHECK_THAT(shape.skewness, WithinRel(-0.3, 0.1));
  CHECK_THAT(shape.kurtosis, WithinRel(0.6, 0.1));
}

TEST_CASE("jumps down lean a smile to the left and bend it upwards", "[calibration][smile_shape]") {
  const SmileShape shape = shape_of(test::smile_of<MertonSmile>({0.3, {3.0, -0.1, 0.1}}, 0.4, 0.25, 41));
  CHECK(shape.skewness < -0.1);
  CHECK(shape.kurtosis > 0.1);
  CHECK(shape_of(test::smile_of<MertonSmile>({0.3, {3.0, 0.1, 0.1}}, 0.4, 0.25, 41)).skewness > 0.1);
}

TEST_CASE("one or two quotes have a level and no shape", "[calibration][smile_shape]") {
  const SmileShape shape = shape_of({.forward = 1.0, .years = 1.0, .quotes = {{0.0, 0.5, 1.0}, {0.1, 0.7, 1.0}}});
  CHECK_THAT(shape.volatility, WithinRel(0.6, 1e-12));
  CHECK(shape.skewness == 0.0);
  CHECK(shape.kurtosis == 0.0);
  CHECK(shape_of({.forward = 1.0, .years = 1.0, .quotes = {{5.0, 0.5, 1.0}}}).volatility == 0.5);
}
