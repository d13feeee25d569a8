#include "bulwark/math/correlate.hpp"

#include <cmath>
#include <vector>

#include "support/catch.hpp"
#include "support/random.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("sums are those of one scenario at a time, added from the first factor up, to the bit", "[math][correlate]") {
  Random random{3};
  for (const Index rows : {1, 2, 3, 4, 5, 6, 9, 17, 50})
    for (const bool is_lower : {false, true}) {
      const Index columns = is_lower ? rows : 1 + random.below(20), wide = 64;
      std::vector<double> weights, factors, sums(static_cast<std::size_t>(rows * wide), 7.0);
      for (Index i = 0; i < rows; ++i)
        for (Index j = 0; j < columns; ++j) weights.push_back(is_lower && j > i ? 0.0 : random.between(-1.0, 1.0));
      for (Index i = 0; i < columns * wide; ++i) factors.push_back(random.between(-3.0, 3.0));
      correlate(weights.data(), rows, columns, is_lower, factors.data(), sums.data(), wide);
      for (Index i = 0; i < rows; ++i)
        for (Index s = 0; s < wide; ++s) {
          double sum = 0.0;
          for (Index j = 0; j < columns; ++j)
            sum = std::fma(weights[static_cast<std::size_t>(i * columns + j)], factors[static_cast<std::size_t>(j * wide + s)], sum);
          REQUIRE(sums[static_cast<std::size_t>(i * wide + s)] == sum);
        }
      std::vector<double> own(sums.size());
      correlate_in_lanes(weights.data(), rows, columns, is_lower, factors.data(), own.data(), wide);
      CHECK(own == sums);
    }
}
