#pragma once

#include <utility>

#include "bulwark/core/fault.hpp"
#include "bulwark/math/arithmetic.hpp"

namespace bulwark::inline v1 {

/// What a venue's losses on the positions that it took over call for.
enum class InheritedOutlook {
  unknown,   ///< a number is not
  ordinary,  ///< no more is still to come than has come, and the fund bears it
  reported,  ///< more is still to come than has come: what was drawn says little of what was at stake
  beyond,    ///< the fund does not bear what may still come
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// Losses of positions that a liquidation engine took over: those that were sold, and those that it holds at the worst price it saw. Quote
/// or coins, >= 0. A fund's draw alone hides what it would have paid had the price not come back (BitMEX, 13 March 2020: 2,606 XBT drawn,
/// 5,652 inherited).
struct InheritedLoss {
  double realised;
  double unrealised;

  /// What may still come per what has come. Limits: infinity where nothing has come, NaN where neither.
  double multiple() const noexcept { return unrealised / realised; }

  /// `fund`: left after what was realised, >= 0.
  InheritedOutlook outlook(double fund) const noexcept {
    if (!(realised >= 0.0 && unrealised >= 0.0 && fund >= 0.0)) return InheritedOutlook::unknown;
    if (unrealised > fund) return InheritedOutlook::beyond;
    return unrealised > realised ? InheritedOutlook::reported : InheritedOutlook::ordinary;
  }

  Faults faults() const {
    Faults found;
    for (const auto& [x, field] : {std::pair{realised, "inherited_loss.realised"}, std::pair{unrealised, "inherited_loss.unrealised"}})
      if (!(x >= 0.0 && is_finite(x))) report(found, FaultCode::negative, field, {}, x);
    return found;
  }
};

}  // namespace bulwark::BULWARK_TARGET
