#include "bulwark/pricing/pricer.hpp"

#include <cmath>

#include "bulwark/core/same_bits.hpp"
#include "bulwark/pricing/double_exponential.hpp"
#include "bulwark/pricing/greeks_of.hpp"
#include "support/catch.hpp"
#include "support/random.hpp"

using namespace bulwark;
using Catch::Matchers::WithinRel;

namespace {

/// Black with a charge: a user's own pricer, without Greeks.
struct Dearer {
  template <class Real>
  Real value(const Claim<Real>& claim, const JumpParameters&) const noexcept {
    return black_value(claim) * 1.01;
  }
};
static_assert(Pricer<Dearer>);
static_assert(!PricerWithGreeks<Dearer>);

struct ThrowingPricer {
  template <class Real>
  Real value(const Claim<Real>& claim, const JumpParameters&) const {
    return claim.forward;
  }
};
static_assert(!Pricer<ThrowingPricer>);

struct ScalarPricer {
  double value(const Claim<double>& claim, const JumpParameters&) const noexcept { return claim.forward; }
};
static_assert(!Pricer<ScalarPricer>);
static_assert(!Pricer<int>);

}  // namespace

TEST_CASE("a pricer of one's own has Greeks by difference", "[pricing][pricer]") {
  const Claim<double> c{100.0, 110.0, 0.5, 0.4, 1.0};
  const Greeks<double> own = greeks_of(Dearer{}, c), closed = greeks_of(Black{}, c);
  CHECK_THAT(own.value, WithinRel(1.01 * closed.value, 1e-15));
  CHECK_THAT(own.delta, WithinRel(1.01 * closed.delta, 1e-6));  // the differences' own error
  CHECK_THAT(own.gamma, WithinRel(1.01 * closed.gamma, 1e-5));
  CHECK_THAT(own.vega, WithinRel(1.01 * closed.vega, 1e-6));
  CHECK_THAT(own.theta, WithinRel(1.01 * closed.theta, 1e-5));
}

TEST_CASE("without jumps the jump model is Black", "[pricing][pricer]") {
  const Claim<double> c{100.0, 110.0, 0.5, 0.4, 1.0};
  const JumpParameters jumps{.per_year = 1.0, .mean_log_jump = -0.2, .log_jump_deviation = 0.1};
  CHECK(value(JumpDiffusion{}, c) == value(Black{}, c));
  CHECK(value(JumpDiffusion{}, c, jumps) > value(Black{}, c));
}

TEST_CASE("a call and a put are their common time value and their own intrinsic value, bit for bit", "[pricing][pricer]") {
  static_assert(!PricerWithTimeValue<Dearer> && !PricerThatKeeps<Black> && PricerThatKeeps<DoubleExponential>);
  test::Random random{7};
  const auto check = [&](const auto& pricer, const auto& parameters) {
    for (int i = 0; i < 500; ++i) {
      const double strike = i % 17 == 0 ? 100.0 : random.between(20.0, 300.0);
      const Claim<double> call{100.0, strike, i % 13 == 0 ? 0.0 : random.between(0.0, 1.5), i % 11 == 0 ? 0.0 : random.between(0.0, 2.0),
                               1.0};
      Claim<double> put = call;
      put.side = -1.0;
      const double time = pricer.time_value(one_lane(call), parameters).lane(0);
      CHECK(same_bits(pricer.time_value(one_lane(put), parameters).lane(0), time));
      for (const Claim<double>& c : {call, put})
        CHECK(same_bits(value_with(Lanes<1>(time), Lanes<1>(c.forward), Lanes<1>(c.strike), Lanes<1>(c.side)).lane(0),
                        value(pricer, c, parameters)));
    }
  };
  check(Black{}, std::monostate{});
  check(JumpDiffusion{}, JumpParameters{.per_year = 1.0, .mean_log_jump = -0.2, .log_jump_deviation = 0.1});
  check(DoubleExponential{}, DoubleExponentialJumps{.per_year = 2.0, .up_share = 0.4, .up_rate = 15.0, .down_rate = 10.0});
}
