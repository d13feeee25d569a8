#pragma once

#include <concepts>

#include "bulwark/core/fault.hpp"
#include "bulwark/math/arithmetic.hpp"

namespace bulwark::inline v1 {

/// Which shares of a balance may be counted on; fractions.
struct Share {
  double initial = 0.0;
  double maintenance = 0.0;  ///< >= initial
};

/// How much of a positive balance counts, given its size (coins) and price (quote per coin).
/// Semantics: 0 <= initial <= maintenance <= 1; coins x share never falls in coins; NaN in, NaN out.
template <class W>
concept BalanceWeight = std::copyable<W> && requires(const W weight, double coins, double price) {
  { weight.share(coins, price) }
  noexcept->std::same_as<Share>;
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// Reports shares that are not shares, or that count for more to open than to stay.
inline void report_share(Faults& found, const char* field, const Share& share) {
  if (!(share.initial >= 0.0 && share.initial <= 1.0)) report(found, FaultCode::out_of_range, field, {}, share.initial);
  if (!(share.maintenance >= share.initial && share.maintenance <= 1.0))
    report(found, FaultCode::out_of_range, field, {}, share.maintenance);
}

}  // namespace bulwark::BULWARK_TARGET
