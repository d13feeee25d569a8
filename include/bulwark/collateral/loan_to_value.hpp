#pragma once

#include <vector>

#include "bulwark/collateral/policy.hpp"
#include "bulwark/core/fault.hpp"

namespace bulwark::BULWARK_TARGET {

/// Lending: cash counts in full, a deposit up to its loan-to-value ratio; debt is the margin policy's (`DebtMargin`).
/// Source: Aave v3 technical paper (2022), "loan to value" and "liquidation threshold".
struct LoanToValue {
  struct Ratio {
    double borrow;       ///< share that may be borrowed against
    double liquidation;  ///< share that still counts before liquidation; >= borrow
  };
  std::vector<Ratio> of_asset;  ///< row AssetId; assets beyond it do not count

  static constexpr bool reads_positions = false;

  Resources resources(const ValuedAccount& account) const noexcept {
    const double cash = greatest(0.0, account.cash);
    Resources counted{cash, cash};
    for (const HeldUnit& unit : account.units) {
      const double deposit = greatest(0.0, product(unit.coins, unit.price));
      // Open contracts are not collateral; what they lose is owed, what they gain counts when it is paid.
      const double contracts = least(0.0, product(unit.option_value + unit.unrealised, unit.price));
      const Ratio ratio =
          row(unit.settlement) < std::ssize(of_asset) ? of_asset[static_cast<std::size_t>(unit.settlement)] : Ratio{0.0, 0.0};
      counted.initial = fma(ratio.borrow, deposit, counted.initial) + contracts;
      counted.maintenance = fma(ratio.liquidation, deposit, counted.maintenance) + contracts;
    }
    return counted;
  }

  Faults faults() const {
    Faults found;
    for (Index a = 0; a < std::ssize(of_asset); ++a) {
      const auto [borrow, liquidation] = of_asset[static_cast<std::size_t>(a)];
      if (!(borrow >= 0.0 && borrow <= 1.0)) report(found, FaultCode::out_of_range, "loan_to_value.borrow", {.outer = a}, borrow);
      if (!(liquidation >= borrow && liquidation <= 1.0))
        report(found, FaultCode::out_of_range, "loan_to_value.liquidation", {.outer = a}, liquidation);
    }
    return found;
  }
};
static_assert(CollateralPolicy<LoanToValue>);

}  // namespace bulwark::BULWARK_TARGET
