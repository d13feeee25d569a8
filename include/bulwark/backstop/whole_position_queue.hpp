#pragma once

#include "bulwark/backstop/cut.hpp"

namespace bulwark::inline v1 {

/// Closes whole positions by rank until what they yield is enough: the last one yields too much, and `overshoot()` says how much. Nothing
/// is rounded; the overshoot is the venue's to return or to keep in its fund.
/// Source: the queues of Binance and Hyperliquid (public documentation, 2025).
struct WholePositionQueue {
  template <ExactInteger Int>
  constexpr CutReport<Int> cut(const Int& asked, std::span<const CutCandidate<Int>> candidates, std::span<Remainder<Int>> scratch,
                               std::span<Int> taken) const {
    CutReport<Int> report{asked, Int(0), 0};
    for (Int& t : taken) t = Int(0);
    if (!(Int(0) < asked)) return report;
    in_queue_order<Int>(candidates, scratch, [&](std::size_t i) {
      taken[i] = candidates[i].most;
      report.taken = report.taken + taken[i];
      ++report.cut;
      return report.taken < asked;
    });
    return report;
  }
};
static_assert(CutRule<WholePositionQueue, long long>);

}  // namespace bulwark::inline v1
