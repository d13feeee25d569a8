#include "bulwark/pricing/kou.hpp"

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include "pricing/kou_reference.hpp"
#include "support/allocations.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

bool same_bits(double a, double b) { return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b); }

const DoubleExponentialJumps crash{.per_year = 1.0, .up_share = 0.3, .up_rate = 20.0, .down_rate = 5.0};
const DoubleExponentialJumps many_small{.per_year = 300.0, .up_share = 0.45, .up_rate = 250.0, .down_rate = 200.0};
const DoubleExponentialJumps only_up{.per_year = 5.0, .up_share = 1.0, .up_rate = 12.0, .down_rate = 7.0};
const DoubleExponentialJumps only_down{.per_year = 5.0, .up_share = 0.0, .up_rate = 12.0, .down_rate = 7.0};
const DoubleExponentialJumps heavy{.per_year = 2.0, .up_share = 0.6, .up_rate = 1.1, .down_rate = 0.4};
const DoubleExponentialJumps thousands{.per_year = 9000.0, .up_share = 0.5, .up_rate = 300.0, .down_rate = 250.0};
const std::vector<DoubleExponentialJumps> all_jumps{crash, many_small, only_up, only_down, heavy, thousands};

std::vector<Claim<double>> claims() {
  std::vector<Claim<double>> all;
  for (const double strike : {20.0, 90.0, 100.0, 115.0, 450.0})
    for (const double volatility : {0.0, 0.15, 0.8})
      for (const double years : {0.003, 0.25, 1.0})
        for (const double side : {1.0, -1.0}) all.push_back({100.0, strike, volatility, years, side});
  return all;
}

}  // namespace

TEST_CASE("without double-exponential jumps the model is Black, bit by bit", "[pricing][kou]") {
  for (const Claim<double>& c : claims()) {
    CHECK(same_bits(kou_value(c, {.per_year = 0.0, .up_share = 0.3, .up_rate = 8.0, .down_rate = 4.0}), black_value(c)));
    CHECK(same_bits(kou_value(c, DoubleExponentialJumps{}), black_value(c)));
    CHECK_THAT(kou_value(c, {.per_year = 3.0, .up_share = 0.5, .up_rate = 1e40, .down_rate = 1e40}),  // jumps of no size
               WithinRel(black_value(c), 1e-13) || WithinAbs(black_value(c), 1e-35));
  }
  const Claim<double> c{100.0, 90.0, 0.4, 0.5, 1.0};
  CHECK_THAT(kou_value(c, {.per_year = 1e-14, .up_share = 0.3, .up_rate = 8.0, .down_rate = 4.0}), WithinRel(black_value(c), 1e-14));
}

TEST_CASE("double-exponential jumps keep parity and the bounds", "[pricing][kou]") {
  for (const DoubleExponentialJumps& jumps : all_jumps) {
    for (Claim<double> c : claims()) {
      if (c.side < 0.0) continue;
      const double call = kou_value(c, jumps);
      c.side = -1.0;
      const double put = kou_value(c, jumps);
      CHECK_THAT(call - put, WithinAbs(c.forward - c.strike, 4e-16 * (call + put)));
      CHECK(call <= c.forward);
      CHECK(put <= c.strike);
      CHECK(call >= std::fmax(c.forward - c.strike, 0.0));
      CHECK(put >= std::fmax(c.strike - c.forward, 0.0));
      CHECK(put >= black_value(c) * (1.0 - 1e-13));  // jumps only add to what Black gives
    }
  }
}

TEST_CASE("values under double-exponential jumps fall with the strike, convexly, and rise with volatility and intensity",
          "[pricing][kou]") {
  for (DoubleExponentialJumps jumps : all_jumps) {
    jumps.per_year = std::fmin(jumps.per_year, 1000.0);
    for (const double years : {0.001, 0.1, 1.0}) {
      double before = 100.0, slope = -1.0;
      for (int i = 1; i <= 120; ++i) {
        const Claim<double> c{100.0, 2.5 * i, 0.3, years, 1.0};
        const double v = kou_value(c, jumps);
        CHECK(v <= before);
        CHECK((v - before) / 2.5 >= slope - 1e-13);
        slope = (v - before) / 2.5, before = v;
        Claim<double> wider = c;
        wider.volatility = 0.31;
        CHECK(kou_value(wider, jumps) >= v * (1.0 - 1e-14));
        DoubleExponentialJumps more = jumps;
        more.per_year *= 1.1;
        CHECK(kou_value(c, more) >= v * (1.0 - 1e-14));
      }
    }
  }
}

TEST_CASE("values under double-exponential jumps are those of a contour integral", "[pricing][kou]") {
  // 5e-14 up to a thousand jumps expected; the exponents that cancel grow with their number.
  for (const test::KouReference& r : test::kou_reference) {
    INFO(r.name);
    const SpotClaim<double> claim{r.spot, r.strike, r.rate, r.yield, r.volatility, r.years, r.is_call ? 1.0 : -1.0};
    const double count = r.per_year * r.years;
    CHECK_THAT(kou_value(claim, {r.per_year, r.up_share, r.up_rate, r.down_rate}),
               WithinRel(r.expected[0][0], count < 100.0 ? 5e-14 : 2e-12));
  }
}

