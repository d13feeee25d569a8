#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "bulwark/backstop/cut.hpp"
#include "bulwark/core/fault.hpp"
#include "bulwark/math/arithmetic.hpp"
#include "bulwark/system/deleveraging_order.hpp"

namespace bulwark::BULWARK_TARGET {

/// A cut of `backstop/` (`ProRataCut`, `MinimalCut`, ...) as an order of deleveraging: positions are counted in whole lots, down, and the
/// rule decides about those; who ranks first gives what lots do not divide. A rule that takes more than is asked for does not here: whoever
/// ranks last of those it takes keeps the rest, because the other side has nothing more to close. `Int` is as wide as the rule says.
/// Allocates, once for a side of a contract.
template <ExactInteger Int, CutRule<Int> Rule>
struct CutOrder {
  double lot;  ///< contracts, > 0
  [[no_unique_address]] Rule rule{};

  void take(double total, std::span<Counterparty> parties) const noexcept {
    std::vector<CutCandidate<Int>> candidates(parties.size());
    std::vector<Remainder<Int>> scratch(parties.size());
    std::vector<Int> taken(parties.size(), Int(0));
    for (std::size_t i = 0; i < parties.size(); ++i) candidates[i] = {.id = i, .most = lots(parties[i].size), .score = parties[i].score};
    rule.cut(lots(total), std::span<const CutCandidate<Int>>{candidates}, std::span{scratch}, std::span{taken});
    double left = total;
    for (std::size_t i = 0; i < parties.size(); ++i) {
      parties[i].taken = least(parties[i].size, product(static_cast<double>(taken[i]), lot));
      left -= parties[i].taken;
    }
    // Whole lots may be short of the total, by less than a lot a party, or beyond it.
    for (CutCandidate<Int>& candidate : candidates) candidate.most = Int(1);
    std::size_t rank = 0;
    std::vector<std::size_t> queue(parties.size());
    in_queue_order<Int>(candidates, scratch, [&](std::size_t i) { return queue[rank++] = i, true; });
    for (std::size_t k = 0; k < queue.size() && left > 0.0; ++k) {
      Counterparty& party = parties[queue[k]];
      const double more = least(left, party.size - party.taken);
      party.taken += more, left -= more;
    }
    for (std::size_t k = queue.size(); k > 0 && left < 0.0; --k) {
      Counterparty& party = parties[queue[k - 1]];
      const double less = least(-left, party.taken);
      party.taken -= less, left += less;
    }
  }

  Faults faults() const {
    Faults found;
    if (!(lot > 0.0 && is_finite(lot))) report(found, FaultCode::not_positive, "cut_order.lot", {}, lot);
    return found;
  }

 private:
  /// Whole, but for the last bits of what a decimal is as a double; as many as a double counts.
  Int lots(double contracts) const noexcept { return Int(static_cast<long long>(least(contracts / lot + 0x1p-20, 0x1p53))); }
};

}  // namespace bulwark::BULWARK_TARGET
