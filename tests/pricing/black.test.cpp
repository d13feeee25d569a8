#include "bulwark/pricing/black.hpp"

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

bool same_bits(double a, double b) { return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b); }

std::vector<Claim<double>> claims() {
  std::vector<Claim<double>> all;
  for (const double strike : {20.0, 80.0, 99.9999, 100.0, 100.0001, 130.0, 900.0})
    for (const double volatility : {0.01, 0.2, 0.9, 4.0})
      for (const double years : {1e-5, 0.02, 0.5, 3.0})
        for (const double side : {1.0, -1.0}) all.push_back({100.0, strike, volatility, years, side});
  return all;
}

Claim<double> other_side(Claim<double> claim) {
  claim.side = -claim.side;
  return claim;
}

}  // namespace

TEST_CASE("a call less a put is a forward", "[pricing][black]") {
  for (const Claim<double>& c : claims()) {
    if (c.side < 0.0) continue;
    const double call = black_value(c), put = black_value(other_side(c));
    CHECK_THAT(call - put, WithinAbs(c.forward - c.strike, 4e-16 * (call + put)));  // one rounding each
  }
}

TEST_CASE("a Black value lies between its intrinsic value and its larger leg", "[pricing][black]") {
  for (const Claim<double>& c : claims()) {
    CHECK(black_value(c) >= std::fmax(c.side * (c.forward - c.strike), 0.0));
    CHECK(black_value(c) <= (c.side > 0.0 ? c.forward : c.strike));
  }
}

TEST_CASE("a Black value never falls as volatility or time rises", "[pricing][black]") {
  for (Claim<double> c : claims()) {
    const double value = black_value(c);
    c.volatility *= 1.1;
    CHECK(black_value(c) >= value);
    c.years *= 1.1;
    CHECK(black_value(c) >= value);
  }
}

TEST_CASE("doubling forward and strike doubles the value, bit by bit", "[pricing][black]") {
  for (const Claim<double>& c : claims()) {
    CHECK(black_value(Claim<double>{2.0 * c.forward, 2.0 * c.strike, c.volatility, c.years, c.side}) == 2.0 * black_value(c));
  }
}

TEST_CASE("forward delta plus strike dual delta is the value", "[pricing][black]") {
  for (const Claim<double>& c : claims()) {
    const Sensitivities<double> s = black_sensitivities(c);
    const double legs = std::fabs(c.forward * s.delta) + std::fabs(c.strike * s.dual_delta);
    CHECK_THAT(c.forward * s.delta + c.strike * s.dual_delta, WithinAbs(s.value, 2e-14 * legs));  // Greeks hold 8 eps A
  }
}

TEST_CASE("vega is volatility years forward squared gamma", "[pricing][black]") {
  for (const Claim<double>& c : claims()) {
    const Greeks<double> g = black_greeks(c);
    CHECK_THAT(c.volatility * c.years * c.forward * c.forward * g.gamma, WithinRel(g.vega, 1e-14));
  }
}

TEST_CASE("time, rates and volatility scale together", "[pricing][black]") {
  // T theta' + r rho + q epsilon + sigma vega / 2 = 0: only rT, qT and sigma^2 T matter.
  for (const Claim<double>& f : claims()) {
    const SpotClaim<double> c{f.forward, f.strike, 0.07, -0.02, f.volatility, f.years, f.side};
    const Sensitivities<double> s = black_scholes_sensitivities(c);
    const double size = std::fabs(c.years * s.theta) + std::fabs(c.rate * s.rho) + std::fabs(c.yield * s.epsilon) + c.volatility * s.vega;
    CHECK_THAT(c.years * s.theta + c.rate * s.rho + c.yield * s.epsilon + 0.5 * c.volatility * s.vega,
               WithinAbs(0.0, 1e-12 * size + 1e-290));  // 8 eps A with d up to 40
  }
}

