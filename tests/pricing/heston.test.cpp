#include "bulwark/pricing/heston.hpp"

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include "golden/golden.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
constexpr Jumps<double> none{0.0, 0.0, 0.0};
constexpr Jumps<double> crash{0.8, -0.15, 0.1};
constexpr Jumps<double> narrow{3.0, 0.12, 0.01};  // explodes along a path that is bent against it

bool same_bits(double a, double b) { return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b); }

std::vector<VarianceModel<double>> models() {
  std::vector<VarianceModel<double>> all;
  for (const Jumps<double>& jumps : {none, crash, narrow})
    for (const double correlation : {-0.9, 0.0, 0.6, 0.98})
      for (const double wobble : {0.02, 0.4, 1.5}) all.push_back({1.3, 0.06, wobble, correlation, jumps});
  return all;
}

std::vector<Claim<double>> claims() {
  std::vector<Claim<double>> all;
  for (const double strike : {55.0, 95.0, 100.0, 101.0, 160.0})
    for (const double years : {0.01, 0.4, 3.0})
      for (const double side : {1.0, -1.0}) all.push_back({100.0, strike, 0.25, years, side});
  return all;
}

}  // namespace

TEST_CASE("calls less puts are the forward less the strike", "[pricing][heston]") {
  for (const VarianceModel<double>& model : models()) {
    for (Claim<double> c : claims()) {
      if (c.side < 0.0) continue;
      const VarianceGreeks<double> call = heston_greeks(c, model);
      c.side = -1.0;
      const VarianceGreeks<double> put = heston_greeks(c, model);
      CHECK_THAT(call.value - put.value, WithinAbs(c.forward - c.strike, 4e-16 * (call.value + put.value)));
      CHECK_THAT(call.delta - put.delta, WithinAbs(1.0, 4e-16));
      CHECK(same_bits(call.gamma, put.gamma));
      CHECK(same_bits(call.by_variance, put.by_variance));
    }
  }
}

TEST_CASE("values stay within their bounds and above the intrinsic value", "[pricing][heston]") {
  for (const VarianceModel<double>& model : models()) {
    for (const Claim<double>& c : claims()) {
      const VarianceGreeks<double> g = heston_greeks(c, model);
      CHECK(g.value >= std::fmax(c.side * (c.forward - c.strike), 0.0));
      CHECK(g.value <= (c.side > 0.0 ? c.forward : c.strike));
      CHECK(g.gamma >= 0.0);
      CHECK(c.side * g.delta >= 0.0);
      CHECK(g.by_variance >= 0.0);
      CHECK(g.error <= 1e-12 * c.forward);
    }
  }
}

TEST_CASE("the Greeks are the slopes of the value", "[pricing][heston]") {
  for (const VarianceModel<double>& model : models()) {
    for (const Claim<double>& c : claims()) {
      if (c.years < 0.1 || c.side < 0.0) continue;  // the differences, not the Greeks, lose digits at the short end
      const VarianceGreeks<double> g = heston_greeks(c, model);
      const auto at = [&](double Claim<double>::*field, double to) {
        Claim<double> moved = c;
        moved.*field = to;
        return heston_greeks(moved, model);
      };
      const auto slope = [&](double Claim<double>::*field, double VarianceGreeks<double>::*of, double h) {
        return (8.0 * (at(field, c.*field + h).*of - at(field, c.*field - h).*of) -
                (at(field, c.*field + 2.0 * h).*of - at(field, c.*field - 2.0 * h).*of)) /
               (12.0 * h);
      };
      using C = Claim<double>;
      using G = VarianceGreeks<double>;
      CHECK_THAT(slope(&C::forward, &G::value, 0.05), WithinRel(g.delta, 2e-6) || WithinAbs(g.delta, 1e-9));
      CHECK_THAT(slope(&C::forward, &G::delta, 0.05), WithinRel(g.gamma, 2e-5) || WithinAbs(g.gamma, 1e-9));
      CHECK_THAT(slope(&C::volatility, &G::value, 1e-3), WithinRel(2.0 * c.volatility * g.by_variance, 2e-6) || WithinAbs(0.0, 1e-6));
      CHECK_THAT(-slope(&C::years, &G::value, 1e-3), WithinRel(g.theta, 2e-6) || WithinAbs(g.theta, 1e-7));
    }
  }
}

