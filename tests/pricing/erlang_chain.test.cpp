#include "bulwark/pricing/erlang_chain.hpp"

#include <cmath>

#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

using One = Lanes<1>;

ErlangChain<One> chain(double point, double deviation, double rate) {
  const double standard = deviation > 0.0 ? point / deviation : point == 0.0 ? 0.0 : std::copysign(INFINITY, point);
  return erlang_chain(One(point), One(deviation), One(standard), One(rate));
}

/// The density of a normal deviate plus Gamma(k, rate) by the trapezoidal rule over the gamma variable.
double by_integral(double point, double deviation, double rate, int k) {
  const double size = std::fabs(rate), sign = rate > 0.0 ? 1.0 : -1.0;
  const double top = (k + 12.0 * std::sqrt(double(k)) + 60.0) / size;
  const int steps = 400000;
  double sum = 0.0;
  for (int i = 1; i < steps; ++i) {
    const double g = top * i / steps, t = (point - sign * g) / deviation;
    sum += std::exp(-0.5 * t * t + (k - 1) * std::log(size * g) - size * g - std::lgamma(k)) * size;
  }
  return sum * top / steps / deviation * 0.3989422804014327;
}

}  // namespace

TEST_CASE("the first density of an Erlang chain is that of a normal deviate and an exponential", "[pricing][erlang_chain]") {
  for (const double point : {-0.8, -0.1, 0.0, 0.3, 1.5})
    for (const double rate : {3.0, 25.0, -3.0, -25.0}) {
      const ErlangChain<One> c = chain(point, 0.3, rate);
      const double size = std::fabs(rate), y = rate > 0.0 ? point : -point;
      const double closed =
          size * std::exp(0.5 * 0.09 * size * size - size * y) * 0.5 * std::erfc(-(y / 0.3 - 0.3 * size) / std::sqrt(2.0));
      CHECK_THAT(c.first.lane(0), WithinRel(closed, 1e-13));
    }
}

TEST_CASE("ratios of an Erlang chain, upwards and downwards, are those of the densities", "[pricing][erlang_chain]") {
  for (const double point : {-0.5, 0.1, 1.2})
    for (const double rate : {8.0, -8.0}) {
      const ErlangChain<One> c = chain(point, 0.4, rate);
      const bool is_upward = c.w.lane(0) <= 0.0;
      double density = c.first.lane(0), ratio[60];
      if (is_upward) {
        ratio[1] = (c.lift - c.w).lane(0);
        for (int k = 2; k < 60; ++k) ratio[k] = (c.v.lane(0) / ratio[k - 1] - c.w.lane(0)) / k;
      } else {
        ratio[50] = erlang_ratio(c, One(50.0)).lane(0);
        for (int k = 49; k >= 1; --k) ratio[k] = c.v.lane(0) / (c.w.lane(0) + (k + 1) * ratio[k + 1]);
      }
      for (int k = 1; k < 12; ++k) {
        if (k > 1) CHECK_THAT(density, WithinRel(by_integral(point, 0.4, rate, k), 1e-6));  // the rule's own error at the lower end
        density *= ratio[k];
      }
    }
}

TEST_CASE("a downward run may start anywhere from forty on", "[pricing][erlang_chain]") {
  // The ratio at 40 straight from the series and from the series at 400, run down.
  for (const double z : {1e-6, 0.1, 1.0, 4.0, 30.0, 1e4}) {
    ErlangChain<One> c = chain(0.1, 0.3, 10.0);
    c.v = One(9.0), c.w = One(3.0 * z), c.z = One(z), c.deviation = One(3.0);
    double ratio = erlang_ratio(c, One(400.0)).lane(0);
    for (int k = 399; k >= 40; --k) ratio = 9.0 / (3.0 * z + (k + 1) * ratio);
    CHECK_THAT(erlang_ratio(c, One(40.0)).lane(0), WithinRel(ratio, 3e-15));
  }
}

TEST_CASE("densities that no double holds carry a level", "[pricing][erlang_chain]") {
  const ErlangChain<One> c = chain(20.0, 0.3, 500.0);  // exp(-2222)
  CHECK(c.level.lane(0) < 0.0);
  CHECK(c.first.lane(0) > 0.0);
  CHECK_THAT(std::log(c.first.lane(0)) + 512.0 * std::log(2.0) * c.level.lane(0),
             WithinRel(-0.5 * (20.0 / 0.3) * (20.0 / 0.3) + std::log(500.0 / std::sqrt(2.0 * M_PI) / (150.0 - 20.0 / 0.3)), 1e-4));
  CHECK(level_unit(One(0.0)).lane(0) == 1.0);
  CHECK(level_unit(One(-1.0)).lane(0) == 0x1p-512);
  CHECK(level_unit(One(-9.0)).lane(0) == 0.0);
}

TEST_CASE("without deviation an Erlang chain is the gamma density", "[pricing][erlang_chain]") {
  const ErlangChain<One> c = chain(0.7, 0.0, 6.0);
  CHECK_THAT(c.first.lane(0), WithinRel(6.0 * std::exp(-4.2), 1e-15));
  CHECK_THAT((c.lift - c.w).lane(0), WithinRel(4.2, 1e-15));
  CHECK(chain(-0.7, 0.0, 6.0).first.lane(0) == 0.0);
  CHECK(chain(0.0, 0.0, 6.0).first.lane(0) == 3.0);  // half of it at the kink
}
