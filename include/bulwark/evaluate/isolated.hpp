#pragma once

#include <span>

#include "bulwark/core/account.hpp"
#include "bulwark/core/fault.hpp"
#include "bulwark/scenario/listing.hpp"

namespace bulwark::inline v1 {

/// What is set aside for one position, and all that its losses can reach.
struct IsolatedMargin {
  Index position;  ///< of the account
  double margin;   ///< of what the position pays in: quote, or coins; >= 0 and not more than there is
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// Moves `amount` <= balance out of a balance, exactly: what is left and the answer are together what there was, the amount rounded where
/// the balance does not resolve it. Source: Dekker (1971), fast two-sum.
inline double taken_from(double& balance, double amount) noexcept {
  const double left = balance - amount, taken = balance - left;
  balance = left;
  return taken;
}

/// The accounts that one with isolated positions is made of: first what stays cross, then one for each margin, in their order. All are
/// evaluated alike by whatever evaluates accounts; a verdict, a liquidation or a bankruptcy of one says nothing of the others, and what an
/// isolated account is short of is not owed by the rest. Nothing is lost: see `taken_from`. Coins come from the first holding of the asset
/// that has enough. Or every fault: a position that is none, is isolated twice or is spot, a margin that is negative, no number, or more
/// than there is. Where a market's marks go by position they go by those of each account.
inline Checked<std::vector<Account>> isolate(const Account& account, std::span<const IsolatedMargin> margins) {
  Faults found;
  std::vector<Account> accounts{account};
  std::vector<bool> is_isolated(account.positions.size(), false);
  const auto is_fit = [&](const IsolatedMargin& m, Index i) {
    const std::size_t before = found.size();
    const auto at = static_cast<std::size_t>(m.position);
    if (m.position < 0 || at >= is_isolated.size() || std::holds_alternative<Spot>(account.positions[at].instrument))
      report(found, FaultCode::out_of_range, "isolated.position", {.outer = i}, static_cast<double>(m.position));
    else if (is_isolated[at])
      report(found, FaultCode::duplicate, "isolated.position", {.outer = i});
    else
      is_isolated[at] = true;
    if (!is_finite(m.margin))
      report(found, FaultCode::not_finite, "isolated.margin", {.outer = i}, m.margin);
    else if (m.margin < 0.0)
      report(found, FaultCode::negative, "isolated.margin", {.outer = i}, m.margin);
    return found.size() == before;
  };
  for (Index i = 0; i < std::ssize(margins); ++i) {
    const IsolatedMargin& m = margins[static_cast<std::size_t>(i)];
    if (!is_fit(m, i)) continue;
    Account& cross = accounts.front();
    const Position& position = account.positions[static_cast<std::size_t>(m.position)];
    const AssetId settlement = settlement_of(position.instrument, position.settlement.value_or(AssetId::quote));
    Account own{.positions = {position}};
    if (settlement != AssetId::quote) own.positions.push_back({.instrument = Spot{settlement}, .quantity = 0.0});
    double* balance = settlement == AssetId::quote ? &cross.cash : nullptr;
    for (Position& held : cross.positions)
      if (!balance && held.instrument == Instrument{Spot{settlement}} && held.quantity >= m.margin) balance = &held.quantity;
    if (m.margin > 0.0 && !(balance && *balance >= m.margin))
      report(found, FaultCode::out_of_range, "isolated.margin", {.outer = i}, m.margin);
    else if (m.margin > 0.0)
      (settlement == AssetId::quote ? own.cash : own.positions.back().quantity) = taken_from(*balance, m.margin);
    accounts.push_back(std::move(own));
  }
  if (!found.empty()) return found;
  Account& cross = accounts.front();
  for (std::size_t p = is_isolated.size(); p-- > 0;)
    if (is_isolated[p]) cross.positions.erase(cross.positions.begin() + static_cast<std::ptrdiff_t>(p));
  return accounts;
}

}  // namespace bulwark::BULWARK_TARGET
