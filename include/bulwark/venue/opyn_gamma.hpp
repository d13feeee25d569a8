#pragma once

#include "bulwark/collateral/deposits.hpp"
#include "bulwark/evaluate/risk_evaluator.hpp"
#include "bulwark/liquidation/health_threshold.hpp"
#include "bulwark/liquidation/price_ramp.hpp"
#include "bulwark/margin/debt_margin.hpp"
#include "bulwark/margin/naked_option_margin.hpp"
#include "bulwark/margin/sum_of.hpp"

namespace bulwark::BULWARK_TARGET::venue {

/// A product of Opyn Gamma. Vaults without margin hold an `OptionSpread`; partially collateralised ones write one option.
struct OpynGamma {
  NakedOptionMargin naked;
  double oracle_deviation = 0.0;  ///< of spot, taken off what is offered first
  std::chrono::seconds auction = std::chrono::hours{1};

  /// What is offered per option for taking over a vault that holds `deposited` (> 0) against `size` options (> 0), both counted in the
  /// vault's collateral: quote for puts, coins for calls.
  PriceRamp offer(OptionSide side, double strike, double spot, double deposited, double size) const noexcept {
    const double cash = greatest(0.0, product(sign(side), spot - strike));
    const double first = greatest(0.0, fma(-oracle_deviation, spot, cash));
    return {.first = side == OptionSide::put ? first : first / spot, .last = deposited / size, .length = auction};
  }

  /// Of taking a vault over.
  Faults faults_of_offer() const {
    Faults found;
    if (!(oracle_deviation >= 0.0 && oracle_deviation <= 1.0))
      report(found, FaultCode::out_of_range, "opyn_gamma.oracle_deviation", {}, oracle_deviation);
    if (auction.count() <= 0) report(found, FaultCode::not_positive, "opyn_gamma.auction", {}, static_cast<double>(auction.count()));
    return found;
  }

  Faults faults() const {
    Faults found = naked.faults();
    append(found, faults_of_offer());
    return found;
  }
};

/// The figures of the repository's own tests (GammaProtocol at 841f81d, 2022); a deployment's are set by its owner.
inline OpynGamma opyn_gamma_of_its_tests() {
  using days = std::chrono::days;
  return {.naked = {.bounds = {{days{7}, 0.1678}, {days{14}, 0.237}, {days{28}, 0.3326}, {days{42}, 0.4032}, {days{56}, 0.4603}},
                    .shock = 0.75}};
}

inline constexpr Rulebook opyn_gamma_rulebook{
    .venue = "Opyn Gamma",
    .source = "Opyn Gamma MarginCalculator (GammaProtocol at 1093771)",
    .date = "2022",
    .verified = "its own tests' naked options to 1e-6",
    .assumed = {"puts are collateralised in cash, calls in their own coin", "vaults of one account are not told apart", "no dust",
                "an offer is not rounded down to the collateral's decimals"}};

/// Deposits against what naked options need, to write them and to keep them; the whole vault may be taken over.
/// Source and what is assumed: `opyn_gamma_rulebook`.
template <VarPolicy Var = NoVar>
auto opyn_gamma(const OpynGamma& p, Var var = {}) {
  return RiskEvaluator{Deposits{},         sum_of(p.naked, DebtMargin{}), Black{}, std::move(var), HealthThreshold{}, &opyn_gamma_rulebook,
                       p.faults_of_offer()};
}

}  // namespace bulwark::BULWARK_TARGET::venue
