#include "bulwark/pricing/kou_coin_settled.hpp"

#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinRel;

namespace {

using C = SpotClaim<double>;
using S = CoinSensitivities<double>;

const DoubleExponentialJumps jumps{.per_year = 3.0, .up_share = 0.4, .up_rate = 15.0, .down_rate = 9.0};
const C call{6e4, 6.6e4, 0.05, 0.01, 0.6, 0.4, 1.0}, put{6e4, 5.1e4, 0.02, 0.03, 0.8, 0.1, -1.0};

}  // namespace

TEST_CASE("coin Greeks under double-exponential jumps are the derivatives of the value in coins", "[pricing][kou_coin_settled]") {
  for (const C& c : {call, put})
    for (const Payout<double>& payout : {option_payout(c.side), cash_or_nothing(1e4), asset_or_nothing<double>()}) {
      const S s = coin_sensitivities(c, jumps, payout);
      // Central differences; 1e-6 is their own error at this step.
      const auto by = [&](double C::*input, double S::*output) {
        const double step = 1e-4 * c.*input;
        C up = c, down = c;
        up.*input += step, down.*input -= step;
        return (coin_sensitivities(up, jumps, payout).*output - coin_sensitivities(down, jumps, payout).*output) / (2.0 * step);
      };
      const KouSensitivities<double> quote = kou_sensitivities(c, jumps, payout);
      CHECK(s.value == quote.value);
      CHECK_THAT(s.delta, WithinRel(quote.delta, 1e-13));
      CHECK_THAT(s.coins, WithinRel(s.value / c.spot, 1e-15));
      CHECK_THAT(s.coin_delta, WithinRel(by(&C::spot, &S::coins), 1e-5));
      CHECK_THAT(s.coin_gamma, WithinRel(by(&C::spot, &S::coin_delta), 1e-5));
      CHECK_THAT(s.coin_vega, WithinRel(by(&C::volatility, &S::coins), 1e-5));
      CHECK_THAT(s.coin_theta, WithinRel(-by(&C::years, &S::coins), 1e-5));
      CHECK_THAT(s.coin_rho, WithinRel(by(&C::rate, &S::coins), 1e-5));
      CHECK_THAT(s.coin_vanna, WithinRel(by(&C::volatility, &S::coin_delta), 1e-5));
      CHECK_THAT(s.coin_volga, WithinRel(by(&C::volatility, &S::coin_vega), 1e-5));
    }
}

TEST_CASE("without jumps they are Black's, and the premium-adjusted delta is the delta less the coins", "[pricing][kou_coin_settled]") {
  for (const C& c : {call, put}) {
    const S none = coin_sensitivities(c, DoubleExponentialJumps{}), black = coin_sensitivities(c, option_payout(c.side));
    CHECK_THAT(none.coins, WithinRel(black.coins, 1e-15));
    CHECK_THAT(none.coin_gamma, WithinRel(black.coin_gamma, 1e-12));
    CHECK_THAT(none.coin_theta, WithinRel(black.coin_theta, 1e-12));
    const S jumping = coin_sensitivities(c, jumps);
    CHECK_THAT(jumping.premium_adjusted_delta, WithinRel(jumping.delta - jumping.coins, 1e-12));
  }
}
