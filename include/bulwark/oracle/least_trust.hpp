#pragma once

#include "bulwark/core/fault.hpp"
#include "bulwark/oracle/trust.hpp"

namespace bulwark::inline v1 {

/// What a price is wanted for.
enum class PriceUse {
  reduce,          ///< closing, repaying, topping up
  update_average,  ///< of the slow price that others are held against
  liquidate,
  settle,    ///< profits, funding, expiries
  withdraw,  ///< or borrow
  open,
};

/// The worst trust at which a price may be used. Reducing needs no price at all. Liquidating tolerates more than opening: an account that
/// is under water does not recover because its price is an hour old, but where sources contradict each other nobody is liquidated.
/// Source: the form is Drift v2's (`OracleAction`); the levels are ours, after incidents in which one venue's print liquidated
/// (Compound 2020-11-26, Binance 2025-10-10) or paid out (Mango 2022-10-11).
struct LeastTrust {
  Trust update_average = Trust::implausible;  ///< else a price that has really moved stays implausible for ever
  Trust liquidate = Trust::uncertain;
  Trust settle = Trust::stale;
  Trust withdraw = Trust::trusted;
  Trust open = Trust::trusted;

  constexpr Trust needed(PriceUse use) const noexcept {
    switch (use) {
      case PriceUse::reduce: return Trust::invalid;
      case PriceUse::update_average: return update_average;
      case PriceUse::liquidate: return liquidate;
      case PriceUse::settle: return settle;
      case PriceUse::withdraw: return withdraw;
      case PriceUse::open: return open;
    }
    return Trust::trusted;
  }

  constexpr bool permits(PriceUse use, Trust trust) const noexcept { return !(trust < needed(use)); }

  /// Nothing but reducing is done at a price that is absent, and neither opening nor withdrawing asks for less than liquidating.
  Faults faults() const {
    Faults found;
    const auto check = [&](Trust trust, Trust least, const char* field) {
      if (trust < least) report(found, FaultCode::out_of_range, field, {}, static_cast<double>(trust));
    };
    check(update_average, Trust::implausible, "least_trust.update_average");
    check(liquidate, Trust::implausible, "least_trust.liquidate");
    check(settle, Trust::implausible, "least_trust.settle");
    check(withdraw, liquidate, "least_trust.withdraw");
    check(open, liquidate, "least_trust.open");
    return found;
  }
};

}  // namespace bulwark::inline v1
