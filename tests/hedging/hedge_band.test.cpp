#include "bulwark/hedging/hedge_band.hpp"

#include <cmath>

#include "support/catch.hpp"
#include "support/random.hpp"
#include "support/said.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

double normal_cdf(double x) { return 0.5 * std::erfc(-x / std::sqrt(2.0)); }

struct Outcome {
  double cost, variance;
  double objective(double aversion) const { return cost + 0.5 * aversion * variance; }
};

/// A short call of a year on a martingale, hedged daily within `stretch` times the band; mean cost and variance of what is left.
Outcome hedged(const HedgeTerms& terms, double stretch, int paths) {
  constexpr double volatility = 0.5, strike = 100.0;
  constexpr int days = 250;
  Random random{211};  // the same paths for every stretch
  double costs = 0.0, sum = 0.0, squares = 0.0;
  for (int path = 0; path < paths; ++path) {
    double spot = 100.0, held = 0.0, profit = 0.0, paid = 0.0;
    for (int day = 0; day < days; ++day) {
      const double years = (days - day) / static_cast<double>(days), deviation = volatility * std::sqrt(years);
      const double d1 = std::log(spot / strike) / deviation + 0.5 * deviation;
      const double gamma = std::exp(-0.5 * d1 * d1) / (std::sqrt(2.0 * M_PI) * spot * deviation);
      const double trade = trade_into_band(held, normal_cdf(d1), stretch * band_half_width(terms, spot, gamma));
      held += trade, paid += terms.cost * spot * std::abs(trade);
      double noise = -6.0;
      for (int i = 0; i < 12; ++i) noise += random.between(0.0, 1.0);
      const double step = volatility / std::sqrt(static_cast<double>(days));
      const double next = spot * std::exp(step * noise - 0.5 * step * step);
      profit += held * (next - spot), spot = next;
    }
    const double left = profit - std::max(0.0, spot - strike);
    costs += paid, sum += left, squares += left * left;
  }
  const double mean = sum / paths;
  return {costs / paths, squares / paths - mean * mean};
}

}  // namespace

TEST_CASE("the half width's cube is three halves of cost, spot and gamma squared over aversion", "[hedging][hedge_band]") {
  const HedgeTerms terms{.cost = 0.002, .aversion = 0.1, .discount = 0.98};
  const double width = band_half_width(terms, 100.0, 0.02);
  CHECK_THAT(width * width * width, WithinRel(1.5 * 0.98 * 0.002 * 100.0 * 0.0004 / 0.1, 1e-14));
  CHECK_THAT(band_half_width({0.016, 0.1, 0.98}, 100.0, 0.02), WithinRel(2.0 * width, 1e-14));
  CHECK_THAT(band_half_width(terms, 100.0, -0.02), WithinRel(width, 1e-15));
  CHECK((band_half_width({0.0, 0.1}, 100.0, 0.02) == 0.0 && band_half_width(terms, 100.0, 0.0) == 0.0));
  CHECK(std::isnan(band_half_width(terms, std::nan(""), 0.02)));
}

TEST_CASE("inside the band nothing is traded, outside of it no further than its edge", "[hedging][hedge_band]") {
  CHECK(trade_into_band(0.5, 0.55, 0.1) == 0.0);
  CHECK_THAT(trade_into_band(0.3, 0.55, 0.1), WithinAbs(0.15, 1e-15));
  CHECK_THAT(trade_into_band(0.9, 0.55, 0.1), WithinAbs(-0.25, 1e-15));
  CHECK_THAT(trade_into_band(0.3, 0.55, 0.0), WithinAbs(0.25, 1e-15));
  for (const double bad :
       {trade_into_band(std::nan(""), 0.5, 0.1), trade_into_band(0.5, std::nan(""), 0.1), trade_into_band(0.5, 0.5, std::nan(""))})
    CHECK(std::isnan(bad));
}

TEST_CASE("a simulated year: cost and risk together are less with the band than without, and than with one three times as wide or narrow",
          "[hedging][hedge_band]") {
  const HedgeTerms terms{.cost = 0.005, .aversion = 0.2};
  const Outcome right = hedged(terms, 1.0, 3'000), none = hedged(terms, 0.0, 3'000), narrow = hedged(terms, 1.0 / 3.0, 3'000),
                wide = hedged(terms, 3.0, 3'000);
  const double best = right.objective(terms.aversion);
  CHECK(best < none.objective(terms.aversion));
  CHECK(best < narrow.objective(terms.aversion));
  CHECK(best < wide.objective(terms.aversion));
  CHECK((right.cost < none.cost && right.variance > none.variance));
  CHECK((wide.cost < right.cost && wide.variance > right.variance));
}

TEST_CASE("hedge terms report every fault", "[hedging][hedge_band][faults]") {
  CHECK(said(faults(HedgeTerms{1.0, 0.0, 1.5})) == std::vector<std::string>{"hedge_terms.cost is out of range, got 1",
                                                                            "hedge_terms.aversion must be positive, got 0",
                                                                            "hedge_terms.discount is out of range, got 1.5"});
}
