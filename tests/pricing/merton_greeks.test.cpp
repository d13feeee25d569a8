#include "bulwark/pricing/merton_greeks.hpp"

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include "bulwark/pricing/in_columns.hpp"
#include "bulwark/pricing/merton_sensitivities.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

bool same_bits(double a, double b) { return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b); }

const Jumps<double> rare_crash{0.3, -0.4, 0.2};
const Jumps<double> many_small{300.0, -0.001, 0.02};
const Jumps<double> fixed_size{5.0, 0.05, 0.0};
const Jumps<double> thousands{4000.0, 0.0005, 0.004};

std::vector<SpotClaim<double>> claims() {
  std::vector<SpotClaim<double>> all;
  for (const double strike : {40.0, 90.0, 100.0, 115.0, 260.0})
    for (const double volatility : {0.15, 0.8})
      for (const double years : {0.003, 0.25, 1.0})
        for (const double side : {1.0, -1.0}) all.push_back({100.0, strike, 0.03, 0.01, volatility, years, side});
  return all;
}

}  // namespace

TEST_CASE("the common Greeks under jumps are those of the full set", "[pricing][merton_greeks]") {
  // The two sum the same terms to different remainders: 64 eps of the value's sum here, which is 1e-13 of any Greek that is not a
  // difference; theta and the intensity's are, hence the scale of their parts.
  for (const Jumps<double>& jumps : {rare_crash, many_small, fixed_size, thousands}) {
    for (const SpotClaim<double>& c : claims()) {
      const JumpSensitivities<double> full = merton_sensitivities(c, jumps);
      const JumpGreeks<double> g = merton_jump_greeks(c, jumps);
      const DiscountedGreeks<double> five = merton_greeks(c, jumps);
      const double scale = 1e-12 * (std::fabs(full.theta) + jumps.per_year * full.value);
      CHECK_THAT(g.value, WithinRel(full.value, 1e-13));
      CHECK_THAT(g.delta, WithinRel(full.delta, 1e-12));
      CHECK_THAT(g.gamma, WithinRel(full.gamma, 1e-12) || WithinAbs(full.gamma, 1e-280));
      CHECK_THAT(g.vega, WithinRel(full.vega, 1e-12) || WithinAbs(full.vega, 1e-280));
      CHECK_THAT(g.theta, WithinAbs(full.theta, scale));
      CHECK_THAT(g.rho, WithinRel(full.rho, 1e-12));
      CHECK_THAT(g.by_intensity, WithinAbs(full.by_intensity, scale));
      CHECK_THAT(g.by_mean, WithinRel(full.by_mean, 1e-9) || WithinAbs(full.by_mean, scale));
      CHECK_THAT(g.by_deviation, WithinRel(full.by_deviation, 1e-9) || WithinAbs(full.by_deviation, scale));
      CHECK_THAT(five.value, WithinRel(g.value, 1e-13));
      CHECK_THAT(five.rho, WithinRel(g.rho, 1e-12));
    }
  }
}

TEST_CASE("without jumps the common Greeks are Black's", "[pricing][merton_greeks]") {
  for (const SpotClaim<double>& seen : claims()) {
    const DiscountedClaim<double> c{{seen.spot, seen.strike, seen.volatility, seen.years, seen.side}, 0.97};
    const DiscountedGreeks<double> black = black_greeks(c), none = merton_greeks(c, {0.0, -0.3, 0.4});
    CHECK_THAT(none.value, WithinRel(black.value, 1e-14));
    CHECK_THAT(none.delta, WithinRel(black.delta, 1e-14));
    CHECK_THAT(none.gamma, WithinRel(black.gamma, 1e-14));
    CHECK_THAT(none.vega, WithinRel(black.vega, 1e-14));
    CHECK_THAT(none.theta, WithinRel(black.theta, 1e-13) || WithinAbs(black.theta, 1e-14 * black.value / seen.years));
    CHECK_THAT(none.rho, WithinRel(black.rho, 1e-14));
  }
}

