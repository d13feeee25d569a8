#include "bulwark/pricing/jump_exit.hpp"

#include <limits>

#include "bulwark/pricing/kou_exit.hpp"
#include "support/catch.hpp"
#include "support/jump_walk.hpp"

using namespace bulwark;

namespace {

constexpr double inf = std::numeric_limits<double>::infinity(), day = 1.0 / 365.0;
const DoubleExponentialJumps kou{20.0, 0.4, 25.0, 18.0};
const JumpParameters merton{20.0, -0.02, 0.07};

}  // namespace

TEST_CASE("on exponential jumps the lattice finds what the transform says, and knows how well", "[pricing][jump_exit]") {
  const LogPrice price{.volatility = 0.6, .model = kou};
  struct Case {
    double years, above, relative;
  };
  for (const Case& c : {Case{day / 1440.0, 0.15, 1e-3}, Case{day / 24.0, inf, 1e-3}, Case{day, 0.15, 2e-3}, Case{30.0 * day, inf, 1e-3}}) {
    const MeasuredExit lattice = exit_with_jumps(price, ExponentialSizes(kou), {0.1, c.above}, c.years);
    const ExitShares exact = exit_of_kou(price, {0.1, c.above}, c.years);
    INFO(c.years);
    CHECK(lattice.shares.all() == Catch::Approx(exact.all()).epsilon(c.relative));
    CHECK(lattice.shares.below_by_jump == Catch::Approx(exact.below_by_jump).epsilon(3.0 * c.relative));
    CHECK(std::fabs(lattice.shares.all() - exact.all()) < 4.0 * lattice.error);
    CHECK(lattice.error < c.relative * exact.all());
  }
}

TEST_CASE("without jumps the lattice is the diffusion's closed form", "[pricing][jump_exit]") {
  const LogPrice price{.volatility = 0.6, .model = JumpParameters{}};
  const MeasuredExit exit = exit_with_jumps(price, LognormalSizes({}), {0.05, 0.08}, day);
  const ExitShares exact = exit_of_diffusion({0.05, 0.08}, -0.18 * day, 0.36 * day);
  CHECK(exit.shares.below_at_end == Catch::Approx(exact.below_at_end).epsilon(1e-14));
  CHECK(exit.error == 0.0);
}

TEST_CASE("100,000 walks with lognormal jumps fall as the lattice says, within three standard errors", "[pricing][jump_exit]") {
  const LogPrice price{.volatility = 0.6, .model = merton};
  for (const double years : {day, 30.0 * day}) {
    test::Sample at_end, by_jump;
    for (Index path = 0; path < 100'000; ++path) {
      const auto fall = test::JumpWalk(price, 61, path).fall(0.1, years);
      at_end.add(fall.is_there && !fall.is_by_jump), by_jump.add(fall.is_by_jump);
    }
    const MeasuredExit exit = exit_with_jumps(price, LognormalSizes(merton), {.below = 0.1}, years);
    CHECK(std::fabs(at_end.score(exit.shares.below_at_end)) < 3.0);
    CHECK(std::fabs(by_jump.score(exit.shares.below_by_jump)) < 3.0);
  }
}

TEST_CASE("over a second one jump's tail times intensity and time is all there is", "[pricing][jump_exit]") {
  const double second = day / 86'400.0;
  const MeasuredExit exit = exit_with_jumps({.volatility = 0.6, .model = merton}, LognormalSizes(merton), {.below = 0.1}, second);
  CHECK(exit.shares.below_by_jump == Catch::Approx(20.0 * second * 0.5 * std::erfc(0.08 / 0.07 / std::sqrt(2.0))).epsilon(1e-4));
}

TEST_CASE("the lattice's answer is the same to the bit whenever it is asked, and nothing where too many jumps are expected",
          "[pricing][jump_exit]") {
  const LogPrice price{.volatility = 0.6, .model = merton};
  const MeasuredExit once = exit_with_jumps(price, LognormalSizes(merton), {0.1, 0.2}, day),
                     again = exit_with_jumps(price, LognormalSizes(merton), {0.1, 0.2}, day);
  CHECK(once.shares.all() == again.shares.all());
  CHECK(once.error == again.error);
  CHECK(std::isnan(exit_with_jumps(price, LognormalSizes(merton), {0.1, 0.2}, 4.0).shares.all()));
}
