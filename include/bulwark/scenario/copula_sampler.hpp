#pragma once

#include "bulwark/math/cholesky.hpp"
#include "bulwark/math/correlate.hpp"
#include "bulwark/scenario/copula.hpp"

namespace bulwark::BULWARK_TARGET {

/// Draws scenarios of a copula: each a function of the seed and of its number alone, as `JumpSampler`.
class CopulaSampler {
 public:
  /// Of a copula without faults. `is_paired`: the scores of scenario 2 k + 1 are the negatives of scenario 2 k's (antithetic).
  CopulaSampler(const Copula& copula, std::uint64_t seed, bool is_paired = false) : copula_(copula), seed_(seed), is_paired_(is_paired) {
    if (!copula_.correlation.empty()) cholesky(copula_.correlation, copula_.assets());
  }

  Index assets() const noexcept { return copula_.assets(); }

  /// Doubles that `fill` works in.
  Index scratch_size() const noexcept { return 2 * assets() * block; }

  /// Writes scenario x asset, the log returns of scenarios `first` to `first` + `count`.
  void fill(Index first, Index count, std::span<double> out, std::span<double> scratch) const noexcept {
    const Index n = assets();
    const bool is_joined = !copula_.correlation.empty();
    for (Index done = 0; done < count; done += block) {
      const Index now = count - done < block ? count - done : block, wide = padded(now);
      double* const scores = scratch.data();
      double* const joined = is_joined ? scores + n * block : scores;
      scenario_normals(seed_, first + done, now, is_paired_, 0, n, scores);
      if (is_joined) correlate(copula_.correlation.data(), n, n, true, scores, joined, wide);
      for (Index s = 0; s < now; ++s) {
        const double stretch = copula_.degrees > 0 ? stretch_of(is_paired_ ? (first + done + s) / 2 : first + done + s) : 1.0;
        for (Index a = 0; a < n; ++a)
          out[static_cast<std::size_t>((done + s) * n + a)] =
              ranked(copula_.marginal[static_cast<std::size_t>(a)], product(stretch, joined[a * wide + s]));
      }
    }
  }

 private:
  static constexpr Index block = 256;

  /// sqrt(degrees / chi squared): what makes Student's scores of normal ones. Even degrees are exponential numbers, the odd one a square.
  double stretch_of(Index scenario) const noexcept {
    constexpr Index place = Index{1} << 56;  // away from the scores
    double sum = 0.0;
    for (Index pair = 0; 4 * pair + 1 < copula_.degrees; ++pair) {
      const std::array<double, 2> u = random_pair(seed_, scenario, place + pair);
      sum = fma(-2.0, log(u[0]), sum);
      if (4 * pair + 3 < copula_.degrees) sum = fma(-2.0, log(u[1]), sum);
    }
    if (copula_.degrees % 2 == 1) {
      const double z = normal_pair(seed_, scenario, static_cast<std::uint64_t>(2 * place))[0];
      sum = fma(z, z, sum);
    }
    return __builtin_sqrt(static_cast<double>(copula_.degrees) / sum);
  }

  /// The number of a law whose rank is the score's.
  double ranked(const Marginal& marginal, double score) const noexcept {
    const auto* normal = std::get_if<NormalMarginal>(&marginal);
    if (normal != nullptr && copula_.degrees == 0) return fma(normal->deviation, score, normal->mean);
    const auto* student = std::get_if<StudentMarginal>(&marginal);
    if (student != nullptr && copula_.degrees == student->degrees) return fma(student->scale, score, student->location);
    const double size = magnitude(score), tail = copula_.degrees > 0 ? student_tail(size, copula_.degrees) : normal_cdf(-size);
    return tail_quantile(marginal, tail, score < 0.0 ? 1.0 : -1.0);
  }

  Copula copula_;  // its correlation replaced by its lower triangle
  std::uint64_t seed_;
  bool is_paired_;
};

}  // namespace bulwark::BULWARK_TARGET
