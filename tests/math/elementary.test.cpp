#include "bulwark/math/elementary.hpp"

#include <cmath>
#include <limits>

#include "math/reference.hpp"
#include "support/catch.hpp"

using bulwark::Lanes;
using bulwark::log_ratio;
using namespace bulwark::test;

namespace {

constexpr double inf = std::numeric_limits<double>::infinity();
constexpr double a_nan = std::numeric_limits<double>::quiet_NaN();
constexpr int samples = 4000;

template <class Function, class Reference, class Argument>
void check_within(double bound, const Function& function, const Reference& reference, const Argument& argument) {
  const Worst worst = worst_of(samples, argument, [&](double x) { return ulps(function(x), reference(Wide(x))); });
  INFO("worst at " << worst.at);
  CHECK(worst.ulps <= bound);
}

auto evenly(double low, double high) {
  return [=, inputs = Inputs{11}]() mutable { return low + (high - low) * inputs.unit(); };
}
auto of_sizes(int low, int high) {
  return [=, inputs = Inputs{12}]() mutable { return inputs.with_sign(inputs.of_sizes(low, high)); };
}
auto positive_of_sizes(int low, int high) {
  return [=, inputs = Inputs{13}]() mutable { return inputs.of_sizes(low, high); };
}

}  // namespace

TEST_CASE("exp is within 1.1 ulp, subnormal results included", "[math][elementary]") {
  const auto ours = [](double x) { return bulwark::exp(x); };
  const auto wide = [](const Wide& x) { return Wide(exp(x)); };
  check_within(1.1, ours, wide, evenly(-708.0, 709.78));
  check_within(1.1, ours, wide, evenly(-745.0, -708.0));
  check_within(1.1, ours, wide, evenly(-1.0, 1.0));
  check_within(1.1, ours, wide, of_sizes(-60, 2));
}

TEST_CASE("expm1 is within 2 ulp", "[math][elementary]") {
  const auto ours = [](double x) { return bulwark::expm1(x); };
  const auto wide = [](const Wide& x) {
    return abs(x) < 1e-9 ? Wide(x + x * x / 2 + x * x * x / 6 + x * x * x * x / 24) : Wide(exp(x) - 1);
  };
  check_within(2.0, ours, wide, evenly(-60.0, 709.78));
  check_within(2.0, ours, wide, evenly(-1.5, 1.5));
  check_within(2.0, ours, wide, of_sizes(-1022, 2));
}

TEST_CASE("log is within 0.8 ulp, subnormal arguments included", "[math][elementary]") {
  const auto ours = [](double x) { return bulwark::log(x); };
  const auto wide = [](const Wide& x) { return Wide(log(x)); };
  check_within(0.8, ours, wide, positive_of_sizes(-1022, 1023));
  check_within(0.8, ours, wide, evenly(0.4, 2.5));
  check_within(0.8, ours, wide, [inputs = Inputs{5}]() mutable { return 1.0 + inputs.with_sign(inputs.of_sizes(-53, -2)); });
  check_within(0.8, ours, wide, [inputs = Inputs{6}]() mutable { return std::bit_cast<double>(inputs.word() >> 12); });
}

TEST_CASE("log1p is within 1.25 ulp", "[math][elementary]") {
  const auto ours = [](double x) { return bulwark::log1p(x); };
  const auto wide = [](const Wide& x) {
    return abs(x) < 1e-9 ? Wide(x - x * x / 2 + x * x * x / 3 - x * x * x * x / 4) : Wide(log(1 + x));
  };
  check_within(1.25, ours, wide, evenly(-1.0, 4.0));
  check_within(1.25, ours, wide, of_sizes(-1022, -1));
  check_within(1.25, ours, wide, positive_of_sizes(0, 1023));
  check_within(1.25, ours, wide, [inputs = Inputs{8}]() mutable { return -1.0 + inputs.of_sizes(-53, -2); });
}

