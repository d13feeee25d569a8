#include "bulwark/math/sort_spread.hpp"

#include <limits>
#include <vector>

#include "support/catch.hpp"
#include "support/random.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("numbers of any shape end in order", "[math][sort_spread]") {
  Random random{51};
  constexpr double inf = std::numeric_limits<double>::infinity();
  for (const std::size_t size : {0u, 1u, 255u, 256u, 3'000u, 70'000u})
    for (int shape = 0; shape < 10; ++shape) {
      std::vector<double> values(size);
      for (double& x : values) x = random.between(-1.0, 1.0);
      for (std::size_t i = 0; i < size; ++i) {
        double& x = values[i];
        if (shape == 1) x = 2.5;
        if (shape == 2) x = x < 0.0 ? -0.0 : 0.0;
        if (shape == 3) x = static_cast<double>(random.below(5));
        if (shape == 4 && i == size / 2) x = -1e300;  // all others in one part
        if (shape == 5) x *= std::numeric_limits<double>::max();
        if (shape == 6) x *= 1e-310;
        if (shape == 7 && i % 9 == 0) x = i % 2 ? inf : -inf;
        if (shape == 8) x = static_cast<double>(size - i);
        if (shape == 9) x = x * x * x * x * x * x * x;
      }
      std::vector<double> sorted = values;
      std::sort(sorted.begin(), sorted.end());
      sort_spread(values);
      CHECK(values == sorted);
    }
}
