#include "bulwark/var/jump_mixture.hpp"

#include <cmath>
#include <vector>

#include "bulwark/var/normal_tail.hpp"
#include "support/catch.hpp"
#include "support/normal_profits.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {
constexpr JumpParameters ten_a_year{.per_year = 10.0, .mean_log_jump = -0.05, .log_jump_deviation = 0.1};
}

TEST_CASE("ten jumps a year move the one-day quantile from -7.4 to -9.6 percent", "[var][jump_mixture]") {
  // Merton (1976), volatility 60 %, jumps of -5 % with deviation 10 %: the closed form that Monte Carlo is checked with.
  std::vector<NormalPart> parts(64);
  const auto with = jump_mixture(0.6, ten_a_year, 0.0, 1.0 / 365.0, parts);
  CHECK(mixture_quantile(with, 0.01) == Catch::Approx(-0.09569).epsilon(5e-5));
  const auto without = jump_mixture(0.6, {}, 0.0, 1.0 / 365.0, parts);
  CHECK(without.size() == 1);
  CHECK(mixture_quantile(without, 0.01) == Catch::Approx(-0.07355).epsilon(5e-5));
}

TEST_CASE("whatever jumps, the price is expected to grow as told", "[var][jump_mixture]") {
  std::vector<NormalPart> parts(200);
  for (const double years : {1.0 / 365.0, 0.1, 4.0})
    for (const double growth : {0.0, 0.07}) {
      double all = 0.0, price = 0.0;
      for (const NormalPart& p : jump_mixture(0.6, ten_a_year, growth, years, parts)) {
        all += p.weight;
        price += p.weight * std::exp(p.mean + 0.5 * p.deviation * p.deviation);
      }
      CHECK(all == Catch::Approx(1.0).epsilon(1e-14));
      CHECK(price == Catch::Approx(std::exp(growth * years)).epsilon(1e-13));
    }
}

TEST_CASE("the quantile is that of a million simulated days, within three errors", "[var][jump_mixture]") {
  std::vector<NormalPart> parts(64);
  const auto law = jump_mixture(0.6, ten_a_year, 0.0, 1.0 / 365.0, parts);
  constexpr std::size_t count = 1'000'000;
  const std::vector<double> z = normal_profits(2 * count, 131);
  Inputs inputs{132};
  std::vector<double> returns(count);
  for (std::size_t i = 0; i < count; ++i) {
    double u = inputs.unit() - law[0].weight, jumps = 0.0;
    for (std::size_t n = 1; u >= 0.0 && n < law.size(); ++n) u -= law[n].weight, jumps += 1.0;
    returns[i] = law[0].mean + law[0].deviation * z[2 * i] + jumps * -0.05 + std::sqrt(jumps) * 0.1 * z[2 * i + 1];
  }
  for (const double tail : {0.001, 0.01, 0.5}) {
    const double q = mixture_quantile(law, tail);
    double below = 0.0;
    for (const double r : returns) below += r <= q ? 1.0 : 0.0;
    CHECK(std::fabs(below / count - tail) < 3.0 * std::sqrt(tail * (1.0 - tail) / count));
  }
}

TEST_CASE("a quantile with jumps does not grow with the square root of time", "[var][jump_mixture]") {
  std::vector<NormalPart> parts(200);
  const auto quantile = [&](double days, double tail) {
    return mixture_quantile(jump_mixture(0.6, ten_a_year, 0.0, days / 365.0, parts), tail);
  };
  CHECK(quantile(1.0, 0.001) / quantile(0.25, 0.001) < 1.8);  // the far tail is one jump, whatever the period
  CHECK(quantile(1.0, 0.01) / quantile(0.25, 0.01) > 2.1);    // a jump enters the 1 % tail as the period grows
}

TEST_CASE("too many jumps for the parts, and numbers that are none, leave nothing to follow", "[var][jump_mixture][faults]") {
  std::vector<NormalPart> few(3), parts(64);
  CHECK(jump_mixture(0.6, ten_a_year, 0.0, 1.0, few).empty());
  CHECK(jump_mixture(std::nan(""), ten_a_year, 0.0, 1.0, parts).empty());
  CHECK(jump_mixture(0.6, {.per_year = -1.0}, 0.0, 1.0, parts).empty());
  CHECK(jump_mixture(0.6, {.per_year = 1e6}, 0.0, 1.0, parts).empty());
  CHECK(std::isnan(mixture_quantile(jump_mixture(0.6, ten_a_year, 0.0, 1.0, few), 0.01)));
}
