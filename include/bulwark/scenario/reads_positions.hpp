#pragma once

#include <concepts>

namespace bulwark::inline v1 {

/// Whether a policy reads an account position by position. One that reads only its units and profits says so by a constant
/// `reads_positions = false`; whoever says nothing is taken to read them. What one trade more does to an account then costs what its
/// scenarios cost, however many positions there are. A policy made of others reads what they read.
template <class P>
constexpr bool reads_positions() noexcept {
  if constexpr (requires {
                  { P::reads_positions } -> std::convertible_to<bool>;
                })
    return P::reads_positions;
  else
    return true;
}

}  // namespace bulwark::inline v1
