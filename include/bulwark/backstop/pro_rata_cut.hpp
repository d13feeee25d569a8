#pragma once

#include "bulwark/backstop/cut.hpp"

namespace bulwark::inline v1 {

/// Takes the same share from everybody who has something: exactly what is asked for, or all there is. Each share is rounded down and the
/// units that this leaves are taken from the largest remainders, of equals from the lowest id: nobody bears a whole unit more or less than
/// his share. Width: asked x `most`, and the sum of all.
struct ProRataCut {
  template <ExactInteger Int>
  constexpr CutReport<Int> cut(const Int& asked, std::span<const CutCandidate<Int>> candidates, std::span<Remainder<Int>> scratch,
                               std::span<Int> taken) const {
    const auto most = [&](std::size_t i) { return larger<Int>(Int(0), candidates[i].most); };
    const auto id = [&](std::size_t i) { return candidates[i].id; };
    const Int total = smaller<Int>(asked, cuttable<Int>(candidates));
    CutReport<Int> report{asked, split_by_largest_remainder<Int>(total, most, id, scratch, taken), 0};
    for (const Int& t : taken) report.cut += Int(0) < t ? 1 : 0;
    return report;
  }
};
static_assert(CutRule<ProRataCut, long long>);

}  // namespace bulwark::inline v1
