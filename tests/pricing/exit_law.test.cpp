#include "bulwark/pricing/exit_law.hpp"

#include <cmath>
#include <limits>

#include "support/catch.hpp"
#include "support/jump_walk.hpp"

using namespace bulwark;

namespace {

constexpr double day = 1.0 / 365.0;
const LogPrice kou{.volatility = 0.6, .model = DoubleExponentialJumps{20.0, 0.4, 25.0, 18.0}},
    merton{.volatility = 0.6, .model = JumpParameters{20.0, -0.02, 0.07}}, black{.volatility = 0.6};

}  // namespace

TEST_CASE("the places where jumps land carry the probability of leaving by a jump", "[pricing][exit_law]") {
  for (const LogPrice& price : {kou, merton})
    for (const LogRange& range : {LogRange{0.1, 0.15}, LogRange{.below = 0.08}, LogRange{.above = 0.12}}) {
      const ExitLaw law = *exit_law(price, range, 7.0 * day);
      double below = 0.0, above = 0.0;
      for (const Landing& landing : law.landings) {
        CHECK((landing.log_move < -range.below || landing.log_move > range.above));
        (landing.log_move < 0.0 ? below : above) += landing.probability;
      }
      CHECK(below == Catch::Approx(law.exit.shares.below_by_jump).epsilon(1e-9));
      CHECK(above == Catch::Approx(law.exit.shares.above_by_jump).epsilon(1e-9));
      CHECK(law.expected([](double) { return 1.0; }) == Catch::Approx(law.exit.shares.all()).epsilon(1e-9));
    }
}

TEST_CASE("exponential jumps overshoot by their own mean, whatever came before", "[pricing][exit_law]") {
  for (const double years : {day / 1440.0, day, 0.5}) {
    const ExitLaw law = *exit_law(kou, {.below = 0.1}, years);
    double mean = 0.0, fallen = 0.0;
    for (const Landing& landing : law.landings)
      mean += landing.probability * (-landing.log_move - 0.1), fallen += landing.probability * std::exp(landing.log_move);
    CHECK(mean / law.exit.shares.below_by_jump == Catch::Approx(1.0 / 18.0).epsilon(1e-8));
    CHECK(fallen / law.exit.shares.below_by_jump == Catch::Approx(std::exp(-0.1) * 18.0 / 19.0).epsilon(1e-4));
  }
}

TEST_CASE("100,000 walks with lognormal jumps overshoot as the landings say, within three standard errors", "[pricing][exit_law]") {
  const ExitLaw law = *exit_law(merton, {.below = 0.1}, 30.0 * day);
  test::Sample beyond, deep;
  for (Index path = 0; path < 100'000; ++path) {
    const auto fall = test::JumpWalk(merton, 62, path).fall(0.1, 30.0 * day);
    beyond.add(fall.is_there ? -fall.at - 0.1 : 0.0), deep.add(fall.is_there && fall.at < -0.15);
  }
  double over = 0.0, far = 0.0;
  for (const Landing& landing : law.landings)
    over += landing.probability * (-landing.log_move - 0.1), far += landing.log_move < -0.15 ? landing.probability : 0.0;
  CHECK(std::fabs(beyond.score(over)) < 3.0);
  CHECK(std::fabs(deep.score(far)) < 6.0);  // one bin of 64 may stand on the other side
}

TEST_CASE("without jumps, or with none expected, every model has the diffusion's exits", "[pricing][exit_law]") {
  const ExitShares exact = exit_of_diffusion({0.05, 0.06}, -0.18 * day, 0.36 * day);
  for (const ModelParameters& model : {ModelParameters{}, ModelParameters{JumpParameters{}}, ModelParameters{DoubleExponentialJumps{}}}) {
    const ExitLaw law = *exit_law({.volatility = 0.6, .model = model}, {0.05, 0.06}, day);
    CHECK(law.exit.shares.below_at_end == Catch::Approx(exact.below_at_end).epsilon(1e-13));
    CHECK(law.exit.shares.above_at_end == Catch::Approx(exact.above_at_end).epsilon(1e-13));
    CHECK(law.landings.empty());
  }
  CHECK(exit_law(kou, {0.1, 0.1}, 0.0)->exit.shares.all() == 0.0);
}

TEST_CASE("what cannot be left is said", "[pricing][exit_law][faults]") {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  CHECK(first_exit({.volatility = -1.0}, {0.0, nan}, -1.0).faults().size() == 4);
  CHECK(first_exit(merton, {0.1, 0.1}, 4.0).faults().size() == 1);  // eighty jumps
  CHECK(first_exit({.volatility = 0.5, .model = StochasticVariance{}}, {0.1, 0.1}, day).faults().size() == 1);
  CHECK(exit_law(black, {0.1, nan}, day).faults().size() == 1);
}
