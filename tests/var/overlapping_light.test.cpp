#include "bulwark/var/overlapping_light.hpp"

#include <vector>

#include "bulwark/math/binomial.hpp"
#include "support/catch.hpp"

using namespace bulwark;

namespace {
std::vector<double> exceptions(Index periods, Index horizon, Index paths, std::uint64_t seed = 1) {
  std::vector<double> days(static_cast<std::size_t>(periods + horizon - 1)), at_most(static_cast<std::size_t>(periods + 1));
  overlapping_exceptions(periods, horizon, 0.01, paths, seed, days, at_most);
  return at_most;
}
}  // namespace

TEST_CASE("periods of one day are binomial", "[var][overlapping_light]") {
  const std::vector<double> at_most = exceptions(250, 1, 10'000);
  for (Index x = 0; x < 10; ++x)
    CHECK(at_most[static_cast<std::size_t>(x)] == Catch::Approx(binomial_split(x, 250, 0.01).at_most).margin(0.02));
  CHECK(most_exceptions(at_most, 0.95) == 4);  // Basel's green
}

TEST_CASE("green ends at 7, 9 and 13 exceptions of 200, 300 and 500 ten-day periods", "[var][overlapping_light]") {
  // backtests.json, "overlapping-10d-green": Open Source Risk Engine's stoplight tests.
  CHECK(most_exceptions(exceptions(200, 10, 6'000), 0.95) == 7);
  CHECK(most_exceptions(exceptions(300, 10, 6'000), 0.95) == 9);
  CHECK(most_exceptions(exceptions(500, 10, 6'000), 0.95) == 13);
}

TEST_CASE("overlap leaves the expected number and widens what is likely", "[var][overlapping_light]") {
  const std::vector<double> apart = exceptions(200, 1, 6'000), overlapping = exceptions(200, 10, 6'000);
  double mean_apart = 0.0, mean_overlapping = 0.0;
  for (std::size_t x = 0; x + 1 < apart.size(); ++x) mean_apart += 1.0 - apart[x], mean_overlapping += 1.0 - overlapping[x];
  CHECK(mean_apart == Catch::Approx(2.0).margin(0.1));
  CHECK(mean_overlapping == Catch::Approx(2.0).margin(0.2));
  CHECK(most_exceptions(overlapping, 0.99) > most_exceptions(apart, 0.99) + 4);
  CHECK(overlapping[0] > apart[0]);
  CHECK(apart.back() == 1.0);
}

TEST_CASE("the same seed finds the same bits, and a zone that nothing reaches is empty", "[var][overlapping_light]") {
  CHECK(exceptions(50, 5, 500, 3) == exceptions(50, 5, 500, 3));
  CHECK(exceptions(50, 5, 500, 3) != exceptions(50, 5, 500, 4));
  CHECK(most_exceptions(std::vector<double>{0.9, 1.0}, 0.5) == -1);
}