TEST_CASE("spot and forward forms agree", "[pricing][heston]") {
  for (const VarianceModel<double>& model : models()) {
    const SpotClaim<double> seen{100.0, 108.0, 0.05, 0.02, 0.3, 0.8, -1.0};
    const double forward = 100.0 * std::exp(0.03 * 0.8), discount = std::exp(-0.05 * 0.8);
    const VarianceGreeks<double> spot = heston_greeks(seen, model);
    const VarianceGreeks<double> ahead = heston_greeks(Claim<double>{forward, 108.0, 0.3, 0.8, -1.0}, model);
    CHECK_THAT(spot.value, WithinRel(discount * ahead.value, 1e-13));
    CHECK_THAT(spot.delta, WithinRel(std::exp(-0.02 * 0.8) * ahead.delta, 1e-13));
    CHECK_THAT(spot.gamma, WithinRel(discount * ahead.gamma * (forward / 100.0) * (forward / 100.0), 1e-12));
    const double h = 1e-4;
    const auto by = [&](double SpotClaim<double>::*field) {
      SpotClaim<double> up = seen, down = seen;
      up.*field += h;
      down.*field -= h;
      return (heston_greeks(up, model).value - heston_greeks(down, model).value) / (2.0 * h);
    };
    CHECK_THAT(by(&SpotClaim<double>::rate), WithinRel(spot.rho, 1e-6));
    CHECK_THAT(by(&SpotClaim<double>::yield), WithinRel(spot.epsilon, 1e-6));
    CHECK_THAT(-by(&SpotClaim<double>::years), WithinRel(spot.theta, 1e-5) || WithinAbs(spot.theta, 1e-6));
  }
}

TEST_CASE("values do not know the unit of money, nor of time", "[pricing][heston]") {
  const VarianceModel<double> model{1.3, 0.06, 0.7, -0.4, crash};
  const VarianceModel<double> monthly{1.3 / 12.0, 0.06 / 12.0, 0.7 / 12.0, -0.4, {0.8 / 12.0, -0.15, 0.1}};
  const Claim<double> c{100.0, 93.0, 0.3, 0.6, -1.0};
  const Claim<double> in_cents{6400.0, 5952.0, 0.3, 0.6, -1.0};
  const Claim<double> in_months{100.0, 93.0, 0.3 / std::sqrt(12.0), 7.2, -1.0};
  CHECK_THAT(heston_greeks(in_cents, model).value, WithinRel(64.0 * heston_greeks(c, model).value, 1e-15));
  CHECK_THAT(heston_greeks(in_months, monthly).value, WithinRel(heston_greeks(c, model).value, 1e-13));
}

TEST_CASE("with less and less volatility of variance the values become Merton's", "[pricing][heston]") {
  for (const Jumps<double>& jumps : {none, crash}) {
    for (const Claim<double>& c : claims()) {
      const double x = 1.3 * c.years, share = -std::expm1(-x) / x;
      const double variance = 0.06 + (0.0625 - 0.06) * share;
      const double merton = merton_value(Claim<double>{c.forward, c.strike, std::sqrt(variance), c.years, c.side}, jumps);
      CHECK_THAT(heston_greeks(c, {1.3, 0.06, 0.0, -0.5, jumps}).value, WithinRel(merton, 1e-13) || WithinAbs(0.0, 1e-290));
      for (const double wobble : {1e-7, 1e-10, 1e-100}) {
        const double ours = heston_greeks(c, {1.3, 0.06, wobble, -0.5, jumps}).value;
        CHECK_THAT(ours, WithinRel(merton, 40.0 * wobble + 1e-11) || WithinAbs(merton, 1e-14 * c.forward));
      }
    }
  }
}

TEST_CASE("the ends of the parameters have values", "[pricing][heston]") {
  const auto value = [](const Claim<double>& c, const VarianceModel<double>& m) { return heston_greeks(c, m).value; };
  const Claim<double> c{100.0, 107.0, 0.3, 0.5, 1.0};
  // No reversion, full correlation either way, no variance now: next to them the values are next to theirs.
  CHECK_THAT(value(c, {0.0, 0.0, 0.5, -0.5, none}), WithinRel(value(c, {1e-9, 0.0, 0.5, -0.5, none}), 1e-8));
  for (const double side : {1.0, -1.0}) {
    CHECK_THAT(value(c, {1.0, 0.09, 0.5, side, none}), WithinRel(value(c, {1.0, 0.09, 0.5, side * (1.0 - 1e-10), none}), 1e-6));
  }
  CHECK_THAT(value({100.0, 107.0, 0.0, 0.5, 1.0}, {1.0, 0.09, 0.5, -0.5, none}),
             WithinRel(value({100.0, 107.0, 1e-6, 0.5, 1.0}, {1.0, 0.09, 0.5, -0.5, none}), 1e-8));
  // No time and no variance at all: what it would be worth now.
  for (const double side : {1.0, -1.0}) {
    CHECK(value({100.0, 107.0, 0.3, 0.0, side}, {1.0, 0.09, 0.5, -0.5, crash}) == std::fmax(side * -7.0, 0.0));
    CHECK(value({100.0, 107.0, 0.0, 2.0, side}, {1.0, 0.0, 0.5, -0.5, none}) == std::fmax(side * -7.0, 0.0));
    CHECK(value({100.0, 107.0, 0.0, 2.0, side}, {0.0, 0.09, 0.5, -0.5, none}) == std::fmax(side * -7.0, 0.0));
  }
}

