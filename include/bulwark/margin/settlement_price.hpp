#pragma once

#include <optional>

#include "bulwark/scenario/valued.hpp"

namespace bulwark::BULWARK_TARGET {

/// What a unit of `settlement` is worth (quote) to an account that holds something settled in it; none to one that does not. The quote is
/// worth 1 to whoever holds anything at all.
inline std::optional<double> settlement_price(const ValuedAccount& account, AssetId settlement) noexcept {
  for (const HeldUnit& unit : account.units) {
    if (unit.settlement == settlement) return unit.price;
    if (settlement == AssetId::quote) return 1.0;
  }
  return {};
}

}  // namespace bulwark::BULWARK_TARGET
