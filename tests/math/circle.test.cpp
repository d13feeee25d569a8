#include "bulwark/math/circle.hpp"

#include <cmath>

#include "math/reference.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("points on the circle are within 1.1 ulp, or 2^-70 near the axes", "[math][circle]") {
  Inputs inputs{81};
  const auto error = [](double ours, const Wide& reference) {
    const double allowed = std::fmax(ulp_at(static_cast<double>(reference)), 0x1p-70);
    return static_cast<double>(abs(Wide(ours) - reference)) / allowed;
  };
  double worst = 0.0;
  for (int i = 0; i < 100'000; ++i) {
    const double angle = inputs.with_sign(i % 2 == 0 ? inputs.of_sizes(-30, 19) : 8.0 * inputs.unit());
    const CosSin p = cos_sin(angle);
    worst = std::fmax(worst, std::fmax(error(p.cosine, cos(Wide(angle))), error(p.sine, sin(Wide(angle)))));
  }
  CHECK(worst < 1.1);
}

TEST_CASE("multiples of a quarter meet the axes but for pi's own rounding", "[math][circle]") {
  CHECK((cos_sin(0.0).cosine == 1.0 && cos_sin(0.0).sine == 0.0));
  CHECK(cos_sin(0x1.921fb54442d18p0).cosine == 0x1.1a62633145c07p-54);  // cos of pi / 2 in double: what pi / 2 lacks
  CHECK(cos_sin(0x1.921fb54442d18p1).sine == 0x1.1a62633145c07p-53);
}

TEST_CASE("too many turns and no number have no point", "[math][circle][faults]") {
  for (const double bad : {0x1.1p20, -1e300, std::nan(""), std::numeric_limits<double>::infinity()}) {
    CHECK(std::isnan(cos_sin(bad).cosine));
    CHECK(std::isnan(cos_sin(bad).sine));
  }
}
