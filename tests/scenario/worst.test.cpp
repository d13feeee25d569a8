#include "bulwark/scenario/worst.hpp"

#include <algorithm>
#include <limits>
#include <vector>

#include "support/books.hpp"
#include "support/catch.hpp"

using namespace bulwark;

TEST_CASE("the worst of any number of profits is the one that a loop finds", "[scenario][worst]") {
  test::Random random{101};
  for (std::size_t size = 1; size < 200; ++size) {
    std::vector<double> x(size);
    for (double& p : x) p = static_cast<double>(random.below(50)) - 25.0;  // ties happen
    const Worst worst = worst_of(x);
    const auto at = std::min_element(x.begin(), x.end());
    CHECK(worst.lowest == *at);
    CHECK(worst.index == at - x.begin());
    double other = std::numeric_limits<double>::infinity();
    for (auto i = x.begin(); i != x.end(); ++i)
      if (i != at) other = std::min(other, *i);
    CHECK(worst.runner_up == other);
  }
}

TEST_CASE("a NaN anywhere makes the worst unknown", "[scenario][worst][A18]") {
  for (const std::size_t size : {1u, 7u, 8u, 9u, 64u, 71u})
    for (std::size_t at = 0; at < size; ++at) {
      std::vector<double> x(size, 1.0);
      x[at] = std::numeric_limits<double>::quiet_NaN();
      const Worst worst = worst_of(x);
      CHECK(worst.lowest != worst.lowest);
      CHECK(worst.runner_up != worst.runner_up);
      CHECK(worst.index == -1);
    }
}

TEST_CASE("nothing has no worst", "[scenario][worst]") {
  CHECK(worst_of({}).index == -1);
  CHECK(worst_of({}).lowest == 0.0);
}
