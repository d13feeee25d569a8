#include "bulwark/settlement/average_variance.hpp"

#include <cmath>

#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinRel;

TEST_CASE("without a window the variance is the price's own", "[settlement][average_variance]") {
  for (const double volatility : {0.2, 0.8, 3.0}) {
    const AverageVariance v = continuous_average_variance(volatility, 0.7, 0.0);
    CHECK_THAT(v.total, WithinRel(volatility * volatility * 0.7, 1e-14));
    CHECK_THAT(v.per_volatility, WithinRel(std::sqrt(0.7), 1e-14));
    CHECK_THAT(sampled_average_variance(volatility, 0.7, 0.0, 5).total, WithinRel(volatility * volatility * 0.7, 1e-14));
  }
}

TEST_CASE("a short average has a third of the variance of its length", "[settlement][average_variance]") {
  const double half_hour = 0.5 / 8'760.0;
  CHECK_THAT(continuous_average_variance(1.0, 0.0, half_hour).total, WithinRel(half_hour / 3.0, 2e-5));
  CHECK_THAT(continuous_average_variance(1.0, 1.0 / 365.0, half_hour).total, WithinRel(1.0 / 365.0 + half_hour / 3.0, 2e-5));
}

TEST_CASE("the second moment of an average, against its series in extended precision", "[settlement][average_variance]") {
  struct Row {
    double volatility, wait, length;
  };
  for (const Row& r : {Row{0.8, 0.0, 0.25}, Row{0.8, 0.1, 0.5}, Row{1.5, 0.0, 1.0}, Row{0.05, 0.0, 0.01}}) {
    const long double s = static_cast<long double>(r.volatility) * r.volatility, x = s * r.length;
    long double moment = 0.0L, term = 1.0L;
    for (int k = 0; k < 60; ++k) {
      moment += 2.0L * term / ((k + 1.0L) * (k + 2.0L));
      term *= x / (k + 1.0L);
    }
    CHECK_THAT(continuous_average_variance(r.volatility, r.wait, r.length).total,
               WithinRel(static_cast<double>(std::log(moment) + s * r.wait), 1e-14));
  }
}

TEST_CASE("many samples become the continuous average, and one is the price itself", "[settlement][average_variance]") {
  CHECK_THAT(sampled_average_variance(0.9, 0.3, 0.1, 1).total, WithinRel(0.81 * 0.3, 1e-14));
  const double target = continuous_average_variance(0.9, 0.3, 0.5).total;
  double last = 1.0;
  for (const Index n : {10, 100, 1'000, 10'000}) {
    const double step = 0.5 / static_cast<double>(n);
    const double off = std::abs(sampled_average_variance(0.9, 0.3 + 0.5 * step, step, n).total - target);
    CHECK(off < 0.02 * last);  // midpoints: the error falls with the square
    last = off;
  }
  CHECK(last < 1e-9);
}

TEST_CASE("the derivative by volatility is the slope of the deviation", "[settlement][average_variance]") {
  const double h = 1e-6;
  for (const double volatility : {0.1, 0.7, 1.4, 2.5}) {
    const auto slope = [&](auto variance) {
      return (std::sqrt(variance(volatility + h).total) - std::sqrt(variance(volatility - h).total)) / (2.0 * h);
    };
    const auto continuous = [](double s) { return continuous_average_variance(s, 0.05, 0.6); };
    const auto sampled = [](double s) { return sampled_average_variance(s, 0.05, 0.02, 30); };
    CHECK_THAT(continuous(volatility).per_volatility, WithinRel(slope(continuous), 1e-8));
    CHECK_THAT(sampled(volatility).per_volatility, WithinRel(slope(sampled), 1e-8));
  }
  CHECK_THAT(continuous_average_variance(0.0, 0.05, 0.6).per_volatility, WithinRel(std::sqrt(0.25), 1e-15));
  CHECK_THAT(sampled_average_variance(0.0, 0.25, 0.0, 9).per_volatility, WithinRel(0.5, 1e-15));
}
