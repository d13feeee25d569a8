#pragma once

#include <algorithm>
#include <concepts>
#include <span>

#include "bulwark/core/asset.hpp"
#include "bulwark/math/arithmetic.hpp"

namespace bulwark::inline v1 {

/// Who holds the other side of a position that nobody buys.
struct Counterparty {
  Index account;       ///< in the order of names
  Index position;      ///< of the open accounts
  double size;         ///< contracts, > 0
  double score;        ///< profit share x leverage where it has won, profit share / leverage where not
  double taken = 0.0;  ///< contracts that are closed; what an order fills
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// Whom auto-deleveraging closes. Semantics: fills `taken`, each at most its size, together `total` or everything where that is less; may
/// reorder. `parties` come in the order of names.
template <class O>
concept DeleveragingOrder = std::copyable<O> && requires(const O order, double total, std::span<Counterparty> parties) {
  { order.take(total, parties) }
  noexcept->std::same_as<void>;
};

/// The highest score first and whole, names deciding between equals.
/// Source: Binance and most exchanges' ranking by profit and leverage ("auto-deleveraging", 2019 to 2026).
struct ProfitQueue {
  void take(double total, std::span<Counterparty> parties) const noexcept {
    std::sort(parties.begin(), parties.end(),
              [](const Counterparty& a, const Counterparty& b) { return a.score != b.score ? a.score > b.score : a.account < b.account; });
    for (Counterparty& party : parties) {
      party.taken = least(party.size, total);
      total -= party.taken;
    }
  }
};
static_assert(DeleveragingOrder<ProfitQueue>);

/// Everybody the same share of the size; the last named takes what rounding leaves, within what it has.
struct ProRata {
  void take(double total, std::span<Counterparty> parties) const noexcept {
    double sum = 0.0;
    for (const Counterparty& party : parties) sum += party.size;
    if (!(sum > 0.0)) return;
    double left = least(total, sum);
    const double share = left / sum;
    for (Counterparty& party : parties) {
      const bool is_last = &party == &parties.back();
      party.taken = least(party.size, is_last ? left : least(left, product(share, party.size)));
      left -= party.taken;
    }
  }
};
static_assert(DeleveragingOrder<ProRata>);

}  // namespace bulwark::BULWARK_TARGET
