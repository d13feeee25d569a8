#pragma once

#include <string>
#include <vector>

#include "../demo/quotes.hpp"
#include "bulwark/core/account.hpp"
#include "bulwark/scenario/account_rows.hpp"

namespace compare {

using bulwark::AssetId;
using demo::btc, demo::eth;

/// What a venue lets an account hold. What it does not is replaced by what comes nearest, and said.
struct Holds {
  bool options = true;        ///< else closed at their marks
  bool coin_options = false;  ///< settled in the coin; else in dollars
  bool inverse = false;       ///< perpetuals settled in the coin; else the linear one on as many coins
  bool perpetuals = true;     ///< else coins bought and sold at spot
  bool coins = true;          ///< as collateral; else sold for dollars
};

/// The book on a venue.
struct Book {
  bulwark::Account account{};
  bulwark::MarketState market{};
  std::string replaced{};  ///< in words; empty: held as it is
};

struct Leg {
  const char* name;
  double quantity;
};

/// A volatility seller's book: put spread, diagonal and naked puts on BTC, put spread and naked calls on ETH; names and volatilities are
/// Deribit's of 2026-04-15.
inline const std::vector<Leg> option_legs{{"BTC-29MAY26-65000-P", -4.0}, {"BTC-29MAY26-60000-P", 4.0},  {"BTC-29MAY26-85000-C", -8.0},
                                          {"BTC-26JUN26-90000-C", 5.0},  {"BTC-26JUN26-60000-P", -2.0}, {"ETH-29MAY26-2000-P", -60.0},
                                          {"ETH-29MAY26-1800-P", 60.0},  {"ETH-29MAY26-3000-C", -40.0}};
inline constexpr double inverse_dollars = -100'000.0;  ///< face of the BTC perpetual
inline constexpr double linear_coins = 30.0;           ///< of the ETH perpetual
inline constexpr double coins_held[]{2.0, 20.0};       ///< BTC, ETH
inline constexpr double dollars_held = 40'000.0;       ///< a stable coin at its peg

inline const demo::OptionQuote& quote_of(const std::string& name) {
  for (const demo::OptionQuote& quote : demo::option_quotes)
    if (quote.name == name) return quote;
  return demo::option_quotes.front();
}

/// The same book for everybody, entered at today's prices.
inline Book book_on(const Holds& may) {
  using namespace bulwark;
  Book book{.market = demo::exchange().market};
  book.market.marks.clear();
  Account& account = book.account;
  const auto say = [&](const char* words) { book.replaced += (book.replaced.empty() ? "" : "; ") + std::string(words); };
  const auto hold = [&](const Instrument& instrument, double quantity, double entry = 0.0, std::optional<AssetId> settlement = {}) {
    account.positions.push_back({instrument, quantity, entry, settlement});
    book.market.volatilities.emplace_back();
  };
  account.cash = dollars_held;
  for (const Leg& leg : option_legs) {
    const ListedInstrument listed = *listed_by_name(leg.name, read_deribit_name, demo::asset_of);
    const AssetId asset = asset_of(listed.instrument);
    if (may.options) {
      hold(listed.instrument, leg.quantity, 0.0, may.coin_options ? asset : AssetId::quote);
      book.market.volatilities.back() = quote_of(leg.name).exchange_iv;
    } else {
      account.cash += leg.quantity * quote_of(leg.name).mark * book.market[asset].spot;
    }
  }
  const double bitcoin = book.market[btc].spot, ether = book.market[eth].spot;
  double coins[]{coins_held[0], coins_held[1]};
  if (may.inverse) {
    hold(InverseFuture{btc}, inverse_dollars, bitcoin);
  } else if (may.perpetuals) {
    hold(LinearFuture{btc}, inverse_dollars / bitcoin, bitcoin);
    say("linear perpetual for the inverse");
  }
  if (may.perpetuals) {
    hold(LinearFuture{eth}, linear_coins, ether);
  } else {
    coins[0] += inverse_dollars / bitcoin, coins[1] += linear_coins;
    account.cash -= inverse_dollars + linear_coins * ether;
    say("coins at spot for the perpetuals");
  }
  if (may.coins) {
    hold(Spot{btc}, coins[0]);
    hold(Spot{eth}, coins[1]);
  } else {
    account.cash += coins[0] * bitcoin + coins[1] * ether;
    say("coins sold for dollars");
  }
  return book;
}

}  // namespace compare
