#pragma once

#include <optional>
#include <vector>

#include "bulwark/core/instrument.hpp"

namespace bulwark::inline v1 {

/// What a person writes: so much of this, bought at that price.
struct Position {
  Instrument instrument;
  double quantity;           ///< signed; negative is short or borrowed
  double entry_price = 0.0;  ///< quote per coin; required for futures, unused for spot and options (they are marked in full)

  /// What profits are paid in. Against a listing, needed only where it lists the contract in several settlements; where an account is
  /// evaluated without one (`RiskEvaluator::evaluate`), none means the quote, so that options settled in coins must say so.
  std::optional<AssetId> settlement{};
};

/// Collateral is positive spot or cash; debt is negative spot or cash.
struct Account {
  std::vector<Position> positions{};
  double cash = 0.0;  ///< quote
};

}  // namespace bulwark::inline v1
