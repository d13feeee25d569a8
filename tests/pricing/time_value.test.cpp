#include "bulwark/pricing/time_value.hpp"

#include <cmath>

#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinRel;

namespace {

using One = Lanes<1>;
double worth(double moneyness, double deviation) { return time_value(One(moneyness), One(deviation)).lane(0); }

}  // namespace

TEST_CASE("at the money the time value is the error function", "[pricing][time_value]") {
  for (const double s : {1e-12, 1e-4, 0.1, 0.249, 0.251, 1.0, 4.0, 12.0})
    CHECK_THAT(worth(0.0, s), WithinRel(std::erf(s / std::sqrt(8.0)), 2e-15));  // std::erf's own ulp and ours
}

TEST_CASE("the series and the difference meet where one takes over", "[pricing][time_value]") {
  // Both sides of t max(a, 1) = 1/8; the step of 1e-13 in s moves the value by about the same share.
  for (const double a : {0.0, 0.5, 1.0, 3.0, 12.0, 30.0}) {
    const double s = 0.25 / std::fmax(a, 1.0);
    const double below = worth(a * s, s * (1.0 - 1e-13)), above = worth(a * s, s * (1.0 + 1e-13));
    CHECK_THAT(below, WithinRel(above, 1e-12 * (1.0 + a * a)));
    CHECK(below <= above * (1.0 + 1e-14 * (1.0 + a * a)));
  }
}

TEST_CASE("the parts of a time value agree with the value alone, bit by bit", "[pricing][time_value]") {
  for (const double m : {0.0, 1e-9, 0.01, 0.7, 5.0})
    for (const double s : {0.0, 1e-8, 0.02, 0.3, 2.0, 30.0})
      CHECK(time_value_parts(One(m), One(s), inverse_deviation(One(s))).value.lane(0) == worth(m, s));
}
