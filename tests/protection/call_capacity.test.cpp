#include "bulwark/protection/call_capacity.hpp"

#include <cmath>

#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinRel;

namespace {
constexpr CallCapacity capacity{.most = 3.0};
}

TEST_CASE("calls are good up to their multiple of what is prefunded", "[protection][call_capacity]") {
  CHECK_FALSE(capacity.is_breached(3.0, 1.0));
  CHECK(capacity.is_breached(3.1, 1.0));
  CHECK_FALSE(capacity.is_breached(0.0, 0.0));
  CHECK(capacity.is_breached(1.0, 0.0));
}

TEST_CASE("nickel's calls were eighteen times the fund", "[protection][call_capacity]") {
  CHECK_THAT(capacity.ratio(19.75e9, 1.1e9), WithinRel(17.954545454545453, 1e-12));
  CHECK(capacity.is_breached(19.75e9, 1.1e9));
}

TEST_CASE("what is unknown or negative is a breach", "[protection][call_capacity]") {
  CHECK(capacity.is_breached(std::nan(""), 1.0));
  CHECK(capacity.is_breached(1.0, std::nan("")));
  CHECK(capacity.is_breached(-1.0, 1.0));
  CHECK(capacity.is_breached(0.0, -1.0));
}

TEST_CASE("a capacity of nothing is a fault", "[protection][call_capacity][faults]") {
  CHECK(capacity.faults().empty());
  CHECK(CallCapacity{0.0}.faults().size() == 1);
}
