#include "bulwark/math/smallest_of_many.hpp"

#include <cmath>
#include <limits>
#include <vector>

#include "support/catch.hpp"
#include "support/random.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

std::vector<double> some_values(Random& random, int shape, std::size_t size) {
  std::vector<double> values(size);
  for (double& x : values) x = shape == 1 ? static_cast<double>(random.below(5)) : shape == 2 ? 1.0 : random.between(-1.0, 1.0);
  if (shape == 3) std::sort(values.rbegin(), values.rend());  // each is among the smallest when it comes
  if (shape == 4)
    std::fill(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(size / 2), std::numeric_limits<double>::infinity());
  return values;
}

}  // namespace

TEST_CASE("the smallest of many are those of sorting them, however they come", "[math][smallest_of_many]") {
  Random random{3};
  for (int shape = 0; shape < 5; ++shape)
    for (const std::size_t size : {1u, 63u, 700u, 9'000u})
      for (const Index wanted : {1, 7, 100, 2'000}) {
        const std::vector<double> values = some_values(random, shape, size);
        std::vector<double> sorted = values;
        std::sort(sorted.begin(), sorted.end());
        SmallestOfMany one(wanted), all(wanted), part(wanted);
        const std::size_t cut = size / 3;
        one.add(values);
        part.add(std::span(values).first(cut));
        all.add(std::span(values).subspan(cut));
        all.merge(part);
        const auto kept = std::min(size, static_cast<std::size_t>(wanted));
        CHECK(one.is_complete());
        CHECK(all.is_complete());
        CHECK(all.count() == static_cast<Index>(size));
        const std::span<const double> a = one.sorted(), b = all.sorted();
        CHECK(std::vector<double>(a.begin(), a.end()) ==
              std::vector<double>(sorted.begin(), sorted.begin() + static_cast<std::ptrdiff_t>(kept)));
        CHECK(std::equal(a.begin(), a.end(), b.begin(), b.end()));
      }
}

TEST_CASE("parts with room for their share have the smallest of all together, or say that they have not", "[math][smallest_of_many]") {
  Random random{5};
  int complete = 0, incomplete = 0;
  for (int trial = 0; trial < 60; ++trial) {
    const int shape = trial % 5;
    const Index wanted = 1 + random.below(3'000);
    const std::size_t parts = 1 + static_cast<std::size_t>(random.below(12)), size = 20'000;
    const std::vector<double> values = some_values(random, shape, size);
    std::vector<double> sorted = values;
    std::sort(sorted.begin(), sorted.end());
    SmallestOfMany all(wanted);
    std::vector<SmallestOfMany> some(parts, SmallestOfMany(wanted, std::numeric_limits<double>::quiet_NaN(), 1.0 / double(parts)));
    if (trial % 2 == 0) {  // dealt out
      for (std::size_t i = 0; i < size; ++i) some[i % parts].add(std::span(values).subspan(i, 1));
    } else {  // in runs, as much as the last does not take
      for (std::size_t p = 0; p < parts; ++p) some[p].add(std::span(values).subspan(p * (size / parts), size / parts));
      some.back().add(std::span(values).subspan(parts * (size / parts)));
    }
    for (const SmallestOfMany& part : some) all.merge(part);
    CHECK(all.count() == static_cast<Index>(size));
    if (shape == 0) CHECK(all.is_complete());
    ++(all.is_complete() ? complete : incomplete);
    if (!all.is_complete()) continue;
    const std::span<const double> found = all.sorted();
    CHECK(std::equal(found.begin(), found.end(), sorted.begin(), sorted.begin() + wanted));
  }
  CHECK(complete > 20);
  CHECK(incomplete > 5);  // where all the smallest stand in one run
}

TEST_CASE("room for a share is less than for all, and more than the share of the tail", "[math][smallest_of_many]") {
  CHECK(room_of_share(2'000, 1.0) == 2'000);
  CHECK(room_of_share(2'000, 0.125) > 250);
  CHECK(room_of_share(2'000, 0.125) < 500);
  CHECK(room_of_share(0, 0.5) == 0);
}

TEST_CASE("a bound given at first is enough or says that it was not", "[math][smallest_of_many]") {
  Random random{4};
  const std::vector<double> values = some_values(random, 0, 10'000);
  SmallestOfMany high(100, -0.9), low(100, -0.999);
  high.add(values), low.add(values);
  CHECK(high.is_complete());
  CHECK(!low.is_complete());
  SmallestOfMany free(100);
  free.add(values);
  const std::span<const double> a = high.sorted(), b = free.sorted();
  CHECK(std::equal(a.begin(), a.end(), b.begin(), b.end()));
}

TEST_CASE("nothing wanted is nothing kept", "[math][smallest_of_many]") {
  SmallestOfMany none(0);
  none.add(std::vector<double>(100, 1.0));
  CHECK(none.is_complete());
  CHECK(none.sorted().empty());
}

TEST_CASE("NaN anywhere is remembered", "[math][smallest_of_many][faults]") {
  for (const std::size_t at : {0u, 15u, 16u, 999u, 1'000u}) {
    std::vector<double> values(1'001, 2.0);
    values[at] = std::numeric_limits<double>::quiet_NaN();
    for (const Index wanted : {0, 5, 3'000}) {
      SmallestOfMany few(wanted, 1.0), all(wanted);
      few.add(values);
      CHECK(few.has_nan());
      all.merge(few);
      CHECK(all.has_nan());
      (void)all.sorted();
    }
  }
}
