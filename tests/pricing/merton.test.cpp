#include "bulwark/pricing/merton_sensitivities.hpp"

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

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

bool same_bits(double a, double b) { return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b); }

const Jumps<double> rare_crash{0.3, -0.4, 0.2};
const Jumps<double> many_small{300.0, -0.001, 0.02};
const Jumps<double> fixed_size{5.0, 0.05, 0.0};
const Jumps<double> thousands{4000.0, 0.0005, 0.004};

std::vector<Claim<double>> claims() {
  std::vector<Claim<double>> all;
  for (const double strike : {40.0, 90.0, 100.0, 115.0, 260.0})
    for (const double volatility : {0.0, 0.15, 0.8})
      for (const double years : {0.003, 0.25, 1.0})
        for (const double side : {1.0, -1.0}) all.push_back({100.0, strike, volatility, years, side});
  return all;
}

}  // namespace

TEST_CASE("without jumps the jump model is Black, bit by bit", "[pricing][merton]") {
  for (const Claim<double>& c : claims()) {
    CHECK(same_bits(merton_value(c, {0.0, -0.3, 0.4}), black_value(c)));
    CHECK_THAT(merton_value(c, {2.0, 0.0, 0.0}), WithinRel(black_value(c), 1e-14) || WithinAbs(0.0, 1e-290));  // jumps of no size
  }
}

TEST_CASE("jumps keep parity", "[pricing][merton]") {
  for (const Jumps<double>& jumps : {rare_crash, many_small, fixed_size, thousands}) {
    for (Claim<double> c : claims()) {
      if (c.side < 0.0) continue;
      const double call = merton_value(c, jumps);
      c.side = -1.0;
      const double put = merton_value(c, jumps);
      CHECK_THAT(call - put, WithinAbs(c.forward - c.strike, 4e-16 * (call + put)));
    }
  }
}

TEST_CASE("jumps only add to what Black gives", "[pricing][merton]") {
  for (const Jumps<double>& jumps : {rare_crash, many_small, fixed_size, thousands}) {
    for (const Claim<double>& c : claims()) {
      CHECK(merton_value(c, jumps) >= black_value(c) * (1.0 - 1e-13));
      CHECK(merton_value(c, jumps) <= (c.side > 0.0 ? c.forward : c.strike));
    }
  }
}

TEST_CASE("many small jumps are a diffusion", "[pricing][merton]") {
  // Convergence is of order 1 / (jumps expected): 4000 jumps of 0.4 % against their own variance.
  const Claim<double> c{100.0, 105.0, 0.3, 1.0, 1.0};
  const double variance = 0.09 + 4000.0 * (0.0005 * 0.0005 + 0.004 * 0.004);
  CHECK_THAT(merton_value(c, thousands), WithinRel(black_value(Claim<double>{100.0, 105.0, std::sqrt(variance), 1.0, 1.0}), 5e-4));
}

TEST_CASE("under jumps vega is still volatility years forward squared gamma", "[pricing][merton]") {
  for (const Jumps<double>& jumps : {rare_crash, many_small, fixed_size}) {
    for (const Claim<double>& c : claims()) {
      const JumpSensitivities<double> s = merton_sensitivities(c, jumps);
      CHECK_THAT(c.volatility * c.years * c.forward * c.forward * s.gamma, WithinRel(s.vega, 1e-14) || WithinAbs(0.0, 1e-290));
    }
  }
}

