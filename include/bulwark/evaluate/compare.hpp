#pragma once

#include "bulwark/evaluate/risk_evaluator.hpp"
#include "bulwark/evaluate/what_if.hpp"

namespace bulwark::inline v1 {

/// Whether the new rules make this of an account that the old ones did not.
constexpr bool becomes_liquidatable(const Impact& i) noexcept {
  return i.after.verdict.is_liquidatable() && !i.before.verdict.is_liquidatable();
}
constexpr bool becomes_warned(const Impact& i) noexcept {
  return i.after.verdict.standing == Standing::warned && i.before.verdict.standing != Standing::warned;
}
constexpr bool becomes_healthy(const Impact& i) noexcept {
  return i.after.verdict.standing == Standing::healthy && i.before.verdict.standing != Standing::healthy;
}
constexpr bool becomes_unknown(const Impact& i) noexcept { return !i.after.verdict.is_known() && i.before.verdict.is_known(); }

/// Whether the account is known under both.
constexpr bool is_comparable(const Impact& i) noexcept { return i.before.verdict.is_known() && i.after.verdict.is_known(); }

/// Whether anything gets worse for the account: less is left to open with or to lose, or it is no longer known. A tightening wants notice.
constexpr bool is_tightened(const Impact& i) noexcept {
  const bool is_less =
      i.after.initial_surplus() < i.before.initial_surplus() || i.after.maintenance_surplus() < i.before.maintenance_surplus();
  return becomes_unknown(i) || becomes_liquidatable(i) || (is_comparable(i) && is_less);
}

/// The accounts of which `holds(impact)`, by increasing place, as many as fit into `ids`; how many there are in all.
template <class Predicate>
Index accounts_where(std::span<const Impact> impacts, Predicate holds, std::span<Index> ids = {}) {
  Index found = 0;
  for (std::size_t i = 0; i < impacts.size(); ++i) {
    if (!holds(impacts[i])) continue;
    if (found < std::ssize(ids)) ids[static_cast<std::size_t>(found)] = static_cast<Index>(i);
    ++found;
  }
  return found;
}

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// Every account under the rules in force and under those that may follow, in one market: impacts[i] is account i's, as far as there are
/// impacts. The two may be of different types; their ticks are priced from one listing and one market. Each side has the bits of
/// `Tick::evaluate`. Does not allocate.
template <class Old, class New>
void compare(const Tick<Old>& old_rules, const Tick<New>& new_rules, const AccountRows& accounts, Workspace& old_workspace,
             Workspace& new_workspace, std::span<Impact> impacts) noexcept {
  const Index count = std::ssize(impacts) < accounts.size() ? std::ssize(impacts) : accounts.size();
  for (Index i = 0; i < count; ++i)
    impacts[static_cast<std::size_t>(i)] = {old_rules.evaluate(accounts.at(i), old_workspace),
                                            new_rules.evaluate(accounts.at(i), new_workspace)};
}

/// The same from the rules themselves: prices both and keeps nothing. `impacts` must have a place for every account, or it is a fault, as
/// is whatever is wrong with either set of rules; what is wrong with the market leaves the accounts that depend on it unknown, and comes
/// back as faults of neither. The number of accounts compared.
template <class Old, class New>
Checked<Index> compare(const Old& old_rules, const New& new_rules, const Listing& listing, const AccountRows& accounts,
                       const MarketState& market, std::span<Impact> impacts) {
  const auto old_tick = old_rules.price(listing, market);
  const auto new_tick = new_rules.price(listing, market);
  Faults found = old_tick.faults();
  append(found, new_tick.faults());
  if (std::ssize(impacts) != accounts.size())
    report(found, FaultCode::length_mismatch, "compare.impacts", {}, static_cast<double>(impacts.size()));
  if (!found.empty()) return found;
  Workspace old_workspace = old_tick->workspace(), new_workspace = new_tick->workspace();
  compare(*old_tick, *new_tick, accounts, old_workspace, new_workspace, impacts);
  return accounts.size();
}

/// The same for a book as people write it: lists what the accounts hold. The market may give nothing by row, since nobody else knows the
/// rows. For a script; allocates.
template <class Old, class New>
Checked<std::vector<Impact>> compare(const Old& old_rules, const New& new_rules, std::span<const Account> accounts,
                                     const MarketState& market) {
  Account everything;
  for (const Account& account : accounts)
    everything.positions.insert(everything.positions.end(), account.positions.begin(), account.positions.end());
  const Checked<Listing> listing = listing_of(everything);
  Faults found = listing.faults();
  if (market.has_rows()) report(found, FaultCode::not_in_listing, "market.marks");
  if (!found.empty()) return found;
  const AccountRows rows = listing->admit(accounts);
  std::vector<Impact> impacts(accounts.size());
  found = compare(old_rules, new_rules, *listing, rows, market, std::span{impacts}).faults();
  append(found, rows.faults());
  if (!found.empty()) return found;
  return impacts;
}

}  // namespace bulwark::BULWARK_TARGET
