#pragma once

#include <concepts>
#include <cstdint>
#include <limits>

#include "bulwark/core/fault.hpp"
#include "bulwark/math/fixed_point.hpp"

namespace bulwark::inline v1 {

/// Minor units of the quote, such as cents.
using MinorUnits = std::int64_t;

/// Who pays for an account that owes more than it has. Semantics: `deleverages(loss, fund)` says, of the accounts of a round in the order
/// of their names, whether one is closed against those who won instead of being sold, `loss` being what all until it lack at the mark (what
/// selling them then costs beyond that is known only afterwards, and where the fund does not hold it everybody bears it, winners or no
/// winners); `from_fund(loss, fund)` is what the fund pays of a round's bad debt, no more than either; everybody bears the rest.
template <class W>
concept LossWaterfall = std::copyable<W> && requires(const W waterfall, MinorUnits loss, MinorUnits fund) {
  { waterfall.deleverages(loss, fund) }
  noexcept->std::same_as<bool>;
  { waterfall.from_fund(loss, fund) }
  noexcept->std::same_as<MinorUnits>;
};

/// The fund as long as it lasts, then the winners.
struct FundThenWinners {
  MinorUnits most_per_round = std::numeric_limits<MinorUnits>::max();  ///< out of the fund, >= 0

  constexpr bool deleverages(MinorUnits loss, MinorUnits fund) const noexcept { return from_fund(loss, fund) < loss; }
  constexpr MinorUnits from_fund(MinorUnits loss, MinorUnits fund) const noexcept {
    return smaller<MinorUnits>(loss, smaller<MinorUnits>(most_per_round, larger<MinorUnits>(0, fund)));
  }

  Faults faults() const {
    Faults found;
    if (most_per_round < 0) report(found, FaultCode::negative, "fund_then_winners.most_per_round", {}, static_cast<double>(most_per_round));
    return found;
  }
};
static_assert(LossWaterfall<FundThenWinners>);

/// The winners at once: the fund is for what they cannot take.
struct WinnersFirst {
  constexpr bool deleverages(MinorUnits, MinorUnits) const noexcept { return true; }
  constexpr MinorUnits from_fund(MinorUnits loss, MinorUnits fund) const noexcept { return FundThenWinners{}.from_fund(loss, fund); }
};
static_assert(LossWaterfall<WinnersFirst>);

/// The fund, then everybody alike.
struct FundThenEverybody {
  constexpr bool deleverages(MinorUnits, MinorUnits) const noexcept { return false; }
  constexpr MinorUnits from_fund(MinorUnits loss, MinorUnits fund) const noexcept { return FundThenWinners{}.from_fund(loss, fund); }
};
static_assert(LossWaterfall<FundThenEverybody>);

}  // namespace bulwark::inline v1
