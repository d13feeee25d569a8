#include "bulwark/pricing/jump_to_default.hpp"

#include <cmath>
#include <limits>

#include "bulwark/laws/pricer_laws.hpp"
#include "bulwark/pricing/merton.hpp"
#include "support/catch.hpp"
#include "support/random.hpp"

using namespace bulwark;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {
Claim<double> random_claim(test::Random& random) {
  return {.forward = random.between(50.0, 200.0),
          .strike = random.between(50.0, 200.0),
          .volatility = random.between(0.05, 1.5),
          .years = random.between(0.01, 3.0),
          .side = random.below(2) == 0 ? 1.0 : -1.0};
}
}  // namespace

TEST_CASE("ruin is the limit of jumps that leave nothing", "[pricing][jump_to_default]") {
  test::Random random{1976};
  for (int i = 0; i < 500; ++i) {
    const Claim<double> claim = random_claim(random);
    const double intensity = random.between(0.0, 2.0);
    const double limit = merton_value(claim, Jumps<double>{intensity, -60.0, 0.0});
    CHECK_THAT(ruin_value(claim, {intensity, 0.0}), WithinRel(limit, 1e-11) || WithinAbs(limit, 1e-11));
  }
}

TEST_CASE("calls less puts are the forward less the strike: danger moves no forward", "[pricing][jump_to_default]") {
  test::Random random{2};
  for (int i = 0; i < 2'000; ++i) {
    Claim<double> claim = random_claim(random);
    const Failure failure{random.between(0.0, 3.0), random.between(0.0, 1.0)};
    claim.side = 1.0;
    const Greeks<double> call = ruin_greeks(claim, failure);
    claim.side = -1.0;
    const Greeks<double> put = ruin_greeks(claim, failure);
    CHECK_THAT(call.value - put.value, WithinAbs(claim.forward - claim.strike, 1e-10));
    CHECK_THAT(call.delta - put.delta, WithinAbs(1.0, 1e-12));
    CHECK_THAT(call.gamma, WithinAbs(put.gamma, 1e-12));
    CHECK_THAT(call.theta - put.theta, WithinAbs(0.0, 1e-9 * (1.0 + std::abs(call.theta))));
  }
}

TEST_CASE("a coin that cannot fail is Black's, and danger makes every option dearer", "[pricing][jump_to_default]") {
  test::Random random{3};
  for (int i = 0; i < 500; ++i) {
    const Claim<double> claim = random_claim(random);
    CHECK(ruin_value(claim, {0.0, 0.3}) == black_value(claim));
    double last = 0.0;
    for (const double intensity : {0.0, 0.01, 0.1, 0.5, 2.0}) {
      const double value = ruin_value(claim, {intensity, 0.0});
      CHECK(value >= last * (1.0 - 1e-13));
      last = value;
    }
    CHECK(ruin_value(claim, {0.3, 0.6}) <= ruin_value(claim, {0.3, 0.0}) * (1.0 + 1e-13) + 1e-13);
  }
}

TEST_CASE("a put out of reach of the diffusion is worth the chance to fail times what it then pays", "[pricing][jump_to_default]") {
  const Claim<double> put{.forward = 100.0, .strike = 50.0, .volatility = 0.05, .years = 0.5, .side = -1.0};
  CHECK_THAT(ruin_value(put, {0.04, 0.0}), WithinRel(-std::expm1(-0.02) * 50.0, 1e-13));
  CHECK_THAT(ruin_value(put, {0.04, 0.4}), WithinRel(-std::expm1(-0.02) * 10.0, 1e-12));
  CHECK(ruin_value(put, {0.04, 0.5}) < 1e-30);
}

TEST_CASE("Greeks with ruin in the price are the derivatives of the value", "[pricing][jump_to_default]") {
  const Claim<double> claim{.forward = 100.0, .strike = 80.0, .volatility = 0.6, .years = 0.7, .side = -1.0};
  const Failure failure{0.15, 0.35};
  const Greeks<double> g = ruin_greeks(claim, failure);
  const double h = 1e-4;
  const auto with = [&](double Claim<double>::*field, double by) {
    Claim<double> moved = claim;
    moved.*field += by;
    return ruin_value(moved, failure);
  };
  CHECK(g.value == ruin_value(claim, failure));
  CHECK_THAT(g.delta, WithinRel((with(&Claim<double>::forward, h) - with(&Claim<double>::forward, -h)) / (2.0 * h), 1e-7));
  CHECK_THAT(g.gamma, WithinRel((with(&Claim<double>::forward, 0.01) - 2.0 * g.value + with(&Claim<double>::forward, -0.01)) / 1e-4, 1e-5));
  CHECK_THAT(g.vega, WithinRel((with(&Claim<double>::volatility, h) - with(&Claim<double>::volatility, -h)) / (2.0 * h), 1e-7));
  CHECK_THAT(g.theta, WithinRel(-(with(&Claim<double>::years, h) - with(&Claim<double>::years, -h)) / (2.0 * h), 1e-7));
}

TEST_CASE("it keeps the laws of pricers", "[pricing][jump_to_default]") {
  CHECK(broken_by(BlackWithRuin{{0.3, 0.0}}).empty());
  CHECK(broken_by(BlackWithRuin{{0.3, 0.4}}).empty());
}

TEST_CASE("it is a pricer, and its faults are the failure's", "[pricing][jump_to_default]") {
  CHECK(value(BlackWithRuin{{0.1, 0.0}}, Claim<double>{100.0, 90.0, 0.5, 1.0, -1.0}) ==
        ruin_value(Claim<double>{100.0, 90.0, 0.5, 1.0, -1.0}, {0.1, 0.0}));
  CHECK(std::isnan(ruin_value(Claim<double>{100.0, 90.0, 0.5, 1.0, -1.0}, {std::numeric_limits<double>::quiet_NaN(), 0.0})));
  CHECK(std::isnan(ruin_value(Claim<double>{-3.0, 90.0, 0.5, 1.0, -1.0}, {0.1, 0.0})));
  CHECK(BlackWithRuin{{-1.0, 2.0}}.faults().size() == 2);
}
