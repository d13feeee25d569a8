#include "bulwark/math/smaller_ones.hpp"

#include <limits>
#include <vector>

#include "support/catch.hpp"
#include "support/random.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("what is not above a bound is met in order, and NaN with it", "[math][smaller_ones]") {
  Random random{52};
  constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
  for (const std::size_t size : {0u, 1u, 15u, 16u, 1'023u, 1'024u, 1'025u, 5'000u}) {
    std::vector<double> values(size);
    for (double& x : values) x = static_cast<double>(random.below(20));
    if (size > 500) values[499] = unknown;
    for (const double bound : {-1.0, 0.0, 7.0, 30.0, unknown}) {
      std::vector<Index> low, strictly;
      std::vector<double> kept(size + 1, 99.0);
      Index count = 1;
      at_smaller_ones<false>(values.data(), static_cast<Index>(size), bound, [&](Index i) { low.push_back(i); });
      append_smaller_ones(values.data(), static_cast<Index>(size), bound, kept.data(), count);
      std::size_t next = 0, next_kept = 1;
      for (std::size_t i = 0; i < size; ++i) {
        if (!(values[i] > bound)) CHECK(low[next++] == static_cast<Index>(i));
        if (values[i] >= bound) continue;
        CHECK((kept[next_kept] == values[i] || values[i] != values[i]));
        ++next_kept;
      }
      CHECK(next == low.size());
      CHECK(count == static_cast<Index>(next_kept));
    }
  }
}