TEST_CASE("published values under double-exponential jumps", "[pricing][kou]") {
  // Kou (2002), the numerical example; d'Halluin, Forsyth and Vetzal (2005).
  CHECK_THAT(kou_value(SpotClaim<double>{100.0, 98.0, 0.05, 0.0, 0.16, 0.5, 1.0}, {1.0, 0.4, 10.0, 5.0}), WithinAbs(9.14732, 5e-6));
  CHECK_THAT(kou_value(SpotClaim<double>{90.0, 100.0, 0.05, 0.0, 0.15, 0.25, -1.0}, {0.1, 0.3445, 3.0465, 3.0775}),
             WithinAbs(9.430457, 1e-6));
  CHECK_THAT(kou_value(SpotClaim<double>{110.0, 100.0, 0.05, 0.0, 0.15, 0.25, 1.0}, {0.1, 0.3445, 3.0465, 3.0775}),
             WithinAbs(11.794583, 1e-6));
}

TEST_CASE("jumps that cancel diffusion: a strike passed by jumps alone", "[pricing][kou]") {
  // Without diffusion, upward jumps alone and exactly one of them likely: by hand, one Erlang term after another.
  const DoubleExponentialJumps jumps{.per_year = 1.0, .up_share = 1.0, .up_rate = 6.0, .down_rate = 1.0};
  const double years = 0.5, drift = 0.5 * (1.0 / 5.0), strike = 130.0, far = std::log(1.3) + drift;
  // Call = sum of weights P(n) times E (exp(sum - far) - 1)+ of Gamma(n, 6), integrated by the composite Simpson rule.
  double sum = 0.0, weight = std::exp(-0.5);
  for (int n = 1; n < 40; ++n) {
    weight *= 0.5 / n;
    double factor = 1.0;
    for (int i = 1; i < n; ++i) factor *= 6.0 / i;
    const auto f = [&](double y) { return std::expm1(y - far) * factor * 6.0 * std::pow(y, n - 1) * std::exp(-6.0 * y); };
    const int steps = 4000;
    const double h = 8.0 / steps;
    double integral = f(far) + f(far + 8.0);
    for (int i = 1; i < steps; ++i) integral += (i % 2 == 1 ? 4.0 : 2.0) * f(far + h * i);
    sum += weight * integral * h / 3.0;
  }
  CHECK_THAT(kou_value(Claim<double>{100.0, strike, 0.0, years, 1.0}, jumps), WithinRel(strike * sum, 1e-9));
  CHECK(kou_value(Claim<double>{100.0, 130.0, 0.0, 0.5, -1.0}, jumps) > 30.0);
  CHECK(kou_value(Claim<double>{100.0, 100.0 * std::exp(-0.11), 0.0, 0.5, -1.0}, jumps) == 0.0);  // drift alone cannot fall so far
}

TEST_CASE("limits of double-exponential jumps are values", "[pricing][kou]") {
  const Claim<double> call{100.0, 120.0, 0.3, 1.0, 1.0};
  CHECK(kou_value(Claim<double>{100.0, 90.0, 0.5, 0.0, 1.0}, thousands) == 10.0);
  CHECK(kou_value(Claim<double>{100.0, 90.0, 0.5, 0.0, -1.0}, thousands) == 0.0);
  // As upward jumps come to have no mean, what is left of the forward is in ever rarer, ever larger ones: the call is worth it all.
  double before = 0.0;
  for (const double over : {0.5, 0.1, 0.03, 0.01, 1e-3, 1e-6, 1e-12}) {
    const double v = kou_value(call, {.per_year = 1.0, .up_share = 0.5, .up_rate = 1.0 + over, .down_rate = 5.0});
    CHECK(v >= before);
    before = v;
  }
  CHECK(before == 100.0);
  // Jumps of no size: Black; and down to nothing at once: Black on a forward that grows by what is lost.
  CHECK_THAT(kou_value(call, {.per_year = 2.0, .up_share = 0.5, .up_rate = 1e12, .down_rate = 1e12}), WithinRel(black_value(call), 1e-11));
  const double ruin = kou_value(call, {.per_year = 0.2, .up_share = 0.0, .up_rate = 10.0, .down_rate = 1e-300});
  const double survived = std::exp(-0.2);
  CHECK_THAT(ruin, WithinRel(survived * black_value(Claim<double>{100.0 / survived, 120.0, 0.3, 1.0, 1.0}), 1e-14));
}

