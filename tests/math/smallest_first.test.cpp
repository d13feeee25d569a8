#include "bulwark/math/smallest_first.hpp"

#include <cmath>
#include <limits>
#include <vector>

#include "bulwark/math/order_statistics.hpp"
#include "support/catch.hpp"
#include "support/random.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

/// Values in many orders and shapes: spread, tied, sorted either way, with a far block at either end, infinite ones.
std::vector<double> shaped(Random& random, int shape, std::size_t size) {
  std::vector<double> values(size);
  for (double& x : values)
    x = shape == 1 ? static_cast<double>(random.below(7)) - 3.0 : shape == 2 ? 1.0 : random.between(-1.0, 1.0) * random.between(0.0, 1.0);
  if (shape == 3) std::sort(values.begin(), values.end());
  if (shape == 4) std::sort(values.rbegin(), values.rend());
  if (shape == 5)
    for (std::size_t i = 0; i < size; i += 3) values[i] -= 100.0;
  if (shape == 6)
    std::fill(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(size / 50), -std::numeric_limits<double>::infinity());
  if (shape == 7)
    for (std::size_t i = 0; i < size; i += size / 2048) values[i] = 50.0;  // a sample that misses every small one
  if (shape == 8)
    for (std::size_t i = 0; i < size; i += size / 2048) values[i] = -50.0;  // a sample of nothing but small ones
  return values;
}

}  // namespace

TEST_CASE("the smallest come first, and nothing is lost", "[math][smallest_first]") {
  Random random{12};
  for (int shape = 0; shape < 9; ++shape)
    for (const std::size_t size : {1u, 100u, 4'096u, 5'003u, 60'000u})
      for (const double share : {0.0, 0.001, 0.01, 0.05, 0.12, 0.3, 1.0}) {
        const std::vector<double> given = shaped(random, size < 2048 && shape > 6 ? 0 : shape, size);
        std::vector<double> moved = given, sorted = given;
        std::sort(sorted.begin(), sorted.end());
        const auto count = static_cast<Index>(share * static_cast<double>(size));
        const Index near = smallest_first(moved, count);
        REQUIRE(near >= count);
        REQUIRE(near <= static_cast<Index>(size));
        std::sort(moved.begin(), moved.begin() + near);
        CHECK(std::equal(moved.begin(), moved.begin() + count, sorted.begin()));
        std::sort(moved.begin(), moved.end());
        CHECK(moved == sorted);
      }
}

TEST_CASE("a small share of many is found by looking at few", "[math][smallest_first]") {
  Random random{13};
  std::vector<double> values = shaped(random, 0, 200'000);
  CHECK(smallest_first(values, 2'000) < 8'000);
}

TEST_CASE("ranks and tail sums of many values are those of sorting them, to the bit", "[math][smallest_first]") {
  Random random{14};
  for (int shape = 0; shape < 9; ++shape) {
    const std::vector<double> given = shaped(random, shape, 50'000);
    std::vector<double> sorted = given;
    std::sort(sorted.begin(), sorted.end());
    for (const Index rank : {0, 1, 499, 500, 6'000, 6'249, 6'250, 49'999}) {
      std::vector<double> scratch = given;
      CHECK(nth_smallest(scratch, rank) == sorted[static_cast<std::size_t>(rank)]);
    }
    for (const double count : {0.0, 0.5, 1.0, 500.0, 500.25, 6'249.5, 6'250.0, 7'000.0, 50'000.0}) {
      double sum = 0.0;
      const auto whole = static_cast<std::size_t>(count);
      for (std::size_t i = 0; i < whole; ++i) sum += sorted[i];
      if (count > static_cast<double>(whole)) sum = std::fma(count - static_cast<double>(whole), sorted[whole], sum);
      std::vector<double> scratch = given;
      CHECK(tail_sum(scratch, count) == sum);
    }
  }
}

TEST_CASE("one NaN is found wherever it is", "[math][smallest_first][faults]") {
  for (const std::size_t at : {0u, 1u, 2'500u, 9'999u, 10'002u}) {
    std::vector<double> values(10'003, 1.0);
    values[at] = std::numeric_limits<double>::quiet_NaN();
    CHECK(smallest_first(values, 100) == -1);
    CHECK(std::isnan(nth_smallest(values, 100)));
    CHECK(std::isnan(tail_sum(values, 100.0)));
  }
}

TEST_CASE("the smallest are found with the values left where they are", "[math][smallest_first]") {
  Random random{15};
  for (int shape = 0; shape < 9; ++shape)
    for (const std::size_t size : {1u, 4'096u, 60'000u})
      for (const double share : {0.0, 0.01, 0.3}) {
        const std::vector<double> given = shaped(random, size < 2048 && shape > 6 ? 0 : shape, size);
        std::vector<double> scratch(size), moved = given;
        const auto count = static_cast<Index>(share * static_cast<double>(size));
        const Index near = smallest_copied(given, count, scratch);
        REQUIRE(near == smallest_first(moved, count));
        std::sort(scratch.begin(), scratch.begin() + near);
        std::sort(moved.begin(), moved.begin() + near);
        CHECK(std::equal(scratch.begin(), scratch.begin() + near, moved.begin()));
      }
  std::vector<double> bad(10'003, 1.0), scratch(bad.size());
  bad[10'002] = std::numeric_limits<double>::quiet_NaN();
  CHECK(smallest_copied(bad, 100, scratch) == -1);
}
