#pragma once

#include <string>
#include <vector>

#include "bulwark/evaluate/liquidation_price.hpp"
#include "bulwark/scenario/account_rows.hpp"
#include "quotes.hpp"

namespace demo {

/// A line of an account, by the exchange's name.
struct Holding {
  const char* name;
  double quantity;           ///< coins; inverse futures: dollars of face value
  double entry_price = 0.0;  ///< USD per coin; futures
};

/// A way for prices to move, and how to call it.
struct NamedPath {
  const char* name;
  bulwark::PricePath path;
};

/// An account as its owner would tell it.
struct Story {
  const char* title;
  const char* text;
  std::vector<Holding> holdings;
  double cash = 0.0;               ///< USD
  bool is_kept_in_coins = false;   ///< numbers are also shown in BTC
  std::vector<NamedPath> paths{};  ///< the first is the one in the overview and the ladder
  bool has_ladder = false;
};

/// The account in the rows of the listing.
inline bulwark::AccountRows admitted(const Exchange& exchange, const Story& story) {
  std::vector<bulwark::RowId> rows;
  std::vector<double> quantities, entries;
  for (const Holding& h : story.holdings) {
    rows.push_back(exchange.listing.find(h.name).value_or(bulwark::RowId{0, 0}));  // an unknown name becomes a fault, not a crash
    quantities.push_back(h.quantity);
    entries.push_back(h.entry_price);
  }
  const std::vector<bulwark::Index> offsets{0, std::ssize(rows)};
  return exchange.listing.admit({offsets, rows, quantities, entries, std::span{&story.cash, 1}});
}

inline const NamedPath btc_alone{"liquidated if BTC moves and volatility stays:", {.asset = btc}};
inline const NamedPath btc_with_volatility{"if volatility doubles as BTC halves:", {.asset = btc, .vol_response = -1.0}};
inline const NamedPath eth_alone{"liquidated if ETH moves:", {.asset = eth}};
inline const NamedPath both_together{"if BTC moves by the same percentage:", {.asset = eth, .beta = {1.0}}};

inline Story covered_call() {
  return {.title = "Covered call",
          .text = "10 BTC in the account, 10 calls sold against them.",
          .holdings = {{"BTC_USDC", 10.0}, {"BTC-29MAY26-85000-C", -10.0}},
          .is_kept_in_coins = true,
          .paths = {btc_alone}};
}

inline Story short_strangle() {
  return {.title = "Short strangle on coins",
          .text = "6 puts and 6 calls sold against 2 BTC: paid by both sides, in danger from both.",
          .holdings = {{"BTC_USDC", 2.0}, {"BTC-29MAY26-65000-P", -6.0}, {"BTC-29MAY26-90000-C", -6.0}},
          .is_kept_in_coins = true,
          .paths = {btc_alone, btc_with_volatility},
          .has_ladder = true};
}

inline Story cash_and_carry() {
  return {.title = "Cash and carry",
          .text = "10 BTC in the account, sold forward for their whole worth with an inverse future: dollars at a fixed rate.",
          .holdings = {{"BTC_USDC", 10.0}, {"BTC-26JUN26", -750'000.0, 75'049.96}},
          .is_kept_in_coins = true,
          .paths = {btc_alone}};
}

inline Story market_maker() {
  return {.title = "Delta-hedged market maker",
          .text = "25 options long and short; the perpetual is sold until the account's worth in BTC stands still when BTC moves.",
          .holdings = {{"BTC_USDC", 7.0},
                       {"BTC-PERPETUAL", -517'000.0, 74'812.0},
                       {"BTC-24APR26-68000-P", -14.0},
                       {"BTC-24APR26-70000-P", 22.0},
                       {"BTC-24APR26-72000-P", -9.0},
                       {"BTC-24APR26-75000-C", 18.0},
                       {"BTC-24APR26-78000-C", -25.0},
                       {"BTC-24APR26-80000-C", 6.0},
                       {"BTC-24APR26-82000-C", -11.0},
                       {"BTC-29MAY26-60000-P", -16.0},
                       {"BTC-29MAY26-65000-P", 13.0},
                       {"BTC-29MAY26-70000-P", 8.0},
                       {"BTC-29MAY26-75000-P", -10.0},
                       {"BTC-29MAY26-75000-C", -7.0},
                       {"BTC-29MAY26-80000-C", 20.0},
                       {"BTC-29MAY26-85000-C", -15.0},
                       {"BTC-29MAY26-90000-C", 9.0},
                       {"BTC-29MAY26-95000-C", -12.0},
                       {"BTC-26JUN26-55000-P", 10.0},
                       {"BTC-26JUN26-60000-P", -18.0},
                       {"BTC-26JUN26-65000-P", 5.0},
                       {"BTC-26JUN26-70000-P", -4.0},
                       {"BTC-26JUN26-75000-C", 6.0},
                       {"BTC-26JUN26-80000-C", -13.0},
                       {"BTC-26JUN26-85000-C", 11.0},
                       {"BTC-26JUN26-90000-C", -8.0},
                       {"BTC-26JUN26-100000-C", 7.0}},
          .is_kept_in_coins = true,
          .paths = {btc_alone, btc_with_volatility},
          .has_ladder = true};
}

inline Story leveraged_perpetual() {
  return {.title = "Leveraged perpetual",
          .text = "Long 400 ETH on 60,000 dollars.",
          .holdings = {{"ETH_USDC-PERPETUAL", 400.0, 2'391.5}},
          .cash = 60'000.0,
          .paths = {eth_alone}};
}

inline Story loan_against_eth() {
  return {.title = "Loan against ETH",
          .text = "100 ETH deposited, 150,000 dollars borrowed and spent.",
          .holdings = {{"ETH_USDC", 100.0}},
          .cash = -150'000.0,
          .paths = {eth_alone}};
}

inline Story btc_against_eth() {
  return {.title = "Long BTC against short ETH",
          .text = "Long 10 BTC, short as many dollars of ETH, on 120,000 dollars: a bet on the ratio.",
          .holdings = {{"BTC_USDC-PERPETUAL", 10.0, 74'500.0}, {"ETH_USDC-PERPETUAL", -315.8, 2'377.0}},
          .cash = 120'000.0,
          .paths = {eth_alone, both_together}};
}

}  // namespace demo
