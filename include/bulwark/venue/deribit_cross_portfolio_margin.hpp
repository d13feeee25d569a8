#pragma once

#include "bulwark/margin/offset_margin.hpp"
#include "bulwark/venue/deribit_portfolio_margin.hpp"

namespace bulwark::BULWARK_TARGET::venue {

/// Deribit's cross portfolio margin.
struct DeribitCrossPortfolioMargin {
  std::vector<DeribitPortfolioMargin> of_asset;  ///< row AssetId, every asset of the market; their own `mm_factor` is not read
  double mm_factor = 0.8;                        ///< maintenance / initial
  bool are_pairs_apart = false;                  ///< contracts on one asset that settle differently offset by `pnl_offset` only
};

/// What the interface returned for USD in February 2026: for stable coins that are collateral. Its pair's figures, which it did not return
/// and which nothing listed on a stable coin reads, are ETH's.
inline DeribitPortfolioMargin deribit_usd_february_2026() {
  DeribitPortfolioMargin usd = deribit_eth_february_2026();
  usd.extended_dampener = 25'000.0;
  usd.min_annualised_move = 0.01;
  usd.annualised_move_risk = 0.1;
  usd.pnl_offset = 0.4;
  usd.max_offsetable_pnl = 1e6;
  usd.equity_side_impact = EquitySideImpact::none;
  return usd;
}

inline constexpr Rulebook deribit_cross_portfolio_margin_rulebook{
    .venue = "Deribit cross portfolio margin",
    .source = "Deribit API reference and support articles on portfolio margin and cross collateral (2024 to 2026)",
    .date = "February 2026",
    .verified =
        "what can be recomputed of an account with two futures on ETH and equity in BTC, ETH and USDC, to 4e-4 and by no other reading of "
        "what offsets",
    .assumed = {"currencies of a correlation set move together, gains offset there at `pnl_offset`, and the contingency is 0 (it was, "
                "without any set)",
                "what is owed in one currency is borrowed against the others", "equity in a currency is either cut or moves",
                "the whole account is closed"}};

/// Everything in USD: equity of all currencies, less haircuts for opening, against each asset's worst scenario, coin- and stable-settled
/// contracts and the equity in the coin together; assets add, because they move by themselves, and the shocks of every pair come on top.
/// Pairs of one asset offset in full, a pair's roll shock is by the asset's parameters and offsets nothing, assets do not offset. Not in
/// it: offset currencies, whose gain counts though they are no collateral.
/// Source and what is assumed: `deribit_cross_portfolio_margin_rulebook`.
template <VarPolicy Var = NoVar>
auto deribit_cross_portfolio_margin(const DeribitCrossPortfolioMargin& p, Var var = {}) {
  OffsetMargin matrix{
      .of_asset = {}, .are_pairs_apart = p.are_pairs_apart, .initial_factor = 1.0, .maintenance_factor = p.mm_factor, .rounding = 1e-9};
  RollCharge roll{.least_move = 0.0, .annual_move = 0.0, .initial_factor = 1.0, .maintenance_factor = p.mm_factor};
  DeltaShock delta{.initial_factor = 1.0, .maintenance_factor = p.mm_factor};
  Haircut equity;
  std::optional<AssetId> set;  // its first currency
  for (std::size_t a = 0; a < p.of_asset.size(); ++a) {
    const DeribitPortfolioMargin& one = p.of_asset[a];
    if (one.correlation_set && !set) set = static_cast<AssetId>(a);
    matrix.of_asset.push_back({.grid = deribit_grid(one, Numeraire::quote),
                               .far_relief = one.extended_dampener,
                               .offset = {.share = one.pnl_offset, .most = one.max_offsetable_pnl},
                               .set = one.correlation_set ? set : std::nullopt});
    roll.of_asset.push_back({.least = one.min_annualised_move, .annual = one.annualised_move_risk});
    delta.of_asset.push_back(deribit_delta_shock(one));
    equity.of_asset.push_back({.initial = one.haircut, .in_scenarios = one.equity_side_impact == EquitySideImpact::both});
  }
  return RiskEvaluator{std::move(equity), sum_of(std::move(matrix), std::move(roll), std::move(delta)),
                       Black{},           std::move(var),
                       HealthThreshold{}, &deribit_cross_portfolio_margin_rulebook};
}

}  // namespace bulwark::BULWARK_TARGET::venue
