#include "bulwark/pricing/kou_sensitivities.hpp"

#include <bit>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>

#include "bulwark/pricing/in_columns.hpp"
#include "pricing/kou_reference.hpp"
#include "support/allocations.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

bool same_bits(double a, double b) { return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b); }

const DoubleExponentialJumps crash{.per_year = 1.3, .up_share = 0.3, .up_rate = 20.0, .down_rate = 5.0};
const SpotClaim<double> seen{100.0, 112.0, 0.05, 0.02, 0.3, 0.7, 1.0};

struct Fields {
  double of[22];
};
Fields fields(const KouSensitivities<double>& s) {
  Fields f;
  static_assert(sizeof f == sizeof s);
  std::memcpy(&f, &s, sizeof f);
  return f;
}

Payout<double> payout_of(int which, double side) {
  return which == 0 ? option_payout(side) : which == 1 ? cash_or_nothing(1.0) : asset_or_nothing<double>();
}

}  // namespace

TEST_CASE("every Greek under double-exponential jumps is that of a contour integral", "[pricing][kou_sensitivities]") {
  // Options, payments of cash and of a coin. Up to forty jumps expected: 1e-10 where nothing cancels by itself; the derivatives by the
  // jumps are differences, and so is theta, of the value's own size.
  for (const test::KouReference& r : test::kou_reference) {
    const double count = r.per_year * r.years, side = r.is_call ? 1.0 : -1.0;
    const SpotClaim<double> claim{r.spot, r.strike, r.rate, r.yield, r.volatility, r.years, side};
    for (int which = 0; which < 3; ++which) {
      const Fields ours = fields(kou_sensitivities(claim, {r.per_year, r.up_share, r.up_rate, r.down_rate}, payout_of(which, side)));
      for (int i = 0; i < 21; ++i) {
        INFO(r.name << ", payout " << which << ", output " << i);
        const double expected = r.expected[which][i];
        const bool is_third = i == 10 || (i >= 12 && i <= 16);  // volga, speed, zomma, color, ultima, veta
        const double tolerance = count < 100.0 ? 1e-10 : count < 2000.0 || !is_third ? 1e-9 : 1e-3;
        CHECK_THAT(ours.of[i], WithinAbs(expected, tolerance * std::fabs(expected)));
      }
    }
  }
}

TEST_CASE("a value under double-exponential jumps is homogeneous in spot and strike", "[pricing][kou_sensitivities]") {
  for (const double side : {1.0, -1.0})
    for (const double strike : {40.0, 100.0, 300.0}) {
      SpotClaim<double> c = seen;
      c.side = side, c.strike = strike;
      const KouSensitivities<double> s = kou_sensitivities(c, crash);
      CHECK_THAT(c.spot * s.delta + c.strike * s.dual_delta, WithinAbs(s.value, 4e-14 * (std::fabs(c.spot * s.delta) + s.value)));
      CHECK_THAT(c.spot * c.spot * s.gamma, WithinRel(c.strike * c.strike * s.dual_gamma, 1e-14));
      CHECK_THAT(s.vega, WithinRel(c.volatility * c.years * c.spot * c.spot * s.gamma, 1e-14));  // for any jumps
      CHECK_THAT(s.rho, WithinRel(c.years * (c.spot * s.delta - s.value), 1e-11));
      CHECK_THAT(s.epsilon, WithinRel(-c.years * c.spot * s.delta, 1e-14));
      CHECK_THAT(s.dual_delta, WithinRel(-side * s.digital, 1e-14));
    }
}

TEST_CASE("more time is more of every rate and of the jumps", "[pricing][kou_sensitivities]") {
  // T theta is what each input per unit of time adds: T (-theta) = r rho + q epsilon + sigma vega / 2 + lambda d/dlambda.
  for (int which = 0; which < 3; ++which) {
    const KouSensitivities<double> s = kou_sensitivities(seen, crash, payout_of(which, 1.0));
    CHECK_THAT(
        -seen.years * s.theta,
        WithinRel(seen.rate * s.rho + seen.yield * s.epsilon + 0.5 * seen.volatility * s.vega + crash.per_year * s.by_intensity, 1e-13));
  }
}

TEST_CASE("derivatives by the double-exponential parameters are those of the value", "[pricing][kou_sensitivities]") {
  for (const double side : {1.0, -1.0}) {
    SpotClaim<double> c = seen;
    c.side = side;
    const KouSensitivities<double> s = kou_sensitivities(c, crash);
    const auto by = [&](double DoubleExponentialJumps::*field) {
      DoubleExponentialJumps up = crash, down = crash;
      const double step = 1e-4 * crash.*field;
      up.*field += step, down.*field -= step;
      return (kou_value(c, up) - kou_value(c, down)) / (2.0 * step);
    };
    CHECK_THAT(s.by_intensity, WithinRel(by(&DoubleExponentialJumps::per_year), 1e-7));
    CHECK_THAT(s.by_up_share, WithinRel(by(&DoubleExponentialJumps::up_share), 1e-7));
    CHECK_THAT(s.by_up_rate, WithinRel(by(&DoubleExponentialJumps::up_rate), 1e-7));
    CHECK_THAT(s.by_down_rate, WithinRel(by(&DoubleExponentialJumps::down_rate), 1e-7));
  }
}

