#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "bulwark/core/account.hpp"
#include "bulwark/core/fault.hpp"
#include "bulwark/scenario/account_rows.hpp"
#include "bulwark/scenario/listing.hpp"
#include "bulwark/settlement/listed_expiry.hpp"
#include "bulwark/settlement/settle_positions.hpp"
#include "bulwark/settlement/whole_units.hpp"

namespace bulwark::inline v1 {

/// What an account receives in one asset, minor units.
template <ExactInteger Int>
struct AccountFlow {
  Index account;
  AssetId asset;
  Int payment{0};  ///< signed
  Int fee{0};      ///< >= 0, not yet taken off

  constexpr Int net() const { return payment - fee; }
};

/// What an expiry leaves to the venue in one asset, minor units.
template <ExactInteger Int>
struct SettledAsset {
  AssetId asset;
  Int paid{0};  ///< to all accounts together
  Int fees{0};  ///< from all accounts together
  Int rest{0};  ///< of the roundings: >= 0 where longs and shorts of each contract balance
};

/// An expiry, settled.
template <ExactInteger Int>
struct SettledExpiry {
  std::vector<AccountFlow<Int>> flows{};  ///< by account and then by asset; none where nothing expired
  std::vector<SettledAsset<Int>> assets{};
  std::vector<std::string> expired{};          ///< ids of the contracts, for `Listing::with`
  std::vector<ExpiryBalance<Int>> balances{};  ///< of each of them
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// Settles everything that expires at `expiry` in all accounts, at one price for each asset (row AssetId, quote per coin, a whole number of
/// ticks; none: not known). All of it or nothing: a price that is missing or cannot be paid, a size that is no whole number of lots and
/// whatever stops an account from being admitted are faults, all of them named. A contract that nobody holds needs no price.
/// What an account has in one contract, closed positions included, is added in integers and settled as one.
/// Rounding: each payment down and each fee up, at the account's cost; what a future's entry was worth is read to the nearest unit.
template <ExactInteger Int>
Checked<SettledExpiry<Int>> settle_accounts(const Listing& listing, const PositionColumns& held, Timestamp expiry,
                                            std::span<const std::optional<double>> prices, const SettlementDecimals& decimals = {},
                                            const DeliveryFee<Int>& fee = {}) {
  Faults found = fee.faults();
  for (const int d : {decimals.lots, decimals.ticks, decimals.quote, decimals.coins})
    if (d < 0 || d > 18) report(found, FaultCode::out_of_range, "settlement.decimals", {}, d);
  append(found, listing.admit(held).faults());
  if (!found.empty()) return found;

  SettledExpiry<Int> settled;
  std::vector<Index> contract_of(static_cast<std::size_t>(listing.rows()), -1);
  std::vector<ExpiringContract<Int>> contracts;
  std::vector<std::optional<Int>> ticks;
  std::vector<AssetId> paid_in;
  for (const std::uint32_t r : listing.order()) {
    const ListedInstrument& listed = listing[static_cast<Index>(r)];
    if (expiry == perpetual || expiry_of(listed.instrument) != expiry) continue;
    contract_of[r] = std::ssize(contracts);
    const std::optional<ExpiringContract<Int>> contract = expiring_contract<Int>(listed, decimals);
    if (!contract) {
      const auto* option = std::get_if<VanillaOption>(&listed.instrument);
      report(found, FaultCode::out_of_range, "settlement.strike", {.outer = static_cast<Index>(r)}, option ? option->strike : 0.0);
    }
    contracts.push_back(contract.value_or(ExpiringContract<Int>{.kind = ExpiryKind::option, .up = Int(1), .down = Int(1)}));
    ticks.emplace_back();
    paid_in.push_back(listed.settlement);
    settled.expired.push_back(listed.id);
  }
  std::vector<bool> is_priced(contracts.size(), false);
  const auto price = [&](std::uint32_t r) {
    const auto c = static_cast<std::size_t>(contract_of[r]);
    if (is_priced[c]) return;
    is_priced[c] = true;
    const AssetId asset = asset_of(listing[static_cast<Index>(r)].instrument);
    const Where where{.outer = row(asset), .inner = static_cast<Index>(r)};
    const auto at = static_cast<std::size_t>(row(asset));
    if (at >= prices.size() || !prices[at]) return report(found, FaultCode::missing, "settlement.price", where);
    if (!is_finite(*prices[at])) return report(found, FaultCode::not_finite, "settlement.price", where, *prices[at]);
    ticks[c] = whole_units<Int>(*prices[at], decimals.ticks);
    if (!ticks[c]) return report(found, FaultCode::out_of_range, "settlement.price", where, *prices[at]);
    if (!contracts[c].settles_at(*ticks[c])) report(found, FaultCode::not_positive, "settlement.price", where, *prices[at]);
  };

  std::vector<ExpiringPosition<Int>> positions;
  std::vector<Index> owner;
  for (Index a = 0; a + 1 < std::ssize(held.offsets); ++a) {
    const std::size_t first = positions.size();
    for (Index k = held.offsets[static_cast<std::size_t>(a)]; k < held.offsets[static_cast<std::size_t>(a + 1)]; ++k) {
      const auto at = static_cast<std::size_t>(k);
      const std::uint32_t r = held.row[at].row;
      const Index c = contract_of[r];
      if (c < 0) continue;
      price(r);
      const ListedInstrument& listed = listing[static_cast<Index>(r)];
      const double units = product(held.quantity[at], listed.multiplier);
      const bool is_inverse = std::holds_alternative<InverseFuture>(listed.instrument);
      const bool is_option = std::holds_alternative<VanillaOption>(listed.instrument);
      const double entry = is_option ? 0.0 : entry_leg(is_inverse, units, held.entry_price[at]);
      const std::optional<Int> lots = whole_units<Int>(units, decimals.lots);
      const std::optional<Int> leg = nearest_units<Int>(entry, decimals.of(listed.settlement));
      const Where where{.outer = a, .inner = k - held.offsets[static_cast<std::size_t>(a)]};
      if (!lots) report(found, FaultCode::out_of_range, "settlement.lots", where, units);
      if (!leg) report(found, FaultCode::overflow, "settlement.leg", where, entry);
      if (!lots || !leg) continue;
      std::size_t same = first;
      while (same < positions.size() && positions[same].contract != c) ++same;
      if (same == positions.size()) positions.push_back({.contract = c, .lots = Int(0)}), owner.push_back(a);
      positions[same].lots = positions[same].lots + *lots;
      positions[same].leg = positions[same].leg + *leg;
    }
  }
  if (!found.empty()) return found;
  for (std::size_t c = 0; c < ticks.size(); ++c)
    if (!is_priced[c]) ticks[c] = Int(1);  // nobody holds it

  std::vector<ExpiryFlow<Int>> flows(positions.size());
  settled.balances.resize(contracts.size());
  found = settle_positions<Int>(contracts, ticks, positions, fee, flows, settled.balances);
  if (!found.empty()) return found;
  const auto of_asset = [](auto& list, AssetId asset, auto make) -> auto& {
    for (auto& entry : list)
      if (entry.asset == asset) return entry;
    return list.emplace_back(make());
  };
  for (std::size_t c = 0; c < contracts.size(); ++c) {
    SettledAsset<Int>& asset = of_asset(settled.assets, paid_in[c], [&] { return SettledAsset<Int>{.asset = paid_in[c]}; });
    asset.paid = asset.paid + settled.balances[c].paid;
    asset.fees = asset.fees + settled.balances[c].fees;
    asset.rest = asset.rest + settled.balances[c].rest();
  }
  for (std::size_t k = 0; k < flows.size(); ++k) {
    const AssetId asset = paid_in[static_cast<std::size_t>(positions[k].contract)];
    std::size_t first = settled.flows.size();
    while (first > 0 && settled.flows[first - 1].account == owner[k]) --first;
    std::size_t at = first;
    while (at < settled.flows.size() && settled.flows[at].asset < asset) ++at;
    if (at == settled.flows.size() || settled.flows[at].asset != asset)
      settled.flows.insert(settled.flows.begin() + static_cast<std::ptrdiff_t>(at), {.account = owner[k], .asset = asset});
    settled.flows[at].payment = settled.flows[at].payment + flows[k].payment;
    settled.flows[at].fee = settled.flows[at].fee + flows[k].fee;
  }
  return settled;
}

/// The same for accounts as people write them.
template <ExactInteger Int>
Checked<SettledExpiry<Int>> settle_accounts(const Listing& listing, std::span<const Account> accounts, Timestamp expiry,
                                            std::span<const std::optional<double>> prices, const SettlementDecimals& decimals = {},
                                            const DeliveryFee<Int>& fee = {}) {
  Faults found = listing.admit(accounts).faults();
  if (!found.empty()) return found;
  std::vector<Index> offsets{0};
  std::vector<RowId> rows;
  std::vector<double> quantity, entry_price;
  for (const Account& account : accounts) {
    for (const Position& p : account.positions) {
      rows.push_back(listing.find(p.instrument, p.settlement).front());  // there is one: it was admitted
      quantity.push_back(p.quantity), entry_price.push_back(p.entry_price);
    }
    offsets.push_back(std::ssize(rows));
  }
  return settle_accounts<Int>(listing, PositionColumns{offsets, rows, quantity, entry_price}, expiry, prices, decimals, fee);
}

/// The account after its expiry: what expired is gone, money is in its cash and coins are among its positions. `flows` are this account's.
/// Cash and coins are doubles, which hold every count of minor units up to 2^53 to the last one.
template <ExactInteger Int>
Account after_expiry(const Account& account, Timestamp expiry, std::span<const AccountFlow<Int>> flows,
                     const SettlementDecimals& decimals = {}) {
  Account then{.positions = {}, .cash = account.cash};
  for (const Position& p : account.positions)
    if (expiry == perpetual || expiry_of(p.instrument) != expiry) then.positions.push_back(p);
  for (const AccountFlow<Int>& flow : flows) {
    const double units = from_units<Int>(flow.net(), decimals.of(flow.asset));
    if (flow.asset == AssetId::quote)
      then.cash += units;
    else if (units != 0.0)
      then.positions.push_back({.instrument = Spot{flow.asset}, .quantity = units});
  }
  return then;
}

}  // namespace bulwark::BULWARK_TARGET
