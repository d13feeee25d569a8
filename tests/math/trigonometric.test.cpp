#include "bulwark/math/trigonometric.hpp"

#include <cmath>
#include <limits>
#include <boost/multiprecision/cpp_bin_float.hpp>

#include "math/reference.hpp"
#include "support/catch.hpp"

using bulwark::angle;
using bulwark::sine_cosine;
using namespace bulwark::test;

namespace {

constexpr double inf = std::numeric_limits<double>::infinity();
constexpr double a_nan = std::numeric_limits<double>::quiet_NaN();
constexpr int samples = 4000;

/// Near its zeros a sine needs more than twice the digits of its argument.
using Wider = boost::multiprecision::cpp_bin_float_100;
Wide wide_sine(double x) { return Wide(sin(Wider(x))); }
Wide wide_cosine(double x) { return Wide(cos(Wider(x))); }

Worst worst_sine(double low, double high) {
  return worst_of(
      samples, [=, inputs = Inputs{21}]() mutable { return low + (high - low) * inputs.unit(); },
      [](double x) { return ulps(sine_cosine(x).sine, wide_sine(x)); });
}
Worst worst_cosine(double low, double high) {
  return worst_of(
      samples, [=, inputs = Inputs{22}]() mutable { return low + (high - low) * inputs.unit(); },
      [](double x) { return ulps(sine_cosine(x).cosine, wide_cosine(x)); });
}

}  // namespace

TEST_CASE("sine and cosine are within 1 ulp, near their zeros too", "[math][trigonometric]") {
  for (const double high : {0.8, 7.0, 1000.0, 1e6, 1e9}) {
    CHECK(worst_sine(-high, high).ulps <= 1.0);
    CHECK(worst_cosine(-high, high).ulps <= 1.0);
  }
  for (double k = 1.0; k < 3e8; k *= 1.37) {
    const double zero = std::round(k) * 3.141592653589793;
    CHECK(ulps(sine_cosine(zero).sine, wide_sine(zero)) <= 1.0);
    const double half = (std::round(k) + 0.5) * 3.141592653589793;
    CHECK(ulps(sine_cosine(half).cosine, wide_cosine(half)) <= 1.0);
  }
}

TEST_CASE("the square of the sine and the square of the cosine are one", "[math][trigonometric]") {
  Inputs inputs{23};
  for (int i = 0; i < 2000; ++i) {
    const auto [s, c] = sine_cosine(inputs.with_sign(inputs.of_sizes(-40, 29)));
    CHECK(std::fabs(s * s + c * c - 1.0) <= 4e-16);
  }
}

TEST_CASE("the angle of a point is within 1.4 ulp in every quadrant", "[math][trigonometric]") {
  Inputs inputs{24};
  Worst worst;
  for (int i = 0; i < samples; ++i) {
    const double x = inputs.with_sign(inputs.of_sizes(-12, 12)), y = inputs.with_sign(inputs.of_sizes(-12, 12));
    const double e = ulps(angle(y, x), atan2(Wide(y), Wide(x)));
    if (!(e <= worst.ulps)) worst = {e, y / x};
  }
  INFO(worst.at);
  CHECK(worst.ulps <= 1.4);
  for (const double x : {1.0, -1.0}) {
    for (const double y : {1.0, -1.0, 0.5, 1e-300, 0.41421356237309503, 0.41421356237309515}) {
      CHECK(ulps(angle(y, x), atan2(Wide(y), Wide(x))) <= 1.4);
      CHECK(ulps(angle(x, y), atan2(Wide(x), Wide(y))) <= 1.4);
    }
  }
}

TEST_CASE("angles at the ends", "[math][trigonometric]") {
  CHECK(sine_cosine(0.0).sine == 0.0);
  CHECK(sine_cosine(0.0).cosine == 1.0);
  CHECK(std::isnan(sine_cosine(0x1p30).sine));
  CHECK(std::isnan(sine_cosine(inf).cosine));
  CHECK(std::isnan(sine_cosine(a_nan).sine));
  CHECK(angle(0.0, 1.0) == 0.0);
  CHECK(angle(0.0, 0.0) == 0.0);
  CHECK(angle(0.0, -1.0) == 3.141592653589793);
  CHECK(angle(1.0, 0.0) == 1.5707963267948966);
  CHECK(std::isnan(angle(a_nan, 1.0)));
  CHECK(std::isnan(angle(1.0, a_nan)));
  CHECK(std::isnan(angle(1.0, inf)));
}
