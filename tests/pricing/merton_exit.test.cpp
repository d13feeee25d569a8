#include "bulwark/pricing/merton_exit.hpp"

#include "bulwark/pricing/jump_exit.hpp"
#include "support/catch.hpp"
#include "support/jump_walk.hpp"

using namespace bulwark;

namespace {

constexpr double day = 1.0 / 365.0;
const JumpParameters merton{20.0, -0.02, 0.07};
const LogPrice price{.volatility = 0.6, .model = merton};

ExitShares exit_of(const LogRange& range, double years, double refinement = 1.0) {
  const auto stay = occupation_before_exit(price, range, years, refinement);
  REQUIRE(stay);
  return exit_after(*stay, merton, range);
}

}  // namespace

TEST_CASE("a finer grid changes nothing that matters", "[pricing][merton_exit]") {
  for (const double years : {day / 24.0, day, 30.0 * day}) {
    const ExitShares coarse = exit_of({0.1, 0.15}, years), fine = exit_of({0.1, 0.15}, years, 1.5);
    CHECK(coarse.below_at_end == Catch::Approx(fine.below_at_end).epsilon(2e-5));
    CHECK(coarse.below_by_jump == Catch::Approx(fine.below_by_jump).epsilon(1e-6));
    CHECK(coarse.above_at_end == Catch::Approx(fine.above_at_end).epsilon(3e-5));
    CHECK(coarse.above_by_jump == Catch::Approx(fine.above_by_jump).epsilon(1e-6));
  }
}

TEST_CASE("the linear solve and the lattice, which share no step, agree within the lattice's own error", "[pricing][merton_exit]") {
  for (const LogRange& range : {LogRange{0.1, 0.15}, LogRange{.below = 0.1}, LogRange{0.2, 0.05}})
    for (const double years : {day / 24.0, day, 7.0 * day}) {
      const ExitShares ours = exit_of(range, years);
      const MeasuredExit lattice = exit_with_jumps(price, LognormalSizes(merton), range, years);
      INFO(range.below << " " << range.above << " " << years);
      CHECK(std::fabs(ours.all() - lattice.shares.all()) < 4.0 * lattice.error + 1e-12);
    }
}

TEST_CASE("jumps that are next to never leave the diffusion's closed form", "[pricing][merton_exit]") {
  const JumpParameters rare{1e-9, 0.0, 0.05};
  for (const double years : {day, 30.0 * day}) {
    const LogRange range{0.05, 0.08};
    const ExitShares exact = exit_of_diffusion(range, -0.18 * years, 0.36 * years);
    const ExitShares ours = exit_after(*occupation_before_exit({.volatility = 0.6, .model = rare}, range, years), rare, range);
    CHECK(ours.below_at_end == Catch::Approx(exact.below_at_end).epsilon(2e-5));
    CHECK(ours.above_at_end == Catch::Approx(exact.above_at_end).epsilon(2e-5));
  }
}

TEST_CASE("every share is a probability, on the threshold itself and a thousand deviations from it", "[pricing][merton_exit]") {
  int seen = 0;
  for (const double volatility : {0.01, 0.5, 3.0})
    for (const double distance : {1e-12, 1e-3, 0.3, 5.0})
      for (const double years : {1e-9, 1e-4, 0.1})
        for (const LogRange& range : {LogRange{.below = distance}, LogRange{distance, 2.0 * distance}}) {
          const LogPrice at{.volatility = volatility, .model = merton};
          const auto stay = occupation_before_exit(at, range, years);
          if (!stay) continue;
          ++seen;
          const ExitShares shares = exit_after(*stay, merton, range);
          INFO(volatility << " " << distance << " " << years << " " << range.above);
          for (const double share : {shares.below_at_end, shares.below_by_jump, shares.above_at_end, shares.above_by_jump})
            CHECK((share >= 0.0 && share <= 1.0));
          CHECK(shares.all() <= 1.0 + 0x1p-51);
        }
  CHECK(seen > 50);
}

TEST_CASE("the expected stay adds up to the time, less what leaving cuts off", "[pricing][merton_exit]") {
  const double years = day;
  const auto stay = occupation_before_exit(price, {.below = 5.0, .above = 5.0}, years);
  REQUIRE(stay);
  double sum = 0.0;
  for (const double part : stay->years) sum += part;
  CHECK(sum == Catch::Approx(years).epsilon(1e-6));  // ends that nothing reaches
  const auto short_stay = occupation_before_exit(price, {0.03, 0.03}, years);
  sum = 0.0;
  for (const double part : short_stay->years) sum += part;
  CHECK(sum < 0.9 * years);
}

TEST_CASE("200,000 walks with lognormal jumps fall as the solve says, within three standard errors", "[pricing][merton_exit]") {
  for (const double years : {day, 30.0 * day}) {
    test::Sample at_end, by_jump;
    for (Index path = 0; path < 200'000; ++path) {
      const auto fall = test::JumpWalk(price, 63, path).fall(0.1, years);
      at_end.add(fall.is_there && !fall.is_by_jump), by_jump.add(fall.is_by_jump);
    }
    const ExitShares shares = exit_of({.below = 0.1}, years);
    CHECK(std::fabs(at_end.score(shares.below_at_end)) < 3.0);
    CHECK(std::fabs(by_jump.score(shares.below_by_jump)) < 3.0);
  }
}

TEST_CASE("a range too wide for its jumps has no grid", "[pricing][merton_exit]") {
  CHECK_FALSE(occupation_before_exit({.volatility = 0.6, .model = JumpParameters{20.0, -0.02, 0.0}}, {0.1, 0.1}, day));
  CHECK_FALSE(occupation_before_exit({.volatility = 0.6, .model = JumpParameters{20.0, -0.02, 0.001}}, {0.1, 0.1}, day));
}