TEST_CASE("the derivatives are those of the value", "[pricing][black]") {
  // Central differences of the value; 1e-6 is their own error at this step.
  const SpotClaim<double> c{100.0, 112.0, 0.05, 0.02, 0.4, 0.7, 1.0};
  const auto moved = [&](double SpotClaim<double>::*field, double step) {
    SpotClaim<double> m = c;
    m.*field += step;
    return black_scholes_sensitivities(m);
  };
  const auto by = [&](double SpotClaim<double>::*field, double Sensitivities<double>::*of) {
    const double step = 1e-4 * c.*field;
    return (moved(field, step).*of - moved(field, -step).*of) / (2.0 * step);
  };
  using C = SpotClaim<double>;
  using S = Sensitivities<double>;
  const S s = black_scholes_sensitivities(c);
  CHECK_THAT(s.delta, WithinRel(by(&C::spot, &S::value), 1e-6));
  CHECK_THAT(s.gamma, WithinRel(by(&C::spot, &S::delta), 1e-6));
  CHECK_THAT(s.speed, WithinRel(by(&C::spot, &S::gamma), 1e-6));
  CHECK_THAT(s.vega, WithinRel(by(&C::volatility, &S::value), 1e-6));
  CHECK_THAT(s.volga, WithinRel(by(&C::volatility, &S::vega), 1e-6));
  CHECK_THAT(s.ultima, WithinRel(by(&C::volatility, &S::volga), 1e-6));
  CHECK_THAT(s.vanna, WithinRel(by(&C::volatility, &S::delta), 1e-6));
  CHECK_THAT(s.zomma, WithinRel(by(&C::volatility, &S::gamma), 1e-6));
  CHECK_THAT(s.theta, WithinRel(-by(&C::years, &S::value), 1e-6));
  CHECK_THAT(s.charm, WithinRel(-by(&C::years, &S::delta), 1e-6));
  CHECK_THAT(s.color, WithinRel(-by(&C::years, &S::gamma), 1e-6));
  CHECK_THAT(s.veta, WithinRel(-by(&C::years, &S::vega), 1e-6));
  CHECK_THAT(s.rho, WithinRel(by(&C::rate, &S::value), 1e-6));
  CHECK_THAT(s.epsilon, WithinRel(by(&C::yield, &S::value), 1e-6));
  CHECK_THAT(s.dual_delta, WithinRel(by(&C::strike, &S::value), 1e-6));
  CHECK_THAT(s.dual_gamma, WithinRel(by(&C::strike, &S::dual_delta), 1e-6));
}

TEST_CASE("with no time or no volatility a claim is worth its intrinsic value", "[pricing][black]") {
  for (const double strike : {60.0, 100.0, 140.0}) {
    for (const double side : {1.0, -1.0}) {
      const double intrinsic = std::fmax(side * (100.0 - strike), 0.0);
      CHECK(black_value(Claim<double>{100.0, strike, 0.5, 0.0, side}) == intrinsic);
      CHECK(black_value(Claim<double>{100.0, strike, 0.0, 0.5, side}) == intrinsic);
      const Sensitivities<double> s = black_sensitivities(Claim<double>{100.0, strike, 0.0, 0.0, side});
      CHECK(s.value == intrinsic);
      CHECK(s.delta == (strike == 100.0 ? 0.5 * side : intrinsic > 0.0 ? side : 0.0));
      for (const double greek : {s.gamma, s.theta, s.rho, s.vanna, s.volga, s.charm, s.speed, s.zomma, s.color, s.ultima, s.veta}) {
        CHECK(std::isfinite(greek));
      }
    }
  }
}

TEST_CASE("without volatility the spot form still discounts", "[pricing][black]") {
  const SpotClaim<double> c{100.0, 90.0, 0.05, 0.0, 0.0, 2.0, 1.0};
  CHECK_THAT(black_scholes_value(c), WithinRel(100.0 - 90.0 * std::exp(-0.1), 1e-15));
}

TEST_CASE("with infinite volatility a call is the forward and a put is the strike", "[pricing][black]") {
  for (const double volatility : {1e4, 1e300, infinity}) {
    CHECK_THAT(black_value(Claim<double>{100.0, 130.0, volatility, 1.0, 1.0}), WithinRel(100.0, 1e-15));
    CHECK_THAT(black_value(Claim<double>{100.0, 130.0, volatility, 1.0, -1.0}), WithinRel(130.0, 1e-15));
  }
}

