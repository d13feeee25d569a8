#pragma once

#include "bulwark/core/fault.hpp"
#include "bulwark/math/fixed_point.hpp"
#include "bulwark/settlement/expiring_contract.hpp"

namespace bulwark::inline v1 {

/// What delivery costs either side: a share of the notional, rounded up; an option's at most a share of what it pays, so that nothing is
/// charged on one that expires worthless. Shares in millionths.
/// Source: Deribit, fees (documents of 2019): half of the taker's fee, futures 0.025 % and options 0.02 %, the latter at most 12.5 % of the
/// option's value.
template <ExactInteger Int>
struct DeliveryFee {
  static constexpr int one = 1'000'000;

  Int future{0};           ///< share of notional, >= 0
  Int option{0};           ///< the same
  Int most_of_value{one};  ///< share of an option's value, in [0, one]

  /// Size of the largest number that the fee multiplies up to, where the contract's own (`ExpiringContract::widest`) fits.
  constexpr double widest(const ExpiringContract<Int>& contract, const Int& lots, const Int& price) const {
    const auto times = [](const Int& amount, const Int& share) { return static_cast<double>(amount) * static_cast<double>(share); };
    const double fee = times(contract.notional(lots, price), contract.is_option() ? option : future);
    if (!contract.is_option()) return fee;
    const double cap = times(magnitude_of<Int>(contract.value(lots, price)), most_of_value);
    return fee < cap ? cap : fee;
  }

  /// Minor units of what the contract settles in, >= 0; the payer bears the rounding, except at the cap.
  constexpr Int of(const ExpiringContract<Int>& contract, const Int& lots, const Int& price) const {
    const Int whole(one), share = contract.is_option() ? option : future;
    const Int fee = product_over<Int>(contract.notional(lots, price), share, whole, Rounding::ceil);
    if (!contract.is_option()) return fee;
    const Int worth = contract.value(magnitude_of<Int>(lots), price);
    return smaller<Int>(fee, product_over<Int>(worth, most_of_value, whole, Rounding::floor));
  }

  Faults faults() const {
    Faults found;
    const auto check = [&](const Int& share, const char* field) {
      if (share < Int(0) || Int(one) < share) report(found, FaultCode::out_of_range, field, {}, static_cast<double>(share));
    };
    check(future, "delivery_fee.future"), check(option, "delivery_fee.option"), check(most_of_value, "delivery_fee.most_of_value");
    return found;
  }
};

}  // namespace bulwark::inline v1
