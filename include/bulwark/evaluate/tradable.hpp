#pragma once

#include <span>

#include "bulwark/core/fault.hpp"
#include "bulwark/math/arithmetic.hpp"
#include "bulwark/scenario/account_rows.hpp"
#include "bulwark/scenario/priced_market.hpp"

namespace bulwark::BULWARK_TARGET {

/// A row that a restoring trade may use, and how far.
struct Tradable {
  RowId row;
  double lot;                ///< contracts, > 0; trades are whole multiples
  double most_bought = 0.0;  ///< contracts, >= 0
  double most_sold = 0.0;    ///< the same

  Index lots_bought() const noexcept { return whole_lots(most_bought); }
  Index lots_sold() const noexcept { return whole_lots(most_sold); }

  /// Contracts of `lots` (negative: sold). What falls short of the most by rounding is the most, so that a position can go whole.
  double quantity(Index lots) const noexcept {
    const double most = lots < 0 ? -most_sold : most_bought, whole = product(static_cast<double>(lots), lot);
    return magnitude(most - whole) <= product(0x1p-20, lot) ? most : whole;
  }

 private:
  Index whole_lots(double most) const noexcept {
    const double lots = __builtin_floor(most / lot + 0x1p-20);
    return lots < 0x1p53 ? static_cast<Index>(lots) : Index{1} << 53;
  }
};

/// Everything that keeps rows from being traded.
inline Faults faults(const PricedMarket& market, std::span<const Tradable> tradables) {
  Faults found;
  for (Index i = 0; i < std::ssize(tradables); ++i) {
    const Tradable& t = tradables[static_cast<std::size_t>(i)];
    const Index row = static_cast<Index>(t.row.row);
    if (row >= market.rows() || t.row.listed == 0 || market.terms(row).listed != t.row.listed)
      report(found, FaultCode::stale_row, "tradable.row", {.outer = i}, static_cast<double>(row));
    if (!(t.lot > 0.0 && is_finite(t.lot))) report(found, FaultCode::not_positive, "tradable.lot", {.outer = i}, t.lot);
    if (!(t.most_bought >= 0.0)) report(found, FaultCode::negative, "tradable.most_bought", {.outer = i}, t.most_bought);
    if (!(t.most_sold >= 0.0)) report(found, FaultCode::negative, "tradable.most_sold", {.outer = i}, t.most_sold);
    for (Index j = 0; j < i; ++j)
      if (tradables[static_cast<std::size_t>(j)].row == t.row)
        report(found, FaultCode::duplicate, "tradable.row", {.outer = i}, static_cast<double>(row));
  }
  return found;
}

/// The rows that an account holds, each to be closed and not turned: a long one may be sold, a short one bought back. Coins are left alone
/// unless `with_coins`. A `share` below 1 closes no more than that of each: a close factor. `lot(row)` is in contracts; a position that is
/// no whole number of lots goes in lots of itself / ceil(itself / lot), so that it can go whole. Returns how many of `into` it filled;
/// what does not fit is left out. The account must be one that the table may be read for.
template <class LotOf>
Index closing_tradables(const PricedMarket& market, const AccountRow& account, LotOf lot, std::span<Tradable> into, double share = 1.0,
                        bool with_coins = false) noexcept {
  Index count = 0;
  for (const Segment& segment : account.segments)
    for (std::uint32_t k = segment.begin; k < segment.end && count < std::ssize(into); ++k) {
      const Index row = static_cast<Index>(account.row[k]);
      const ContractTerms& terms = market.terms(row);
      if (terms.kind == InstrumentKind::spot && !with_coins) continue;
      const double held = account.quantity[k], size = magnitude(held), lots = __builtin_ceil(size / lot(row));
      Tradable& one = into[static_cast<std::size_t>(count++)];
      one = {.row = {account.row[k], terms.listed}, .lot = size / lots};
      (held < 0.0 ? one.most_bought : one.most_sold) = share < 1.0 ? product(share, size) : size;
    }
  return count;
}

}  // namespace bulwark::BULWARK_TARGET
