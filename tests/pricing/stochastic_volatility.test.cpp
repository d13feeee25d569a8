#include "bulwark/pricing/stochastic_volatility.hpp"

#include <cmath>
#include <limits>

#include "bulwark/core/same_bits.hpp"
#include "bulwark/laws/pricer_laws.hpp"
#include "bulwark/pricing/implied_volatility.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinRel;

namespace {

constexpr StochasticVariance calm{.reversion = 2.0, .long_variance = 0.3, .volatility_of_variance = 0.8, .correlation = -0.5};
constexpr StochasticVariance jumpy{2.0, 0.3, 0.8, -0.5, {.per_year = 2.0, .mean_log_jump = -0.1, .log_jump_deviation = 0.2}};

}  // namespace

TEST_CASE("the stochastic-volatility pricer keeps the laws of pricing", "[pricing][stochastic_volatility]") {
  for (const auto& law : broken_by(StochasticVolatility{})) UNSCOPED_INFO(law);
  CHECK(broken_by(StochasticVolatility{}).empty());
}

TEST_CASE("default parameters are Black, bit by bit, and jumps alone are Merton", "[pricing][stochastic_volatility]") {
  for (const double strike : {40.0, 100.0, 115.0})
    for (const double volatility : {0.0, 0.2, 0.9})
      for (const double years : {0.0, 0.1, 3.0})
        for (const double side : {1.0, -1.0}) {
          const Claim<double> c{100.0, strike, volatility, years, side};
          CHECK(same_bits(value(StochasticVolatility{}, c), value(Black{}, c)));
          CHECK(same_bits(value(StochasticVolatility{}, c, {.jumps = jumpy.jumps}), value(JumpDiffusion{}, c, jumpy.jumps)));
        }
}

TEST_CASE("vega is by the root of the variance now", "[pricing][stochastic_volatility]") {
  for (const StochasticVariance& parameters : {calm, jumpy}) {
    Claim<double> c{100.0, 112.0, 0.4, 0.7, 1.0};
    const Greeks<double> g = greeks(StochasticVolatility{}, c, parameters);
    c.volatility = 0.4001;
    const double up = value(StochasticVolatility{}, c, parameters);
    c.volatility = 0.3999;
    const double down = value(StochasticVolatility{}, c, parameters);
    CHECK_THAT((up - down) / 0.0002, WithinRel(g.vega, 1e-7));
  }
}

TEST_CASE("the variance now that reproduces a mark is found", "[pricing][stochastic_volatility]") {
  for (const StochasticVariance& parameters : {calm, jumpy}) {
    for (const double strike : {70.0, 100.0, 140.0}) {
      const Claim<double> c{100.0, strike, 0.45, 0.3, 1.0};
      const double mark = value(StochasticVolatility{}, c, parameters);
      const ImpliedVolatility found = implied_volatility(StochasticVolatility{}, c, mark, parameters);
      REQUIRE(found.volatility.has_value());
      CHECK_THAT(*found.volatility, WithinRel(0.45, 1e-10));
    }
  }
}