TEST_CASE("neighbours and widths change no bit", "[pricing][heston]") {
  using Eight = Lanes<8>;
  test::Inputs inputs{41};
  for (int round = 0; round < 12; ++round) {
    double strike[8], years[8], wobble[8], correlation[8], per_year[8], value[8], gamma[8];
    for (int i = 0; i < 8; ++i) {
      strike[i] = 100.0 * std::exp(inputs.with_sign(0.5 * inputs.unit()));
      years[i] = i == 5 ? 0.0 : inputs.of_sizes(-8, 2);
      wobble[i] = i == 3 ? 0.0 : inputs.of_sizes(-6, 1);
      correlation[i] = inputs.with_sign(inputs.unit());
      per_year[i] = i % 2 == 0 ? 0.0 : inputs.of_sizes(-3, 2);
      if (i == 6) strike[i] = not_a_number;
    }
    const Claim<Eight> claim{Eight(100.0), load<Eight>(strike), Eight(0.3), load<Eight>(years), Eight(1.0)};
    const VarianceModel<Eight> model{
        Eight(1.1), Eight(0.08), load<Eight>(wobble), load<Eight>(correlation), {load<Eight>(per_year), Eight(-0.06), Eight(0.03)}};
    const VarianceGreeks<Eight> all = heston_greeks(claim, model);
    store(value, all.value);
    store(gamma, all.gamma);
    for (int i = 0; i < 8; ++i) {
      const VarianceGreeks<double> one = heston_greeks(Claim<double>{100.0, strike[i], 0.3, years[i], 1.0},
                                                       {1.1, 0.08, wobble[i], correlation[i], {per_year[i], -0.06, 0.03}});
      if (i == 6) {
        CHECK((std::isnan(value[i]) && std::isnan(one.value)));
        continue;
      }
      CHECK(same_bits(value[i], one.value));
      CHECK(same_bits(gamma[i], one.gamma));
    }
  }
}

TEST_CASE("what cannot be makes the value unknown", "[pricing][heston]") {
  const Claim<double> c{100.0, 90.0, 0.5, 0.5, 1.0};
  for (const VarianceModel<double>& bad :
       {VarianceModel<double>{-1.0, 0.1, 0.5, 0.0, none}, VarianceModel<double>{1.0, -0.1, 0.5, 0.0, none},
        VarianceModel<double>{1.0, 0.1, -0.5, 0.0, none}, VarianceModel<double>{1.0, 0.1, 0.5, 1.01, none},
        VarianceModel<double>{not_a_number, 0.1, 0.5, 0.0, none}, VarianceModel<double>{1.0, 0.1, not_a_number, 0.0, none},
        VarianceModel<double>{1.0, 0.1, 0.5, not_a_number, none}, VarianceModel<double>{1.0, 0.1, 0.5, 0.0, {-1.0, 0.0, 0.1}},
        VarianceModel<double>{1.0, 0.1, 0.5, 0.0, {1.0, not_a_number, 0.1}}}) {
    CHECK(std::isnan(heston_greeks(c, bad).value));
  }
  CHECK(std::isnan(heston_greeks(Claim<double>{100.0, 90.0, not_a_number, 0.5, 1.0}, {1.0, 0.1, 0.5, 0.0, none}).value));
  CHECK(std::isnan(heston_greeks(Claim<double>{100.0, 90.0, -0.1, 0.5, 1.0}, {1.0, 0.1, 0.5, 0.0, none}).value));
  CHECK(std::isnan(heston_greeks(Claim<double>{100.0, 90.0, 0.1, -0.5, 1.0}, {1.0, 0.1, 0.5, 0.0, none}).value));
  CHECK(std::isnan(heston_greeks(Claim<double>{not_a_number, 90.0, 0.1, 0.5, 1.0}, {1.0, 0.1, 0.5, 0.0, none}).delta));
}

TEST_CASE("at the money under little variance that varies much the sum neither overflows nor is unknown", "[pricing][heston]") {
  const Claim<double> claim{.forward = 0.8761842679142926,
                            .strike = 0.8761842679142926,
                            .volatility = 0.0030952179827443338,
                            .years = 0.00062185593825122415,
                            .side = 1.0};
  const VarianceModel<double> model{0.20038083312241067, 0.0066754797602067558, 2.8882722968221959, 0.63172687257953852, {0.0, 0.0, 0.0}};
  const VarianceGreeks<double> at = heston_greeks(claim, model);
  Claim<double> near = claim;
  near.strike = claim.strike * (1.0 + 0x1p-40);
  const VarianceGreeks<double> beside = heston_greeks(near, model);
  REQUIRE(std::isfinite(at.value));
  CHECK(std::fabs(at.value - beside.value) <= 0x1p-40 * claim.strike);  // a call moves by less than its strike does
  CHECK(std::isfinite(at.delta));
  CHECK(at.gamma > 0.0);
}
