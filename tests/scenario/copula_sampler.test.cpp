#include "bulwark/scenario/copula_sampler.hpp"

#include <algorithm>
#include <cmath>

#include "bulwark/var/jump_mixture.hpp"
#include "support/catch.hpp"
#include "support/random.hpp"

using namespace bulwark;

namespace {

constexpr Index many = 40'000;

MixtureMarginal jumps() {
  std::vector<NormalPart> room(64);
  const auto parts = jump_mixture(0.5, {20.0, -0.1, 0.1}, 0.0, 0.01, room);
  return {{parts.begin(), parts.end()}};
}

EmpiricalMarginal happened() {
  test::Random random{6};
  EmpiricalMarginal law;
  for (int i = 0; i < 500; ++i) law.sorted.push_back(random.between(-0.1, 0.1) * random.between(0.0, 1.0));
  std::sort(law.sorted.begin(), law.sorted.end());
  return law;
}

/// Of the same law twice, with this correlation of scores.
Copula pair(const Marginal& law, double rho, Index degrees) {
  return {.marginal = {law, law}, .correlation = {1.0, rho, rho, 1.0}, .degrees = degrees};
}

std::vector<double> drawn(const CopulaSampler& sampler, Index first, Index count) {
  std::vector<double> out(static_cast<std::size_t>(count * sampler.assets())), scratch(static_cast<std::size_t>(sampler.scratch_size()));
  sampler.fill(first, count, out, scratch);
  return out;
}

/// How likely the law is at most `x`.
double below(const Marginal& law, double x) {
  if (const auto* normal = std::get_if<NormalMarginal>(&law)) return normal_cdf((x - normal->mean) / normal->deviation);
  if (const auto* student = std::get_if<StudentMarginal>(&law)) {
    const double t = (x - student->location) / student->scale, tail = student_tail(std::fabs(t), student->degrees);
    return t < 0.0 ? tail : 1.0 - tail;
  }
  if (const auto* mixture = std::get_if<MixtureMarginal>(&law)) return mixture_probability(mixture->parts, x, 1.0);
  const std::vector<double>& sorted = std::get_if<EmpiricalMarginal>(&law)->sorted;
  const auto at = std::upper_bound(sorted.begin(), sorted.end(), x) - sorted.begin();
  if (at == 0) return 0.0;
  if (at == std::ssize(sorted)) return 1.0;
  const auto i = static_cast<std::size_t>(at);
  return (static_cast<double>(at - 1) + (x - sorted[i - 1]) / (sorted[i] - sorted[i - 1])) / static_cast<double>(sorted.size() - 1);
}

}  // namespace

TEST_CASE("each asset has its own law under either copula", "[scenario][copula_sampler]") {
  const std::vector<Marginal> laws{NormalMarginal{0.001, 0.03}, StudentMarginal{0.0, 0.02, 4}, happened(), jumps()};
  for (const Index degrees : {0, 3, 4}) {
    const std::vector<double> all =
        drawn(CopulaSampler({.marginal = laws,
                             .correlation = {1.0, 0.5, 0.5, 0.5, 0.5, 1.0, 0.5, 0.5, 0.5, 0.5, 1.0, 0.5, 0.5, 0.5, 0.5, 1.0},
                             .degrees = degrees},
                            13),
              0, many);
    for (std::size_t a = 0; a < 4; ++a) {
      std::vector<double> x;
      for (std::size_t i = a; i < all.size(); i += 4) x.push_back(all[i]);
      std::sort(x.begin(), x.end());
      double apart = 0.0;
      for (std::size_t i = 0; i < x.size(); ++i) {
        const double p = below(laws[a], x[i]);
        apart = std::max({apart, p - static_cast<double>(i) / many, static_cast<double>(i + 1) / many - p});
      }
      INFO(degrees << " " << a);
      CHECK(apart * std::sqrt(double{many}) < 1.95);  // Kolmogorov: once in a thousand
    }
  }
}

TEST_CASE("two assets are concordant as their correlation says, whatever their laws", "[scenario][copula_sampler]") {
  // Kendall's tau is 2 / pi asin(rho) under both copulas (Lindskog, McNeil, Schmock, 2003): both above or both below their medians with
  // probability 1/2 + asin(rho) / pi.
  for (const Index degrees : {0, 1, 5})
    for (const double rho : {-0.6, 0.0, 0.8, 1.0}) {
      const std::vector<double> all = drawn(CopulaSampler(pair(StudentMarginal{0.0, 1.0, 3}, rho, degrees), 14), 0, many);
      double same = 0.0;
      for (std::size_t i = 0; i < all.size(); i += 2) same += (all[i] < 0.0) == (all[i + 1] < 0.0) ? 1.0 : 0.0;
      const double exact = 0.5 + std::asin(rho) / M_PI;
      CHECK(std::fabs(same / many - exact) <= 4.0 * std::sqrt(exact * (1.0 - exact) / many) + 1e-12);
    }
}

TEST_CASE("Student's scores bring the worst together, normal ones do not", "[scenario][copula_sampler]") {
  const auto together = [](Index degrees, double rho) {
    const std::vector<double> all = drawn(CopulaSampler(pair(NormalMarginal{0.0, 1.0}, rho, degrees), 15), 0, many);
    const double worst = normal_quantile(0.005);
    double both = 0.0;
    for (std::size_t i = 0; i < all.size(); i += 2) both += all[i] < worst && all[i + 1] < worst ? 1.0 : 0.0;
    return both / (0.005 * many);
  };
  // Independent normal scores meet in the tail with its probability.
  CHECK(together(0, 0.0) < 0.005 + 4.0 * std::sqrt(0.005 / (0.005 * many)));
  // Far out, the other is as bad with chance 2 T(-sqrt((degrees + 1)(1 - rho) / (1 + rho))), of degrees + 1 (Demarta, McNeil, 2005).
  const double limit = 2.0 * student_tail(std::sqrt(4.0 * 0.5 / 1.5), 4);
  CHECK(together(3, 0.5) == Catch::Approx(limit).margin(0.12));
  CHECK(together(3, 0.5) > together(0, 0.5) + 0.1);
}

TEST_CASE("scenarios are the same however they are split, and paired ones mirror", "[scenario][copula_sampler]") {
  for (const bool is_paired : {false, true})
    for (const Index degrees : {0, 4}) {
      const CopulaSampler sampler(pair(StudentMarginal{0.0, 0.02, 4}, 0.5, degrees), 16, is_paired);
      const std::vector<double> all = drawn(sampler, 50, 1'000);
      for (const Index first : {0, 1, 257, 800}) {
        const std::vector<double> part = drawn(sampler, 50 + first, 150);
        CHECK(std::equal(part.begin(), part.end(), all.begin() + first * 2));
      }
      if (is_paired)
        for (std::size_t i = 0; i < 1'000; i += 2) CHECK(all[2 * i] == Catch::Approx(-all[2 * i + 2]).epsilon(1e-12));
    }
}
