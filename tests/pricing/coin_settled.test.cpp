#include "bulwark/pricing/coin_settled.hpp"

#include <cmath>

#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinRel;

TEST_CASE("a coin-settled call never costs more than a coin", "[pricing][coin_settled]") {
  for (const double strike : {1.0, 1e3, 6e4, 1e6})
    for (const double volatility : {0.1, 0.8, 20.0}) CHECK(coin_mark(Claim<double>{6e4, strike, volatility, 0.5, 1.0}) <= 1.0);
}

TEST_CASE("the premium-adjusted delta is the delta less the premium in coins", "[pricing][coin_settled]") {
  for (const double side : {1.0, -1.0}) {
    const CoinSensitivities<double> c = coin_sensitivities({6e4, 7e4, 0.04, 0.0, 0.6, 0.4, side});
    CHECK_THAT(c.premium_adjusted_delta, WithinRel(c.delta - c.coins, 1e-13));  // the difference cancels; ours does not
    CHECK_THAT(c.coin_delta, WithinRel(c.premium_adjusted_delta / 6e4, 1e-15));
  }
}

TEST_CASE("the derivatives of the coin value are those of the value in coins", "[pricing][coin_settled]") {
  // Central differences; 1e-6 is their own error at this step.
  const SpotClaim<double> c{6e4, 7e4, 0.04, 0.01, 0.6, 0.4, 1.0};
  const auto by = [&](double SpotClaim<double>::*field, double CoinSensitivities<double>::*of) {
    SpotClaim<double> up = c, down = c;
    const double step = 1e-4 * c.*field;
    up.*field += step;
    down.*field -= step;
    return (coin_sensitivities(up).*of - coin_sensitivities(down).*of) / (2.0 * step);
  };
  using C = SpotClaim<double>;
  using S = CoinSensitivities<double>;
  const S s = coin_sensitivities(c);
  CHECK_THAT(s.coin_delta, WithinRel(by(&C::spot, &S::coins), 1e-6));
  CHECK_THAT(s.coin_gamma, WithinRel(by(&C::spot, &S::coin_delta), 1e-6));
  CHECK_THAT(s.coin_vega, WithinRel(by(&C::volatility, &S::coins), 1e-6));
  CHECK_THAT(s.coin_volga, WithinRel(by(&C::volatility, &S::coin_vega), 1e-6));
  CHECK_THAT(s.coin_vanna, WithinRel(by(&C::volatility, &S::coin_delta), 1e-6));
  CHECK_THAT(s.coin_theta, WithinRel(-by(&C::years, &S::coins), 1e-6));
  CHECK_THAT(s.coin_rho, WithinRel(by(&C::rate, &S::coins), 1e-6));
}

TEST_CASE("every payout settled in coins has the derivatives of its value in coins, with and without jumps", "[pricing][coin_settled]") {
  // Central differences; 1e-6 is their own error at this step.
  const Jumps<double> crash{0.8, -0.2, 0.25};
  for (const double side : {1.0, -1.0}) {
    const SpotClaim<double> c{6e4, 7e4, 0.04, 0.01, 0.6, 0.4, side};
    for (const Jumps<double>& jumps : {Jumps<double>{0.0, 0.0, 0.0}, crash}) {
      for (const Payout<double>& payout : {option_payout(side), cash_or_nothing(5e4), asset_or_nothing<double>(), gap_payout(side, 6e4)}) {
        const auto of = [&](const SpotClaim<double>& at) { return coin_sensitivities(at, jumps, payout); };
        const auto by = [&](double SpotClaim<double>::*field, double CoinSensitivities<double>::*what) {
          SpotClaim<double> up = c, down = c;
          const double step = 1e-4 * c.*field;
          up.*field += step;
          down.*field -= step;
          return (of(up).*what - of(down).*what) / (2.0 * step);
        };
        using C = SpotClaim<double>;
        using S = CoinSensitivities<double>;
        const S s = of(c);
        CHECK_THAT(s.coins, WithinRel(s.value / 6e4, 1e-15));
        CHECK_THAT(s.mark, WithinRel(s.value / (6e4 * std::exp(-0.01 * 0.4)), 1e-14));
        CHECK_THAT(s.delta, WithinRel(by(&C::spot, &S::value), 1e-6));
        CHECK_THAT(s.premium_adjusted_delta, WithinRel(s.delta - s.coins, 1e-12));
        CHECK_THAT(s.coin_delta, WithinRel(by(&C::spot, &S::coins), 1e-6));
        CHECK_THAT(s.coin_gamma, WithinRel(by(&C::spot, &S::coin_delta), 1e-6));
        CHECK_THAT(s.coin_vega, WithinRel(by(&C::volatility, &S::coins), 1e-6));
        CHECK_THAT(s.coin_volga, WithinRel(by(&C::volatility, &S::coin_vega), 1e-5));
        CHECK_THAT(s.coin_vanna, WithinRel(by(&C::volatility, &S::coin_delta), 1e-6));
        CHECK_THAT(s.coin_theta, WithinRel(-by(&C::years, &S::coins), 1e-6));
        CHECK_THAT(s.coin_rho, WithinRel(by(&C::rate, &S::coins), 1e-6));
        if (jumps.per_year == 0.0) CHECK_THAT(coin_sensitivities(c, payout).coin_gamma, WithinRel(s.coin_gamma, 1e-12));
      }
    }
    CHECK_THAT(coin_sensitivities(c).coin_vanna, WithinRel(coin_sensitivities(c, option_payout(side)).coin_vanna, 1e-12));
  }
}

TEST_CASE("a venue's ticker of 2023 is reproduced", "[pricing][coin_settled]") {
  // Deribit BTC-27SEP24-40000-C, 2023-11-10: forward 39165.86, volatility 60.86 %, mark 0.2169.
  CHECK(std::fabs(coin_mark(Claim<double>{39165.86, 40000.0, 0.6086, 0.88249899695586, 1.0}) - 0.2169) < 5e-5);  // printed to four digits
}

TEST_CASE("deep in the money a coin-settled call bends down", "[pricing][coin_settled]") {
  CHECK(coin_sensitivities({6e4, 2e4, 0.0, 0.0, 0.3, 0.1, 1.0}).coin_gamma < 0.0);
}