TEST_CASE("the derivatives by the jumps are those of the value", "[pricing][merton]") {
  // Central differences of the value; 1e-6 is their own error at this step.
  for (const double side : {1.0, -1.0}) {
    const SpotClaim<double> c{100.0, 112.0, 0.05, 0.02, 0.3, 0.7, side};
    const auto by = [&](double Jumps<double>::*field) {
      Jumps<double> up = rare_crash, down = rare_crash;
      const double step = 1e-4 * std::fabs(rare_crash.*field);
      up.*field += step;
      down.*field -= step;
      return (merton_value(c, up) - merton_value(c, down)) / (2.0 * step);
    };
    const auto by_claim = [&](double SpotClaim<double>::*field, double JumpSensitivities<double>::*of) {
      SpotClaim<double> up = c, down = c;
      const double step = 1e-4 * c.*field;
      up.*field += step;
      down.*field -= step;
      return (merton_sensitivities(up, rare_crash).*of - merton_sensitivities(down, rare_crash).*of) / (2.0 * step);
    };
    using C = SpotClaim<double>;
    using S = JumpSensitivities<double>;
    const S s = merton_sensitivities(c, rare_crash);
    CHECK_THAT(s.value, WithinRel(merton_value(c, rare_crash), 1e-14));
    CHECK_THAT(s.by_intensity, WithinRel(by(&Jumps<double>::per_year), 1e-6));
    CHECK_THAT(s.by_mean, WithinRel(by(&Jumps<double>::mean), 1e-6));
    CHECK_THAT(s.by_deviation, WithinRel(by(&Jumps<double>::deviation), 1e-6));
    CHECK_THAT(s.delta, WithinRel(by_claim(&C::spot, &S::value), 1e-6));
    CHECK_THAT(s.gamma, WithinRel(by_claim(&C::spot, &S::delta), 1e-6));
    CHECK_THAT(s.speed, WithinRel(by_claim(&C::spot, &S::gamma), 1e-6));
    CHECK_THAT(s.vega, WithinRel(by_claim(&C::volatility, &S::value), 1e-6));
    CHECK_THAT(s.vanna, WithinRel(by_claim(&C::volatility, &S::delta), 1e-6));
    CHECK_THAT(s.volga, WithinRel(by_claim(&C::volatility, &S::vega), 1e-6));
    CHECK_THAT(s.theta, WithinRel(-by_claim(&C::years, &S::value), 1e-6));
    CHECK_THAT(s.charm, WithinRel(-by_claim(&C::years, &S::delta), 1e-6));
    CHECK_THAT(s.rho, WithinRel(by_claim(&C::rate, &S::value), 1e-6));
    CHECK_THAT(s.epsilon, WithinRel(by_claim(&C::yield, &S::value), 1e-6));
  }
}

TEST_CASE("with no time left jumps do not matter", "[pricing][merton]") {
  CHECK(merton_value(Claim<double>{100.0, 90.0, 0.5, 0.0, 1.0}, thousands) == 10.0);
  CHECK(merton_value(Claim<double>{100.0, 90.0, 0.5, 0.0, -1.0}, thousands) == 0.0);
}

TEST_CASE("a neighbour with a thousand jumps changes no bit", "[pricing][merton]") {
  using Eight = Lanes<8>;
  const std::vector<Claim<double>> all = claims();
  for (std::size_t i = 0; i + 8 <= all.size(); i += 3) {
    double f[8], k[8], v[8], t[8], s[8], rate[8], value[8], gamma[8];
    for (std::size_t j = 0; j < 8; ++j) {
      f[j] = all[i + j].forward, k[j] = all[i + j].strike, v[j] = all[i + j].volatility, t[j] = all[i + j].years, s[j] = all[i + j].side;
      rate[j] = j == 2 ? 4000.0 : j == 5 ? 0.0 : 0.7;
    }
    const Claim<Eight> claim{load<Eight>(f), load<Eight>(k), load<Eight>(v), load<Eight>(t), load<Eight>(s)};
    const Jumps<Eight> jumps{load<Eight>(rate), Eight(-0.02), Eight(0.01)};
    store(value, merton_value(claim, jumps));
    store(gamma, merton_sensitivities(claim, jumps).gamma);
    for (std::size_t j = 0; j < 8; ++j) {
      CHECK(same_bits(value[j], merton_value(all[i + j], {rate[j], -0.02, 0.01})));
      CHECK(same_bits(gamma[j], merton_sensitivities(all[i + j], {rate[j], -0.02, 0.01}).gamma));
    }
  }
}

TEST_CASE("jumps that cannot be make the value unknown, and soon", "[pricing][merton]") {
  const Claim<double> good{100.0, 90.0, 0.5, 0.5, 1.0};
  for (const Jumps<double>& bad :
       {Jumps<double>{not_a_number, 0.0, 0.1}, Jumps<double>{1.0, not_a_number, 0.1}, Jumps<double>{1.0, 0.0, not_a_number},
        Jumps<double>{-1.0, 0.0, 0.1}, Jumps<double>{1e300, 0.0, 0.1}, Jumps<double>{1.0, 1e300, 0.1}}) {
    CHECK(std::isnan(merton_value(good, bad)));
    CHECK(std::isnan(merton_sensitivities(good, bad).value));
  }
  CHECK(std::isnan(merton_value(Claim<double>{100.0, 90.0, not_a_number, 0.5, 1.0}, rare_crash)));
  CHECK(std::isnan(merton_sensitivities(Claim<double>{not_a_number, 90.0, 0.5, 0.5, 1.0}, rare_crash).delta));
}
