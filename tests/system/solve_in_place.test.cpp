#include "bulwark/system/solve_in_place.hpp"

#include <vector>

#include "support/catch.hpp"
#include "support/random.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinAbs;

TEST_CASE("what is solved fits: columns that sum to less than one", "[system][solve_in_place]") {
  Random random{15};
  for (int i = 0; i < 300; ++i) {
    const Index n = 1 + random.below(20);
    std::vector<double> matrix(static_cast<std::size_t>(n * n)), x(static_cast<std::size_t>(n)), right(x.size());
    for (Index c = 0; c < n; ++c)
      for (Index r = 0; r < n; ++r)
        matrix[static_cast<std::size_t>(r * n + c)] = (r == c ? 1.0 : 0.0) - random.between(0.0, 0.999) / static_cast<double>(n);
    for (double& v : x) v = random.between(-10.0, 100.0);
    for (Index r = 0; r < n; ++r)
      for (Index c = 0; c < n; ++c)
        right[static_cast<std::size_t>(r)] += matrix[static_cast<std::size_t>(r * n + c)] * x[static_cast<std::size_t>(c)];
    solve_in_place(matrix, right);
    for (std::size_t k = 0; k < x.size(); ++k) CHECK_THAT(right[k], WithinAbs(x[k], 1e-9));
  }
}

TEST_CASE("what has no pivot is nothing", "[system][solve_in_place]") {
  std::vector<double> matrix{0.0, 0.0, 0.0, 2.0}, right{1.0, 3.0};
  solve_in_place(matrix, right);
  CHECK(right == std::vector{0.0, 1.5});
  solve_in_place({}, {});
}
