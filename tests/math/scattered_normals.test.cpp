#include "bulwark/math/scattered_normals.hpp"

#include <vector>

#include "support/catch.hpp"
#include "support/random.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("normal numbers drawn in no order are those of their scenarios and factors, to the bit", "[math][scattered_normals]") {
  Random random{61};
  for (const Index count : {0, 1, 15, 16, 17, 100}) {
    std::vector<std::uint64_t> scenario, factor;
    for (Index i = 0; i < count; ++i) {
      const auto below = [&](Index n) { return static_cast<std::uint64_t>(random.below(n)); };
      scenario.push_back(i % 2 == 0 ? below(1'000) : below(1'000'000) << 40);
      factor.push_back(i % 3 == 0 ? below(64) : (below(7) << 57) + (below(9) << 33) + below(64));
    }
    std::vector<double> out(static_cast<std::size_t>(count));
    scattered_normals(42, scenario.data(), factor.data(), count, out.data());
    for (std::size_t i = 0; i < out.size(); ++i)
      CHECK(out[i] == normal_pair(42, static_cast<Index>(scenario[i]), factor[i] / 2)[factor[i] % 2]);
  }
}
