#pragma once

#include "bulwark/core/durations.hpp"
#include "bulwark/core/fault.hpp"
#include "bulwark/math/arithmetic.hpp"

namespace bulwark::BULWARK_TARGET {

/// How a venue sells off positions that it took over: a share of what it has left at each step, never more than a share of the book, and
/// the last of it at once. Source: Vega, specification 0012-POSR, "managing network's position" (2024); `core/liquidation` for the
/// defaults.
struct Disposal {
  std::chrono::milliseconds step = std::chrono::seconds{10};  ///< between attempts, > 0
  double fraction = 0.1;                                      ///< of what is left, in (0, 1]
  double whole_at = 20.0;                                     ///< units; as much as this or less goes in one order
  double most_of_book = 0.05;                                 ///< share of the volume on offer within the venue's price range, in (0, 1]

  /// Units of the next order: `left` is held (>= 0), `book` is on the other side.
  double size(double left, double book) const noexcept {
    return least(left <= whole_at ? left : product(fraction, left), product(most_of_book, book));
  }

  Faults faults() const {
    Faults found;
    const auto check = [&](bool is_good, const char* field, double value) {
      if (!is_good) report(found, FaultCode::out_of_range, field, {}, value);
    };
    check(step.count() > 0, "disposal.step", static_cast<double>(step.count()));
    check(fraction > 0.0 && fraction <= 1.0, "disposal.fraction", fraction);
    check(whole_at >= 0.0 && is_finite(whole_at), "disposal.whole_at", whole_at);
    check(most_of_book > 0.0 && most_of_book <= 1.0, "disposal.most_of_book", most_of_book);
    return found;
  }
};

}  // namespace bulwark::BULWARK_TARGET
