#include "bulwark/var/quadratic_tail.hpp"

#include <cmath>

#include "bulwark/pricing/black.hpp"
#include "bulwark/var/cornish_fisher.hpp"
#include "support/catch.hpp"
#include "support/delta_gamma.hpp"
#include "support/normal_profits.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {
VarReport tail_of(const std::vector<double>& slope, const std::vector<double>& curvature, double tail) {
  return quadratic_tail({.constant = 0.0, .slope = slope, .curvature = curvature}, tail);
}
}  // namespace

TEST_CASE("a profit without curvature is normal", "[var][quadratic_tail]") {
  for (const double tail : {1e-50, 1e-9, 0.01, 0.3, 0.5, 0.7, 0.99}) {
    const VarReport ours =
        quadratic_tail({.constant = 3.0, .slope = std::vector<double>{12.0, 16.0}, .curvature = std::vector<double>{0, 0}}, tail);
    const VarReport normal = normal_tail(3.0, 20.0, tail);
    CHECK(ours.value_at_risk == Catch::Approx(normal.value_at_risk).epsilon(1e-12));
    CHECK(ours.expected_shortfall == Catch::Approx(normal.expected_shortfall).epsilon(1e-11));
  }
}

TEST_CASE("one squared number alone is chi-squared, long or short", "[var][quadratic_tail]") {
  for (const double tail : {1e-50, 1e-9, 0.01, 0.3, 0.5, 0.7, 0.99}) {
    const double far = normal_quantile(0.5 * tail),
                 near = normal_quantile(0.5 - 0.5 * tail);  // |z| beyond, |z| within, with probability tail
    CHECK(tail_of({0.0}, {-10'000.0}, tail).value_at_risk == Catch::Approx(5'000.0 * far * far).epsilon(1e-12));
    if (tail > 1e-3) CHECK(tail_of({0.0}, {10'000.0}, tail).value_at_risk == Catch::Approx(-5'000.0 * near * near).epsilon(1e-12));
    // E[z^2; |z| > a] = 2 (a n(a) + N(-a))
    const double shortfall = 5'000.0 * 2.0 * (-far * normal_density(far) + normal_cdf(far)) / tail;
    CHECK(tail_of({0.0}, {-10'000.0}, tail).expected_shortfall == Catch::Approx(shortfall).epsilon(1e-11));
  }
  // Where the expansion says -4,707.88: var_es.json, "ore-negative-gamma-cf", seen from above. ORE's case 2 is the other side.
  CHECK(tail_of({0.0}, {10'000.0}, 0.01).value_at_risk == Catch::Approx(-0.785439289548509).epsilon(1e-12));
  CHECK(tail_of({0.0}, {-1e6}, 0.01).value_at_risk == Catch::Approx(3317448.300510612).epsilon(1e-13));
}

TEST_CASE("two squares long and two short are Laplace's law, down to any tail", "[var][quadratic_tail]") {
  for (const double tail : {1e-100, 1e-9, 0.01, 0.2, 0.49, 0.5, 0.51, 0.9}) {
    const VarReport ours = tail_of({0, 0, 0, 0}, {1, 1, -1, -1}, tail);
    const double loss = tail <= 0.5 ? -std::log(2.0 * tail) : std::log(2.0 * (1.0 - tail));
    CHECK(ours.value_at_risk == Catch::Approx(loss).epsilon(1e-12).margin(1e-12));
    if (tail <= 0.5) CHECK(ours.expected_shortfall == Catch::Approx(loss + 1.0).epsilon(1e-12));
  }
}

TEST_CASE("the probability to lose at all of one square against a larger one is an angle", "[var][quadratic_tail]") {
  // z1^2 < c z2^2 with probability atan(sqrt(c)) 2 / pi: the law's density is infinite there, and its tails fall algebraically.
  for (const double c : {0.01, 1.0, 4.0}) {
    const double tail = std::atan(std::sqrt(c)) * 2.0 / std::acos(-1.0);
    CHECK(tail_of({0, 0}, {1.0, -c}, tail).value_at_risk == Catch::Approx(0.0).margin(1e-11));
  }
}

TEST_CASE("a thousand squares, and curvatures of every size, are no harder", "[var][quadratic_tail]") {
  const std::vector<double> none(1000, 0.0), all(1000, -2.0);
  CHECK(tail_of(none, all, 0.01).value_at_risk == Catch::Approx(1106.96899435221736).epsilon(1e-12));  // chi-squared of 1,000
  // A vanishing curvature against the large one changes nothing, whatever its sign.
  for (const double small : {-1e-10, 1e-10})
    for (const double tail : {0.01, 0.99})
      CHECK(tail_of({0.01, 0.0}, {small, 1.0}, tail).value_at_risk ==
            Catch::Approx(tail_of({0.01, 0.0}, {0.0, 1.0}, tail).value_at_risk).epsilon(1e-7));
}

TEST_CASE("what it says is what a million draws say", "[var][quadratic_tail]") {
  const std::vector<double> slope{1.0, -0.5, 2.0}, curvature{-1.0, 0.7, 0.0};
  constexpr std::size_t count = 1'000'000;
  const std::vector<double> z = normal_profits(3 * count, 121);
  for (const double tail : {0.001, 0.01, 0.1, 0.9}) {
    const VarReport ours = tail_of(slope, curvature, tail);
    double below = 0.0, lost = 0.0;
    for (std::size_t i = 0; i < count; ++i) {
      double profit = 0.0;
      for (std::size_t j = 0; j < 3; ++j) profit += slope[j] * z[3 * i + j] + 0.5 * curvature[j] * z[3 * i + j] * z[3 * i + j];
      if (profit <= -ours.value_at_risk) below += 1.0, lost -= profit;
    }
    CHECK(std::fabs(below / count - tail) < 4.0 * std::sqrt(tail * (1.0 - tail) / count));
    CHECK(lost / below == Catch::Approx(ours.expected_shortfall).margin(0.03));
  }
}

TEST_CASE("ORE's five factors are met by inversion, and missed by the expansion", "[var][quadratic_tail]") {
  // var_es.json, "ore-case001": the upper 99 % quantile, which is the value at risk of the opposite book. Its 168,921.801 is beyond with
  // probability 0.01000003; this one by Gil-Pelaez to 30 digits, and by the trapezoidal rule over two factors and the third in closed form.
  const std::vector<double> covariance{96.3436,   -0.828459, -6.59142,   0.583848,  -0.0639266, -0.828459, 97.7309,  12.4906,  -2.03511,
                                       -0.504752, -6.59142,  12.4906,    95.12,     0.800706,   0.443861,  0.583848, -2.03511, 0.800706,
                                       2.71239,   0.288881,  -0.0639266, -0.504752, 0.443861,   0.288881,  1.42701};
  std::vector<double> gamma(25, 0.0);
  gamma[0] = 13.9605, gamma[6] = 0.174223, gamma[12] = 196.1;
  const DeltaGamma book({-691.043, -8.62406, -9706.97, 0.0, 0.0}, gamma, covariance);
  CHECK(quadratic_tail(book, 0.01).value_at_risk == Catch::Approx(168921.86364632278).epsilon(1e-13));
  CHECK(cornish_fisher(moments(book), 0.01).report.value_at_risk == Catch::Approx(169215.19569161526).epsilon(1e-12));
}

TEST_CASE("delta and gamma come to full revaluation as the period shortens, delta alone later", "[var][quadratic_tail]") {
  // A short call, revalued at the price that is lost at: the loss is monotone in the move.
  const auto value = [](double forward) { return black_value(Claim<double>{forward, 100.0, 0.8, 0.1, 1.0}); };
  const double bump = 0.01, delta = (value(100.0 + bump) - value(100.0 - bump)) / (2.0 * bump);
  const double gamma = (value(100.0 + bump) - 2.0 * value(100.0) + value(100.0 - bump)) / (bump * bump);
  double before_quadratic = 1e9, before_normal = 1e9;
  for (const double deviation : {8.0, 4.0, 2.0, 1.0}) {
    const double full = value(100.0 - deviation * normal_quantile(0.01)) - value(100.0);
    const double normal = normal_tail(0.0, delta * deviation, 0.01).value_at_risk;
    const double quadratic = quadratic_tail(DeltaGamma({-delta}, {-gamma}, {deviation * deviation}), 0.01).value_at_risk;
    const double off_normal = std::fabs(normal / full - 1.0), off_quadratic = std::fabs(quadratic / full - 1.0);
    CHECK(off_quadratic < 0.5 * off_normal);
    CHECK(off_normal < 0.7 * before_normal);
    CHECK(off_quadratic < 0.5 * before_quadratic);
    before_normal = off_normal, before_quadratic = off_quadratic;
  }
  CHECK(before_quadratic < 0.01);
}

TEST_CASE("a tail that is none, a number that is none, and nothing that moves", "[var][quadratic_tail][faults]") {
  for (const double bad : {0.0, 1.0, -0.1, std::nan("")}) CHECK(std::isnan(tail_of({1.0}, {1.0}, bad).value_at_risk));
  CHECK(std::isnan(tail_of({std::nan("")}, {1.0}, 0.01).expected_shortfall));
  CHECK(std::isnan(tail_of({1.0}, {std::numeric_limits<double>::infinity()}, 0.01).value_at_risk));
  const std::vector<double> zero{0.0};
  CHECK(quadratic_tail({.constant = 3.0, .slope = zero, .curvature = zero}, 0.01).expected_shortfall == -3.0);
}