TEST_CASE("calls, puts and their digitals under double-exponential jumps are equal in what they have in common",
          "[pricing][kou_sensitivities]") {
  SpotClaim<double> put = seen;
  put.side = -1.0;
  const KouSensitivities<double> c = kou_sensitivities(seen, crash), p = kou_sensitivities(put, crash);
  for (double KouSensitivities<double>::*field :
       {&KouSensitivities<double>::gamma, &KouSensitivities<double>::vega, &KouSensitivities<double>::speed,
        &KouSensitivities<double>::ultima, &KouSensitivities<double>::by_up_share, &KouSensitivities<double>::by_intensity})
    CHECK(same_bits(c.*field, p.*field));
  CHECK_THAT(c.digital + p.digital, WithinRel(std::exp(-seen.rate * seen.years), 1e-15));
  // A gap claim is its coins less its payment.
  const KouSensitivities<double> gap = kou_sensitivities(seen, crash, gap_payout(1.0, 105.0));
  const KouSensitivities<double> coin = kou_sensitivities(seen, crash, payout_of(2, 1.0)),
                                 cash = kou_sensitivities(seen, crash, payout_of(1, 1.0));
  CHECK_THAT(gap.value, WithinRel(coin.value - 105.0 * cash.value, 1e-13));
  CHECK_THAT(gap.vega, WithinRel(coin.vega - 105.0 * cash.vega, 1e-13));
  CHECK_THAT(gap.by_up_share, WithinRel(coin.by_up_share - 105.0 * cash.by_up_share, 1e-12));
}

TEST_CASE("without double-exponential jumps the Greeks are Black's", "[pricing][kou_sensitivities]") {
  for (const double strike : {50.0, 100.0, 170.0}) {
    SpotClaim<double> c = seen;
    c.strike = strike;
    const KouSensitivities<double> s = kou_sensitivities(c, {.per_year = 0.0, .up_share = 0.4, .up_rate = 9.0, .down_rate = 4.0});
    const Sensitivities<double> b = black_scholes_sensitivities(c);
    CHECK(same_bits(s.value, b.value));
    CHECK_THAT(s.delta, WithinRel(b.delta, 1e-14));
    CHECK_THAT(s.gamma, WithinRel(b.gamma, 1e-13));
    CHECK_THAT(s.theta, WithinRel(b.theta, 1e-13));
    CHECK_THAT(s.ultima, WithinRel(b.ultima, 1e-11));
    CHECK_THAT(s.color, WithinRel(b.color, 1e-11));
    CHECK_THAT(s.charm, WithinRel(b.charm, 1e-12));
    CHECK(s.by_up_share == 0.0);
    CHECK(s.by_intensity > 0.0);
  }
}

TEST_CASE("Greeks without time or diffusion are numbers", "[pricing][kou_sensitivities]") {
  for (const double years : {0.0, 0.5})
    for (const double volatility : {0.0, 1e-150, 0.3})
      for (const double strike : {100.0, 112.0}) {
        SpotClaim<double> c = seen;
        c.years = years, c.volatility = volatility, c.strike = strike;
        const Fields f = fields(kou_sensitivities(c, crash));
        for (const double x : f.of) CHECK(std::isfinite(x));
      }
}

TEST_CASE("Greeks under double-exponential jumps in columns have the bits of one by one, without allocation",
          "[pricing][kou_sensitivities]") {
  constexpr std::size_t rows = 37;
  std::vector<double> forward(rows, 100.0), strike, volatility(rows, 0.4), years, side, delta(rows), ultima(rows), by_rate(rows);
  for (std::size_t i = 0; i < rows; ++i) {
    strike.push_back(50.0 + 4.0 * static_cast<double>(i));
    years.push_back(i < 20 ? 0.25 : 1.0);
    side.push_back(i % 3 == 0 ? -1.0 : 1.0);
  }
  const Claim<InputColumn> claims{forward, strike, volatility, years, side};
  KouSensitivities<ResultColumn> results{};
  results.delta = delta, results.ultima = ultima, results.by_up_rate = by_rate;
  ErlangLaw<17> law;
  CHECK(test::allocations_during(
            [&] { in_columns(claims, results, [&](const auto& claim) { return kou_sensitivities(claim, crash, law); }); }) == 0);
  for (std::size_t i = 0; i < rows; ++i) {
    const KouSensitivities<double> one = kou_sensitivities(Claim<double>{forward[i], strike[i], volatility[i], years[i], side[i]}, crash);
    CHECK(same_bits(one.delta, delta[i]));
    CHECK(same_bits(one.ultima, ultima[i]));
    CHECK(same_bits(one.by_up_rate, by_rate[i]));
  }
}

TEST_CASE("Greeks of what is not a number are not numbers", "[pricing][kou_sensitivities]") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  SpotClaim<double> bad = seen;
  bad.spot = nan;
  CHECK(std::isnan(kou_sensitivities(bad, crash).delta));
  CHECK(std::isnan(kou_sensitivities(seen, {.per_year = 1.0, .up_share = 0.5, .up_rate = 0.5, .down_rate = 3.0}).by_up_rate));
}
