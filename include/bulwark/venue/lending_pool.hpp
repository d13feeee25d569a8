#pragma once

#include "bulwark/collateral/loan_to_value.hpp"
#include "bulwark/evaluate/risk_evaluator.hpp"
#include "bulwark/liquidation/health_threshold.hpp"
#include "bulwark/margin/debt_margin.hpp"

namespace bulwark::BULWARK_TARGET::venue {

/// A lending pool of the Aave v3 kind. Stablecoins that are lent against are assets of the market; cash counts in full.
struct LendingPool {
  std::vector<LoanToValue::Ratio> of_asset;  ///< row AssetId; the rest is no collateral
  double close_factor = 0.5;                 ///< share of the debt that one liquidation may repay
  double full_close_below = 0.95;            ///< health below which it may repay all of it
};

// Deployment configuration of Aave v3 (aave-v3-deploy, markets/aave, commit 09e91b8; the pools of 2022 and 2023 started from it).
inline constexpr LoanToValue::Ratio aave_v3_ether{.borrow = 0.80, .liquidation = 0.825};
inline constexpr LoanToValue::Ratio aave_v3_wrapped_bitcoin{.borrow = 0.70, .liquidation = 0.75};
inline constexpr LoanToValue::Ratio aave_v3_link{.borrow = 0.70, .liquidation = 0.75};
inline constexpr LoanToValue::Ratio aave_v3_usdc{.borrow = 0.80, .liquidation = 0.85};
inline constexpr LoanToValue::Ratio aave_v3_dai{.borrow = 0.75, .liquidation = 0.80};

/// Deposits up to their loan-to-value ratios against what is owed: health = sum of deposit x threshold / debt, liquidatable below 1.
/// Source: Aave v3 technical paper (2022), `GenericLogic` and `LiquidationLogic` of v3.7. *Assumed*: reserves below 2,000 USD, which are
/// closed whole at any health, are not told apart; there are no efficiency modes; amounts are real numbers (the contracts round in
/// integers).
template <VarPolicy Var = NoVar>
auto lending_pool(const LendingPool& p, Var var = {}) {
  const HealthThreshold threshold{.partial_close = 1.0, .full_close = p.full_close_below, .close_fraction = p.close_factor};
  return RiskEvaluator{LoanToValue{p.of_asset}, DebtMargin{}, Black{}, std::move(var), threshold};
}

}  // namespace bulwark::BULWARK_TARGET::venue
