#include "bulwark/pricing/black_payout.hpp"

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include "bulwark/pricing/in_columns.hpp"
#include "bulwark/pricing/merton_sensitivities.hpp"
#include "golden/golden.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

bool same_bits(double a, double b) { return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b); }

struct Bet {
  SpotClaim<double> claim;
  Jumps<double> jumps;
  Payout<double> payout;
};

/// Random claims with and without jumps, and random payouts: options, digitals, gaps and mixtures.
std::vector<Bet> bets(int count) {
  test::Inputs inputs{21};
  std::vector<Bet> all;
  for (int i = 0; i < count; ++i) {
    SpotClaim<double> c{};
    c.spot = inputs.of_sizes(-2, 17);
    c.rate = inputs.with_sign(0.2 * inputs.unit());
    c.yield = inputs.with_sign(0.2 * inputs.unit());
    c.volatility = inputs.of_sizes(-5, 1);
    c.years = inputs.of_sizes(-9, 2);
    c.strike = c.spot * std::exp(inputs.with_sign(4.0 * inputs.unit() * c.volatility * std::sqrt(c.years)));
    c.side = inputs.with_sign(1.0);
    Jumps<double> jumps{};
    if (i % 2 == 1) jumps = {inputs.of_sizes(-6, 4), inputs.with_sign(0.3 * inputs.unit()), 0.3 * inputs.unit()};
    const Payout<double> payout = i % 5 == 0   ? option_payout(c.side)
                                  : i % 5 == 1 ? cash_or_nothing(10.0 * inputs.unit())
                                  : i % 5 == 2 ? asset_or_nothing<double>()
                                  : i % 5 == 3 ? gap_payout(c.side, c.strike * 2.0 * inputs.unit())
                                               : Payout<double>{inputs.with_sign(1.0), inputs.with_sign(c.spot * inputs.unit()), 0.2};
    all.push_back({c, jumps, payout});
  }
  return all;
}

struct Legs3 {
  double coin, quote;  ///< what each is worth, signed

  double size() const { return std::fabs(coin) + std::fabs(quote); }
};

/// What the two legs of a payout are worth apart: the scale of what may cancel.
Legs3 legs_of(const Bet& b) {
  const double coin = merton_sensitivities(b.claim, b.jumps, asset_or_nothing<double>()).value;
  const double share = merton_sensitivities(b.claim, b.jumps, cash_or_nothing(1.0)).value;
  return {b.payout.coins * coin, (b.payout.quote + b.payout.strikes * b.claim.strike) * share};
}

}  // namespace

TEST_CASE("spot, strike and quote scale together", "[pricing][black_payout]") {
  // S dV/dS + K dV/dK + quote dV/dquote = V. 1e-12: d up to 4 over deviations down to 0.002.
  for (const Bet& b : bets(4000)) {
    const JumpSensitivities<double> s = merton_sensitivities(b.claim, b.jumps, b.payout);
    const double parts[] = {b.claim.spot * s.delta, b.claim.strike * s.dual_delta, b.payout.quote * s.digital};
    const double size = std::fabs(parts[0]) + std::fabs(parts[1]) + std::fabs(parts[2]) + legs_of(b).size();
    CHECK_THAT(parts[0] + parts[1] + parts[2], WithinAbs(s.value, 1e-12 * size));
    // The same once more: S^2 V_SS + S K V_SK + S quote V_Sq = 0, and with strikes only, S^2 gamma = K^2 dual gamma.
    if (b.payout.quote == 0.0)
      CHECK_THAT(b.claim.spot * b.claim.spot * s.gamma,
                 WithinRel(b.claim.strike * b.claim.strike * s.dual_gamma, 1e-9) || WithinAbs(0.0, 1e-12 * size / b.claim.volatility));
  }
}

TEST_CASE("vega is volatility years spot squared gamma for every payout", "[pricing][black_payout]") {
  for (const Bet& b : bets(2000)) {
    const JumpSensitivities<double> s = merton_sensitivities(b.claim, b.jumps, b.payout);
    CHECK_THAT(b.claim.volatility * b.claim.years * b.claim.spot * b.claim.spot * s.gamma, WithinRel(s.vega, 1e-14));
  }
}

TEST_CASE("time, rates, volatility and intensity scale together for every payout", "[pricing][black_payout]") {
  // T theta + r rho + q epsilon + volatility vega / 2 + intensity dV/dintensity = 0.
  for (const Bet& b : bets(2000)) {
    const JumpSensitivities<double> s = merton_sensitivities(b.claim, b.jumps, b.payout);
    const double parts[] = {b.claim.years * s.theta, b.claim.rate * s.rho, b.claim.yield * s.epsilon, 0.5 * b.claim.volatility * s.vega,
                            b.jumps.per_year * s.by_intensity};
    double sum = 0.0, size = 0.0;
    for (const double part : parts) sum += part, size += std::fabs(part);
    CHECK_THAT(sum, WithinAbs(0.0, 1e-13 * size));
  }
}

