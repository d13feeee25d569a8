#pragma once

#include <vector>

#include "bulwark/core/fault.hpp"
#include "bulwark/margin/policy.hpp"

namespace bulwark::BULWARK_TARGET {

/// A share of what is owed in each asset, once its coins, options and unrealised profits are added up; cash is the quote's.
/// Source: OKX portfolio margin, MR8 "borrowing" (2025). The fee is what its margin ratio adds to the maintenance of a debt.
struct BorrowMargin {
  struct Rate {
    double initial = 1.0;      ///< share of the debt
    double maintenance = 1.0;  ///< <= initial
  };
  Rate quote{};                  ///< of debts in cash
  Rate otherwise{};              ///< of an asset that is not named
  std::vector<Rate> of_asset{};  ///< row AssetId; replaces `otherwise` where given
  double fee = 0.0;              ///< share of a debt and of its maintenance, kept for being liquidated

  /// Quote, of a debt >= 0.
  Requirement charge(const Rate& rate, double debt) const noexcept {
    const double maintenance = product(rate.maintenance, debt), kept = fma(fee, debt + maintenance, maintenance);
    return {.initial = greatest(product(rate.initial, debt), kept), .maintenance = kept};
  }

  Requirement requirement(const ValuedAccount& account, const Profits&) const noexcept {
    double cash = account.cash;
    for (const HeldUnit& unit : account.units)
      if (unit.settlement == AssetId::quote) cash += unit.option_value + unit.unrealised;
    Requirement sum = charge(quote, greatest(0.0, -cash));
    for (std::size_t u = 0; u < account.units.size(); ++u) {
      const HeldUnit& unit = account.units[u];
      bool is_done = unit.settlement == AssetId::quote;
      for (std::size_t before = 0; before < u; ++before) is_done = is_done || account.units[before].settlement == unit.settlement;
      if (is_done) continue;
      double balance = 0.0;
      for (const HeldUnit& other : account.units.subspan(u))
        if (other.settlement == unit.settlement) balance += other.coins + other.option_value + other.unrealised;
      const Requirement one = charge(rate_of(unit.settlement), greatest(0.0, -product(balance, unit.price)));
      sum.initial += one.initial;
      sum.maintenance += one.maintenance;
    }
    return sum;
  }

  Faults faults() const {
    Faults found;
    const auto check = [&](const Rate& rate, const char* field, Index asset) {
      if (!(rate.maintenance >= 0.0 && rate.initial >= rate.maintenance && is_finite(rate.initial)))
        report(found, FaultCode::out_of_range, field, {.outer = asset}, rate.initial < rate.maintenance ? rate.maintenance : rate.initial);
    };
    check(quote, "borrow_margin.quote", -1);
    check(otherwise, "borrow_margin.otherwise", -1);
    for (Index a = 0; a < std::ssize(of_asset); ++a) check(of_asset[static_cast<std::size_t>(a)], "borrow_margin.of_asset", a);
    if (!(fee >= 0.0 && is_finite(fee))) report(found, FaultCode::out_of_range, "borrow_margin.fee", {}, fee);
    return found;
  }

 private:
  const Rate& rate_of(AssetId asset) const noexcept {
    return row(asset) < std::ssize(of_asset) ? of_asset[static_cast<std::size_t>(asset)] : otherwise;
  }
};
static_assert(MarginPolicy<BorrowMargin>);

}  // namespace bulwark::BULWARK_TARGET
