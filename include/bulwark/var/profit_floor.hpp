#pragma once

#include <span>
#include <vector>

#include "bulwark/math/principal_factors.hpp"
#include "bulwark/scenario/jump_sampler.hpp"

#include "bulwark/var/profit_floor.inl"
#define BULWARK_TEXTS "bulwark/var/profit_floor.inl"
#include "bulwark/math/copies.inl"

namespace bulwark::BULWARK_TARGET {

/// What linear positions make at least in a scenario without jumps, from the normal numbers alone: most scenarios are too good to be in the
/// tail, and this says so for a twentieth of the cost of their returns. With e = exposure x e^drift and y the diffusion's log return, the
/// profit is that of the drift + sum of e y + sum of e (e^y - 1 - y). The last is not negative for what is held long. For what is held
/// short it is at most g |e| y^2 / 2 with g = (e^r - 1 - r) / (r^2 / 2) where y <= r, and the sum of those is a quadratic form of the
/// normal numbers: its largest eigenvectors are taken as they are, the rest as the next eigenvalue times the sum of squares (Courant and
/// Fischer). A scenario whose squares sum beyond eight deviations of their law is never called good. The bound is wider by many times what
/// rounding can do, so what it calls too good is, as computed.
class ProfitFloor {
 public:
  /// Of `exposure` (quote) in the assets `asset` of a sampler.
  ProfitFloor(const JumpSampler& sampler, std::span<const Index> asset, std::span<const double> exposure)
      : factors_(sampler.normals_of_a_scenario()) {
    const auto n = static_cast<double>(factors_);
    most_squares_ = fma(8.0, __builtin_sqrt(2.0 * n), n + 32.0);
    const double reach = __builtin_sqrt(most_squares_);
    std::vector<double> slope(static_cast<std::size_t>(factors_)), weight(static_cast<std::size_t>(factors_)),
        curve(static_cast<std::size_t>(factors_ * factors_));
    double size = 0.0;
    bool is_short = false;
    for (std::size_t i = 0; i < exposure.size(); ++i) {
      const double drift = sampler.drift(asset[i]), held = product(exposure[i], exp(drift));
      double variance = 0.0;
      for (Index f = 0; f < factors_; ++f) {
        const double w = weight[static_cast<std::size_t>(f)] = sampler.weight(asset[i], f);
        variance = fma(w, w, variance);
        slope[static_cast<std::size_t>(f)] = fma(held, w, slope[static_cast<std::size_t>(f)]);
      }
      const double most = product(reach, __builtin_sqrt(variance));
      least_ = fma(exposure[i], expm1(drift), least_);
      size = fma(magnitude(held), product(1.0 + most, exp(most)), size);
      if (!(held < 0.0)) continue;
      is_short = true;
      const double growth = most > 1e-3 ? (expm1(most) - most) / product(0.5, product(most, most)) : 1.0 + most;
      for (Index f = 0; f < factors_; ++f) {
        const double scaled = product(product(-held, growth), weight[static_cast<std::size_t>(f)]);
        for (Index g = 0; g < factors_; ++g) {
          double& entry = curve[static_cast<std::size_t>(f * factors_ + g)];
          entry = fma(scaled, weight[static_cast<std::size_t>(g)], entry);
        }
      }
    }
    rows_.insert(rows_.end(), slope.begin(), slope.end());
    if (is_short) bend(curve);
    least_ -= product(size, product(n + static_cast<double>(exposure.size()) + 16.0, 64.0 * 0x1p-53));  // rounding, of theirs and of ours
    if (!is_finite(size)) least_ = std::numeric_limits<double>::quiet_NaN();
  }

  /// A bit for each of `scenario_block` scenarios, given by their normal numbers, that may make less than `threshold`; for all of them
  /// where it is NaN, or an exposure is.
  std::uint32_t may_be_below(double threshold, const double* normals) const noexcept {
    return widest(low_floors_in_lanes, copy_avx2::low_floors_in_lanes, copy_avx512::low_floors_in_lanes)(
        curves_, normals, factors_, rows_.data(), rest_, least_, most_squares_, threshold);
  }

 private:
  /// The eigenvectors, largest first, until what is left is a third of the deviation of the profit, or four are taken.
  void bend(const std::vector<double>& curve) {
    const Index most = factors_ < 4 ? factors_ : 4;
    const PrincipalFactors found = principal_factors(curve, factors_, most);
    if (!found.is_known) {
      least_ = std::numeric_limits<double>::quiet_NaN();
      return;
    }
    double variance = 0.0;
    for (Index f = 0; f < factors_; ++f) variance = fma(rows_[static_cast<std::size_t>(f)], rows_[static_cast<std::size_t>(f)], variance);
    const double enough = 0.6 * __builtin_sqrt(variance) / static_cast<double>(factors_);
    const double blur = product(0x1p-40, greatest(0.0, found.eigenvalue[0]));  // of the eigenvalues, many times over
    const auto eigenvalue = [&](Index k) { return k < factors_ ? greatest(0.0, found.eigenvalue[static_cast<std::size_t>(k)]) : 0.0; };
    while (curves_ < most && eigenvalue(curves_) > enough) ++curves_;
    const double next = eigenvalue(curves_);
    for (Index k = 0; k < curves_; ++k) {
      const double share = __builtin_sqrt(1.0 - next / eigenvalue(k));
      for (Index f = 0; f < factors_; ++f) rows_.push_back(product(share, found.weight[static_cast<std::size_t>(f * most + k)]));
    }
    rest_ = next + blur;
  }

  Index factors_, curves_ = 0;
  double least_ = 0.0;          // quote: of the drift, less what rounding can do
  double rest_ = 0.0;           // quote, of a unit of squares
  double most_squares_ = 0.0;   // of a scenario's normal numbers
  std::vector<double> rows_{};  // slope, then curves: row x factor
};

}  // namespace bulwark::BULWARK_TARGET
