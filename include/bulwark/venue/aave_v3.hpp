#pragma once

#include <algorithm>
#include <vector>

#include "bulwark/collateral/loan_to_value.hpp"
#include "bulwark/evaluate/risk_evaluator.hpp"
#include "bulwark/liquidation/bonus_liquidation.hpp"
#include "bulwark/margin/debt_margin.hpp"

namespace bulwark::BULWARK_TARGET::venue {

/// A pool of Aave v3. Shares are the chain's own integers, in basis points: 10,000 is the whole. Stablecoins that are lent against are
/// assets of the market; cash counts in full.
struct AaveV3 {
  struct Terms {
    int loan_to_value = 0;      ///< up to which a deposit is lent against
    int threshold = 0;          ///< up to which it counts before liquidation, >= loan_to_value; 0: no collateral
    int liquidation_bonus = 0;  ///< deposit per debt that a liquidator repays: 10,500 is 5 % on top
  };
  struct Reserve {
    Terms terms{};
    int decimals = 18;          ///< of the token
    int protocol_fee = 1'000;   ///< of the bonus
    bool is_borrowable = true;  ///< by an account in the category that these terms are of
  };

  /// An efficiency mode: terms for assets whose prices move together, to accounts that borrow nothing else.
  struct Category {
    Terms terms;
    std::vector<AssetId> collateral;
    std::vector<AssetId> borrowable;
  };

  std::vector<Reserve> of_asset;  ///< row AssetId; the rest is no collateral
  int close_factor = 5'000;       ///< share of the whole debt that one liquidation may repay
  int full_close_up_to = 9'500;   ///< health up to which it may repay all of a debt
  int small = 2'000;              ///< quote; a smaller debt or deposit goes whole
  int least_left = 1'000;         ///< quote; a liquidation leaves both sides as much or clears one

  /// The pool as an account sees it that chose a category: collateral of the category gets its terms in place of its own (but a
  /// loan-to-value of 0 stays 0), and only its borrowable assets may be owed. Source: `GenericLogic`, `EModeLogic` (v3-origin at 6512922).
  AaveV3 in(const Category& category) const {
    const auto has = [](const std::vector<AssetId>& assets, std::size_t row) {
      return std::find(assets.begin(), assets.end(), static_cast<AssetId>(row)) != assets.end();
    };
    AaveV3 seen = *this;
    for (std::size_t a = 0; a < seen.of_asset.size(); ++a) {
      Reserve& reserve = seen.of_asset[a];
      reserve.is_borrowable = reserve.is_borrowable && has(category.borrowable, a);
      if (!has(category.collateral, a) || reserve.terms.threshold == 0) continue;
      const bool is_lent_against = reserve.terms.loan_to_value != 0;
      reserve.terms = category.terms;
      if (!is_lent_against) reserve.terms.loan_to_value = 0;
    }
    return seen;
  }

  LoanToValue collateral() const {
    LoanToValue ratios;
    for (const Reserve& reserve : of_asset)
      ratios.of_asset.push_back({.borrow = reserve.terms.loan_to_value / 1e4, .liquidation = reserve.terms.threshold / 1e4});
    return ratios;
  }

  BonusLiquidation liquidation() const {
    BonusLiquidation rule{.thresholds = {.partial_close = 1.0, .full_close = full_close_up_to / 1e4, .close_fraction = close_factor / 1e4},
                          .of_asset = {}};
    for (const Reserve& reserve : of_asset) {
      const bool is_seized = reserve.terms.threshold > 0;
      rule.of_asset.push_back({reserve.terms.threshold / 1e4, is_seized ? (reserve.terms.liquidation_bonus - 10'000) / 1e4 : 0.0});
    }
    return rule;
  }

  /// Of what only the chain's integers read.
  Faults faults_of_amounts() const {
    Faults found;
    for (Index a = 0; a < std::ssize(of_asset); ++a) {
      const Reserve& reserve = of_asset[static_cast<std::size_t>(a)];
      if (reserve.decimals < 0 || reserve.decimals > 36)
        report(found, FaultCode::out_of_range, "aave_v3.decimals", {.outer = a}, reserve.decimals);
      if (reserve.protocol_fee < 0 || reserve.protocol_fee > 10'000)
        report(found, FaultCode::out_of_range, "aave_v3.protocol_fee", {.outer = a}, reserve.protocol_fee);
    }
    if (small < 0) report(found, FaultCode::negative, "aave_v3.small", {}, small);
    if (least_left < 0 || 2 * std::int64_t{least_left} > small)
      report(found, FaultCode::out_of_range, "aave_v3.least_left", {}, least_left);
    return found;
  }

  Faults faults() const {
    Faults found = collateral().faults();
    append(found, liquidation().faults());
    append(found, faults_of_amounts());
    return found;
  }
};

// Deployment configuration of Aave v3 (aave-v3-deploy, markets/aave, commit 09e91b8; the pools of 2022 and 2023 started from it).
inline constexpr AaveV3::Reserve aave_v3_ether{.terms = {8'000, 8'250, 10'500}};
inline constexpr AaveV3::Reserve aave_v3_wrapped_bitcoin{.terms = {7'000, 7'500, 11'000}, .decimals = 8};
inline constexpr AaveV3::Reserve aave_v3_link{.terms = {7'000, 7'500, 11'000}};
inline constexpr AaveV3::Reserve aave_v3_usdc{.terms = {8'000, 8'500, 10'500}, .decimals = 6};
inline constexpr AaveV3::Reserve aave_v3_dai{.terms = {7'500, 8'000, 10'500}};
inline constexpr AaveV3::Terms aave_v3_stablecoins{9'700, 9'750, 10'100};  ///< of the category of USDC, USDT, DAI and EURS

inline constexpr Rulebook aave_v3_rulebook{
    .venue = "Aave v3",
    .source = "Aave v3 technical paper (2022), GenericLogic and LiquidationLogic of v3.7",
    .date = "deployment configuration at 09e91b8 (2022, 2023)",
    .verified =
        "its own tests' percentages and seized amounts to the last unit, in integers, and these real numbers to 1e-8; health and "
        "close factors have no published figures",
    .assumed = {"amounts are real numbers", "debts and deposits below 2,000 USD, which go whole at any health below 1, are not told apart",
                "exactly at 0.95 a part is closed", "which assets an efficiency mode lets an account borrow is not asked"}};

/// Deposits up to their loan-to-value ratios against what is owed: health = sum of deposit x threshold / debt, liquidatable below 1.
/// An account in an efficiency mode is judged by `aave_v3(pool.in(category))`. The chain's own integers: `venue/aave_v3_exact.hpp`.
/// Source and what is assumed, here and not in the integers: `aave_v3_rulebook`.
template <VarPolicy Var = NoVar>
auto aave_v3(const AaveV3& p, Var var = {}) {
  return RiskEvaluator{p.collateral(), DebtMargin{}, Black{}, std::move(var), p.liquidation(), &aave_v3_rulebook, p.faults_of_amounts()};
}

}  // namespace bulwark::BULWARK_TARGET::venue
