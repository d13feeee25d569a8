#include "bulwark/oracle/stale_mark.hpp"

#include <cmath>

#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinRel;

TEST_CASE("no fee below the gap keeps the arbitrageur away, and no fee above it lets him in", "[oracle][stale_mark]") {
  const StaleMark mark{.fee = 0.001};
  CHECK(mark.most(0.0005) == 0.0);
  CHECK(mark.most(-0.001) == 0.0);
  CHECK_THAT(mark.most(-0.005), WithinRel(0.004, 1e-13));
  CHECK_THAT(mark.most_lost(0.005, 1e6), WithinRel(4'000.0, 1e-13));
}

TEST_CASE("the expected gain falls with the fee and rises with the deviation", "[oracle][stale_mark]") {
  for (double fee = 0.0; fee < 0.01; fee += 0.0005)
    for (double deviation = 0.0005; deviation < 0.01; deviation += 0.0005) {
      CHECK(StaleMark{fee + 0.0005}.expected(deviation) < StaleMark{fee}.expected(deviation));
      CHECK(StaleMark{fee}.expected(deviation + 0.0005) > StaleMark{fee}.expected(deviation));
    }
}

TEST_CASE("without a fee the gain is the mean distance, and without deviation there is none", "[oracle][stale_mark]") {
  CHECK_THAT(StaleMark{0.0}.expected(0.01), WithinRel(0.01 * std::sqrt(2.0 / 3.14159265358979323846), 1e-14));
  CHECK(StaleMark{0.0}.expected(0.0) == 0.0);
  CHECK(StaleMark{0.001}.expected(0.0) == 0.0);
  CHECK(std::isnan(StaleMark{0.001}.expected(-0.1)));
  CHECK(std::isnan(StaleMark{0.001}.expected(std::nan(""))));
  CHECK(std::isnan(StaleMark{0.001}.most(std::nan(""))));
}

TEST_CASE("the expected gain is the integral over the gaps beyond the fee", "[oracle][stale_mark]") {
  for (const double d : {0.1, 0.5, 1.0, 2.0, 4.0}) {
    const double deviation = 0.004, fee = d * deviation;
    // Simpson's rule from the fee to 12 deviations, both sides.
    const int steps = 4'000;
    const double step = (12.0 - d) / steps;
    double sum = 0.0;
    for (int i = 0; i <= steps; ++i) {
      const double x = d + step * i, density = std::exp(-0.5 * x * x) / std::sqrt(2.0 * 3.14159265358979323846);
      sum += (i == 0 || i == steps ? 1.0 : i % 2 == 1 ? 4.0 : 2.0) * (x - d) * density;
    }
    CHECK_THAT(StaleMark{fee}.expected(deviation), WithinRel(2.0 * deviation * sum * step / 3.0, 1e-9));
  }
  CHECK(StaleMark{1.0}.expected(0.01) == 0.0);
}

TEST_CASE("a negative fee is a fault", "[oracle][stale_mark][faults]") {
  CHECK(StaleMark{0.0}.faults().empty());
  CHECK(StaleMark{-0.1}.faults().size() == 1);
}