TEST_CASE("the discount scales the claim and its decay", "[pricing][merton_greeks]") {
  const Claim<double> c{100.0, 112.0, 0.3, 0.7, 1.0};
  const Greeks<double> bare = merton_greeks(c, rare_crash);
  const DiscountedGreeks<double> held = merton_greeks(DiscountedClaim<double>{c, 0.95}, rare_crash);
  const double rate = -std::log(0.95) / 0.7;
  CHECK_THAT(held.value, WithinRel(0.95 * bare.value, 1e-15));
  CHECK_THAT(held.theta, WithinRel(0.95 * (bare.theta + rate * bare.value), 1e-14));
  CHECK_THAT(held.rho, WithinRel(-0.7 * held.value, 1e-15));
  CHECK(same_bits(merton_greeks(DiscountedClaim<double>{c, 1.0}, rare_crash).delta, bare.delta));
}

TEST_CASE("without diffusion or time the common Greeks are values or limits", "[pricing][merton_greeks]") {
  const Greeks<double> still = merton_greeks(Claim<double>{100.0, 90.0, 0.0, 0.5, 1.0}, rare_crash);
  CHECK(std::isfinite(still.value));
  CHECK(std::isfinite(still.gamma));
  CHECK(still.vega == 0.0);
  const Greeks<double> expired = merton_greeks(Claim<double>{100.0, 90.0, 0.5, 0.0, 1.0}, rare_crash);
  CHECK(expired.value == 10.0);
  CHECK(expired.delta == 1.0);
  CHECK(expired.gamma == 0.0);
}

TEST_CASE("in columns every row has the bits of its own call, whatever its neighbours are", "[pricing][merton_greeks]") {
  const std::vector<SpotClaim<double>> all = claims();
  std::vector<double> spot, strike, rate, yield, volatility, years, side, value(all.size()), theta(all.size()), mean(all.size());
  for (const SpotClaim<double>& c : all) {
    spot.push_back(c.spot), strike.push_back(c.strike), rate.push_back(c.rate), yield.push_back(c.yield);
    volatility.push_back(c.volatility), years.push_back(c.years), side.push_back(c.side);
  }
  for (const Jumps<double>& jumps : {rare_crash, many_small, thousands}) {
    JumpGreeks<ResultColumn> where{};
    where.value = value, where.theta = theta, where.by_mean = mean;
    REQUIRE(in_columns(SpotClaim<InputColumn>{spot, strike, rate, yield, volatility, years, side}, where,
                       [&]<class Real>(const SpotClaim<Real>& c) {
                         return merton_jump_greeks(c, Jumps<Real>{jumps.per_year, jumps.mean, jumps.deviation});
                       })
                .empty());
    for (std::size_t i = 0; i < all.size(); ++i) {
      const JumpGreeks<double> one = merton_jump_greeks(all[i], jumps);
      CHECK(same_bits(value[i], one.value));
      CHECK(same_bits(theta[i], one.theta));
      CHECK(same_bits(mean[i], one.by_mean));
    }
  }
}

TEST_CASE("a claim or jumps that cannot be make the Greeks unknown", "[pricing][merton_greeks]") {
  const Claim<double> good{100.0, 90.0, 0.5, 0.5, 1.0};
  for (const Jumps<double>& bad :
       {Jumps<double>{not_a_number, 0.0, 0.1}, Jumps<double>{1.0, not_a_number, 0.1}, Jumps<double>{1.0, 0.0, not_a_number},
        Jumps<double>{-1.0, 0.0, 0.1}, Jumps<double>{1e300, 0.0, 0.1}, Jumps<double>{1.0, 1e300, 0.1}}) {
    CHECK(std::isnan(merton_greeks(good, bad).value));
    CHECK(std::isnan(merton_greeks(good, bad).delta));
  }
  for (const Claim<double>& bad : {Claim<double>{not_a_number, 90.0, 0.5, 0.5, 1.0}, Claim<double>{100.0, 90.0, not_a_number, 0.5, 1.0},
                                   Claim<double>{100.0, 90.0, 0.5, not_a_number, 1.0}, Claim<double>{100.0, 90.0, -0.5, 0.5, 1.0},
                                   Claim<double>{100.0, 90.0, 0.5, 0.5, not_a_number}}) {
    CHECK(std::isnan(merton_greeks(bad, rare_crash).value));
    CHECK(std::isnan(merton_greeks(bad, rare_crash).theta));
  }
}
