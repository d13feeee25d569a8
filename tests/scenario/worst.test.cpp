#include "bulwark/scenario/worst.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "support/catch.hpp"

using bulwark::Index;
using bulwark::Worst;
using bulwark::worst_of;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

// Numbers with many ties, in an order without a pattern.
std::vector<double> numbers(int size, unsigned seed) {
  std::vector<double> x;
  for (int i = 0; i < size; ++i) {
    seed = seed * 1664525u + 1013904223u;
    x.push_back(static_cast<double>(seed >> 24) - 100.0);
  }
  return x;
}

}  // namespace

TEST_CASE("the worst is the first of the lowest, and the runner-up the lowest of the others", "[scenario][worst]") {
  for (int size = 1; size <= 300; size += size < 70 ? 1 : 23)
    for (unsigned seed = 1; seed <= 20; ++seed) {
      std::vector<double> x = numbers(size, seed);
      const Worst worst = worst_of(x);
      const auto lowest = std::min_element(x.begin(), x.end());
      CAPTURE(size, seed);
      REQUIRE(worst.lowest == *lowest);
      REQUIRE(worst.index == lowest - x.begin());
      x.erase(lowest);
      REQUIRE(worst.runner_up == (x.empty() ? infinity : *std::min_element(x.begin(), x.end())));
    }
}

TEST_CASE("one NaN in any place makes the worst unknown", "[scenario][worst]") {
  for (const int size : {1, 5, 8, 9, 29, 64, 67, 128, 131})
    for (int place = 0; place < size; ++place) {
      std::vector<double> x = numbers(size, 7);
      x[static_cast<std::size_t>(place)] = std::numeric_limits<double>::quiet_NaN();
      const Worst worst = worst_of(x);
      CAPTURE(size, place);
      REQUIRE(std::isnan(worst.lowest));
      REQUIRE(std::isnan(worst.runner_up));
      REQUIRE(worst.index == -1);
    }
}

TEST_CASE("infinities are numbers to the worst", "[scenario][worst]") {
  for (const int size : {1, 8, 13, 64, 70}) {
    std::vector<double> x(static_cast<std::size_t>(size), infinity);
    CHECK(worst_of(x).index == 0);
    CHECK(worst_of(x).lowest == infinity);
    x.back() = -infinity;
    CHECK(worst_of(x).index == size - 1);
    CHECK(worst_of(x).lowest == -infinity);
    CHECK(worst_of(x).runner_up == infinity);
  }
}

TEST_CASE("nothing has no worst", "[scenario][worst]") {
  CHECK(worst_of({}).index == -1);
  CHECK(worst_of({}).lowest == 0.0);
}
