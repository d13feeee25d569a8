#include "bulwark/margin/far_relief.hpp"

#include <limits>

#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinRel;

TEST_CASE("relief grows with the move beyond the range, and never makes a gain", "[margin][far_relief]") {
  const FarRelief relief{1'000.0};
  CHECK(relief.relieved(-10'000.0, 0.25, 0.25, false) == -10'000.0);  // at the edge: none
  CHECK(relief.relieved(-10'000.0, 0.5, 0.25, false) == -9'000.0);
  CHECK(relief.relieved(-10'000.0, -0.75, -0.25, false) == -8'000.0);
  CHECK(relief.relieved(-500.0, 0.5, 0.25, false) == 0.0);
  CHECK(relief.relieved(500.0, 0.5, 0.25, false) == 0.0);  // far gains do not count
  CHECK(FarRelief{}.relieved(-10'000.0, 0.5, 0.25, false) == -10'000.0);
}

TEST_CASE("what is counted in coins is relieved of the coins that the amount buys at the edge", "[margin][far_relief]") {
  CHECK_THAT(FarRelief{1'000.0}.relieved(-10'000.0, 0.5, 0.25, true), WithinRel(-10'000.0 + 1'000.0 / 1.25, 1e-15));
  CHECK_THAT(FarRelief{1'000.0}.relieved(-10'000.0, -0.5, -0.25, true), WithinRel(-10'000.0 + 1'000.0 / 0.75, 1e-15));
}

TEST_CASE("two halves of an account are relieved twice", "[margin][far_relief]") {
  // The counterexample to "splitting an account changes nothing": the amount is an account's own.
  const FarRelief relief{1'000.0};
  const double whole = relief.relieved(-10'000.0, 0.5, 0.25, false), half = relief.relieved(-5'000.0, 0.5, 0.25, false);
  CHECK(2.0 * half == whole + 1'000.0);
}

TEST_CASE("no number is no relief", "[margin][far_relief]") {
  CHECK(std::isnan(FarRelief{1'000.0}.relieved(std::numeric_limits<double>::quiet_NaN(), 0.5, 0.25, true)));
}
