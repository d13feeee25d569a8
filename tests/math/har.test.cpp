#include "bulwark/math/har.hpp"

#include <cmath>

#include "support/catch.hpp"
#include "support/random.hpp"
#include "support/said.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("means are over the last days, however long the history", "[math][har]") {
  RealisedVariances seen;
  for (int day = 1; day <= 60; ++day) {
    seen = seen.after(day);
    CHECK(mean_variance(seen, 1) == day);
    if (day >= 5) CHECK(mean_variance(seen, 5) == day - 2.0);
    if (day < 22) CHECK(std::isnan(har_variance({1.0, 0.1, 0.1, 0.1}, seen)));
    if (day >= 22) CHECK(mean_variance(seen, 22) == day - 10.5);
  }
}

TEST_CASE("a forecast reverts to its mean, and a longer one is the sum of each day's", "[math][har]") {
  const Har rule{.constant = 1e-4, .day = 0.3, .week = 0.3, .month = 0.2};
  RealisedVariances seen;
  for (int day = 0; day < 22; ++day) seen = seen.after(5e-3);
  CHECK(har_variance(rule, seen) == Catch::Approx(1e-4 + 0.8 * 5e-3));
  double sum = 0.0;
  RealisedVariances walked = seen;
  for (int day = 0; day < 40; ++day) {
    const double next = har_variance(rule, walked);
    CHECK(next > 1e-4 / 0.2);
    walked = walked.after(next);
    sum += next;
  }
  CHECK(har_variance_over(rule, seen, 40) == sum);
  CHECK(har_variance_over(rule, seen, 0) == 0.0);
  for (int day = 0; day < 2000; ++day) walked = walked.after(har_variance(rule, walked));
  CHECK(har_variance(rule, walked) == Catch::Approx(1e-4 / 0.2).epsilon(1e-6));
}

TEST_CASE("a rule that does not revert, or may be negative, is a fault", "[math][har][faults]") {
  CHECK(faults(Har{1e-4, 0.3, 0.3, 0.2}).empty());
  CHECK(said(faults(Har{-1.0, -0.5, 0.75, 0.75})) == std::vector<std::string>{"har.constant must not be negative, got -1",
                                                                              "har.day must not be negative, got -0.5",
                                                                              "har.persistence is out of range, got 1"});
}
