#include "bulwark/backstop/fund_arrivals.hpp"

#include <cmath>

#include "support/catch.hpp"

using namespace bulwark;

TEST_CASE("waits have the mean of their rate, and regular ones know no chance", "[backstop][fund_arrivals]") {
  double sum = 0.0;
  constexpr int draws = 20'000;
  for (int i = 0; i < draws; ++i) {
    const double wait = PoissonArrivals{4.0}.wait((i + 0.5) / draws);
    CHECK(wait > 0.0);
    sum += wait;
  }
  CHECK(std::abs(sum / draws - 0.25) < 1e-4);
  CHECK(std::abs(PoissonArrivals{4.0}.wait(std::exp(-2.0)) - 0.5) < 1e-15);
  CHECK(RegularArrivals{4.0}.wait(0.1) == 0.25);
  CHECK(PoissonArrivals{0.0}.faults().size() == 1);
  CHECK(RegularArrivals{-1.0}.faults().size() == 1);
}
