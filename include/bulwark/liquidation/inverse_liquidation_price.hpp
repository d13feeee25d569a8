#pragma once

#include "bulwark/liquidation/linear_liquidation_price.hpp"

namespace bulwark::inline v1 {

/// A position in a contract that pays in coins.
struct InverseLeg {
  double face;         ///< quote of face value, signed
  double entry_price;  ///< quote per coin
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// In coins and at coins per quote an inverse long is a linear short: it has received face / entry coins and owes face / price.
inline Entered reciprocal(const InverseLeg& leg) noexcept { return {-leg.face, -leg.face / leg.entry_price}; }

/// The prices of the reciprocal contract, turned round.
inline LiquidationPrices reciprocal(const LiquidationPrices& prices) noexcept {
  const auto turned = [](const std::optional<double>& price) { return price ? std::optional{1.0 / *price} : std::nullopt; };
  return {.below = turned(prices.above), .above = turned(prices.below), .is_ever_safe = prices.is_ever_safe};
}

/// Within one tier: the price at which `balance` coins and the position's gain are down to |face| / price x rate - deduction.
/// Long: face x (1 + rate) / (balance + deduction + face / entry); short: |face| x (1 - rate) / (|face| / entry - balance - deduction), and
/// none where the coins cover it: a short backed by its own coins is never liquidated. Rate 0 or a fee alone gives the bankruptcy price.
/// Source: Bybit help centre, inverse contracts, liquidation and bankruptcy price (2026).
inline std::optional<double> inverse_liquidation_price(double balance, const InverseLeg& leg, const TierRate& keep) noexcept {
  const Entered sold = reciprocal(leg);
  const std::optional<double> root = SurplusLine{balance}.with(sold.quantity, sold.cost, keep).root();
  return root ? std::optional{1.0 / *root} : std::nullopt;
}

/// Over all tiers, for one or both sides of a market; `balance` in coins, tiers by coins of notional. See `liquidation_prices`.
inline LiquidationPrices inverse_liquidation_prices(double balance, std::span<const InverseLeg> legs, std::span<const MarginTier> tiers,
                                                    double fee = 0.0) noexcept {
  return reciprocal(liquidation_prices(balance, legs, tiers, fee, [](const InverseLeg& leg) { return reciprocal(leg); }));
}

}  // namespace bulwark::BULWARK_TARGET
