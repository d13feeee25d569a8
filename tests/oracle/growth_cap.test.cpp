#include "bulwark/oracle/growth_cap.hpp"

#include <chrono>
#include <cmath>

#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {
constexpr Timestamp taken{std::chrono::seconds{1'700'000'000}};
constexpr Timestamp later = taken + std::chrono::days{73};  // a fifth of a year
constexpr GrowthCap cap{.snapshot = 1.15, .taken = taken, .growth = 0.10, .tolerance = 0.005};
}  // namespace

TEST_CASE("a rate may grow by so much a year, in a straight line", "[oracle][growth_cap]") {
  CHECK(cap.cap(taken) == 1.15);
  CHECK_THAT(cap.cap(later), WithinRel(1.15 * 1.02, 1e-15));
}

TEST_CASE("below the cap the rate is itself, above it the cap", "[oracle][growth_cap]") {
  for (double rate = 0.5; rate < 3.0; rate += 0.01) {
    const CappedRate found = cap.capped(rate, later);
    CHECK(found.rate == std::min(rate, cap.cap(later)));
    CHECK((found.cut >= 0.0 && found.cut < 1.0));
    CHECK_THAT(found.rate, WithinRel(rate * (1.0 - found.cut), 1e-15));
    CHECK((found.trust == Trust::trusted) == (found.cut <= 0.005));
    CHECK(cap.capped(found.rate, later).rate == found.rate);  // capping twice is capping once (F13)
  }
}

TEST_CASE("a cap that cuts deep makes the price suspect, so that nobody is liquidated by it (F16)", "[oracle][growth_cap]") {
  const double rate = cap.cap(later) / 0.9715;
  CHECK_THAT(cap.capped(rate, later).cut, WithinAbs(0.0285, 1e-12));
  CHECK(cap.capped(rate, later).trust == Trust::suspect);
}

TEST_CASE("a snapshot from the future and a rate that is none give no rate", "[oracle][growth_cap]") {
  CHECK(std::isnan(cap.cap(taken - std::chrono::milliseconds{1})));
  for (const double bad : {0.0, -1.0, std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()}) {
    CHECK(std::isnan(cap.capped(bad, later).rate));
    CHECK(cap.capped(bad, later).trust == Trust::invalid);
  }
  CHECK(cap.capped(1.0, taken - std::chrono::days{1}).trust == Trust::invalid);
}

TEST_CASE("every fault of a cap is named", "[oracle][growth_cap][faults]") {
  CHECK(cap.faults().empty());
  CHECK(GrowthCap{0.0, taken, -0.1, 1.0}.faults().size() == 3);
}
