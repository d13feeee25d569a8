#include "bulwark/math/complex_lanes.hpp"

#include <cmath>

#include "math/reference.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

using One = Lanes<1>;
using Number = Complex<One>;

struct WideNumber {
  Wide re, im;
};

Number number(double re, double im) { return {One(re), One(im)}; }

/// Distance over magnitude, in units of eps.
double relative(const Number& ours, const WideNumber& wide) {
  const Wide off = sqrt((Wide(ours.re.lane(0)) - wide.re) * (Wide(ours.re.lane(0)) - wide.re) +
                        (Wide(ours.im.lane(0)) - wide.im) * (Wide(ours.im.lane(0)) - wide.im));
  return static_cast<double>(off / sqrt(wide.re * wide.re + wide.im * wide.im)) * 0x1p52;
}

WideNumber wide_expm1(double re, double im) {
  const Wide size = exp(Wide(re)), half = sin(Wide(im) / 2);
  return {(size - 1) * cos(Wide(im)) - 2 * half * half, size * sin(Wide(im))};
}

WideNumber wide_log1p(double re, double im) {
  const Wide x(re), y(im), square = 2 * x + x * x + y * y;
  const Wide series = square - square * square / 2 + square * square * square / 3;
  return {(abs(square) < 1e-12 ? series : Wide(log(1 + square))) / 2, atan2(y, 1 + x)};
}

}  // namespace

TEST_CASE("complex products, quotients and roots undo each other", "[math][complex_lanes]") {
  Inputs inputs{31};
  for (int i = 0; i < 4000; ++i) {
    const Number a = number(inputs.with_sign(inputs.of_sizes(-30, 30)), inputs.with_sign(inputs.of_sizes(-30, 30)));
    const Number b = number(inputs.with_sign(inputs.of_sizes(-30, 30)), inputs.with_sign(inputs.of_sizes(-30, 30)));
    CHECK(relative((a * b) / b, {Wide(a.re.lane(0)), Wide(a.im.lane(0))}) <= 4.0);
    const Number root = sqrt(a);
    CHECK(root.re.lane(0) >= 0.0);
    CHECK(relative(root * root, {Wide(a.re.lane(0)), Wide(a.im.lane(0))}) <= 4.0);
  }
  CHECK(sqrt(number(-4.0, 0.0)).im.lane(0) == 2.0);
  CHECK(sqrt(number(-4.0, -0.0)).im.lane(0) == -2.0);
  CHECK(sqrt(number(0.0, 0.0)).re.lane(0) == 0.0);
}

TEST_CASE("complex expm1 keeps its digits near zero", "[math][complex_lanes]") {
  Inputs inputs{32};
  double worst = 0.0;
  for (int i = 0; i < 8000; ++i) {
    const double re = inputs.with_sign(inputs.of_sizes(-40, 3)), im = inputs.with_sign(inputs.of_sizes(-40, 8));
    worst = std::fmax(worst, relative(expm1(number(re, im)), wide_expm1(re, im)));
  }
  CHECK(worst <= 3.0);
}

TEST_CASE("complex log1p is within two eps, and close to its argument when that is small", "[math][complex_lanes]") {
  Inputs inputs{33};
  double worst = 0.0;
  for (int i = 0; i < 8000; ++i) {
    const double re = inputs.with_sign(inputs.of_sizes(-13, 9)), im = inputs.with_sign(inputs.of_sizes(-13, 9));
    worst = std::fmax(worst, relative(log1p(number(re, im)), wide_log1p(re, im)));
  }
  CHECK(worst <= 2.0);
  CHECK(relative(log1p(number(-1.0, 0x1p-30)), wide_log1p(-1.0, 0x1p-30)) <= 2.0);
  CHECK(relative(log1p(number(-0x1p-13, 0x1p-6)), wide_log1p(-0x1p-13, 0x1p-6)) <= 2.0);  // the squares nearly cancel
}

TEST_CASE("a phase that a double does not know has no sine", "[math][complex_lanes]") {
  CHECK(exp(number(-1.0, 1e12)).im.lane(0) == 0.0);
  CHECK(std::isnan(exp(number(-1.0, std::nan(""))).re.lane(0)));
}
