#pragma once

#include <span>
#include <vector>

#include "bulwark/evaluate/risk_evaluator.hpp"
#include "bulwark/system/restruck_book.hpp"
#include "bulwark/var/shortfall_test.hpp"

namespace bulwark::BULWARK_TARGET {

/// What an account is worth in a market; NaN where that is not known.
template <Pricer P>
double equity_in(const Listing& listing, const AccountRow& account, const MarketState& market, const P& pricer) {
  const Priced priced = price_market(listing, market, pricer, {}, InScenarios(market.assets.size(), 0u));
  Workspace workspace(priced.table);
  if (!is_current(priced.table, account)) return __builtin_nan("");
  const Folded folded = fold(priced.table, account, workspace);
  return folded.is_known ? folded.equity : __builtin_nan("");
}

/// Walks a book through the closes of a history with full revaluation: on each day from `first` on, but the last, the book is struck, the
/// forecast is made from the closes up to that day and no later one, and the profit is what the same contracts have gained at the next
/// close, a day nearer to their expiry, at that day's volatilities. `forecast(seen, listing, account)` is asked for value at risk and
/// shortfall, `seen` ending with today's market. NaN for what was not known. Long: one full pricing a day; `after(day)` is told of each.
template <Pricer P, class Forecast, class After>
std::vector<ForecastDay> revalued_walk(std::span<const MarketState> closes, const RestruckBook& book, const P& pricer,
                                       const Forecast& forecast, Index first, const After& after) {
  std::vector<ForecastDay> walked;
  for (Index day = first; day + 1 < std::ssize(closes); ++day) {
    const MarketState &today = closes[static_cast<std::size_t>(day)], &tomorrow = closes[static_cast<std::size_t>(day + 1)];
    ForecastDay one{__builtin_nan(""), __builtin_nan(""), __builtin_nan("")};
    if (const Checked<Listing> listing = book.listed(today)) {
      const Account account = book.account(today);
      const AccountRows rows = listing->admit(std::span{&account, 1});
      const VarReport said = forecast(closes.first(static_cast<std::size_t>(day + 1)), *listing, rows.at(0));
      const double gained = equity_in(*listing, rows.at(0), tomorrow, pricer) - equity_in(*listing, rows.at(0), today, pricer);
      one = {gained, said.value_at_risk, said.expected_shortfall};
    }
    walked.push_back(one);
    after(day);
  }
  return walked;
}

/// The same without anybody who waits.
template <Pricer P, class Forecast>
std::vector<ForecastDay> revalued_walk(std::span<const MarketState> closes, const RestruckBook& book, const P& pricer,
                                       const Forecast& forecast, Index first) {
  return revalued_walk(closes, book, pricer, forecast, first, [](Index) {});
}

/// A forecast for `revalued_walk` by the value at risk of the evaluator that `make(seen)` builds from the closes up to today.
template <class Make>
auto var_of(Make make) {
  return [make](std::span<const MarketState> seen, const Listing& listing, const AccountRow& account) -> VarReport {
    constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
    const auto tick = make(seen).price_var(listing, seen.back());
    if (!tick) return {unknown, unknown};
    Workspace workspace = tick->workspace();
    return tick->var(account, workspace).value_or(VarReport{unknown, unknown});
  };
}

/// The same by its initial requirement, which stands for both numbers; NaN where the account has no verdict.
template <class Make>
auto requirement_of(Make make) {
  return [make](std::span<const MarketState> seen, const Listing& listing, const AccountRow& account) -> VarReport {
    constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
    const auto tick = make(seen).price(listing, seen.back());
    if (!tick) return {unknown, unknown};
    Workspace workspace = tick->workspace();
    const RiskReport report = tick->evaluate(account, workspace);
    const double required = report.verdict.is_known() ? report.requirement.initial : unknown;
    return {required, required};
  };
}

}  // namespace bulwark::BULWARK_TARGET
