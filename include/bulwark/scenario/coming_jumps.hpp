#pragma once

#include <limits>
#include <vector>

#include "bulwark/math/scattered_normals.hpp"
#include "bulwark/scenario/jump_size.hpp"

namespace bulwark::BULWARK_TARGET {

/// Jumps whose scores are drawn many together and which then land, added to their sums in the order in which they came.
class ComingJumps {
 public:
  /// Of assets with these models; a jump in an event has the score `common_part` x the event's + `own_part` x its own.
  ComingJumps(std::uint64_t seed, const std::vector<ModelParameters>& model, double common_part, double own_part) noexcept
      : model_(&model), seed_(seed), common_part_(common_part), own_part_(own_part) {}

  /// A jump of asset `a` in an event of score `event`; NaN: of its own. `factor` is the one of its scenario whose normal number is its own.
  void add(std::uint64_t scenario, std::uint64_t factor, Index a, double& sum,
           double event = std::numeric_limits<double>::quiet_NaN()) noexcept {
    scenario_[count_] = scenario, factor_[count_] = factor, asset_[count_] = a, sum_[count_] = &sum, event_[count_] = event;
    if (++count_ == most) land();
  }

  void land() noexcept {
    double score[most];
    scattered_normals(seed_, scenario_, factor_, count_, score);
    for (Index i = 0; i < count_; ++i) {
      const double event = event_[i], mixed = event == event ? fma(common_part_, event, product(own_part_, score[i])) : score[i];
      *sum_[i] += jump_size((*model_)[static_cast<std::size_t>(asset_[i])], mixed);
    }
    count_ = 0;
  }

 private:
  static constexpr Index most = 64;

  const std::vector<ModelParameters>* model_;
  std::uint64_t seed_;
  double common_part_, own_part_;
  Index count_ = 0;
  std::uint64_t scenario_[most]{}, factor_[most]{};  // of the rest only the first `count_` are written
  Index asset_[most];
  double* sum_[most];
  double event_[most];
};

}  // namespace bulwark::BULWARK_TARGET
