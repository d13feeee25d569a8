#pragma once

#include <span>
#include <vector>

#include "bulwark/math/scenario_normals.hpp"
#include "bulwark/scenario/paths.hpp"
#include "bulwark/var/profit_floor.hpp"

#include "bulwark/var/linear_positions.inl"
#define BULWARK_TEXTS "bulwark/var/linear_positions.inl"
#include "bulwark/math/copies.inl"

namespace bulwark::BULWARK_TARGET {

/// profits = sum over the `held` assets of exposure x (e^log_return - 1), added in their order; `log_return` is asset x path, `wide` paths
/// a row, a multiple of `scenario_block`.
inline void linear_path_profits(const double* exposure, const Index* asset, Index held, const double* log_return, Index wide,
                                double* profits) noexcept {
  widest(linear_path_profits_in_lanes, copy_avx2::linear_path_profits_in_lanes, copy_avx512::linear_path_profits_in_lanes)(
      exposure, asset, held, log_return, wide, profits);
}

/// Holdings whose profit is linear in price: what `linear_profit` of their exposures makes under each path, to the bit.
class LinearPositions {
 public:
  /// `exposure`: quote by asset, negative is short. Assets that a simulation has beyond them are not held.
  explicit LinearPositions(std::span<const double> exposure) {
    for (Index a = 0; a < std::ssize(exposure); ++a)
      if (const double held = exposure[static_cast<std::size_t>(a)]; held != 0.0) asset_.push_back(a), exposure_.push_back(held);
  }

  std::span<const Index> assets() const noexcept { return asset_; }
  std::span<const double> exposures() const noexcept { return exposure_; }

  /// What they make at least in the scenarios of a sampler.
  ProfitFloor floor(const JumpSampler& sampler) const { return ProfitFloor(sampler, asset_, exposure_); }

  void operator()(const Paths& paths, double* profits) const noexcept {
    linear_path_profits(exposure_.data(), asset_.data(), std::ssize(asset_), paths.log_return, paths.stride, profits);
  }

 private:
  std::vector<Index> asset_{};  // held, ascending
  std::vector<double> exposure_{};
};
static_assert(RevaluesPaths<LinearPositions>);

}  // namespace bulwark::BULWARK_TARGET
