#pragma once

#include <cstdio>
#include <string>
#include <vector>

#include "bulwark/evaluate/isolated.hpp"
#include "line.hpp"
#include "table.hpp"

namespace compare {

/// A long perpetual against a short future of the same coins, on dollars: a hedge, if the venue sees it.
inline Book hedge() {
  using namespace std::chrono;
  Book book{.market = demo::exchange().market};
  book.market.marks.clear();
  const bulwark::ForwardPoint& june = book.market[btc].forwards.back();
  book.account = {.positions = {{bulwark::LinearFuture{btc}, 4.0, book.market[btc].spot},
                                {bulwark::LinearFuture{btc, june.expiry}, -4.0, june.forward}},
                  .cash = 40'000.0};
  return book;
}

/// One account's numbers.
template <class Venue>
void print_account(const char* name, const Venue& venue, const bulwark::Account& account, const bulwark::MarketState& market) {
  const auto line = judge(venue, {.account = account, .market = market});
  if (!line) return;
  const double spot = market[btc].spot;
  std::printf("%-49s%9s%9s%9s%18s%19s\n", name, demo::grouped(line->report.requirement.initial, 0).c_str(),
              demo::grouped(line->report.requirement.maintenance, 0).c_str(), demo::grouped(line->report.initial_surplus(), 0).c_str(),
              edge_text(line->below, spot).c_str(), edge_text(line->above, spot).c_str());
}

/// Isolated, cross and portfolio, side by side.
template <class Standard, class Portfolio>
void print_modes(const Standard& standard, const Portfolio& portfolio) {
  const Book book = hedge();
  std::printf("━━ the same two positions, isolated, cross and in a portfolio %s\n", demo::rule(49).c_str());
  std::printf("Long 4 BTC perpetual, short 4 BTC of the June future, 40,000 dollars; Deribit's rules for linear contracts.\n\n");
  std::printf("%-49s%9s%9s%9s%18s%19s\n", "USD", "initial", "mainten.", "surplus", "liquidated below", "above, BTC at");
  const auto apart = bulwark::isolate(book.account, std::vector<bulwark::IsolatedMargin>{{0, 20'000.0}, {1, 20'000.0}});
  if (!apart) return;
  print_account("isolated: the perpetual on 20,000", standard, (*apart)[1], book.market);
  print_account("isolated: the future on 20,000", standard, (*apart)[2], book.market);
  print_account("cross, standard margin: profits back losses", standard, book.account, book.market);
  print_account("cross, portfolio margin: risks net as well", portfolio, book.account, book.market);
}

}  // namespace compare