TEST_CASE("a far wing keeps its digits: a hundred and forty zeros after the point", "[pricing][kou]") {
  // No more jumps than these reach it, and the sum goes on until the bound on the rest says so. Ratio of neighbouring strikes: the tail of
  // the put falls as the (down rate + 1)th power of the strike times slowly varying terms.
  const DoubleExponentialJumps jumps{.per_year = 3.0, .up_share = 0.5, .up_rate = 50.0, .down_rate = 50.0};
  double before = 1.0;
  for (const double strike : {1.0, 1e-1, 1e-2, 1e-3, 1e-4}) {
    const double v = kou_value(Claim<double>{100.0, strike, 0.3, 1.0, -1.0}, jumps);
    CHECK(v > 0.0);
    CHECK(v < before * 1e-20);
    before = v;
  }
  CHECK(before < 1e-230);
  // By a contour integral of 32 digits: weights down to the smallest double count.
  const SpotClaim<double> far{100.0, 7200489933738.588, 0.08212009911151526, 0.07339968158526917, 0.507595312871296, 0.0006880677824178539,
                              1.0};
  CHECK_THAT(kou_value(far, {100124.89974975247, 0.8419308585435238, 44.10615563572452, 0.8831304300645697}),
             WithinRel(5.4030112719650429e-216, 1e-12));
}

TEST_CASE("a neighbour of another expiry, with a thousand jumps, changes no bit", "[pricing][kou]") {
  using Eight = Lanes<8>;
  const std::vector<Claim<double>> all = claims();
  for (const DoubleExponentialJumps& jumps : all_jumps) {
    for (std::size_t i = 0; i + 8 <= all.size(); i += 7) {
      double f[8], k[8], v[8], t[8], s[8], value[8], theta[8], vega[8];
      for (std::size_t j = 0; j < 8; ++j) {
        const Claim<double>& c = all[i + j];
        f[j] = c.forward, k[j] = c.strike, v[j] = c.volatility, t[j] = c.years, s[j] = c.side;
      }
      const Claim<Eight> claim{load<Eight>(f), load<Eight>(k), load<Eight>(v), load<Eight>(t), load<Eight>(s)};
      ErlangLaw<1> law;
      ErlangLaw<2> more;
      store(value, kou_value(claim, jumps, law));
      store(vega, kou_value_and_vega(claim, jumps, law).vega);
      const Greeks<Eight> g = kou_greeks(claim, jumps, more);
      store(theta, g.theta);
      for (std::size_t j = 0; j < 8; ++j) {
        CHECK(same_bits(value[j], kou_value(all[i + j], jumps)));
        CHECK(same_bits(g.value.lane(static_cast<int>(j)), value[j]));
        CHECK(same_bits(g.vega.lane(static_cast<int>(j)), vega[j]));
        CHECK(same_bits(theta[j], kou_greeks(all[i + j], jumps).theta));
      }
    }
  }
}

TEST_CASE("a law that is kept gives the bits of a new one, and nothing is allocated", "[pricing][kou]") {
  ErlangLaw<1> law;
  const std::vector<Claim<double>> all = claims();
  std::vector<double> kept(all.size());
  const auto before = test::allocations();
  for (const DoubleExponentialJumps& jumps : all_jumps)
    for (std::size_t i = 0; i < all.size(); ++i) kept[i] = kou_value(one_lane(all[i]), jumps, law).lane(0);
  CHECK(test::allocations() == before);
  for (std::size_t i = 0; i < all.size(); ++i) CHECK(same_bits(kept[i], kou_value(all[i], all_jumps.back())));
}

TEST_CASE("double-exponential jumps that cannot be make the value unknown, and soon", "[pricing][kou]") {
  const Claim<double> good{100.0, 90.0, 0.5, 0.5, 1.0};
  const double inf = std::numeric_limits<double>::infinity();
  for (const DoubleExponentialJumps& bad :
       {DoubleExponentialJumps{not_a_number, 0.5, 10.0, 10.0}, DoubleExponentialJumps{1.0, not_a_number, 10.0, 10.0},
        DoubleExponentialJumps{1.0, 0.5, not_a_number, 10.0}, DoubleExponentialJumps{1.0, 0.5, 10.0, not_a_number},
        DoubleExponentialJumps{-1.0, 0.5, 10.0, 10.0}, DoubleExponentialJumps{1.0, 1.1, 10.0, 10.0},
        DoubleExponentialJumps{1.0, -0.1, 10.0, 10.0}, DoubleExponentialJumps{1.0, 0.5, 1.0, 10.0},
        DoubleExponentialJumps{1.0, 0.5, 10.0, 0.0}, DoubleExponentialJumps{3e4, 0.5, 10.0, 10.0},
        DoubleExponentialJumps{inf, 0.5, 10.0, 10.0}}) {
    CHECK(std::isnan(kou_value(good, bad)));
    CHECK(std::isnan(kou_greeks(good, bad).gamma));
  }
  for (double Claim<double>::*field :
       {&Claim<double>::forward, &Claim<double>::strike, &Claim<double>::volatility, &Claim<double>::years}) {
    Claim<double> bad = good;
    bad.*field = not_a_number;
    CHECK(std::isnan(kou_value(bad, crash)));
    bad.*field = -1.0;
    CHECK(std::isnan(kou_value(bad, crash)));
  }
}
