#pragma once

#include <concepts>

#include "bulwark/core/fault.hpp"
#include "bulwark/math/fixed_point.hpp"

namespace bulwark::inline v1 {

/// What one level of a waterfall paid of a loss, and what it is afterwards.
template <class Level, class Int>
struct LevelPayment {
  Int paid;
  Level left;
};

/// Somebody who pays for losses up to what he has: an account's own reserve, a fund, a vault, winners' profits, everybody. `pay(loss)`
/// changes nothing: it returns what is paid and the level afterwards. What is paid is between 0 and the loss; a level that paid less than
/// the loss has nothing more to give, so that what it left pays 0 for any loss; no loss, no payment, no change. `laws/` checks this of a
/// level.
template <class Level, class Int>
concept LossLevel = ExactInteger<Int> && std::copyable<Level> && requires(const Level& level, const Int& loss) {
  { level.pay(loss) } -> std::same_as<LevelPayment<Level, Int>>;
  { level.faults() } -> std::same_as<Faults>;
};

/// Of `loss`, what `available` pays: no less than nothing.
template <ExactInteger Int>
constexpr Int payable(const Int& loss, const Int& available) {
  return larger<Int>(Int(0), smaller<Int>(loss, available));
}

}  // namespace bulwark::inline v1
