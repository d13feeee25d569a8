#include "bulwark/scenario/correlation_faults.hpp"

#include <cmath>
#include <limits>

#include "support/catch.hpp"
#include "support/said.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("what is no correlation says why", "[scenario][correlation_faults][faults]") {
  const auto why = [](const std::vector<double>& matrix, Index size) { return said(correlation_faults(matrix, size, "c", "c.lowest")); };
  using Words = std::vector<std::string>;
  CHECK(why({1.0, 0.5, 0.5, 1.0}, 2).empty());
  CHECK(why({1.0, 1.0, 1.0, 1.0}, 2).empty());  // singular
  CHECK(why({1.0, 0.5}, 2) == Words{"c has the wrong length, got 2"});
  CHECK(why({1.0, 0.5, 0.25, 2.0}, 2) == Words{"c[1,0] is out of range, got 0.25", "c[1,1] is out of range, got 2"});
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  CHECK(why({1.0, nan, nan, 1.0}, 2) == Words{"c[1,0] must be finite, got nan"});
  const Faults indefinite = correlation_faults({1.0, 1.0, 0.0, 1.0, 1.0, 1.0, 0.0, 1.0, 1.0}, 3, "c", "c.lowest");
  REQUIRE(indefinite.size() == 1);
  CHECK(std::string(indefinite[0].field) == "c.lowest");
  CHECK(indefinite[0].value == Catch::Approx(1.0 - std::sqrt(2.0)).epsilon(1e-14));
}
