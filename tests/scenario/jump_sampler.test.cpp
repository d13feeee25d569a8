#include "bulwark/scenario/jump_sampler.hpp"

#include <algorithm>
#include <cmath>
#include <thread>
#include <vector>

#include "bulwark/pricing/kou.hpp"
#include "bulwark/pricing/merton.hpp"
#include "bulwark/var/jump_mixture.hpp"
#include "support/catch.hpp"

using namespace bulwark;

namespace {

constexpr Index many = 200'000;
constexpr double years = 5.0 / 365.0;
const JumpParameters bitcoin{.per_year = 12.0, .mean_log_jump = -0.04, .log_jump_deviation = 0.06};
const JumpParameters ether{.per_year = 20.0, .mean_log_jump = -0.05, .log_jump_deviation = 0.08};
const DoubleExponentialJumps solana{.per_year = 15.0, .up_share = 0.4, .up_rate = 14.0, .down_rate = 10.0};

CorrelatedJumps three(double size_correlation = 0.6) {
  return {.years = years,
          .volatility = {0.45, 0.6, 0.9},
          .model = {bitcoin, ether, solana},
          .correlation = {1.0, 0.8, 0.6, 0.8, 1.0, 0.7, 0.6, 0.7, 1.0},
          .common_per_year = 10.0,
          .hit = {1.0, 0.9, 0.5},
          .size_correlation = size_correlation};
}

std::vector<double> drawn(const JumpSampler& sampler, Index first, Index count) {
  std::vector<double> out(static_cast<std::size_t>(count * sampler.assets())), scratch(static_cast<std::size_t>(sampler.scratch_size()));
  sampler.fill(first, count, out, scratch);
  return out;
}

std::vector<double> column(const std::vector<double>& table, std::size_t assets, std::size_t a) {
  std::vector<double> one;
  for (std::size_t i = a; i < table.size(); i += assets) one.push_back(table[i]);
  return one;
}

struct Estimate {
  double mean;
  double error;  ///< standard
};

template <class Term>
Estimate mean_of(std::size_t count, const Term& term) {
  double sum = 0.0, squares = 0.0;
  for (std::size_t i = 0; i < count; ++i) sum += term(i);
  const double n = static_cast<double>(count), mean = sum / n;
  for (std::size_t i = 0; i < count; ++i) squares += (term(i) - mean) * (term(i) - mean);
  return {mean, std::sqrt(squares / n / n)};
}

/// Whether an estimate is within so many of its standard errors.
void check_near(const Estimate& estimate, double exact, double errors = 4.0) {
  INFO("estimate " << estimate.mean << " +- " << estimate.error << ", exact " << exact);
  CHECK(std::fabs(estimate.mean - exact) < errors * estimate.error);
}

}  // namespace

