#pragma once

#include <vector>

#include "bulwark/backstop/insurance_delta.hpp"
#include "bulwark/backstop/withdrawal_gate.hpp"
#include "bulwark/collateral/haircut.hpp"
#include "bulwark/evaluate/risk_evaluator.hpp"
#include "bulwark/liquidation/exact_risk.hpp"
#include "bulwark/liquidation/fillable_price.hpp"
#include "bulwark/liquidation/health_threshold.hpp"
#include "bulwark/liquidation/liquidation_size.hpp"
#include "bulwark/liquidation/order_tick.hpp"
#include "bulwark/margin/liquidity_tier_margin.hpp"
#include "bulwark/pricing/unit_price.hpp"

namespace bulwark::BULWARK_TARGET::venue {

// Liquidity tiers of the production genesis of dYdX v4 (`protocol/testing/genesis.sh`, v4-chain at commit 84d4664, 2026). Shares in
// ppm, caps in millionths of USDC.
inline constexpr LiquidityTier dydx_large_cap{.initial = 20'000, .maintenance_of_initial = 600'000};
inline constexpr LiquidityTier dydx_mid_cap{50'000, 600'000, 40'000'000'000'000, 100'000'000'000'000};
inline constexpr LiquidityTier dydx_small_cap{100'000, 500'000, 20'000'000'000'000, 50'000'000'000'000};
inline constexpr LiquidityTier dydx_long_tail{200'000, 500'000, 5'000'000'000'000, 10'000'000'000'000};
inline constexpr LiquidityTier dydx_safety{1'000'000, 200'000, 2'000'000'000'000, 5'000'000'000'000};
inline constexpr LiquidityTier dydx_isolated{50'000, 600'000, 500'000'000'000, 1'000'000'000'000};
inline constexpr LiquidityTier dydx_fx{10'000, 500'000, 500'000'000'000, 1'000'000'000'000};

/// How accounts below maintenance are closed, and who pays. Amounts in millionths of USDC.
struct DydxLiquidation {
  FillablePrice fillable;
  LiquidationSize size;
  InsuranceDelta insurance;
  WithdrawalGate gate{.blocks = 50, .outage = std::chrono::minutes{5}};

  Faults faults() const {
    Faults found;
    for (const Faults& more : {fillable.faults(), size.faults(), insurance.faults(), gate.faults()}) append(found, more);
    return found;
  }

  /// Of a limit price that would be below zero in a market of this tier.
  Faults faults(const LiquidityTier& tier, Index market) const {
    Faults found;
    if (product(tier.maintenance_share(), share_of(fillable.spread_to_maintenance)) > 1.0)
      report(found, FaultCode::out_of_range, "fillable_price.spread_to_maintenance", {.outer = market}, fillable.spread_to_maintenance);
    return found;
  }
};

/// Production genesis, as the tiers above: fee 1.5 %; at least 1,000 and 10 % of a position, at most 100,000 USDC of an account and
/// a million of the fund in a block; the limit price gives away 150 % of maintenance.
inline constexpr DydxLiquidation dydx_liquidation_genesis{
    .fillable = {.bankruptcy_adjustment = 1'000'000, .spread_to_maintenance = 1'500'000},
    .size = {.min_position_notional = 1'000'000'000, .max_position_share = 100'000, .max_account_notional = 100'000'000'000},
    .insurance = {.max_fee = 15'000, .max_account_loss = 1'000'000'000'000}};

/// What the chain's code starts from where a genesis says nothing (`x/clob/types`, the same commit).
inline constexpr DydxLiquidation dydx_liquidation_defaults{
    .fillable = {.bankruptcy_adjustment = 1'000'000, .spread_to_maintenance = 100'000},
    .size = {.min_position_notional = 1'000, .max_position_share = 1'000'000, .max_account_notional = 100'000'000'000'000},
    .insurance = {.max_fee = 5'000, .max_account_loss = 100'000'000'000'000}};

/// The venue in real numbers.
struct DydxV4 {
  using Market = LiquidityTierMargin::Market;
  std::vector<Market> of_asset;           ///< row AssetId
  Market otherwise{.tier = dydx_safety};  ///< the rest
  DydxLiquidation liquidation = dydx_liquidation_genesis;

  /// Of the liquidation, by itself and in every market.
  Faults faults_of_liquidation() const {
    Faults found = liquidation.faults();
    append(found, liquidation.faults(otherwise.tier, -1));
    for (Index a = 0; a < std::ssize(of_asset); ++a) append(found, liquidation.faults(of_asset[static_cast<std::size_t>(a)].tier, a));
    return found;
  }

  /// Of the liquidation and of every market.
  Faults faults() const {
    Faults found = faults_of_liquidation();
    append(found, LiquidityTierMargin{of_asset, otherwise}.faults());
    return found;
  }
};

inline constexpr Rulebook dydx_v4_rulebook{
    .venue = "dYdX v4",
    .source = "dYdX v4 chain, x/perpetuals and x/subaccounts (v4-chain at commit 84d4664)",
    .date = "2026, parameters of the production genesis",
    .verified = "the chain's own tests to the last unit, in integers; these real numbers within their rounding",
    .assumed = {"amounts are real numbers (the chain rounds requirements up: `DydxMarket`)", "isolated markets are accounts of their own",
                "nobody chose a larger initial share",
                "a tenth of every position is closed at once (the chain takes one position at a time, within bounds: `DydxChain`)",
                "an account that owes and holds nothing is bankrupt (the chain has nothing to close there, and shuts withdrawals)"}};

/// Net collateral against initial and maintenance shares of each position's notional; liquidatable below maintenance.
/// Source and what is assumed, here and not in the integers: `dydx_v4_rulebook`.
template <VarPolicy Var = NoVar>
auto dydx_v4(const DydxV4& p, Var var = {}) {
  const HealthThreshold threshold{
      .partial_close = 1.0, .full_close = 0.0, .close_fraction = share_of(p.liquidation.size.max_position_share)};
  return RiskEvaluator{Haircut{},
                       LiquidityTierMargin{p.of_asset, p.otherwise},
                       Black{},
                       std::move(var),
                       threshold,
                       &dydx_v4_rulebook,
                       p.faults_of_liquidation()};
}

/// The same market in the chain's integers. Base and quote in smallest units (quantums), the quote's a millionth.
template <ExactInteger Int>
struct DydxMarket {
  LiquidityTier tier;
  UnitPrice<Int> oracle;
  OrderTick tick{.exponent = -8, .tick = 1};
  Int step = Int(1);                 ///< base, > 0; what orders are multiples of
  Int open_interest = Int(0);        ///< base
  bool is_isolated = false;          ///< whoever holds it holds nothing else
  bool is_final_settlement = false;  ///< closing for good, at the oracle price

  /// Of a position; `own_initial` is the share its holder chose, ppm.
  constexpr ExactRisk<Int> risk(const Int& base, const Int& own_initial = Int(0)) const {
    const Int notional = oracle.notional(base);
    const ExactRequirement<Int> needs = tier.requirement<Int>(notional, oracle.notional(open_interest), own_initial);
    return {notional, needs.initial, needs.maintenance};
  }
};

/// The chain's oracle price: `price` x 10^`price_exponent` quote per coin, a base quantum being 10^`atomic_resolution` coins.
template <ExactInteger Int>
constexpr UnitPrice<Int> dydx_oracle_price(const Int& price, int price_exponent, int atomic_resolution) {
  constexpr int quote_resolution = -6;
  return {price, price_exponent + atomic_resolution - quote_resolution};
}

}  // namespace bulwark::BULWARK_TARGET::venue
