#pragma once

#include "bulwark/core/build.hpp"

namespace bulwark::inline v1 {

/// What a margin is asked for: to open, for a resting order to be filled, or to stay.
enum class MarginKind { initial, fill, maintenance };

/// A parameter that has a value to open and a value to stay; a fill counts with their mean (integers: truncated).
template <class Number>
constexpr Number for_kind(MarginKind kind, const Number& initial, const Number& maintenance) {
  if (kind == MarginKind::initial) return initial;
  if (kind == MarginKind::maintenance) return maintenance;
  return Number((initial + maintenance) / Number(2));
}

}  // namespace bulwark::inline v1
