#pragma once

#include <optional>
#include <type_traits>

#include "bulwark/math/fixed_point.hpp"

namespace bulwark::inline v1 {

/// Contracts of one market, and the cash that comes with them. Smallest units.
template <ExactInteger Int>
struct ContractHolding {
  Int contracts;  ///< signed
  Int cash;       ///< of a bankrupt account, all it has: -cash / contracts is then its bankruptcy price
};

/// At which price an account that the market does not close is closed against others.
enum class DeleveragingPrice {
  none,        ///< it is not
  bankruptcy,  ///< at which nothing is left of it
  oracle,      ///< the market closes, and it has something
};

/// Source: dYdX v4, `x/clob/keeper/deleveraging.go` (v4-chain at commit 84d4664, 2026): negative net collateral, or final settlement.
template <ExactInteger Int>
constexpr DeleveragingPrice deleveraging_price(const Int& equity, bool is_market_closing) {
  if (equity < Int(0)) return DeleveragingPrice::bankruptcy;
  return is_market_closing ? DeleveragingPrice::oracle : DeleveragingPrice::none;
}

/// Both sides after a trade.
template <ExactInteger Int>
struct DeleveragingTrade {
  Int contracts;  ///< that `closed` gave and `other` took; signed as `closed` held them
  Int cash;       ///< that went with them
  ContractHolding<Int> closed, other;
};

/// As many contracts as move: what both hold, at most `most` (>= 0). No answer unless the sides are opposite and something moves.
template <ExactInteger Int>
constexpr std::optional<Int> deleveraging_size(const Int& closed, const Int& other, const Int& most) {
  const Int zero(0);
  if (closed == zero || other == zero || (closed < zero) == (other < zero) || !(zero < most)) return std::nullopt;
  const Int size = smaller<Int>(most, smaller<Int>(magnitude_of<Int>(closed), magnitude_of<Int>(other)));
  return closed < zero ? Int(-size) : size;
}

/// Closes `closed` against `other` at its bankruptcy price: its cash goes along in proportion, rounded down, and what rounding leaves goes
/// with the last contract, so that trade after trade all of it is gone with the position and not a unit is made or lost. Neither side
/// changes its sign or grows. Width: contracts x cash.
template <ExactInteger Int>
constexpr std::optional<DeleveragingTrade<Int>> deleveraged_at_bankruptcy(const ContractHolding<Int>& closed,
                                                                          const ContractHolding<Int>& other,
                                                                          const std::type_identity_t<Int>& most) {
  const std::optional<Int> size = deleveraging_size<Int>(closed.contracts, other.contracts, most);
  if (!size) return std::nullopt;
  const Int cash = product_over<Int>(closed.cash, *size, closed.contracts, Rounding::floor);
  return DeleveragingTrade<Int>{*size, cash, {closed.contracts - *size, closed.cash - cash}, {other.contracts + *size, other.cash + cash}};
}

/// The same at a price in units of 1 / `one` of cash per contract; what `other` pays is rounded up, what it receives down, so that
/// rounding never takes from the account that is closed.
template <ExactInteger Int>
constexpr std::optional<DeleveragingTrade<Int>> deleveraged_at(const std::type_identity_t<Int>& price, const std::type_identity_t<Int>& one,
                                                               const ContractHolding<Int>& closed, const ContractHolding<Int>& other,
                                                               const std::type_identity_t<Int>& most) {
  const std::optional<Int> size = deleveraging_size<Int>(closed.contracts, other.contracts, most);
  if (!size) return std::nullopt;
  const Int cash = product_over<Int>(Int(-*size), price, one, Rounding::floor);
  return DeleveragingTrade<Int>{*size, cash, {closed.contracts - *size, closed.cash - cash}, {other.contracts + *size, other.cash + cash}};
}

}  // namespace bulwark::inline v1
