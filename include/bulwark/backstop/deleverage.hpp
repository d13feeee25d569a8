#pragma once

#include <concepts>
#include <cstddef>

#include "bulwark/math/fixed_point.hpp"

namespace bulwark::inline v1 {

/// In which order accounts are asked: from `start` on, round once at most, no more than `most`.
struct DeleveragingWalk {
  std::size_t accounts;
  std::size_t start;  ///< < accounts; a venue draws it anew each block
  std::size_t most;
};

/// Closes a position against accounts that hold the other side: each that is asked gives up to what it has; one that cannot (its
/// bankruptcy price does not overlap) is passed over. `to_close` is the signed size of the order that would close the position;
/// `position(i)` is what account i holds, `exchange(i, size)` moves `size` (of the order's sign) off account i and says whether it could.
/// Returns what is left to close. Neither side changes sign, and only `exchange` moves anything.
/// Source: dYdX v4, `x/clob/keeper/deleveraging.go` (v4-chain at commit 84d4664, 2026).
template <ExactInteger Int, std::invocable<std::size_t> Position, std::predicate<std::size_t, const Int&> Exchange>
constexpr Int deleverage(Int to_close, const DeleveragingWalk& walk, Position position, Exchange exchange) {
  const Int zero(0);
  const std::size_t asked = walk.most < walk.accounts ? walk.most : walk.accounts;
  for (std::size_t i = 0; i < asked && !(to_close == zero); ++i) {
    const std::size_t account = (walk.start + i) % walk.accounts;
    const Int held = position(account);
    if (held == zero || (held < zero) != (to_close < zero)) continue;
    const Int size = magnitude_of(held) < magnitude_of(to_close) ? held : to_close;
    if (exchange(account, size)) to_close = to_close - size;
  }
  return to_close;
}

}  // namespace bulwark::inline v1
