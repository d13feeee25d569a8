#pragma once

#include <string>

#include "bulwark/core/account.hpp"
#include "bulwark/core/market.hpp"
#include "bulwark/evaluate/risk_evaluator.hpp"
#include "vectors/case.hpp"

namespace bulwark::test {

inline constexpr AssetId derive_underlying{0};

/// A portfolio of a Derive case as an account and its market, side by side: marks, volatilities and certainties go by position.
struct DeriveBook {
  Account account{};
  MarketState market{.now = Timestamp{std::chrono::seconds{1'700'000'000}}, .assets = {}};

  /// One more position; `volatility` for options.
  void hold(const Instrument& instrument, double quantity, double certainty, std::optional<double> volatility = {},
            std::optional<double> mark = {}) {
    account.positions.push_back({instrument, quantity, mark.value_or(0.0)});
    market.marks.push_back(std::holds_alternative<VanillaOption>(instrument) ? std::nullopt : mark);
    market.volatilities.push_back(volatility);
    market.certainties.push_back(certainty);
  }

  /// A perpetual bought at today's price: what it has earned so far is cash.
  void hold_perpetual(AssetId asset, double quantity, double price, double certainty, double earned) {
    account.cash += earned;
    if (quantity != 0.0) hold(LinearFuture{asset}, quantity, certainty, {}, price);
  }

  Timestamp in_seconds(double seconds) const {
    return market.now + std::chrono::milliseconds{static_cast<std::int64_t>(seconds * 1000.0 + 0.5)};
  }
};

/// Calls use(report, valued account, profits, policies) for the account under a venue. `price` refuses the configurations that some
/// cases test the formulas with (a maintenance factor above the initial one, gains marked up): they are priced without its check.
template <class Venue, class Use>
void evaluate_book(const DeriveBook& book, const Venue& venue, Use use) {
  const auto listing = listing_of(book.account, true);
  if (!listing) throw std::runtime_error(describe(listing.faults().front()));
  const AccountRows rows = listing->admit(std::span{&book.account, 1});
  if (!rows.faults().empty()) throw std::runtime_error(describe(rows.faults().front()));
  std::vector<ScenarioSet> sets;
  ask(venue.margin, book.market, sets);
  InScenarios moves(book.market.assets.size(), 0u);
  for (std::size_t a = 0; a < moves.size(); ++a) moves[a] = venue.collateral.is_in_scenarios(static_cast<AssetId>(a)) ? 1u : 0u;
  Priced priced = price_market(*listing, book.market, venue.pricer, sets, moves);
  if (!priced.faults.empty()) throw std::runtime_error(describe(priced.faults.front()));
  const Tick<Venue> tick(venue, std::move(priced.table), {});
  Workspace workspace = tick.workspace();
  tick.on_folded(rows.at(0), workspace, [&](const RiskReport& report, const ValuedAccount& account, const Profits& profits) {
    use(report, account, profits);
    return report;
  });
}

/// The seconds' years and the discount of a rate that is not negative.
inline double derive_years(double seconds) { return seconds / 31'536'000.0; }
inline double derive_discount(double rate, double seconds) { return exp(-std::fmax(rate, 0.0) * derive_years(seconds)); }

}  // namespace bulwark::test
