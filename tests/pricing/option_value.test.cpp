#include "bulwark/pricing/option_value.hpp"

#include <cmath>
#include <limits>
#include <variant>

#include "bulwark/pricing/coin_settled.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

/// Black as a user's own pricer, without Greeks.
struct Own {
  using Parameters = std::monostate;

  template <class Real>
  Real value(const Claim<Real>& claim, const Parameters&) const noexcept {
    return black_value(claim);
  }
};

}  // namespace

TEST_CASE("a call less a put settled in coins is a coin less the strike over the forward", "[pricing][option_value]") {
  for (const double strike : {40000.0, 60000.0, 90000.0}) {
    const ValueState state{60000.0, 0.7, 0.1};
    const double call = OptionInCoins<>{strike, 1.0}.value(state), put = OptionInCoins<>{strike, -1.0}.value(state);
    CHECK_THAT(call - put, WithinAbs(1.0 - strike / 60000.0, 1e-14));
  }
}

TEST_CASE("slopes in coins are the closed forms of coin-settled options", "[pricing][option_value]") {
  for (const double side : {1.0, -1.0}) {
    for (const double strike : {45000.0, 60000.0, 80000.0}) {
      for (const double years : {0.003, 0.1, 1.0}) {
        const CoinSensitivities<double> c = coin_sensitivities(SpotClaim<double>{60000.0, strike, 0.0, 0.0, 0.6, years, side});
        const ValueSlopes s = OptionInCoins<>{strike, side}.slopes({60000.0, 0.6, years});
        // The quotient rule cancels what is in the money: against a coin's own slope.
        CHECK_THAT(s.delta, WithinRel(c.coin_delta, 1e-12) || WithinAbs(c.coin_delta, 1e-15 / 60000.0));
        CHECK_THAT(s.gamma, WithinRel(c.coin_gamma, 1e-11) || WithinAbs(c.coin_gamma, 1e-14 / 3.6e9));
        CHECK_THAT(s.vega, WithinRel(c.coin_vega, 1e-12));
        CHECK_THAT(s.vanna, WithinRel(c.coin_vanna, 1e-11) || WithinAbs(c.coin_vanna, 1e-14 / 60000.0));
        CHECK_THAT(s.volga, WithinRel(c.coin_volga, 1e-11) || WithinAbs(c.coin_volga, 1e-14));
      }
    }
  }
}

TEST_CASE("slopes under jumps are the closed forms of coin-settled options under jumps", "[pricing][option_value]") {
  const JumpParameters crash{3.0, -0.1, 0.12};
  const CoinSensitivities<double> c = coin_sensitivities(SpotClaim<double>{60000.0, 55000.0, 0.0, 0.0, 0.5, 0.1, -1.0},
                                                         Jumps<double>{crash.per_year, crash.mean_log_jump, crash.log_jump_deviation});
  const ValueSlopes s = OptionInCoins<JumpDiffusion>{55000.0, -1.0, crash}.slopes({60000.0, 0.5, 0.1});
  CHECK_THAT(s.delta, WithinRel(c.coin_delta, 1e-11));
  CHECK_THAT(s.gamma, WithinRel(c.coin_gamma, 1e-11));
  CHECK_THAT(s.vega, WithinRel(c.coin_vega, 1e-11));
  CHECK_THAT(s.vanna, WithinRel(c.coin_vanna, 1e-11));
  CHECK_THAT(s.volga, WithinRel(c.coin_volga, 1e-11));
}

TEST_CASE("a pricer without closed forms has the slopes of its differences", "[pricing][option_value]") {
  const ValueState state{60000.0, 0.6, 0.1};
  const ValueSlopes own = OptionInQuote<Own>{65000.0, 1.0}.slopes(state), closed = OptionInQuote<>{65000.0, 1.0}.slopes(state);
  CHECK_THAT(own.delta, WithinRel(closed.delta, 1e-8));
  CHECK_THAT(own.gamma, WithinRel(closed.gamma, 1e-6));
  CHECK_THAT(own.vega, WithinRel(closed.vega, 1e-8));
  CHECK_THAT(own.vanna, WithinRel(closed.vanna, 1e-4));
  CHECK_THAT(own.volga, WithinRel(closed.volga, 1e-4));
}

TEST_CASE("an expired option is worth what it pays", "[pricing][option_value]") {
  CHECK(OptionInQuote<>{50000.0, 1.0}.value({60000.0, 0.6, 0.0}) == 10000.0);
  CHECK(OptionInCoins<>{50000.0, 1.0}.value({62500.0, 0.6, 0.0}) == 0.2);
  CHECK(OptionInCoins<>{50000.0, -1.0}.value({60000.0, 0.6, 0.0}) == 0.0);
}

TEST_CASE("an option of an unknown price or volatility has an unknown value", "[pricing][option_value]") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  CHECK(std::isnan(OptionInCoins<>{50000.0, 1.0}.value({nan, 0.6, 0.1})));
  CHECK(std::isnan(OptionInCoins<>{50000.0, 1.0}.value({60000.0, nan, 0.1})));
  CHECK(std::isnan(OptionInCoins<>{50000.0, 1.0}.slopes({60000.0, nan, 0.1}).vega));
}
