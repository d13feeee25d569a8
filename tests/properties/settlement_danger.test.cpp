// Invariants of pricing and margin under failure, closure and correlations that do not hold.

#include <array>
#include <cmath>
#include <vector>

#include "bulwark/collateral/concentration_weight.hpp"
#include "bulwark/margin/payment_charge.hpp"
#include "bulwark/math/stressed_correlation.hpp"
#include "bulwark/pricing/bachelier.hpp"
#include "bulwark/pricing/jump_to_default.hpp"
#include "bulwark/settlement/averaged_claim.hpp"
#include "bulwark/var/correlated_risk.hpp"
#include "support/catch.hpp"
#include "support/random.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinAbs;
using namespace std::chrono_literals;

namespace {

/// Correlations of `n` series that follow two common factors to a random extent: positive semidefinite by construction.
std::vector<double> correlations(Random& random, std::size_t n) {
  std::vector<double> loading(2 * n), c(n * n);
  for (double& x : loading) x = random.between(-0.7, 0.7);
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j < n; ++j)
      c[i * n + j] = i == j ? 1.0 : loading[2 * i] * loading[2 * j] + loading[2 * i + 1] * loading[2 * j + 1];
  return c;
}

}  // namespace

TEST_CASE("B27: for positions on one side the risk only grows as correlations go to one", "[properties][settlement]") {
  Random random{27};
  for (int round = 0; round < 2'000; ++round) {
    const std::size_t n = 6;
    const std::vector<double> start = correlations(random, n), side(n, 1.0);
    std::vector<double> alone;
    double sum = 0.0;
    for (std::size_t i = 0; i < n; ++i) alone.push_back(random.between(0.0, 100.0)), sum += alone.back();
    double last = correlated_risk(alone, start);
    for (const double share : {0.1, 0.3, 0.7, 1.0}) {
      std::vector<double> stressed = start;
      stress_correlation(stressed, side, share);
      const double risk = correlated_risk(alone, stressed);
      CHECK(risk >= last * (1.0 - 1e-13));
      last = risk;
    }
    CHECK_THAT(last, WithinAbs(sum, 1e-10 * sum));
  }
}

TEST_CASE("B27: a hedged book is the counterexample: its risk vanishes when everything moves together", "[properties][settlement]") {
  constexpr std::array hedged{1.0, -1.0};
  std::array independent{1.0, 0.0, 0.0, 1.0};
  const double before = correlated_risk(hedged, independent);
  stress_correlation(independent, std::array{1.0, 1.0}, 1.0);
  CHECK((before > 1.4 && correlated_risk(hedged, independent) == 0.0));
}

TEST_CASE("B28: collateral is recognised up to a multiple of its depth, and more depth never means less", "[properties][settlement]") {
  Random random{28};
  for (int round = 0; round < 10'000; ++round) {
    const double multiple = random.between(0.1, 3.0), depth = random.between(0.0, 1e7), more = depth + random.between(0.0, 1e7);
    const double price = random.between(0.01, 1e4), coins = random.between(1.0, 1e7) / price, weight = random.between(0.0, 1.0);
    const auto recognised = [&](double observed) {
      const ConcentrationWeight rule{.initial = weight, .maintenance = 1.0, .deposits = coins, .start = multiple * observed};
      return coins * price * rule.share(coins, price).initial;
    };
    CHECK(recognised(depth) <= multiple * depth * (1.0 + 1e-12));
    CHECK(recognised(more) >= recognised(depth) * (1.0 - 1e-12));
    CHECK(recognised(more) <= coins * price);
  }
}

TEST_CASE("B19: the next funding payment is charged to who pays it, and credited to nobody", "[properties][settlement]") {
  Random random{19};
  for (int round = 0; round < 5'000; ++round) {
    const double coins = random.quantity(), payment = random.quantity();
    CHECK(payment_due(coins, payment) == std::max(0.0, coins * payment));
    CHECK(payment_due(coins, payment) + payment_due(-coins, payment) == std::abs(coins * payment));
  }
}

TEST_CASE("H01 and H02: with ruin in the price, and in a settlement window, parity and bounds hold", "[properties][settlement]") {
  Random random{1};
  for (int round = 0; round < 5'000; ++round) {
    Claim<double> claim{random.between(1.0, 1e4), random.between(1.0, 1e4), random.between(0.0, 2.0), random.between(0.0, 2.0), 1.0};
    const Failure failure{random.between(0.0, 2.0), random.between(0.0, 1.0)};
    const double call = ruin_value(claim, failure);
    claim.side = -1.0;
    const double put = ruin_value(claim, failure), scale = std::max(claim.forward, claim.strike);
    CHECK_THAT(call - put, WithinAbs(claim.forward - claim.strike, 1e-13 * scale));
    CHECK((call >= std::max(0.0, claim.forward - claim.strike) - 1e-13 * scale && call <= claim.forward + 1e-13 * scale));
    CHECK((put >= std::max(0.0, claim.strike - claim.forward) - 1e-13 * scale && put <= claim.strike + 1e-13 * scale));

    const auto left = std::chrono::milliseconds{random.below(3'600'000)};
    const double average = claim.forward * random.between(0.9, 1.1);
    const Greeks<double> c = averaged_greeks(claim.forward, claim.strike, 1.0, claim.volatility, average, left, 30min);
    const Greeks<double> p = averaged_greeks(claim.forward, claim.strike, -1.0, claim.volatility, average, left, 30min);
    const double share = std::min(1.0, static_cast<double>(left.count()) / 1.8e6),
                 forward = share * claim.forward + (1.0 - share) * average;
    CHECK_THAT(c.value - p.value, WithinAbs(forward - claim.strike, 1e-12 * scale));
    CHECK((c.value >= std::max(0.0, forward - claim.strike) - 1e-12 * scale && c.value <= forward + 1e-12 * scale));
    CHECK((c.delta >= -1e-15 && c.delta <= share + 1e-15 && c.gamma >= 0.0 && c.vega >= 0.0));
  }
}

TEST_CASE("H13: at a forward that is not above zero the normal model has a value, and lognormal ones have none",
          "[properties][settlement]") {
  Random random{13};
  for (int round = 0; round < 2'000; ++round) {
    const Claim<double> claim{-random.between(0.001, 100.0), random.between(0.1, 100.0), random.between(0.01, 50.0),
                              random.between(0.01, 2.0), random.below(2) == 0 ? 1.0 : -1.0};
    CHECK(is_finite(bachelier_value(claim)));
    CHECK_FALSE(is_finite(black_value(claim)));
    CHECK_FALSE(is_finite(ruin_value(claim, {0.1, 0.5})));
  }
}
