#pragma once

#include "bulwark/scenario/valued.hpp"

namespace bulwark::BULWARK_TARGET {

/// A position's delta at its own price (a future's mark, an option's forward), quote, signed.
/// Source: OKX, "cash delta" of the greeks (API documentation, 2025).
inline double cash_delta(const ValuedPosition& p) noexcept {
  // The mark of a linear future is in what it settles in; all others, and the deltas of options, are in the quote.
  const double to_quote = p.terms.kind == InstrumentKind::linear_future ? p.price : 1.0;
  return product(p.delta, product(p.terms.underlying, to_quote));
}

}  // namespace bulwark::BULWARK_TARGET
