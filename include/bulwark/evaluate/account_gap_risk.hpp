#pragma once

#include "bulwark/evaluate/equity_curve.hpp"
#include "bulwark/evaluate/liquidation_distance.hpp"

namespace bulwark::inline v1 {

/// What an account is expected to leave unpaid, and how far it is from that.
struct AccountGapRisk {
  LiquidationDistance distance{};
  GapRisk gap{};
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// The expected loss of whoever stands behind an account (the fund, the pool) over a horizon: its equity along the path, where that is
/// below zero when the account can be closed, in the jumps and the diffusion that price its asset's options. Any book: equity is asked of
/// the evaluator at the path's scan points and kinks. An account that is liquidatable now is closed after the delay from today's price.
template <class Evaluator>
Checked<AccountGapRisk> account_gap_risk(const Tick<Evaluator>& tick, const AccountRow& account, const MarketState& market,
                                         const PricePath& path, const LiquidationWatch& watch) {
  const Checked<LiquidationDistance> distance = liquidation_distance(tick, account, market, path, watch);
  if (!distance) return distance.faults();
  PathScan<Evaluator> scan(tick, account, market, path);
  std::vector<double> prices = scan.points();
  for (const std::optional<double> end : {distance->safe.below(), distance->safe.above()})
    if (end) prices.push_back(*end);
  std::sort(prices.begin(), prices.end());
  prices.erase(std::unique(prices.begin(), prices.end()), prices.end());
  WalkedAccount<Evaluator> walked(tick, account, market, path);
  const EquityCurve curve(distance->safe.spot, walked, prices);
  for (const EquityCurve::Point& point : curve.points())
    if (!is_finite(point.equity)) return Faults{{FaultCode::missing, "account.equity", {}, point.price}};
  const auto loss = [&](double log_move) { return curve.shortfall(log_move); };
  const auto years = [](std::chrono::milliseconds time) { return years_between(Timestamp{}, Timestamp{time}); };
  AccountGapRisk result{.distance = *distance};
  if (!distance->safe.is_safe_now()) {
    for (const Landing& move : log_moves(distance->price, years(watch.delay)))
      result.gap.expected_loss = fma(move.probability, loss(move.log_move), result.gap.expected_loss);
    result.gap.probability = 1.0, result.gap.at_the_touch = loss(0.0);
    return result;
  }
  const ReactionTime reaction{.update = years(watch.update), .delay = years(watch.delay)};
  const LogRange seen = seen_at_updates(distance->range, distance->price.volatility, reaction.update);
  const Checked<ExitLaw> law = exit_law(distance->price, seen, years(watch.horizon));
  if (!law) return law.faults();
  result.gap = gap_risk(*law, distance->price, reaction, loss);
  return result;
}

}  // namespace bulwark::BULWARK_TARGET
