#include "bulwark/pricing/jump_sizes.hpp"

#include <limits>

#include "support/catch.hpp"
#include "support/random.hpp"

using namespace bulwark;

namespace {

template <class Sizes>
void check_law(const Sizes& sizes) {
  test::Random random{51};
  for (int i = 0; i < 1000; ++i) {
    const double size = random.between(-0.6, 0.6), more = size + random.between(0.0, 0.3);
    CHECK(share_below(sizes, size) + share_above(sizes, size) == Catch::Approx(1.0).epsilon(1e-14));
    CHECK(share_below(sizes, size) <= share_below(sizes, more));
    const double u = random.between(1e-6, 1.0 - 1e-6);
    CHECK(share_below(sizes, sizes.at(u, 1.0 - u)) == Catch::Approx(u).epsilon(1e-9));
  }
  constexpr double inf = std::numeric_limits<double>::infinity();
  CHECK(share_below(sizes, -inf) == 0.0);
  CHECK(share_above(sizes, inf) == 0.0);
  CHECK(share_below(sizes, -sizes.reach(-1.0)) < 1e-11);
  CHECK(share_above(sizes, sizes.reach(1.0)) < 1e-11);
}

}  // namespace

TEST_CASE("what is below and above a size is everything, and the quantile finds the size again", "[pricing][jump_sizes]") {
  check_law(LognormalSizes(JumpParameters{1.0, -0.05, 0.1}));
  check_law(ExponentialSizes(DoubleExponentialJumps{1.0, 0.3, 12.0, 8.0}));
}

TEST_CASE("jumps without deviation are all their mean", "[pricing][jump_sizes]") {
  const LognormalSizes sizes(JumpParameters{1.0, -0.1, 0.0});
  CHECK(share_below(sizes, -0.1001) == 0.0);
  CHECK(share_below(sizes, -0.0999) == 1.0);
  CHECK(sizes.at(0.3, 0.7) == Catch::Approx(-0.1));
}

TEST_CASE("tails keep their digits", "[pricing][jump_sizes]") {
  const LognormalSizes sizes(JumpParameters{1.0, 0.0, 0.1});
  CHECK(share_below(sizes, -1.0) == Catch::Approx(7.6198530241605e-24).epsilon(1e-12));
  CHECK(share_above(sizes, 1.0) == Catch::Approx(7.6198530241605e-24).epsilon(1e-12));
  CHECK(share_above(ExponentialSizes(DoubleExponentialJumps{1.0, 0.5, 20.0, 20.0}), 2.0) == Catch::Approx(0.5 * 4.248354255291589e-18));
}
