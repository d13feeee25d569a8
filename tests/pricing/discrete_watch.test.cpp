#include "bulwark/pricing/discrete_watch.hpp"

#include <cmath>

#include "bulwark/pricing/kou_exit.hpp"
#include "support/catch.hpp"
#include "support/jump_walk.hpp"

using namespace bulwark;

namespace {

/// The probability that walks are seen below at one of so many looks.
test::Sample seen(const LogPrice& price, double distance, double years, int looks, Index paths) {
  test::Sample sample;
  for (Index path = 0; path < paths; ++path) {
    test::JumpWalk walk(price, 71, path);
    double x = 0.0;
    bool is_seen = false;
    for (int i = 0; i < looks && !is_seen; ++i) x += walk.move(years / looks), is_seen = x <= -distance;
    sample.add(is_seen);
  }
  return sample;
}

}  // namespace

TEST_CASE("a price that is looked at now and then falls as a continuous one with a farther end, within three standard errors",
          "[pricing][discrete_watch]") {
  const double years = 7.0 / 365.0;
  for (const LogPrice& price :
       {LogPrice{.volatility = 0.6}, LogPrice{.volatility = 0.6, .model = DoubleExponentialJumps{40.0, 0.4, 25.0, 18.0}}})
    for (const int looks : {25, 100}) {
      const test::Sample sample = seen(price, 0.1, years, looks, 40'000);
      const LogRange farther = seen_at_updates({.below = 0.1}, 0.6, years / looks);
      const double corrected = price.model.index() == 0 ? exit_of_diffusion(farther, drift_between_jumps(price) * years, 0.36 * years).all()
                                                        : exit_of_kou(price, farther, years).all();
      INFO(looks << ": " << corrected << " for " << sample.mean());
      CHECK(std::fabs(sample.score(corrected)) < 3.0);
      const double plain = price.model.index() == 0
                               ? exit_of_diffusion({.below = 0.1}, drift_between_jumps(price) * years, 0.36 * years).all()
                               : exit_of_kou(price, {.below = 0.1}, years).all();
      CHECK(sample.score(plain) > 3.0);  // what the correction is for
    }
}

TEST_CASE("a continuous watch sees the range itself", "[pricing][discrete_watch]") {
  const LogRange range = seen_at_updates({0.1, 0.2}, 0.6, 0.0);
  CHECK(range.below == 0.1);
  CHECK(range.above == 0.2);
  CHECK(seen_at_updates({0.1, 0.2}, 0.6, 1e-4).above > 0.2);
  CHECK(seen_at_updates({.below = 0.1}, 0.6, 1e-4).above > 1e300);
}
