#include "bulwark/math/dispatched_normals.hpp"

#include <vector>

#include "support/catch.hpp"

using namespace bulwark;

TEST_CASE("whatever instructions the machine has give this build's bits", "[math][dispatched_normals]") {
  constexpr Index factors = 7, count = 90;
  const Index wide = padded(count);
  for (const bool is_paired : {false, true}) {
    std::vector<double> best(static_cast<std::size_t>(factors * wide)), own = best;
    dispatched_normals(5, 1'000, count, is_paired, std::uint64_t{3} << 32 | 9, factors, best.data());
    scenario_normals(5, 1'000, count, is_paired, std::uint64_t{3} << 32 | 9, factors, own.data());
    CHECK(best == own);
    std::vector<double> weights;
    for (Index i = 0; i < factors; ++i)
      for (Index j = 0; j < factors; ++j) weights.push_back(j > i ? 0.0 : 1.0 / static_cast<double>(1 + i + j));
    std::vector<double> best_sums(own.size()), own_sums(own.size());
    dispatched_correlate(weights.data(), factors, factors, true, own.data(), best_sums.data(), wide);
    correlate(weights.data(), factors, factors, true, own.data(), own_sums.data(), wide);
    CHECK(best_sums == own_sums);
  }
}
