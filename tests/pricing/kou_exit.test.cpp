#include "bulwark/pricing/kou_exit.hpp"

#include <array>
#include <cmath>
#include <limits>
#include <boost/multiprecision/cpp_bin_float.hpp>
#include <boost/multiprecision/cpp_int.hpp>

#include "support/catch.hpp"
#include "support/jump_walk.hpp"
#include "support/random.hpp"

using namespace bulwark;
using Wide = boost::multiprecision::number<boost::multiprecision::cpp_bin_float<110>, boost::multiprecision::et_off>;

namespace {

constexpr double inf = std::numeric_limits<double>::infinity();

/// The same question to 110 digits by another road: real roots by halving between the poles, the equations by elimination, and the
/// inversion of Gaver and Stehfest, on the real axis.
class WideExit {
 public:
  WideExit(const LogPrice& price, double below, double above) : d_(below), u_(above) {
    const auto& kou = std::get<DoubleExponentialJumps>(price.model);
    s2_ = Wide(price.volatility) * price.volatility, l_ = kou.per_year, p_ = kou.up_share, e_ = kou.up_rate, f_ = kou.down_rate;
    m_ = price.growth - s2_ / 2 - l_ * (p_ / (e_ - 1) - (1 - p_) / (f_ + 1));
  }

  /// Below at the end, below by a jump, above at the end, above by a jump.
  std::array<double, 4> at(double years) const {
    constexpr int order = 72;
    const Wide step = log(Wide(2)) / years;
    std::array<Wide, 4> sum{};
    for (int k = 1; k <= order; ++k) {
      const std::array<Wide, 4> there = transform(k * step);
      for (std::size_t i = 0; i < 4; ++i) sum[i] += weight(k, order) * there[i];
    }
    return {static_cast<double>(step * sum[0]), static_cast<double>(step * sum[1]), static_cast<double>(step * sum[2]),
            static_cast<double>(step * sum[3])};
  }

 private:
  static Wide factorial(int n) {
    Wide x = 1;
    for (int i = 2; i <= n; ++i) x *= i;
    return x;
  }
  static Wide weight(int k, int order) {
    Wide sum = 0;
    for (int j = (k + 1) / 2; j <= std::min(k, order / 2); ++j)
      sum += pow(Wide(j), order / 2) * factorial(2 * j) /
             (factorial(order / 2 - j) * factorial(j) * factorial(j - 1) * factorial(k - j) * factorial(2 * j - k));
    return (k + order / 2) % 2 == 0 ? sum : Wide(-sum);
  }
  Wide exponent(const Wide& r) const { return s2_ * r * r / 2 + m_ * r + l_ * (p_ * e_ / (e_ - r) + (1 - p_) * f_ / (f_ + r) - 1); }
  Wide root(Wide low, Wide high, const Wide& value, bool rises) const {
    for (int i = 0; i < 380; ++i) {
      const Wide middle = (low + high) / 2;
      ((exponent(middle) < value) == rises ? low : high) = middle;
    }
    return low;
  }
  std::array<Wide, 4> transform(const Wide& value) const {
    const Wide far = (abs(m_) + sqrt(m_ * m_ + 2 * s2_ * (value + l_))) / s2_ * 2 + e_ + f_, tiny = pow(Wide(10), -100);
    const std::array<Wide, 4> r{root(0, e_ * (1 - tiny), value, true), root(e_ * (1 + tiny), far, value, true),
                                root(-f_ * (1 - tiny), 0, value, false), root(-far, -f_ * (1 + tiny), value, false)};
    Wide a[4][5];
    for (int i = 0; i < 4; ++i) {  // u = sum of c_i e^(r_i x); each way out pays one in turn: solved for u(0) as the transposed system
      const Wide scale = r[static_cast<std::size_t>(i)] > 0 ? u_ : -d_, ri = r[static_cast<std::size_t>(i)];
      a[i][0] = exp(ri * (-d_ - scale)), a[i][1] = a[i][0] * f_ / (f_ + ri), a[i][2] = exp(ri * (u_ - scale)),
      a[i][3] = a[i][2] * e_ / (e_ - ri);
      a[i][4] = exp(-ri * scale);
    }
    for (int c = 0; c < 4; ++c) {
      int pivot = c;
      for (int i = c + 1; i < 4; ++i)
        if (abs(a[i][c]) > abs(a[pivot][c])) pivot = i;
      for (int j = 0; j < 5; ++j) std::swap(a[c][j], a[pivot][j]);
      for (int i = 0; i < 4; ++i) {
        if (i == c) continue;
        const Wide by = a[i][c] / a[c][c];
        for (int j = c; j < 5; ++j) a[i][j] -= by * a[c][j];
      }
    }
    return {a[0][4] / a[0][0] / value, a[1][4] / a[1][1] / value, a[2][4] / a[2][2] / value, a[3][4] / a[3][3] / value};
  }

  Wide s2_, m_, l_, p_, e_, f_, d_, u_;
};

LogPrice bitcoin() { return {.volatility = 0.5, .model = DoubleExponentialJumps{20.0, 0.4, 25.0, 18.0}}; }

}  // namespace

