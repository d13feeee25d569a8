#pragma once

#include "bulwark/core/fault.hpp"
#include "bulwark/math/arithmetic.hpp"

namespace bulwark::BULWARK_TARGET {

/// What an option costs to trade or to have delivered: a share of the underlying, at most a share of what the option is worth, so that a
/// cheap option does not cost more in fees than in premium.
/// Source: Deribit, "Fees" (support.deribit.com, read 2026-11): coin-settled options trade at 0.0003 coins per coin, delivery costs 0.00015
/// and nothing for dailies, both at most 12.5 % of the option's price.
struct OptionFee {
  double share;       ///< of the underlying, >= 0
  double most = 1.0;  ///< of the option's worth, >= 0

  /// For one option on one coin that is worth `worth`; both in coins or, with the underlying's `price` in quote, both in quote.
  constexpr double fee(double worth, double price = 1.0) const noexcept { return least(product(share, price), product(most, worth)); }

  Faults faults() const {
    Faults found;
    if (!(share >= 0.0 && is_finite(share))) report(found, FaultCode::out_of_range, "option_fee.share", {}, share);
    if (!(most >= 0.0 && is_finite(most))) report(found, FaultCode::out_of_range, "option_fee.most", {}, most);
    return found;
  }
};

}  // namespace bulwark::BULWARK_TARGET