TEST_CASE("scenarios are the same however they are split, and whoever draws them", "[scenario][jump_sampler]") {
  for (const bool is_paired : {false, true})
    for (const Index factors : {0, 2}) {
      CorrelatedJumps law = three();
      law.factors = factors;
      const JumpSampler sampler(law, 11, is_paired);
      const std::vector<double> all = drawn(sampler, 100, 3'000);
      for (const Index first : {Index{0}, Index{1}, Index{255}, Index{2'000}})
        for (const Index some : {Index{1}, Index{33}, Index{700}}) {
          const std::vector<double> part = drawn(sampler, 100 + first, some);
          CHECK(std::equal(part.begin(), part.end(), all.begin() + first * 3));
        }
      std::vector<double> shared(all.size());
      const auto half = [&](Index first) {
        std::vector<double> scratch(static_cast<std::size_t>(sampler.scratch_size()));
        for (Index done = 0; done < 1'500; done += 100)
          sampler.fill(100 + first + done, 100, std::span(shared).subspan(static_cast<std::size_t>((first + done) * 3), 300), scratch);
      };
      std::thread other([&] { half(1'500); });
      half(0);
      other.join();
      CHECK(shared == all);
    }
}

TEST_CASE("each asset's log return has its pricing model's law", "[scenario][jump_sampler]") {
  const std::vector<double> all = drawn(JumpSampler(three(), 5), 0, many);
  // Merton's: Kolmogorov's distance to the mixture over the number of jumps, and its quantiles.
  for (const std::size_t a : {std::size_t{0}, std::size_t{1}}) {
    std::vector<NormalPart> room(256);
    const auto parts = jump_mixture(a == 0 ? 0.45 : 0.6, a == 0 ? bitcoin : ether, 0.0, years, room);
    REQUIRE_FALSE(parts.empty());
    std::vector<double> x = column(all, 3, a);
    std::sort(x.begin(), x.end());
    double apart = 0.0;
    for (std::size_t i = 0; i < x.size(); ++i) {
      const double p = mixture_probability(parts, x[i], 1.0);
      apart = std::max({apart, p - static_cast<double>(i) / many, static_cast<double>(i + 1) / many - p});
    }
    CHECK(apart * std::sqrt(double{many}) < 1.95);  // once in a thousand
    for (const double tail : {0.001, 0.01, 0.05, 0.95, 0.99}) {
      const double exact = mixture_quantile(parts, tail);
      const auto below = static_cast<double>(std::lower_bound(x.begin(), x.end(), exact) - x.begin());
      CHECK(std::fabs(below / many - tail) < 3.0 * std::sqrt(tail * (1.0 - tail) / many));
    }
  }
  // All of them, and Kou's: the forward stays where it is, and options are worth what their pricers say.
  const double volatility[] = {0.45, 0.6, 0.9};
  for (std::size_t a = 0; a < 3; ++a) {
    const std::vector<double> x = column(all, 3, a);
    check_near(mean_of(x.size(), [&](std::size_t i) { return std::exp(x[i]); }), 1.0);
    for (const double strike : {0.7, 0.85, 1.0, 1.2}) {
      const double side = strike < 1.0 ? -1.0 : 1.0;
      const Claim<double> claim{.forward = 1.0, .strike = strike, .volatility = volatility[a], .years = years, .side = side};
      const double value = a == 0   ? merton_value(claim, {bitcoin.per_year, bitcoin.mean_log_jump, bitcoin.log_jump_deviation})
                           : a == 1 ? merton_value(claim, {ether.per_year, ether.mean_log_jump, ether.log_jump_deviation})
                                    : kou_value(claim, solana);
      check_near(mean_of(x.size(), [&](std::size_t i) { return std::max(0.0, side * (std::exp(x[i]) - strike)); }), value);
    }
  }
}

TEST_CASE("variances and covariances are those of the diffusions and of the jumps, shared ones included", "[scenario][jump_sampler]") {
  const CorrelatedJumps law = three();
  const std::vector<double> all = drawn(JumpSampler(law, 6), 0, many);
  const std::vector<double> x = column(all, 3, 0), y = column(all, 3, 1), z = column(all, 3, 2);
  const auto mean = [](const std::vector<double>& v) { return mean_of(v.size(), [&](std::size_t i) { return v[i]; }).mean; };
  const double mx = mean(x), my = mean(y), mz = mean(z);
  // A compound Poisson sum has variance rate x E[jump^2].
  const double jump_square = 0.04 * 0.04 + 0.06 * 0.06;
  check_near(mean_of(x.size(), [&](std::size_t i) { return (x[i] - mx) * (x[i] - mx); }), years * (0.45 * 0.45 + 12.0 * jump_square));
  const double kou_square = 0.4 * 2.0 / (14.0 * 14.0) + 0.6 * 2.0 / (10.0 * 10.0);
  check_near(mean_of(z.size(), [&](std::size_t i) { return (z[i] - mz) * (z[i] - mz); }), years * (0.9 * 0.9 + 15.0 * kou_square));
  // Two share an event's jumps at rate 10 x 1.0 x 0.9; scores of correlation 0.6.
  const double together = 10.0 * 0.9 * (0.04 * 0.05 + 0.6 * 0.06 * 0.08);
  check_near(mean_of(x.size(), [&](std::size_t i) { return (x[i] - mx) * (y[i] - my); }), years * (0.8 * 0.45 * 0.6 + together));
}

TEST_CASE("without jumps returns are normal with the given correlation", "[scenario][jump_sampler]") {
  CorrelatedJumps law = three();
  law.model = {}, law.common_per_year = 0.0, law.hit = {};
  const std::vector<double> all = drawn(JumpSampler(law, 8), 0, many);
  for (std::size_t a = 0; a < 3; ++a)
    for (std::size_t b = 0; b <= a; ++b) {
      const double scale = years * law.volatility[a] * law.volatility[b], rho = law.correlation[a * 3 + b];
      const auto centred = [&](std::size_t i, std::size_t c) {
        return all[i * 3 + c] + 0.5 * law.volatility[c] * law.volatility[c] * years;
      };
      check_near(mean_of(many, [&](std::size_t i) { return centred(i, a) * centred(i, b) / scale; }), rho);
    }
}

TEST_CASE("events come as often as they should, and hit as many assets as they should", "[scenario][jump_sampler]") {
  CorrelatedJumps law = three();
  law.volatility = {0.0, 0.0, 0.0};  // jumps alone: what has not jumped has moved by its drift
  law.model[2] = JumpParameters{.per_year = 9.0, .mean_log_jump = -0.1, .log_jump_deviation = 0.02};
  const JumpSampler sampler(law, 9);
  const std::vector<double> all = drawn(sampler, 0, many);
  const double drift[] = {-years * 12.0 * std::expm1(-0.04 + 0.5 * 0.0036), -years * 20.0 * std::expm1(-0.05 + 0.5 * 0.0064),
                          -years * 9.0 * std::expm1(-0.1 + 0.5 * 0.0004)};
  const double rate[] = {12.0, 20.0, 9.0};
  const auto still = [&](std::size_t i, std::size_t a) { return std::fabs(all[i * 3 + a] - drift[a]) < 1e-12; };
  for (std::size_t a = 0; a < 3; ++a)
    check_near(mean_of(many, [&](std::size_t i) { return still(i, a) ? 1.0 : 0.0; }), std::exp(-rate[a] * years));
  // Both stay: no event that hits either, and no own jump. Of events, 1 - (1 - 0.9)(1 - 0.5) hit ether or solana.
  const double either = 10.0 * (1.0 - 0.1 * 0.5) + (20.0 - 9.0) + (9.0 - 5.0);
  check_near(mean_of(many, [&](std::size_t i) { return still(i, 1) && still(i, 2) ? 1.0 : 0.0; }), std::exp(-either * years));
  double count[4] = {};
  for (Index s = 0; s < many; ++s) ++count[std::min<Index>(3, sampler.common_events(sampler.drawn_tail(s)))];
  const double mean = 10.0 * years;
  const double exact[] = {std::exp(-mean), mean * std::exp(-mean), mean * mean / 2.0 * std::exp(-mean)};
  for (int n = 0; n < 3; ++n) CHECK(std::fabs(count[n] / many - exact[n]) < 4.0 * std::sqrt(exact[n] * (1.0 - exact[n]) / many));
}

TEST_CASE("sizes of full correlation have one rank; of none, none", "[scenario][jump_sampler]") {
  CorrelatedJumps law{.years = 0.1,
                      .volatility = {0.0, 0.0},
                      .model = {JumpParameters{1.0, 0.0, 0.1}, JumpParameters{1.0, 0.0, 0.2}},
                      .common_per_year = 1.0};
  const std::vector<double> all = drawn(JumpSampler(law, 3), 0, 20'000);
  const double drift0 = -0.1 * std::expm1(0.5 * 0.01), drift1 = -0.1 * std::expm1(0.5 * 0.04);
  for (std::size_t i = 0; i < 20'000; ++i) CHECK(all[2 * i + 1] - drift1 == Catch::Approx(2.0 * (all[2 * i] - drift0)).margin(1e-14));
  law.size_correlation = 0.0;
  const std::vector<double> apart = drawn(JumpSampler(law, 3), 0, 20'000);
  check_near(mean_of(20'000, [&](std::size_t i) { return (apart[2 * i] - drift0) * (apart[2 * i + 1] - drift1); }), 0.0);
}

TEST_CASE("few factors keep every asset's law and give the correlation that they make", "[scenario][jump_sampler]") {
  CorrelatedJumps law = three();
  law.model = {}, law.common_per_year = 0.0, law.hit = {}, law.factors = 1;
  const std::vector<double> all = drawn(JumpSampler(law, 8), 0, many);
  const PrincipalFactors one = principal_factors(law.correlation, 3, 1);
  CHECK(one.explained > 0.75);
  CHECK(JumpSampler(law, 8).explained() == one.explained);
  CHECK(JumpSampler(three(), 8).explained() == 1.0);
  for (std::size_t a = 0; a < 3; ++a)
    for (std::size_t b = 0; b <= a; ++b) {
      const double scale = years * law.volatility[a] * law.volatility[b], rho = a == b ? 1.0 : one.weight[a] * one.weight[b];
      const auto centred = [&](std::size_t i, std::size_t c) {
        return all[i * 3 + c] + 0.5 * law.volatility[c] * law.volatility[c] * years;
      };
      check_near(mean_of(many, [&](std::size_t i) { return centred(i, a) * centred(i, b) / scale; }), rho);
    }
}

TEST_CASE("paired scenarios mirror each other's diffusions, so that a straight line has no error left", "[scenario][jump_sampler]") {
  CorrelatedJumps law = three();
  law.model = {}, law.common_per_year = 0.0, law.hit = {};
  const std::vector<double> all = drawn(JumpSampler(law, 8, true), 0, 1'000);
  for (std::size_t i = 0; i < 1'000; i += 2)
    for (std::size_t a = 0; a < 3; ++a)
      CHECK(all[3 * i + a] + all[3 * (i + 1) + a] == Catch::Approx(-law.volatility[a] * law.volatility[a] * years).epsilon(1e-12));
}