TEST_CASE("the log of a ratio is within 0.85 ulp, however near the two are", "[math][elementary]") {
  Inputs inputs{9};
  for (int i = 0; i < samples; ++i) {
    const double b = inputs.of_sizes(-1, 10);
    const double near = b * (1.0 + inputs.with_sign(inputs.of_sizes(-52, -2)));
    const double far = inputs.of_sizes(-1000, 1000);
    // the quotient has 113 bits; near one its logarithm keeps 60 of them where a double quotient would keep none
    REQUIRE(ulps(log_ratio(near, b), log(Wide(near) / Wide(b))) <= (std::fabs(near / b - 1.0) < 1e-9 ? 1.0 : 0.85));
    REQUIRE(ulps(log_ratio(far, b), log(Wide(far) / Wide(b))) <= 0.85);
    REQUIRE(log_ratio(b, b) == 0.0);
    REQUIRE(log_ratio(b, far) == -log_ratio(far, b));
  }
}

TEST_CASE("exp, log and their relatives have the limits of mathematics", "[math][elementary]") {
  CHECK(bulwark::exp(0.0) == 1.0);
  CHECK(bulwark::exp(-0.0) == 1.0);
  CHECK(bulwark::exp(inf) == inf);
  CHECK(bulwark::exp(-inf) == 0.0);
  CHECK(bulwark::exp(709.782712893384) > 1.797e308);
  CHECK(bulwark::exp(709.7827128933841) == inf);
  CHECK(bulwark::exp(-745.1332191019411) == 0x1p-1074);
  CHECK(bulwark::exp(-745.1332191019412) == 0.0);
  CHECK(bulwark::expm1(-inf) == -1.0);
  CHECK(bulwark::expm1(inf) == inf);
  CHECK(bulwark::expm1(709.7827128933841) == inf);
  CHECK(std::signbit(bulwark::expm1(-0.0)));
  CHECK(bulwark::log(0.0) == -inf);
  CHECK(bulwark::log(-0.0) == -inf);
  CHECK(bulwark::log(1.0) == 0.0);
  CHECK(bulwark::log(inf) == inf);
  CHECK(bulwark::log1p(-1.0) == -inf);
  CHECK(bulwark::log1p(inf) == inf);
  CHECK(std::signbit(bulwark::log1p(-0.0)));
  for (const double outside : {-1.5, -inf, a_nan}) {
    CHECK(std::isnan(bulwark::log(outside)));
    CHECK(std::isnan(bulwark::log1p(outside)));
    CHECK(std::isnan(log_ratio(outside, 1.0)));
    CHECK(std::isnan(log_ratio(1.0, outside)));
  }
  for (const double outside : {0.0, inf, 0x1p-1074}) {
    CHECK(std::isnan(log_ratio(outside, 2.0)));
    CHECK(std::isnan(log_ratio(2.0, outside)));
  }
  CHECK(std::isnan(bulwark::exp(a_nan)));
  CHECK(std::isnan(bulwark::expm1(a_nan)));
}

TEST_CASE("exp never falls and log never falls where the reduction changes its step", "[math][elementary]") {
  for (int k = -20; k <= 20; ++k) {
    const double edge = (k + 0.5) * 0.6931471805599453;
    double x = edge - 200.0 * ulp_at(edge);
    for (int i = 0; i < 400; ++i) {
      const double next = bulwark::at_ordinal(bulwark::ordinal(x) + 1);
      REQUIRE(bulwark::exp(next) >= bulwark::exp(x) * (1.0 - 0x1p-52));
      x = next;
    }
    double y = std::ldexp(std::sqrt(2.0), k);
    for (int i = 0; i < 400; ++i) {
      const double next = bulwark::at_ordinal(bulwark::ordinal(y) + 1);
      REQUIRE(bulwark::log(next) >= bulwark::log(y) - ulp_at(bulwark::log(y)));
      y = next;
    }
  }
}

TEST_CASE("a power of two scales without a second rounding", "[math][elementary]") {
  CHECK(power_of_two(Lanes<1>(-1022.0)).lane(0) == 0x1p-1022);
  CHECK(power_of_two(Lanes<4>(1023.0)).lane(2) == 0x1p1023);
  Inputs inputs{10};
  for (int i = 0; i < 2000; ++i) {
    const double x = inputs.with_sign(inputs.of_sizes(-10, 10));
    const int k = static_cast<int>(inputs.word() % 2400) - 1200;
    REQUIRE(scaled(Lanes<1>(x), Lanes<1>(k)).lane(0) == std::ldexp(x, k));
    REQUIRE(scaled(Lanes<8>(x), Lanes<8>(k)).lane(6) == std::ldexp(x, k));
  }
}
