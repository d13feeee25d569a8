#include "bulwark/calibration/svi_slope_solve.hpp"

#include <cmath>
#include <random>
#include <vector>

#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

double error_of(const std::vector<WeighedVariance>& quotes, double m, double sigma, double a, double d, double c) {
  double sum = 0.0;
  for (const WeighedVariance& q : quotes) {
    const double y = (q.log_moneyness - m) / sigma, off = q.scale * (a + d * y + c * std::sqrt(1.0 + y * y) - q.variance);
    sum += off * off;
  }
  return sum;
}

}  // namespace

TEST_CASE("quotes of a slice give back its slopes", "[calibration][svi_slope_solve]") {
  const double a = 0.01, d = -0.02, c = 0.05, m = 0.1, sigma = 0.2;
  std::vector<WeighedVariance> quotes;
  for (double k = -0.8; k < 0.9; k += 0.05) {
    const double y = (k - m) / sigma;
    quotes.push_back({k, a + d * y + c * std::sqrt(1.0 + y * y), 1.0 + k * k});
  }
  const SviSlopes s = SviSlopeSolve(SviQuotes(quotes), m, sigma, 1e-4).solve();
  CHECK_THAT(s.a, WithinAbs(a, 1e-12));
  CHECK_THAT(s.d, WithinAbs(d, 1e-12));
  CHECK_THAT(s.c, WithinAbs(c, 1e-12));
  CHECK(s.error < 1e-15);
}

TEST_CASE("no slopes that are allowed fit better, whichever limits bind", "[calibration][svi_slope_solve]") {
  std::mt19937_64 random(8);
  std::uniform_real_distribution<double> any(0.0, 1.0);
  int bound[4] = {};
  for (int i = 0; i < 400; ++i) {
    std::vector<WeighedVariance> quotes;
    const int n = 5 + int(20 * any(random));
    const double level = 0.02 + any(random), tilt = 4.0 * any(random) - 2.0, bend = 6.0 * any(random) - 2.0;
    for (int j = 0; j < n; ++j) {
      const double k = any(random) - 0.5;
      quotes.push_back({k, std::fabs(level + tilt * k + bend * k * k + 0.05 * (any(random) - 0.5)) + 1e-3, 0.5 + any(random)});
    }
    const double m = any(random) - 0.5, sigma = 0.02 + any(random) * any(random), floor = 0.01;
    const SviSlopes s = SviSlopeSolve(SviQuotes(quotes), m, sigma, floor).solve();
    const double slack = 1e-8;
    CHECK(s.c >= std::fabs(s.d) - slack);
    CHECK(s.c + std::fabs(s.d) <= 2.0 * sigma + slack);
    CHECK(s.a + std::sqrt(std::fmax(0.0, s.c * s.c - s.d * s.d)) >= floor - 1e-6);
    CHECK_THAT(s.error, WithinRel(error_of(quotes, m, sigma, s.a, s.d, s.c), 1e-8) || WithinAbs(0.0, 1e-12));
    bound[0] += s.c - std::fabs(s.d) < slack, bound[1] += 2.0 * sigma - s.c - std::fabs(s.d) < slack;
    bound[2] += s.a + std::sqrt(std::fmax(0.0, s.c * s.c - s.d * s.d)) < floor + 1e-6, bound[3] += s.c < slack;
    for (int t = 0; t < 2000; ++t) {  // nearby and far, held to the limits
      const double reach = std::pow(10.0, -6.0 * any(random));
      double c = s.c + reach * 2.0 * sigma * (2.0 * any(random) - 1.0), d = s.d + reach * 2.0 * sigma * (2.0 * any(random) - 1.0);
      double a = s.a + reach * (2.0 * any(random) - 1.0);
      if (c < std::fabs(d) || c + std::fabs(d) > 2.0 * sigma || a + std::sqrt(c * c - d * d) < floor) continue;
      CHECK(error_of(quotes, m, sigma, a, d, c) >= s.error * (1.0 - 1e-6) - 1e-12);
    }
  }
  for (const int count : bound) CHECK(count > 5);
}