TEST_CASE("a vanishing strike leaves the forward", "[pricing][black]") {
  CHECK(black_value(Claim<double>{100.0, 1e-300, 0.5, 1.0, 1.0}) == 100.0);
  CHECK(black_value(Claim<double>{100.0, 1e-300, 0.5, 1.0, -1.0}) == 0.0);
}

TEST_CASE("a far put keeps its digits where the textbook has only noise", "[pricing][black]") {
  // 40-digit arithmetic; 1 - N(d) loses every digit. 16 eps (1 + d^2) with d = 8.
  CHECK_THAT(black_value(Claim<double>{100.0, 60.0, 0.2, 0.1, -1.0}), WithinRel(1.95690875149488546238918675e-16, 2.3e-13));
}

TEST_CASE("Greeks come with the bits of the value", "[pricing][black]") {
  std::vector<Claim<double>> all = claims();
  for (const double volatility : {0.0, 5e-324, 1e-310, 1e-12, 1e-3, 1e100, 1e300})
    for (const double years : {0.0, 1e-300, 1e-6, 1.0, 1e200})
      for (const double side : {+1.0, -1.0})
        for (const double strike : {1e-300, 99.0, 100.0, 100.0 * (1.0 + 1e-15), 1e300})
          all.push_back({100.0, strike, volatility, years, side});
  for (const Claim<double>& claim : all) CHECK(same_bits(black_greeks(claim).value, black_value(claim)));
}

TEST_CASE("every width and neighbourhood gives a claim the same bits", "[pricing][black]") {
  const std::vector<Claim<double>> all = claims();
  for (std::size_t i = 0; i + 8 <= all.size(); i += 5) {
    double f[8], k[8], v[8], t[8], s[8], value[8], delta[8];
    for (std::size_t j = 0; j < 8; ++j)
      f[j] = all[i + j].forward, k[j] = all[i + j].strike, v[j] = all[i + j].volatility, t[j] = all[i + j].years, s[j] = all[i + j].side;
    v[(i / 5) % 8] = not_a_number;
    using Eight = Lanes<8>;
    const Greeks<Eight> g = black_greeks(Claim<Eight>{load<Eight>(f), load<Eight>(k), load<Eight>(v), load<Eight>(t), load<Eight>(s)});
    store(value, g.value);
    store(delta, g.delta);
    for (std::size_t j = 0; j < 8; ++j) {
      if (j == (i / 5) % 8) {
        CHECK(std::isnan(value[j]));
        CHECK(std::isnan(delta[j]));
        continue;
      }
      CHECK(same_bits(value[j], black_value(all[i + j])));
      CHECK(same_bits(delta[j], black_greeks(all[i + j]).delta));
    }
  }
}

TEST_CASE("a number that no claim has makes the value unknown", "[pricing][black]") {
  const Claim<double> good{100.0, 90.0, 0.5, 0.5, 1.0};
  for (double Claim<double>::*field :
       {&Claim<double>::forward, &Claim<double>::strike, &Claim<double>::volatility, &Claim<double>::years, &Claim<double>::side}) {
    Claim<double> bad = good;
    bad.*field = not_a_number;
    CHECK(std::isnan(black_value(bad)));
    CHECK(std::isnan(black_greeks(bad).value));
    CHECK(std::isnan(black_sensitivities(bad).value));
  }
  CHECK(std::isnan(black_value(Claim<double>{-100.0, 90.0, 0.5, 0.5, 1.0})));
  CHECK(std::isnan(black_value(Claim<double>{100.0, -90.0, 0.5, 0.5, 1.0})));
  CHECK(std::isnan(black_value(Claim<double>{100.0, 90.0, -0.5, 0.5, 1.0})));
  CHECK(std::isnan(black_value(Claim<double>{100.0, 90.0, 0.5, -0.5, 1.0})));
}
