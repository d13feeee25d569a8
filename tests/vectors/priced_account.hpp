#pragma once

#include "bulwark/laws/specimens.hpp"
#include "bulwark/margin/policy.hpp"
#include "bulwark/scenario/asks_for_scenarios.hpp"

namespace bulwark::test {

/// One account priced for one margin rule: rows are the account's positions, so that marks go by position.
class PricedAccount {
 public:
  template <MarginPolicy Margin>
  PricedAccount(const Margin& margin, const Account& account, const MarketState& market)
      : account_(account), listing_(*listing_of(account, true)), table_(price(listing_, market, margin)) {}

  const PricedMarket& table() const { return table_; }

  /// What a rule of the same scenarios asks for.
  template <MarginPolicy Margin>
  Requirement requirement(const Margin& margin) const {
    return on_valued(listing_, table_, account_,
                     [&](const ValuedAccount& valued, const Profits& profits) { return margin.requirement(valued, profits); });
  }

  /// Profit of a position under each scenario of the rule's first set, quote.
  std::vector<double> profits(Index position) const {
    std::vector<double> all;
    for (const double profit : table_.profits(position, 0))
      all.push_back(account_.positions[static_cast<std::size_t>(position)].quantity * profit);
    return all;
  }

 private:
  template <MarginPolicy Margin>
  static PricedMarket price(const Listing& listing, const MarketState& market, const Margin& margin) {
    std::vector<ScenarioSet> sets;
    ask(margin, market, sets);
    return price_market(listing, market, Black{}, sets, InScenarios{}).table;
  }

  Account account_;
  Listing listing_;
  PricedMarket table_;
};

/// What a margin rule asks of one account.
template <MarginPolicy Margin>
Requirement required(const Margin& margin, const Account& account, const MarketState& market) {
  return PricedAccount(margin, account, market).requirement(margin);
}

}  // namespace bulwark::test
