#pragma once

#include <optional>
#include <vector>

#include "bulwark/evaluate/risk_evaluator.hpp"
#include "bulwark/scenario/only.hpp"

namespace bulwark::BULWARK_TARGET {

/// A tick of one listing that is priced for one market after another of the same time and assets. The table, and the sets of policies that
/// ask for the same ones in every market, are kept, so that little but the prices is made anew. A thread has its own.
template <class Evaluator>
class RepricedTick {
 public:
  RepricedTick(const Evaluator& venue, const Listing& listing)
      : venue_(venue), listing_(listing), everything_(MovedRows::everything(listing)) {}

  /// Under some scenarios of the one set that the venue's margin asks for, by their numbers: what is required is the most of these, with
  /// the bits that it has under all where one of these binds. The venue must have priced a tick: its parameters are not looked at again.
  RepricedTick(const Evaluator& venue, const Listing& listing, std::span<const Index> chosen) : RepricedTick(venue, listing) {
    chosen_.assign(chosen.begin(), chosen.end());
  }

  /// The account at a market: the bits of a tick that is priced anew. Unknown where pricing is refused.
  RiskReport evaluate(const AccountRow& account, const MarketState& market) {
    if (!price(market)) return unknown_report();
    return tick_->evaluate(account, *workspace_);
  }

 private:
  bool price(const MarketState& market) {
    if (!is_kept_ || market.now != now_ || market.assets.size() != in_scenarios_.size()) return price_anew(market);
    found_.clear();
    const AssetPrices prices(market, in_scenarios_, found_);
    tick_->change([&](PricedMarket& table, Faults&) {
      MarketPricing(listing_, market, venue_.pricer, sets_, in_scenarios_).reprice(table, prices, everything_, found_);
    });
    return found_.empty() || price_anew(market);  // what a fault leaves behind is not for the next market
  }

  bool price_anew(const MarketState& market) {
    is_kept_ = false;
    if (!chosen_.empty()) return price_chosen(market);
    Checked<Tick<Evaluator>> tick = venue_.price(listing_, market);
    if (!tick) return false;
    tick_.emplace(*std::move(tick));
    if (!workspace_ || !workspace_->fits(tick_->table())) workspace_.emplace(tick_->table());
    if (follows_market<std::remove_cvref_t<decltype(venue_.margin)>>() || !tick_->faults().empty()) return true;
    sets_.clear();
    ask(venue_.margin, market, sets_);
    in_scenarios_ = venue_.in_scenarios(market), now_ = market.now, is_kept_ = true;
    return true;
  }

  bool price_chosen(const MarketState& market) {
    sets_.clear();
    ask(venue_.margin, market, sets_);
    if (sets_.size() != 1) return false;
    sets_.front() = only(sets_.front(), chosen_);
    in_scenarios_ = venue_.in_scenarios(market), now_ = market.now;
    Priced priced = price_market(listing_, market, venue_.pricer, sets_, in_scenarios_);
    is_kept_ = priced.faults.empty() && !follows_market<std::remove_cvref_t<decltype(venue_.margin)>>();
    tick_.emplace(venue_, std::move(priced.table), std::move(priced.faults));
    workspace_.emplace(tick_->table());
    return true;
  }

  const Evaluator& venue_;
  const Listing& listing_;
  std::vector<Index> chosen_;  // scenarios; empty: all
  MovedRows everything_;
  std::optional<Tick<Evaluator>> tick_;
  std::optional<Workspace> workspace_;
  std::vector<ScenarioSet> sets_;
  InScenarios in_scenarios_;
  Faults found_;
  Timestamp now_{};
  bool is_kept_ = false;  // the table may be priced again in place
};

}  // namespace bulwark::BULWARK_TARGET
