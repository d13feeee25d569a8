#pragma once

#include <limits>
#include <span>
#include <vector>

#include "bulwark/collateral/concentration_weight.hpp"
#include "bulwark/collateral/reserved_orders.hpp"
#include "bulwark/collateral/unsettled_profit.hpp"
#include "bulwark/core/asset.hpp"
#include "bulwark/liquidation/discounted_exchange.hpp"
#include "bulwark/oracle/stable_price.hpp"

// Mango v4 at 1303a4a1 (2024): health, one signed number per account. Parameters per token and market stand on the chain; the prices of the
// initial kind are a `StablePriceModel`'s. *Assumed*: real numbers (the programme counts in 2^-48).

namespace bulwark::BULWARK_TARGET::venue {

/// What health is asked for: opening needs the first >= 0, liquidation begins below the last and ends at the second. They rise in this
/// order.
enum class HealthKind { initial, liquidation_end, maintenance };

/// A token that may be deposited and borrowed.
struct MangoToken {
  struct Weights {
    double asset;      ///< <= 1
    double liability;  ///< >= 1
  };
  Weights initial;
  Weights maintenance;
  double deposits = 0.0;                                           ///< coins of everybody, those that orders hold back included
  double borrows = 0.0;                                            ///< coins of everybody
  double deposit_start = std::numeric_limits<double>::infinity();  ///< quote of deposits from which assets count for less, to open
  double borrow_start = std::numeric_limits<double>::infinity();   ///< quote of borrows from which debts weigh more, to open
  double liquidator_fee = 0.0;
  double platform_fee = 0.0;

  /// A coin's weighted price. Opening scales the weights with what the venue holds, valued at the higher price.
  WeightedPrice price(HealthKind kind, const StrictPrice<double>& at) const noexcept {
    if (kind != HealthKind::initial) {
      const Weights& w = kind == HealthKind::maintenance ? maintenance : initial;
      return {product(w.asset, at.current), product(w.liability, at.current)};
    }
    const double asset = concentrated_weight(initial.asset, product(deposits, at.high()), deposit_start);
    const double liability = crowded_weight(initial.liability, product(borrows, at.high()), borrow_start);
    return {product(asset, at.low()), product(liability, at.high())};
  }

  /// This side of an exchange while liquidation lasts.
  FeeToken in_exchange(double price, bool is_asset) const noexcept {
    return {is_asset ? initial.asset : initial.liability, price, liquidator_fee, platform_fee};
  }

  Faults faults() const {
    Faults found;
    const auto check = [&](bool is_good, const char* field, double value) {
      if (!is_good) report(found, FaultCode::out_of_range, field, {}, value);
    };
    check(initial.asset >= 0.0 && initial.asset <= maintenance.asset, "mango_token.initial.asset", initial.asset);
    check(maintenance.asset <= 1.0, "mango_token.maintenance.asset", maintenance.asset);
    check(maintenance.liability >= 1.0, "mango_token.maintenance.liability", maintenance.liability);
    check(initial.liability >= maintenance.liability && is_finite(initial.liability), "mango_token.initial.liability", initial.liability);
    check(deposits >= 0.0 && is_finite(deposits), "mango_token.deposits", deposits);
    check(borrows >= 0.0 && is_finite(borrows), "mango_token.borrows", borrows);
    check(deposit_start > 0.0, "mango_token.deposit_start", deposit_start);
    check(borrow_start > 0.0, "mango_token.borrow_start", borrow_start);
    check(platform_fee >= 0.0 && liquidator_fee >= 0.0, "mango_token.fees", liquidator_fee);
    const double all = 1.0 + liquidator_fee + platform_fee;
    check(product(maintenance.asset, all) <= 1.0, "mango_token.maintenance.asset x (1 + fees)", product(maintenance.asset, all));
    return found;
  }
};

/// A perpetual settled in one of the tokens.
struct MangoPerpMarket {
  BaseWeight initial;
  BaseWeight maintenance;
  double initial_profit;      ///< share of a profit that counts, to open and while liquidation lasts
  double maintenance_profit;  ///< the same to stay; >= initial_profit

  /// Coins of the settlement token that a position counts for, its orders at their worse side.
  double counted(HealthKind kind, const OpenPerp& perp, const StrictPrice<double>& at) const noexcept {
    const bool is_maintenance = kind == HealthKind::maintenance;
    const StrictPrice<double> price = kind == HealthKind::initial ? at : StrictPrice<double>::alone(at.current);
    const double profit = unsettled_profit(perp, is_maintenance ? maintenance : initial, price);
    return profit > 0.0 ? product(is_maintenance ? maintenance_profit : initial_profit, profit) : profit;
  }

  Faults faults() const {
    Faults found;
    const auto check = [&](bool is_good, const char* field, double value) {
      if (!is_good) report(found, FaultCode::out_of_range, field, {}, value);
    };
    check(initial.owned >= 0.0 && initial.owned <= maintenance.owned, "mango_perp_market.initial.owned", initial.owned);
    check(maintenance.owned <= 1.0, "mango_perp_market.maintenance.owned", maintenance.owned);
    check(maintenance.owed >= 1.0, "mango_perp_market.maintenance.owed", maintenance.owed);
    check(initial.owed >= maintenance.owed && is_finite(initial.owed), "mango_perp_market.initial.owed", initial.owed);
    check(initial_profit >= 0.0 && initial_profit <= maintenance_profit, "mango_perp_market.initial_profit", initial_profit);
    check(maintenance_profit <= 1.0, "mango_perp_market.maintenance_profit", maintenance_profit);
    return found;
  }
};

/// The venue.
struct MangoV4 {
  std::vector<MangoToken> tokens{};
  std::vector<MangoPerpMarket> perps{};
  StablePriceModel stable{};

  Faults faults() const {
    Faults found = stable.faults();
    const auto add = [&](const auto& rules) {
      for (Index a = 0; a < std::ssize(rules); ++a)
        for (Fault fault : rules[static_cast<std::size_t>(a)].faults()) fault.where.outer = a, found.push_back(fault);
    };
    add(tokens), add(perps);
    return found;
  }
};

}  // namespace bulwark::BULWARK_TARGET::venue
