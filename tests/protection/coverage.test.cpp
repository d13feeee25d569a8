#include "bulwark/protection/coverage.hpp"

#include <array>
#include <limits>

#include "support/catch.hpp"

using namespace bulwark;
using enum CoverageVerdict;

TEST_CASE("what just bears the burden covers it, and a little less does not", "[protection][coverage]") {
  const CoverageRule house;
  CHECK(house.of(4.0, 4.0).verdict == covered);
  CHECK(house.of(4.0, 4.0000001).verdict == under_covered);
  CHECK((house.of(1.0, 4.0).share == 0.25 && house.of(1.0, 4.0).multiple == 4.0));
  CHECK(house.of(0.0, 0.0).verdict == covered);
  CHECK(CoverageRule{.least = 1.5}.of(4.0, 3.0).verdict == under_covered);
}

TEST_CASE("of several burdens the heaviest counts", "[protection][coverage]") {
  constexpr std::array burdens{1.6, 5.56, 4.0};
  const Coverage c = CoverageRule{}.of(4.0, burdens);
  CHECK((c.verdict == under_covered && c.worst == 1 && c.share == 4.0 / 5.56));
  CHECK(CoverageRule{}.of(4.0, std::span<const double>{}).verdict == covered);
}

TEST_CASE("what is not known is never covered", "[protection][coverage][faults]") {
  constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
  for (const double x : {unknown, -1.0, std::numeric_limits<double>::infinity()}) {
    CHECK(CoverageRule{}.of(x, 1.0).verdict == CoverageVerdict::unknown);
    CHECK(CoverageRule{}.of(1.0, x).verdict == CoverageVerdict::unknown);
    CHECK(CoverageRule{}.of(1.0, std::array{0.5, x, 0.2}).verdict == CoverageVerdict::unknown);
  }
  CHECK(CoverageRule{.least = 0.0}.faults().size() == 1);
}

TEST_CASE("moves are signed shares of where they start", "[protection][coverage]") {
  CHECK(relative_move(100.0, 75.0) == -0.25);
  CHECK(relative_move(100.0, 150.0) == 0.5);
}
