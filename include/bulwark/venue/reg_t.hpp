#pragma once

#include "bulwark/collateral/options_aside.hpp"
#include "bulwark/evaluate/risk_evaluator.hpp"
#include "bulwark/liquidation/health_threshold.hpp"
#include "bulwark/margin/stock_margin.hpp"
#include "bulwark/margin/strategy_margin.hpp"
#include "bulwark/margin/sum_of.hpp"

namespace bulwark::BULWARK_TARGET::venue {

/// A margin account in stocks and their options. Options are listed with their multiplier (100), strikes per share.
struct RegT {
  StockMargin stock{};
  NakedOption option{};                 ///< of equities
  std::vector<NakedOption> of_asset{};  ///< row AssetId; replaces `option` where given
};

// Minimum margin of exchanges (CBOE margin manual, FINRA rule 4210(f)(2)(E), 2024).
inline constexpr NakedOption equity_option{.share = 0.20, .least = 0.10};
inline constexpr NakedOption broad_index_option{.share = 0.15, .least = 0.10};

inline constexpr Rulebook reg_t_rulebook{
    .venue = "Regulation T",
    .source = "Regulation T (12 CFR 220), FINRA rule 4210, CBOE rule 10.3 and margin manual",
    .date = "2024",
    .verified = "",
    .assumed = {"initial and maintenance of options are the same (the sale of an option may add its premium)",
                "a covered stock is charged at its market value, not at the lower strike of its call", "options are not exercised early",
                "no house margin, no day-trading rules, no minimum equity of 2,000 USD", "the whole account is closed"}};

/// Strategy-based margin at the exchanges' minimum: 50 % to open stock, 25 % to keep it, 30 % short; options by `StrategyMargin`. Resources
/// are cash and stock: premiums paid or received are in the cash, and short options are charged with their premium.
/// Source and what is assumed: `reg_t_rulebook`.
template <VarPolicy Var = NoVar>
auto reg_t(const RegT& p = {}, Var var = {}) {
  const StrategyMargin options{.naked = p.option, .of_asset = p.of_asset};
  return RiskEvaluator{OptionsAside{}, sum_of(p.stock, options), Black{}, std::move(var), HealthThreshold{}, &reg_t_rulebook};
}

}  // namespace bulwark::BULWARK_TARGET::venue
