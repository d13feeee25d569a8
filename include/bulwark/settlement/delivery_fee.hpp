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

  constexpr bool is_free() const { return future == Int(0) && option == Int(0); }

  /// Minor units of what the contract settles in, >= 0; the payer bears the rounding, except at the cap.
  constexpr Int of(const ExpiringContract<Int>& contract, const Int& lots, const Int& price) const {
    const bool is_option = contract.kind == ExpiryKind::option || contract.kind == ExpiryKind::coin_option;
    const Int whole(one), share = is_option ? option : future;
    const Int fee = product_over<Int>(contract.notional(lots, price), share, whole, Rounding::ceil);
    if (!is_option) return fee;
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