TEST_CASE("a payout of both sides is certain, and so are its Greeks", "[pricing][black_payout]") {
  for (const Bet& b : bets(2000)) {
    if (b.payout.strikes != 0.0) continue;
    Bet other = b;
    other.claim.side = -b.claim.side;
    const JumpSensitivities<double> s = merton_sensitivities(b.claim, b.jumps, b.payout);
    const JumpSensitivities<double> o = merton_sensitivities(other.claim, b.jumps, b.payout);
    const double coin = b.payout.coins * b.claim.spot * std::exp(-b.claim.yield * b.claim.years);
    const double quote = b.payout.quote * std::exp(-b.claim.rate * b.claim.years);
    const double size = std::fabs(coin) + std::fabs(quote);
    CHECK_THAT(s.value + o.value, WithinAbs(coin + quote, 1e-13 * size));
    CHECK_THAT(b.claim.spot * (s.delta + o.delta), WithinAbs(coin, 1e-13 * (size + std::fabs(b.claim.spot * s.delta))));
    for (double JumpSensitivities<double>::*field :
         {&JumpSensitivities<double>::gamma, &JumpSensitivities<double>::vega, &JumpSensitivities<double>::vanna,
          &JumpSensitivities<double>::volga, &JumpSensitivities<double>::speed, &JumpSensitivities<double>::zomma,
          &JumpSensitivities<double>::ultima, &JumpSensitivities<double>::by_mean, &JumpSensitivities<double>::by_deviation,
          &JumpSensitivities<double>::by_intensity})
      CHECK_THAT(s.*field, WithinRel(-(o.*field), 1e-8) || WithinAbs(-(o.*field), 1e-12 * size));
  }
}

TEST_CASE("an option as a payout has the Greeks of the option", "[pricing][black_payout]") {
  for (const Bet& b : bets(2000)) {
    const Sensitivities<double> option = black_scholes_sensitivities(b.claim);
    const Sensitivities<double> payout = black_scholes_sensitivities(b.claim, option_payout(b.claim.side));
    CHECK(same_bits(option.value, payout.value));
    const auto close = [&](double Sensitivities<double>::*field, double scale) {
      CHECK_THAT(payout.*field, WithinRel(option.*field, 1e-11) || WithinAbs(option.*field, 1e-12 * scale));
    };
    using S = Sensitivities<double>;
    const double per = 1.0 / b.claim.volatility;
    close(&S::delta, 0.0), close(&S::gamma, 0.0), close(&S::vega, 0.0), close(&S::rho, 0.0), close(&S::epsilon, 0.0);
    close(&S::dual_delta, 0.0), close(&S::dual_gamma, 0.0);
    close(&S::volga, option.vega * per), close(&S::ultima, option.vega * per * per), close(&S::zomma, option.gamma * per);
    close(&S::vanna, option.vega / b.claim.spot / (b.claim.volatility * std::sqrt(b.claim.years)));
    close(&S::speed, option.gamma / b.claim.spot / (b.claim.volatility * std::sqrt(b.claim.years)));
  }
}

TEST_CASE("with no time left a payout is paid or not, and half of it at the strike", "[pricing][black_payout]") {
  for (const double strike : {60.0, 100.0, 140.0}) {
    for (const double side : {1.0, -1.0}) {
      const double share = strike == 100.0 ? 0.5 : side * (100.0 - strike) > 0.0 ? 1.0 : 0.0;
      for (const double volatility : {0.0, 0.5}) {
        const SpotClaim<double> c{100.0, strike, 0.05, 0.01, volatility, 0.0, side};
        const Sensitivities<double> cash = black_scholes_sensitivities(c, cash_or_nothing(3.0));
        CHECK(cash.value == 3.0 * share);
        CHECK(black_scholes_value(c, asset_or_nothing<double>()) == 100.0 * share);
        CHECK(black_value(Claim<double>{100.0, strike, volatility, 0.0, side}, asset_or_nothing<double>()) == 100.0 * share);
        for (const double greek : {cash.delta, cash.gamma, cash.vega, cash.vanna, cash.volga, cash.charm, cash.speed, cash.zomma,
                                   cash.color, cash.ultima, cash.veta, cash.dual_delta, cash.dual_gamma})
          CHECK(greek == 0.0);
      }
    }
  }
}

TEST_CASE("an infinitesimal deviation leaves every Greek finite", "[pricing][black_payout]") {
  for (const double volatility : {1e-300, 1e-100, 1e-30, 1e-9}) {
    for (const Payout<double>& payout : {cash_or_nothing(3.0), asset_or_nothing<double>(), option_payout(1.0)}) {
      const Sensitivities<double> s = black_scholes_sensitivities({100.0, 100.0, 0.0, 0.0, volatility, 1.0, 1.0}, payout);
      for (const double greek : {s.value, s.delta, s.gamma, s.vega, s.theta, s.vanna, s.volga, s.charm, s.speed, s.zomma, s.color, s.ultima,
                                 s.veta, s.dual_gamma})
        CHECK(std::isfinite(greek));
    }
  }
}

