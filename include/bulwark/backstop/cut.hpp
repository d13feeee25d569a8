#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "bulwark/core/fault.hpp"
#include "bulwark/math/largest_remainder.hpp"

namespace bulwark::inline v1 {

/// Somebody whose profit (smallest units) or position (contracts) may be cut.
template <ExactInteger Int>
struct CutCandidate {
  std::uint64_t id;    ///< unique; of equals the lower comes first
  Int most;            ///< that may be taken; who has nothing, or a loss, is not cut
  double score = 0.0;  ///< place in a queue, the highest first; not NaN
};

/// What was asked for and what was taken.
template <ExactInteger Int>
struct CutReport {
  Int asked;
  Int taken;
  std::size_t cut;  ///< how many were cut

  constexpr Int overshoot() const { return larger<Int>(Int(0), taken - asked); }
  constexpr Int shortfall() const { return larger<Int>(Int(0), asked - taken); }
};

/// Who is cut by how much. `cut(asked, candidates, scratch, taken)` fills `taken` in the candidates' order, between 0 and each one's
/// `most`; spans have the candidates' number. It allocates nothing, and the candidates' order changes nobody's share.
template <class Rule, class Int>
concept CutRule = ExactInteger<Int> && requires(const Rule& rule, const Int& asked, std::span<const CutCandidate<Int>> candidates,
                                                std::span<Remainder<Int>> scratch, std::span<Int> taken) {
  { rule.cut(asked, candidates, scratch, taken) } -> std::same_as<CutReport<Int>>;
};

/// What can be taken from all.
template <ExactInteger Int>
constexpr Int cuttable(std::span<const CutCandidate<Int>> candidates) {
  Int sum(0);
  for (const CutCandidate<Int>& c : candidates) sum = sum + larger<Int>(Int(0), c.most);
  return sum;
}

/// Visits those who have something by score, then by id, until `visit` says false. O(n + visited log n).
template <ExactInteger Int, std::predicate<std::size_t> Visit>
constexpr void in_queue_order(std::span<const CutCandidate<Int>> candidates, std::span<Remainder<Int>> scratch, Visit visit) {
  std::size_t waiting = 0;
  for (std::size_t i = 0; i < candidates.size(); ++i)
    if (Int(0) < candidates[i].most) scratch[waiting++].at = i;
  const auto later = [&](const Remainder<Int>& a, const Remainder<Int>& b) {
    const CutCandidate<Int>&x = candidates[a.at], &y = candidates[b.at];
    return x.score < y.score || (x.score == y.score && (y.id < x.id || (y.id == x.id && b.at < a.at)));
  };
  const auto first = scratch.begin();
  const auto end = [&] { return first + static_cast<std::ptrdiff_t>(waiting); };
  for (std::make_heap(first, end(), later); waiting > 0; --waiting) {
    std::pop_heap(first, end(), later);
    if (!visit(scratch[waiting - 1].at)) return;
  }
}

/// Scores that are not numbers, and ids that appear twice. Where: the candidate.
template <ExactInteger Int>
Faults faults(std::span<const CutCandidate<Int>> candidates) {
  Faults found;
  std::vector<std::size_t> order(candidates.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return candidates[a].id < candidates[b].id || (candidates[a].id == candidates[b].id && a < b);
  });
  std::vector<bool> is_second(candidates.size());
  for (std::size_t k = 1; k < order.size(); ++k) is_second[order[k]] = candidates[order[k]].id == candidates[order[k - 1]].id;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    const Where where{.outer = static_cast<Index>(i)};
    if (is_second[i]) report(found, FaultCode::duplicate, "cut_candidate.id", where, static_cast<double>(candidates[i].id));
    if (candidates[i].score != candidates[i].score) report(found, FaultCode::not_finite, "cut_candidate.score", where, candidates[i].score);
  }
  return found;
}

}  // namespace bulwark::inline v1
