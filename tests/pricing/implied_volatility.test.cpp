#include "bulwark/pricing/implied_volatility.hpp"

#include <cmath>
#include <limits>

#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinRel;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
constexpr double eps = std::numeric_limits<double>::epsilon();

}  // namespace

TEST_CASE("the implied volatility of a Black value is the volatility it was made with", "[pricing][implied_volatility]") {
  for (const double strike : {1.0, 50.0, 99.99999, 100.0, 100.00001, 150.0, 5000.0}) {
    for (const double volatility : {1e-6, 0.003, 0.08, 0.6, 3.0, 9.0}) {
      for (const double side : {1.0, -1.0}) {
        const Claim<double> c{100.0, strike, volatility, 0.5, side};
        const Greeks<double> g = black_greeks(c);
        if (g.value < 1e-290 || g.value >= (side > 0.0 ? c.forward : c.strike)) continue;
        const double condition = g.value / (volatility * g.vega);  // of the inversion: in the money it is large
        if (condition > 1e10) continue;
        const ImpliedVolatility found = black_implied_volatility(c, g.value);
        REQUIRE(found.volatility);
        CHECK_THAT(*found.volatility, WithinRel(volatility, 32.0 * eps * (1.0 + condition)));  // 16 for the value, 16 for the inversion
      }
    }
  }
}

TEST_CASE("a pricer with jumps gives back the value at the volatility implied by it", "[pricing][implied_volatility]") {
  const JumpParameters jumps{.per_year = 2.0, .mean_log_jump = -0.1, .log_jump_deviation = 0.15};
  for (const double strike : {30.0, 90.0, 100.0, 120.0, 300.0}) {
    for (const double side : {1.0, -1.0}) {
      const Claim<double> c{100.0, strike, 0.35, 0.3, side};
      const double quoted = value(JumpDiffusion{}, c, jumps);
      const ImpliedVolatility found = implied_volatility(JumpDiffusion{}, c, quoted, jumps);
      REQUIRE(found.volatility);
      Claim<double> again = c;
      again.volatility = *found.volatility;
      CHECK_THAT(value(JumpDiffusion{}, again, jumps), WithinRel(quoted, 1e-13));
    }
  }
}

TEST_CASE("Black's own implied volatility is the same by either door", "[pricing][implied_volatility]") {
  const Claim<double> c{100.0, 120.0, 0.0, 0.3, 1.0};
  CHECK(*implied_volatility(Black{}, c, 3.0).volatility == *black_implied_volatility(c, 3.0).volatility);
}

TEST_CASE("a value that no volatility gives is refused with its reason", "[pricing][implied_volatility]") {
  const Claim<double> call{100.0, 80.0, 0.0, 0.5, 1.0}, put{100.0, 80.0, 0.0, 0.5, -1.0};
  const auto why = [](const Claim<double>& c, double v) {
    const ImpliedVolatility found = black_implied_volatility(c, v);
    CHECK(found.volatility.has_value() == (found.status == ImpliedStatus::ok));
    return found.status;
  };
  CHECK(why(call, 25.0) == ImpliedStatus::ok);
  CHECK(why(call, 19.0) == ImpliedStatus::below_intrinsic);
  CHECK(why(put, -1e-9) == ImpliedStatus::below_intrinsic);
  CHECK(why(call, 20.0) == ImpliedStatus::no_time_value);
  CHECK(why(put, 0.0) == ImpliedStatus::no_time_value);
  CHECK(why(call, 100.0) == ImpliedStatus::above_cap);
  CHECK(why(put, 80.0) == ImpliedStatus::above_cap);
  CHECK(why(call, 1e300) == ImpliedStatus::above_cap);
  CHECK(why({100.0, 80.0, 0.0, 0.0, 1.0}, 25.0) == ImpliedStatus::above_cap);
  CHECK(why({100.0, 80.0, 0.0, 0.0, 1.0}, 20.0) == ImpliedStatus::no_time_value);
  for (const double bad : {not_a_number, infinity, -infinity}) {
    CHECK(why(call, bad) == ImpliedStatus::not_finite);
    CHECK(why({bad, 80.0, 0.0, 0.5, 1.0}, 25.0) == ImpliedStatus::not_finite);
    CHECK(why({100.0, bad, 0.0, 0.5, 1.0}, 25.0) == ImpliedStatus::not_finite);
    CHECK(why({100.0, 80.0, 0.0, bad, 1.0}, 25.0) == ImpliedStatus::not_finite);
    CHECK(why({100.0, 80.0, 0.0, 0.5, bad}, 25.0) == ImpliedStatus::not_finite);
  }
  CHECK(why({-100.0, 80.0, 0.0, 0.5, 1.0}, 25.0) == ImpliedStatus::not_finite);
  CHECK(why({100.0, 0.0, 0.0, 0.5, 1.0}, 25.0) == ImpliedStatus::not_finite);
}

TEST_CASE("a value that jumps alone exceed has no diffusion volatility", "[pricing][implied_volatility]") {
  const JumpParameters jumps{.per_year = 5.0, .mean_log_jump = -0.2, .log_jump_deviation = 0.2};
  const Claim<double> c{100.0, 100.0, 0.0, 1.0, 1.0};
  const double without_diffusion = value(JumpDiffusion{}, c, jumps);
  CHECK(implied_volatility(JumpDiffusion{}, c, 0.9 * without_diffusion, jumps).status == ImpliedStatus::below_intrinsic);
  CHECK(implied_volatility(JumpDiffusion{}, c, 1.1 * without_diffusion, jumps).status == ImpliedStatus::ok);
  CHECK_FALSE(implied_volatility(JumpDiffusion{}, c, 10.0, {.per_year = not_a_number}).volatility.has_value());
}
