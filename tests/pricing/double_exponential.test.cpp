#include "bulwark/pricing/double_exponential.hpp"

#include <bit>
#include <cmath>
#include <cstdint>
#include <vector>

#include "bulwark/pricing/columns.hpp"
#include "bulwark/pricing/implied_volatility.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinRel;

namespace {

bool same_bits(double a, double b) { return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b); }

const DoubleExponentialJumps jumps{.per_year = 1.5, .up_share = 0.35, .up_rate = 15.0, .down_rate = 8.0};

}  // namespace

TEST_CASE("its Greeks, its values and its vegas agree to the bit", "[pricing][double_exponential]") {
  const Claim<double> c{100.0, 92.0, 0.5, 0.4, -1.0};
  const Greeks<double> g = greeks(DoubleExponential{}, c, jumps);
  CHECK(same_bits(g.value, value(DoubleExponential{}, c, jumps)));
  CHECK(same_bits(g.vega, only_lane(DoubleExponential{}.value_and_vega(one_lane(c), jumps)).vega));
  CHECK(same_bits(value(DoubleExponential{}, c), black_value(c)));  // the default has no jumps
}

TEST_CASE("the diffusion that reproduces a mark under double-exponential jumps is found", "[pricing][double_exponential]") {
  for (const double strike : {60.0, 95.0, 100.0, 130.0})
    for (const double side : {1.0, -1.0})
      for (const double volatility : {0.1, 0.6}) {
        const Claim<double> c{100.0, strike, volatility, 0.25, side};
        const ImpliedVolatility found = implied_volatility(DoubleExponential{}, c, value(DoubleExponential{}, c, jumps), jumps);
        REQUIRE(found.status == ImpliedStatus::ok);
        const Greeks<double> g = greeks(DoubleExponential{}, c, jumps);
        CHECK_THAT(*found.volatility, WithinRel(volatility, 1e-14 * (1.0 + g.value / (volatility * g.vega))));
      }
  const Claim<double> c{100.0, 130.0, 0.5, 0.25, 1.0};
  const double floor = value(DoubleExponential{}, Claim<double>{100.0, 130.0, 0.0, 0.25, 1.0}, jumps);
  CHECK(implied_volatility(DoubleExponential{}, c, 0.5 * floor, jumps).status == ImpliedStatus::below_intrinsic);
  CHECK(implied_volatility(DoubleExponential{}, c, 100.0, jumps).status == ImpliedStatus::above_cap);
}

TEST_CASE("columns under double-exponential jumps have the bits of one by one", "[pricing][double_exponential]") {
  constexpr std::size_t rows = 53;
  std::vector<double> forward(rows, 100.0), strike, volatility, years, side, worth(rows), delta(rows), theta(rows), found(rows);
  for (std::size_t i = 0; i < rows; ++i) {
    const double x = static_cast<double>(i);
    strike.push_back(60.0 + std::fmod(7.3 * x, 90.0)), volatility.push_back(0.2 + std::fmod(0.13 * x, 0.9));
    years.push_back(i % 7 == 0 ? 0.01 * (1.0 + x) : 0.3), side.push_back(i % 2 == 0 ? 1.0 : -1.0);
  }
  const ClaimColumns claims{forward, strike, volatility, years, side};
  std::vector<ImpliedStatus> status(rows);
  REQUIRE(values(DoubleExponential{}, claims, jumps, worth).empty());
  REQUIRE(greeks(DoubleExponential{}, claims, jumps, {.delta = delta, .theta = theta}).empty());
  REQUIRE(implied_volatilities(DoubleExponential{}, claims, jumps, worth, found, status).empty());
  for (std::size_t i = 0; i < rows; ++i) {
    const Claim<double> c{forward[i], strike[i], volatility[i], years[i], side[i]};
    const Greeks<double> g = greeks(DoubleExponential{}, c, jumps);
    CHECK(same_bits(worth[i], g.value));
    CHECK(same_bits(delta[i], g.delta));
    CHECK(same_bits(theta[i], g.theta));
    CHECK(same_bits(found[i], implied_volatility(DoubleExponential{}, c, worth[i], jumps).volatility.value_or(-1.0)));
  }
}