TEST_CASE("first passage with exponential jumps has ten digits of what 110-digit arithmetic says, however small", "[pricing][kou_exit]") {
  test::Random random{41};
  double worst = 0.0;
  for (int i = 0; i < 24; ++i) {
    const LogPrice price{.volatility = random.between(0.15, 1.2),
                         .growth = random.between(-0.1, 0.1),
                         .model = DoubleExponentialJumps{std::exp(random.between(-1.0, 4.5)), random.between(0.05, 0.95),
                                                         random.between(3.0, 60.0), random.between(2.0, 60.0)}};
    const double years = std::exp(random.between(-15.0, 1.0)), below = random.between(0.02, 0.6), above = random.between(0.02, 0.6);
    const std::array<double, 4> exact = WideExit(price, below, above).at(years);
    const ExitShares ours = exit_of_kou(price, {below, above}, years);
    const std::array<double, 4> got{ours.below_at_end, ours.below_by_jump, ours.above_at_end, ours.above_by_jump};
    for (std::size_t k = 0; k < 4; ++k) {
      INFO(i << " " << k << ": " << got[k] << " for " << exact[k] << " in " << years << " years");
      if (exact[k] < 1e-18) continue;
      const double error = std::fabs(got[k] / exact[k] - 1.0);
      worst = std::fmax(worst, error);
      CHECK(error < 2e-9);
    }
  }
  INFO(worst);
  CHECK(worst < 2e-9);
}

TEST_CASE("with next to no jumps first passage is the diffusion's", "[pricing][kou_exit]") {
  const LogPrice rare{.volatility = 0.6, .model = DoubleExponentialJumps{1e-9, 0.5, 20.0, 20.0}},
      never{.volatility = 0.6, .model = DoubleExponentialJumps{0.0, 0.5, 20.0, 20.0}};
  for (const double years : {0.003, 0.08, 1.0}) {
    const ExitShares a = exit_of_kou(rare, {0.1, 0.15}, years), b = exit_of_kou(never, {0.1, 0.15}, years),
                     c = exit_of_diffusion({0.1, 0.15}, -0.18 * years, 0.36 * years);
    CHECK(a.below_at_end == Catch::Approx(b.below_at_end).epsilon(1e-8));
    CHECK(a.above_at_end == Catch::Approx(b.above_at_end).epsilon(1e-7));
    CHECK(b.below_at_end == Catch::Approx(c.below_at_end).epsilon(1e-14));
  }
}

TEST_CASE("over a second a jump is the only way: the probability is intensity, time and tail", "[pricing][kou_exit]") {
  const double second = 1.0 / 31'536'000.0;
  const ExitShares shares = exit_of_kou(bitcoin(), {0.1, 0.15}, second);
  CHECK(shares.below_by_jump == Catch::Approx(20.0 * second * 0.6 * std::exp(-1.8)).epsilon(1e-4));
  CHECK(shares.above_by_jump == Catch::Approx(20.0 * second * 0.4 * std::exp(-3.75)).epsilon(1e-4));
}

TEST_CASE("a farther end is touched less, a longer time more, and the ways out never exceed everything", "[pricing][kou_exit]") {
  test::Random random{42};
  for (int i = 0; i < 1000; ++i) {
    const LogPrice price{.volatility = random.between(0.1, 1.5),
                         .model = DoubleExponentialJumps{std::exp(random.between(-3.0, 5.0)), random.between(0.0, 1.0),
                                                         random.between(1.5, 80.0), random.between(1.0, 80.0)}};
    const double below = random.between(0.01, 0.7), above = i % 3 == 0 ? inf : random.between(0.01, 0.7),
                 years = std::exp(random.between(-16.0, 2.0));
    const ExitShares now = exit_of_kou(price, {below, above}, years), later = exit_of_kou(price, {below, above}, 1.25 * years),
                     farther = exit_of_kou(price, {1.1 * below, above}, years);
    INFO(i);
    CHECK(now.all() <= 1.0 + 1e-8);
    CHECK(now.all() <= later.all() + 1e-8);
    CHECK(farther.below() <= now.below() + 1e-8);
    CHECK(farther.all() <= now.all() + 1e-8);
    CHECK(now.all() >= 0.0);
  }
}

TEST_CASE("100,000 walks fall as the transform says, by the diffusion and by jumps, within three standard errors", "[pricing][kou_exit]") {
  const LogPrice price = bitcoin();
  for (const double years : {1.0 / 365.0, 30.0 / 365.0}) {
    test::Sample at_end, by_jump;
    for (Index path = 0; path < 100'000; ++path) {
      const auto fall = test::JumpWalk(price, 43, path).fall(0.1, years);
      at_end.add(fall.is_there && !fall.is_by_jump), by_jump.add(fall.is_by_jump);
    }
    const ExitShares shares = exit_of_kou(price, {.below = 0.1}, years);
    CHECK(std::fabs(at_end.score(shares.below_at_end)) < 3.0);
    CHECK(std::fabs(by_jump.score(shares.below_by_jump)) < 3.0);
  }
}
