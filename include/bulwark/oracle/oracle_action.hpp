#pragma once

#include "bulwark/oracle/oracle_validity.hpp"

namespace bulwark::inline v1 {

/// What a venue wants an oracle's price for.
enum class OracleAction {
  update_average,
  update_curve,  ///< of an automatic market maker
  liquidate,
  trigger_order,
  fill_match,  ///< of two users' orders
  update_cache,
  update_funding,
  settle_profit,
  value_margin,
  price_order,     ///< that is pegged to the oracle
  fill_low_risk,   ///< by an automatic market maker, after an auction
  fill_immediate,  ///< by an automatic market maker, without one
};

/// The worst validity at which an action is still permitted.
/// Source: Drift v2, `is_oracle_valid_for_action` at 0ae3e3b1 (2026), whose sets are all of this form.
constexpr OracleValidity least_validity(OracleAction action) noexcept {
  switch (action) {
    case OracleAction::update_average:
    case OracleAction::update_curve: return OracleValidity::too_volatile;
    case OracleAction::liquidate:
    case OracleAction::trigger_order: return OracleValidity::too_uncertain;
    case OracleAction::fill_match:
    case OracleAction::update_cache:
    case OracleAction::update_funding:
    case OracleAction::settle_profit: return OracleValidity::stale_for_margin;
    case OracleAction::value_margin:
    case OracleAction::price_order: return OracleValidity::insufficient_data;
    case OracleAction::fill_low_risk: return OracleValidity::stale_for_immediate;
    case OracleAction::fill_immediate: return OracleValidity::valid;
  }
  return OracleValidity::valid;
}

constexpr bool is_permitted(OracleAction action, OracleValidity validity) noexcept { return !(validity < least_validity(action)); }

}  // namespace bulwark::inline v1
