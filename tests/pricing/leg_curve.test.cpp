#include "bulwark/pricing/leg_curve.hpp"

#include <cmath>

#include "bulwark/pricing/black_payout.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinRel;

namespace {

constexpr double deviation = 0.4;

/// The bends of a coin leg of e^x and a cash leg of 1.
Bends<double> at(double x) {
  const double d1 = x / deviation + 0.5 * deviation;
  const double weight = std::exp(x - 0.5 * d1 * d1) / std::sqrt(2.0 * std::acos(-1.0));
  return only_lane(bends(Lanes<1>(weight), Lanes<1>(d1), Lanes<1>(d1 - deviation), Lanes<1>(1.0 / deviation)));
}

double slope(double Bends<double>::*of, double x) {
  // Fourth order: its own error is below 1e-11 here.
  const double h = 1e-3;
  return (8.0 * (at(x + h).*of - at(x - h).*of) - (at(x + 2.0 * h).*of - at(x - 2.0 * h).*of)) / (12.0 * h);
}

}  // namespace

TEST_CASE("each letter of a bend differentiates the one before", "[pricing][leg_curve]") {
  using B = Bends<double>;
  for (const double x : {-0.9, -0.1, 0.02, 0.7}) {
    const B b = at(x);
    CHECK_THAT(b.d, WithinRel(slope(&B::g, x), 1e-8));
    CHECK_THAT(b.e, WithinRel(b.d - b.g, 1e-13));
    CHECK_THAT(b.dd, WithinRel(slope(&B::d, x), 1e-8));
    CHECK_THAT(b.de, WithinRel(slope(&B::e, x), 1e-8));
    CHECK_THAT(b.dde, WithinRel(slope(&B::de, x), 1e-8));
    CHECK_THAT(b.dee, WithinRel(b.dde - b.de, 1e-12));
    CHECK_THAT(b.ddee, WithinRel(slope(&B::dee, x), 1e-8));
    CHECK_THAT(b.dddee, WithinRel(slope(&B::ddee, x), 1e-8));
    CHECK_THAT(b.ddeee, WithinRel(b.dddee - b.ddee, 1e-12));
  }
}

TEST_CASE("without a deviation nothing bends, and an infinitesimal one stays finite", "[pricing][leg_curve]") {
  using One = Lanes<1>;
  const Bends<double> none = only_lane(bends(One(0.4), One(1e6), One(1e6), One(0.0)));
  CHECK(none.g == 0.0);
  CHECK(none.dddee == 0.0);
  const Bends<double> least = only_lane(bends(One(4e4), One(0.0), One(0.0), One(1e300)));
  for (const double b : {least.g, least.d, least.de, least.ddee, least.dddee, least.ddeee}) CHECK(std::isfinite(b));
}
