#include "bulwark/pricing/merton_legs.hpp"

#include <cmath>

#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinRel;

namespace {

using One = Lanes<1>;

struct Setting {
  double log_moneyness, diffusion, years;
  Jumps<double> jumps;

  Mixture<One> from_outside() const { return mixture(One(log_moneyness), One(diffusion), One(years), one_lane(jumps)); }
  Mixture<One> from_inside() const { return other_side(from_outside(), One(years), one_lane(jumps)); }
};

const Setting settings[] = {{-0.1, 0.3, 0.7, {0.8, -0.2, 0.25}},
                            {0.05, 0.1, 0.5, {40.0, 0.01, 0.05}},
                            {0.4, 0.2, 1.0, {3.0, 0.2, 0.0}},
                            {-0.002, 0.01, 0.02, {300.0, -0.005, 0.02}}};

}  // namespace

TEST_CASE("a claim ends in the money or out of it, in either leg's measure", "[pricing][merton_legs]") {
  for (const Setting& s : settings)
    for (const Mixture<One>& m : {s.from_outside(), s.from_inside()})
      CHECK_THAT(mixture_share(m, 1.0).lane(0) + mixture_share(m, -1.0).lane(0), WithinRel(1.0, 1e-14));
}

TEST_CASE("the legs summed alone are the legs summed with everything", "[pricing][merton_legs]") {
  for (const Setting& s : settings) {
    const Mixture<One> m = s.from_outside();
    const MixtureSums<One> sums = mixture_sums<true>(m);
    const double received = m.side.lane(0) > 0.0 ? sums.coin.lane(0) : sums.cash.lane(0);
    const double given = m.side.lane(0) > 0.0 ? sums.cash.lane(0) : sums.coin.lane(0);
    CHECK_THAT(received, WithinRel(mixture_share(m, 1.0).lane(0), 1e-13));
    // The other leg, in its own measure and unit: out of the money for the other side.
    const double ratio = std::exp(-std::fabs(s.log_moneyness));
    CHECK_THAT(given * ratio, WithinRel(mixture_share(s.from_inside(), -1.0).lane(0), 1e-13));
    CHECK_THAT(sums.value.lane(0), WithinRel(received - given, 1e-11));
    CHECK_THAT(sums.value.lane(0), WithinRel(mixture_value(m).lane(0), 1e-13));
  }
}

TEST_CASE("a mixture that cannot be is unknown from either side", "[pricing][merton_legs]") {
  const Setting bad{-0.1, 0.3, 0.7, {-1.0, 0.1, 0.1}};
  CHECK(std::isnan(mixture_share(bad.from_outside(), 1.0).lane(0)));
  CHECK(std::isnan(mixture_share(bad.from_inside(), 1.0).lane(0)));
}
