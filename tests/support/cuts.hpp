#pragma once

#include <vector>

#include "bulwark/backstop/cut.hpp"
#include "support/random.hpp"

namespace bulwark::test {

/// A cut with what it took.
template <class Int>
struct Cut {
  CutReport<Int> report;
  std::vector<Int> taken;
};

template <class Int, CutRule<Int> Rule>
Cut<Int> cut(const Rule& rule, const Int& asked, const std::vector<CutCandidate<Int>>& candidates) {
  std::vector<Remainder<Int>> scratch(candidates.size());
  std::vector<Int> taken(candidates.size());
  const CutReport<Int> report = rule.template cut<Int>(asked, candidates, scratch, taken);
  return {report, taken};
}

/// Winners and losers of up to `most`, with scores that often tie.
template <class Int>
std::vector<CutCandidate<Int>> random_candidates(Random& random, Index most_candidates, Index most) {
  std::vector<CutCandidate<Int>> candidates(static_cast<std::size_t>(random.below(most_candidates + 1)));
  for (std::size_t i = 0; i < candidates.size(); ++i)
    candidates[i] = {.id = 100 * (candidates.size() - i) + static_cast<std::uint64_t>(random.below(100)),
                     .most = static_cast<Int>(random.below(most + most / 4) - most / 4),
                     .score = static_cast<double>(random.below(4))};
  return candidates;
}

}  // namespace bulwark::test
