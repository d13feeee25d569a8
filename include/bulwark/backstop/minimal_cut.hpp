#pragma once

#include "bulwark/backstop/cut.hpp"

namespace bulwark::inline v1 {

/// Takes by rank, of the last one only what is missing: exactly what is asked for, from as few as the ranking allows (from as few as
/// possible where the score is what can be taken). Nothing is rounded.
struct MinimalCut {
  template <ExactInteger Int>
  constexpr CutReport<Int> cut(const Int& asked, std::span<const CutCandidate<Int>> candidates, std::span<Remainder<Int>> scratch,
                               std::span<Int> taken) const {
    CutReport<Int> report{asked, Int(0), 0};
    for (Int& t : taken) t = Int(0);
    if (!(Int(0) < asked)) return report;
    in_queue_order<Int>(candidates, scratch, [&](std::size_t i) {
      taken[i] = smaller<Int>(candidates[i].most, asked - report.taken);
      report.taken = report.taken + taken[i];
      ++report.cut;
      return report.taken < asked;
    });
    return report;
  }
};
static_assert(CutRule<MinimalCut, long long>);

}  // namespace bulwark::inline v1
