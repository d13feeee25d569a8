#pragma once

#include "bulwark/core/build.hpp"

namespace bulwark::inline v1 {

/// How far a price may be believed, worst first: whatever is allowed at one level is allowed at every level after it.
enum class Trust {
  invalid,      ///< no price: not a number, not positive, at its feed's own limit, from the future, or from too few sources
  expired,      ///< so old that it counts as absent
  implausible,  ///< very far from what it is held against
  suspect,      ///< contradicted: by other sources, by an anchor, or by a cap that binds
  uncertain,    ///< its confidence interval is wide
  stale,        ///< old
  trusted,
};

/// The worse of two: a price is believed as far as its worst check allows.
constexpr Trust worse(Trust a, Trust b) noexcept { return b < a ? b : a; }

}  // namespace bulwark::inline v1
