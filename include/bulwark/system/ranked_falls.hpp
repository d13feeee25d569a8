#pragma once

#include "bulwark/system/contagion_paths.hpp"
#include "bulwark/system/reverse_stress.hpp"

namespace bulwark::BULWARK_TARGET {

/// What accounts that could be liquidated lack where a market stands, before anybody has sold anything: the first round of a cascade.
inline double first_round_loss(const CascadeReport& report) noexcept {
  return report.rounds.empty() ? 0.0 : report.rounds.front().underwater;
}

/// What a cascade costs in the end those who were not liquidated: bad debt, what winners forgo, and what accounts still lack that could not
/// be closed. Quote.
inline double full_round_loss(const CascadeReport& report, double minor_unit) noexcept {
  const CascadeRound total = report.total();
  return fma(minor_unit, static_cast<double>(total.bad_debt), total.forgone + total.underwater);
}

/// Assets by what their fall alone brings, the worst first: each log price falls by its entry of `falls` (row AssetId; the caller's unit of
/// plausibility, negative: it rises) and the cascade runs. Unknown are the accounts that it leaves so, and those that still wait where
/// `most_rounds` ended it. A thin asset that much is lent on warns before a deep one.
template <class Evaluator, MovingDepth Depth, class Rules, CascadeFund Fund>
Checked<std::vector<ContagionPath>> ranked_falls(const Evaluator& venue, const Listing& listing,
                                                 const CascadeState<Depth, typename decltype(Rules::queue)::State, Fund>& state,
                                                 const Rules& rules, std::span<const double> falls) {
  Faults found;
  const Index assets = std::ssize(state.market.assets);
  if (std::ssize(falls) != assets) report(found, FaultCode::length_mismatch, "ranked_falls.falls", {}, static_cast<double>(falls.size()));
  for (Index a = 0; a < std::ssize(falls); ++a)
    if (const double fall = falls[static_cast<std::size_t>(a)]; !is_finite(fall))
      report(found, FaultCode::not_finite, "ranked_falls.falls", {.outer = a}, fall);
  if (!state.market.marks.empty())
    report(found, FaultCode::out_of_range, "market.marks", {}, static_cast<double>(state.market.marks.size()));
  if (!found.empty()) return found;
  std::vector<ContagionPath> paths = ranked_paths(assets, [&](Index asset) {
    std::vector<double> direction(falls.size(), 0.0);
    direction[static_cast<std::size_t>(asset)] = -falls[static_cast<std::size_t>(asset)];
    auto moved = state;
    moved.market = shocked(state.market, direction, 1.0);
    const auto done = cascade(venue, listing, std::move(moved), rules);
    if (!done) return append(found, done.faults()), ContagionPath{asset, 0.0, 0.0};
    const CascadeRound total = done->report.total();
    return ContagionPath{asset, first_round_loss(done->report), full_round_loss(done->report, rules.minor_unit),
                         total.unknown + (done->report.is_settled ? 0 : total.liquidatable)};
  });
  if (!found.empty()) return found;
  return paths;
}

}  // namespace bulwark::BULWARK_TARGET
