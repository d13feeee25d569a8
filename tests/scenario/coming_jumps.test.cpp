#include "bulwark/scenario/coming_jumps.hpp"

#include <vector>

#include "support/catch.hpp"

using namespace bulwark;

TEST_CASE("jumps that land together are those that land one by one, in their order", "[scenario][coming_jumps]") {
  const std::vector<ModelParameters> model{JumpParameters{10.0, -0.05, 0.04}, DoubleExponentialJumps{.per_year = 20.0}};
  constexpr double common = 0.8, own = 0.6;
  std::vector<double> sums(3, 1.0), expected(3, 1.0);
  ComingJumps coming(7, model, common, own);
  for (std::uint64_t n = 0; n < 150; ++n) {  // more than land at once
    const auto a = static_cast<Index>(n % 2);
    const std::uint64_t scenario = 1'000 + n / 3, factor = 5 * n;
    const double score = normal_pair(7, static_cast<Index>(scenario), factor / 2)[factor % 2], event = 0.1 * static_cast<double>(n % 9);
    if (n % 4 == 0) {
      coming.add(scenario, factor, a, sums[n % 3], event);
      expected[n % 3] += jump_size(model[n % 2], bulwark::fma(common, event, product(own, score)));
    } else {
      coming.add(scenario, factor, a, sums[n % 3]);
      expected[n % 3] += jump_size(model[n % 2], score);
    }
  }
  coming.land();
  CHECK(sums == expected);
  coming.land();
  CHECK(sums == expected);
}
