#pragma once

#include <vector>

#include "bulwark/collateral/spot_weights.hpp"
#include "bulwark/collateral/unrealised_weight.hpp"
#include "bulwark/core/asset.hpp"
#include "bulwark/liquidation/fee_ramp.hpp"
#include "bulwark/liquidation/liquidation_pace.hpp"
#include "bulwark/margin/perp_ratio.hpp"
#include "bulwark/oracle/oracle_validity.hpp"

// Parameters of Drift v2, protocol-v2 at 0ae3e3b1 (2026), in the programme's integers (`fixed`).

namespace bulwark::BULWARK_TARGET::venue {

/// A token that may be deposited and borrowed.
template <ExactInteger Int>
struct DriftSpotMarket {
  SpotWeights<Int> weights;
  int decimals = 9;
  Int liquidator_fee{0};  ///< 1e-6, on either side of an exchange
  Int insurance_fee{0};   ///< 1e-6, most
  Int deposits{0};        ///< of everybody, smallest units

  Faults faults() const {
    Faults found = weights.faults();
    const Int one = Int(fixed::rate), all = one * Int(fixed::weight);
    const auto check = [&](bool is_good, const char* field, const Int& value) {
      if (!is_good) report(found, FaultCode::out_of_range, field, {}, static_cast<double>(value));
    };
    check(decimals >= 0 && decimals <= 18, "drift_spot_market.decimals", Int(decimals));
    // Against a debt (a deposit) that weighs one, an exchange must still free something.
    check(!(liquidator_fee < Int(0) || all < weights.maintenance_asset * (one + liquidator_fee)), "drift_spot_market.liquidator_fee",
          liquidator_fee);
    check(!(weights.maintenance_liability * (one - liquidator_fee) < all), "drift_spot_market.maintenance_liability",
          weights.maintenance_liability);
    check(!(insurance_fee < Int(0) || one < insurance_fee), "drift_spot_market.insurance_fee", insurance_fee);
    check(!(deposits < Int(0)), "drift_spot_market.deposits", deposits);
    return found;
  }
};

/// A perpetual settled in the quote.
template <ExactInteger Int>
struct DriftPerpMarket {
  PerpRatio<Int> ratio;
  ExactUnrealisedWeight<Int> unrealised;
  Int liquidator_fee{0};       ///< 1e-6 of notional, before the ramp
  Int insurance_fee{0};        ///< 1e-6 of notional, most
  Int step{1};                 ///< 1e-9; sizes are multiples of it
  Int net_profit{0};           ///< 1e-6; of all users together
  bool is_prediction = false;  ///< settles between 0 and 1
  bool is_settling = false;    ///< has expired: nothing more is required, profit is at the expiry price

  /// In high-leverage mode at most four fifths of the maintenance ratio.
  constexpr Int fee(bool is_high_leverage) const {
    if (!is_high_leverage || !ratio.has_high_leverage()) return liquidator_fee;
    const Int whole = ratio.leveraged_maintenance * Int(fixed::rate / fixed::weight);
    return smaller<Int>(liquidator_fee, whole - whole / Int(5));
  }

  Faults faults() const {
    Faults found = ratio.faults();
    append(found, unrealised.faults());
    const auto check = [&](bool is_good, const char* field, const Int& value) {
      if (!is_good) report(found, FaultCode::out_of_range, field, {}, static_cast<double>(value));
    };
    // At the ratio or above it, closing a position frees nothing.
    check(!(liquidator_fee < Int(0)) && liquidator_fee < ratio.maintenance * Int(fixed::rate / fixed::weight),
          "drift_perp_market.liquidator_fee", liquidator_fee);
    check(!(insurance_fee < Int(0) || Int(fixed::rate) < insurance_fee), "drift_perp_market.insurance_fee", insurance_fee);
    check(Int(0) < step, "drift_perp_market.step", step);
    return found;
  }
};

/// The venue. Defaults are those of the code at 0ae3e3b1; markets are governance's and stand on the chain.
template <ExactInteger Int>
struct DriftV2 {
  std::vector<DriftSpotMarket<Int>> spot{};   ///< row AssetId; not the quote, which weighs one
  std::vector<DriftPerpMarket<Int>> perps{};  ///< row AssetId
  Int buffer{200};                            ///< 1e-4 of liabilities and losses, to leave liquidation
  Int order_charge{10'000};                   ///< 1e-6 quote per open order
  LiquidationPace<Int> pace{};
  FeeRamp<Int> ramp{};
  OracleGuard<Int> guard{};

  Faults faults() const {
    Faults found = pace.faults();
    append(found, ramp.faults());
    append(found, guard.faults());
    const auto add = [&](const auto& markets) {
      for (Index a = 0; a < std::ssize(markets); ++a)
        for (Fault fault : markets[static_cast<std::size_t>(a)].faults()) fault.where.outer = a, found.push_back(fault);
    };
    add(spot), add(perps);
    if (buffer < Int(0) || Int(fixed::weight) < buffer)
      report(found, FaultCode::out_of_range, "drift_v2.buffer", {}, static_cast<double>(buffer));
    if (order_charge < Int(0)) report(found, FaultCode::negative, "drift_v2.order_charge", {}, static_cast<double>(order_charge));
    return found;
  }
};

/// The markets that the programme's own tests use (`default_base_market`, `default_test`; 2026): 80/90 % and 120/110 %, 10x/20x.
template <ExactInteger Int>
constexpr DriftSpotMarket<Int> drift_test_spot() {
  return {.weights = {Int(8'000), Int(9'000), Int(12'000), Int(11'000)}};
}
template <ExactInteger Int>
constexpr DriftPerpMarket<Int> drift_test_perp() {
  return {.ratio = {Int(1'000), Int(500)}, .unrealised = {Int(10'000), Int(10'000)}};
}

}  // namespace bulwark::BULWARK_TARGET::venue