TEST_CASE("infinite volatility pays cash to puts only and coins to calls only", "[pricing][black_payout]") {
  for (const double volatility : {1e4, 1e300, std::numeric_limits<double>::infinity()}) {
    const auto of = [&](double side, const Payout<double>& payout) {
      return black_value(Claim<double>{100.0, 130.0, volatility, 1.0, side}, payout);
    };
    CHECK(of(1.0, cash_or_nothing(3.0)) == 0.0);
    CHECK(of(-1.0, cash_or_nothing(3.0)) == 3.0);
    CHECK(of(1.0, asset_or_nothing<double>()) == 100.0);
    CHECK(of(-1.0, asset_or_nothing<double>()) == 0.0);
  }
}

TEST_CASE("the forward form is the spot form at one rate, with the forward held", "[pricing][black_payout]") {
  const Claim<double> claim{100.0, 93.0, 0.4, 0.7, -1.0};
  const double rate = 0.06, discount = std::exp(-rate * 0.7);
  for (const Payout<double>& payout : {cash_or_nothing(3.0), asset_or_nothing<double>(), gap_payout(-1.0, 90.0)}) {
    const Sensitivities<double> forward = black_sensitivities(claim, payout, discount);
    const Sensitivities<double> spot = black_scholes_sensitivities({100.0, 93.0, rate, rate, 0.4, 0.7, -1.0}, payout);
    CHECK_THAT(forward.value, WithinRel(spot.value, 1e-13));
    CHECK_THAT(forward.value, WithinRel(discount * black_value(claim, payout), 1e-13));
    CHECK_THAT(forward.gamma, WithinRel(spot.gamma, 1e-12));
    CHECK_THAT(forward.theta, WithinRel(spot.theta, 1e-12));
    CHECK_THAT(forward.color, WithinRel(spot.color, 1e-11));
    CHECK_THAT(forward.rho, WithinRel(spot.rho + spot.epsilon, 1e-12));  // both rates move: the forward does not
    CHECK(forward.epsilon == 0.0);
  }
}

TEST_CASE("payouts in columns have the bits of one by one", "[pricing][black_payout]") {
  const std::vector<Bet> all = bets(37);
  std::vector<double> spot, strike, rate, yield, volatility, years, side, value(37), gamma(37), digital(37);
  for (const Bet& b : all) {
    spot.push_back(b.claim.spot), strike.push_back(b.claim.strike), rate.push_back(b.claim.rate), yield.push_back(b.claim.yield);
    volatility.push_back(b.claim.volatility), years.push_back(b.claim.years), side.push_back(b.claim.side);
  }
  const SpotClaim<InputColumn> claims{spot, strike, rate, yield, volatility, years, side};
  JumpSensitivities<ResultColumn> result{};
  result.value = value, result.gamma = gamma, result.digital = digital;
  const Jumps<double> jumps{2.0, -0.1, 0.2};
  REQUIRE(in_columns(claims, result, [&]<class Real>(const SpotClaim<Real>& c) {
            return merton_sensitivities(c, Jumps<Real>{jumps.per_year, jumps.mean, jumps.deviation}, cash_or_nothing(Real(3.0)));
          }).empty());
  for (std::size_t i = 0; i < 37; ++i) {
    const JumpSensitivities<double> one = merton_sensitivities(all[i].claim, jumps, cash_or_nothing(3.0));
    CHECK(same_bits(value[i], one.value));
    CHECK(same_bits(gamma[i], one.gamma));
    CHECK(same_bits(digital[i], one.digital));
  }
}

TEST_CASE("a number that no claim or payout has makes the value unknown", "[pricing][black_payout]") {
  const SpotClaim<double> good{100.0, 90.0, 0.01, 0.02, 0.5, 0.5, 1.0};
  for (double SpotClaim<double>::*field : {&SpotClaim<double>::spot, &SpotClaim<double>::strike, &SpotClaim<double>::rate,
                                           &SpotClaim<double>::volatility, &SpotClaim<double>::years, &SpotClaim<double>::side}) {
    SpotClaim<double> bad = good;
    bad.*field = not_a_number;
    CHECK(std::isnan(black_scholes_value(bad, cash_or_nothing(3.0))));
    CHECK(std::isnan(merton_sensitivities(bad, {1.0, 0.1, 0.1}, cash_or_nothing(3.0)).value));
  }
  CHECK(std::isnan(black_scholes_value(good, cash_or_nothing(not_a_number))));
  CHECK(std::isnan(black_scholes_value(good, gap_payout(1.0, not_a_number))));
}
