#include "bulwark/protection/depth_guard.hpp"

#include <cmath>

#include "support/catch.hpp"

using namespace bulwark;

namespace {
constexpr DepthGuard guard{.share = 0.25};
}

TEST_CASE("a slice is never more than what is pending, nor than its share of the depth", "[protection][depth_guard]") {
  for (double pending = 0.0; pending < 100.0; pending += 5.0)
    for (double depth = 0.0; depth < 100.0; depth += 5.0) {
      const double slice = guard.slice(pending, depth);
      CHECK((slice >= 0.0 && slice <= pending && slice <= 0.25 * depth));
      CHECK((slice == pending || slice == 0.25 * depth));
      CHECK(guard.is_slowed(pending, depth) == (slice < pending));
    }
}

TEST_CASE("a liquidation ends as long as there is depth", "[protection][depth_guard]") {
  double pending = 100.0;
  int slices = 0;
  for (; pending > 0.0; ++slices) pending -= guard.slice(pending, 20.0);
  CHECK(slices == 20);
}

TEST_CASE("an engine five times the book sells a quarter of the book", "[protection][depth_guard]") {
  CHECK(guard.pressure(100e6, 20e6) == 5.0);
  CHECK(guard.slice(100e6, 20e6) == 5e6);
  CHECK(guard.is_slowed(100e6, 20e6));
}

TEST_CASE("into an unknown depth nothing is known to be sold", "[protection][depth_guard]") {
  for (const double bad : {std::nan(""), -1.0}) {
    CHECK(std::isnan(guard.slice(1.0, bad)));
    CHECK(std::isnan(guard.slice(bad, 1.0)));
    CHECK(guard.is_slowed(1.0, bad));
    CHECK(guard.is_slowed(bad, 1.0));
  }
}

TEST_CASE("a share of depth that is not above 0 and at most 1 is a fault", "[protection][depth_guard][faults]") {
  CHECK(guard.faults().empty());
  CHECK(DepthGuard{1.0}.faults().empty());
  CHECK(DepthGuard{0.0}.faults().size() == 1);
  CHECK(DepthGuard{1.1}.faults().size() == 1);
}
