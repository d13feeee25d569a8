#include "bulwark/margin/composite_delta.hpp"

#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinRel;

namespace {
double delta_of(double strike, double range, double side = 1.0) {
  return CompositeDelta{}.of({.forward = 100.0, .strike = strike, .volatility = 0.2, .years = 0.1, .side = side}, range);
}
}  // namespace

TEST_CASE("deep in the money an option counts as its future, far out as nothing", "[margin][composite_delta]") {
  CHECK_THAT(delta_of(20.0, 10.0), WithinRel(1.0, 1e-12));
  CHECK(delta_of(300.0, 10.0) < 1e-12);
  CHECK_THAT(delta_of(105.0, 10.0, -1.0), WithinRel(delta_of(105.0, 10.0) - 1.0, 1e-12));
}

TEST_CASE("a composite delta is flatter than the delta, which it becomes for no range", "[margin][composite_delta]") {
  const auto plain = [](double strike) { return black_greeks(Claim<double>{100.0, strike, 0.2, 0.1, 1.0}).delta; };
  CHECK_THAT(delta_of(105.0, 0.0), WithinRel(plain(105.0), 1e-14));
  CHECK(delta_of(115.0, 10.0) > plain(115.0));
  CHECK(delta_of(85.0, 10.0) < plain(85.0));
  double before = 1.0;
  for (double strike = 80.0; strike < 120.0; strike += 2.0) {
    CHECK(delta_of(strike, 10.0) < before);
    before = delta_of(strike, 10.0);
  }
}
