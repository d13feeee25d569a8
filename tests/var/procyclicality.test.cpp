#include "bulwark/var/procyclicality.hpp"

#include <cmath>
#include <vector>

#include "support/catch.hpp"

using namespace bulwark;

TEST_CASE("a requirement that never moves is not procyclical", "[var][procyclicality]") {
  const std::vector<double> flat(10, 7.0);
  CHECK(peak_to_trough(flat) == 1.0);
  CHECK(largest_rise(flat, 5) == 0.0);
}

TEST_CASE("a rise counts from where it starts, within its days", "[var][procyclicality]") {
  const std::vector<double> path{10.0, 8.0, 12.0, 16.0, 4.0, 5.0};
  CHECK(peak_to_trough(path) == 4.0);
  CHECK(largest_rise(path, 1) == 0.5);
  CHECK(largest_rise(path, 2) == 1.0);
  CHECK(largest_rise(path, 9) == 1.0);
  const std::vector<double> falling{3.0, 2.0, 1.0};
  CHECK(largest_rise(falling, 2) == 0.0);
}

TEST_CASE("a margin that is none leaves both unknown", "[var][procyclicality][faults]") {
  for (const double bad : {0.0, -1.0, std::nan("")}) {
    const std::vector<double> path{1.0, bad, 2.0};
    CHECK(std::isnan(peak_to_trough(path)));
    CHECK(std::isnan(largest_rise(path, 1)));
  }
  CHECK(std::isnan(peak_to_trough({})));
}
