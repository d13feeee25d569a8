#pragma once

#include <span>

#include "bulwark/backstop/fund_loss.hpp"
#include "bulwark/math/arithmetic.hpp"

namespace bulwark::BULWARK_TARGET {

/// One of the losses given, each as likely: what past events cost, or what accounts that an evaluator priced under joint scenarios would
/// leave (options and all). The tail is no longer than the sample's.
struct SampledLoss {
  std::span<const double> losses;  ///< quote, negative for income; the caller's

  double loss(const EventNumbers& numbers) const noexcept {
    const auto size = static_cast<double>(losses.size());
    const auto place = static_cast<std::size_t>(product(numbers.one, size));
    return losses[place < losses.size() ? place : losses.size() - 1];
  }
  constexpr Index pairs() const noexcept { return 0; }

  Faults faults() const {
    Faults found;
    if (losses.empty()) report(found, FaultCode::empty, "sampled_loss.losses");
    for (std::size_t i = 0; i < losses.size(); ++i)
      if (!is_finite(losses[i])) report(found, FaultCode::not_finite, "sampled_loss.losses", {.outer = static_cast<Index>(i)}, losses[i]);
    return found;
  }
};
static_assert(FundLoss<SampledLoss>);

}  // namespace bulwark::BULWARK_TARGET
