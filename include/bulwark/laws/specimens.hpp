#pragma once

#include <string>
#include <vector>

#include "bulwark/core/calendar_day.hpp"
#include "bulwark/pricing/pricer.hpp"
#include "bulwark/scenario/account_rows.hpp"
#include "bulwark/scenario/fold.hpp"
#include "bulwark/scenario/price_market.hpp"

namespace bulwark::BULWARK_TARGET {

/// What broke, in words; empty is good.
using BrokenLaws = std::vector<std::string>;

/// The market that policies are tried on: two coins, one with options and futures of both kinds, one whose price is not vouched for.
struct Specimens {
  MarketState market;
  std::vector<ListedInstrument> instruments;
  std::vector<Account> accounts;
};

/// Always the same: a few accounts of every shape that rules distinguish, sizes large enough that no rounding of a venue matters.
inline Specimens specimens() {
  const Timestamp now = start_of({2025, 6, 1}), later = now + std::chrono::days{45};
  constexpr AssetId a{0}, b{1};
  const Instrument spot = Spot{a}, perpetual_future = LinearFuture{a}, dated = LinearFuture{a, later}, inverse = InverseFuture{a},
                   call = VanillaOption{a, OptionSide::call, 110'000.0, later}, put = VanillaOption{a, OptionSide::put, 90'000.0, later},
                   other = LinearFuture{b}, other_spot = Spot{b};
  Specimens s{.market = {.now = now,
                         .assets = {{.spot = 100'000.0, .forwards = {{later, 101'000.0, 0.99}}, .volatility = FlatVolatility{0.6}},
                                    {.spot = 4'000.0, .volatility = FlatVolatility{0.8}, .certainty = 0.5}}},
              .instruments = {},
              .accounts = {}};
  for (const Instrument& i : {spot, perpetual_future, dated, inverse, call, put, other, other_spot})
    s.instruments.push_back({.id = std::to_string(s.instruments.size()), .instrument = i});
  s.accounts = {{.positions = {{perpetual_future, 8.0, 100'000.0}}, .cash = 1e5},
                {.positions = {{perpetual_future, -8.0, 96'000.0}, {dated, 5.0, 101'500.0}}, .cash = 2e5},
                {.positions = {{inverse, 500'000.0, 98'000.0}, {spot, 6.0}}, .cash = 0.0},
                {.positions = {{call, -12.0}, {put, -16.0}}, .cash = 5e5},
                {.positions = {{call, 12.0}, {put, -16.0}, {perpetual_future, -2.0, 100'000.0}}, .cash = 3e5},
                {.positions = {{spot, 10.0}, {call, -10.0}}, .cash = 0.0},
                {.positions = {{perpetual_future, 4.0, 100'000.0}, {other, -100.0, 4'000.0}}, .cash = 1e5},
                {.positions = {{other_spot, 200.0}}, .cash = -4e5},
                {.positions = {{spot, -3.0}, {other_spot, 150.0}}, .cash = 1e4}};
  return s;
}

/// `account`, every quantity times `factor` and cash alike.
inline Account scaled(Account account, double factor) {
  account.cash = product(account.cash, factor);
  for (Position& p : account.positions) p.quantity = product(p.quantity, factor);
  return account;
}

/// Values one account of a listing and hands it to `use(account, profits)`.
template <class Use>
auto on_valued(const Listing& listing, const PricedMarket& market, const Account& account, Use use) {
  const AccountRows rows = listing.admit(std::span{&account, 1});
  const AccountRow row = rows.at(0);
  Workspace workspace(market);
  const Folded folded = fold(market, row, workspace);
  const std::span<const HeldUnit> units = workspace.units().first(static_cast<std::size_t>(folded.units));
  const ValuedAccount valued(market, row, units, folded.equity);
  return use(valued, Profits(market.blocks(), units, workspace.sums(0), market.stride()));
}

/// Keeps each law once, however many specimens break it.
inline void note(BrokenLaws& broken, bool holds, const char* law) {
  if (holds) return;
  for (const std::string& known : broken)
    if (known == law) return;
  broken.emplace_back(law);
}

/// Calls visit(number) for every number of a priced table that says what something is worth or how sure that is.
template <class Visit>
void each_number(PricedMarket& market, Visit visit) {
  for (Index row = 0; row < market.rows(); ++row) {
    for (Index c = 0; c < column_count; ++c) visit(market.row(row)[c]);
    for (Index b = 0; b < std::ssize(market.blocks()); ++b)
      for (double& profit : market.profits(row, b)) visit(profit);
    visit(market.terms(row).certainty);
    for (const ScenarioBlock& block : market.blocks())
      if (block.by_expiry >= 0)
        visit(market.factors(market.tag(row).run, block.by_expiry).gain), visit(market.factors(market.tag(row).run, block.by_expiry).loss);
  }
  for (Index unit = 0; unit < std::ssize(market.units()); ++unit) {
    visit(market.settlement_price(unit));
    visit(market.spot(unit));
    for (const ScenarioBlock& block : market.blocks())
      for (Index c = block.first; c < block.first + block.count; ++c) {
        visit(market.leg_row(unit)[c]);
        if (block.by_expiry >= 0) visit(market.weight_row(unit)[c]);
      }
  }
  visit(market.quote_price);
}

}  // namespace bulwark::BULWARK_TARGET
