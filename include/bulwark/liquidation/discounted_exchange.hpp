#pragma once

#include <optional>

#include "bulwark/math/arithmetic.hpp"

namespace bulwark::inline v1 {

/// One side of a liquidation that repays a borrowed token out of a deposited one, for a fee on either.
struct FeeToken {
  double weight;          ///< as the account's health weighs it
  double price;           ///< money per coin
  double liquidator_fee;  ///< share of the value; >= 0
  double platform_fee;    ///< the same; >= 0
};

/// What changes hands, coins.
struct Exchange {
  double repaid;         ///< of the debt, by the liquidator
  double taken;          ///< of the deposit, from the account
  double to_liquidator;  ///< part of `taken`; the rest is the platform's
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// The exchange that brings a negative health to zero, or as near as `most_repaid` (the debt) and `most_taken` (the deposit) allow. The
/// account pays the debt's value times (1 + fees of the debt) x (1 + fees of the deposit). None where no exchange helps: what is taken
/// weighs as much as what is repaid. Source: Mango v4, `token_liq_with_token` at 1303a4a1 (2024); both limits are of the balances as health
/// sees them.
inline std::optional<Exchange> exchange_to_health(double health, const FeeToken& asset, const FeeToken& liability, double most_repaid,
                                                  double most_taken) noexcept {
  const double all_fees =
      product(1.0 + (liability.liquidator_fee + liability.platform_fee), 1.0 + (asset.liquidator_fee + asset.platform_fee));
  const double paid = product(liability.price, all_fees);  // money of the deposit per coin of the debt
  const double freed = fma(liability.price, liability.weight, -product(paid, asset.weight));
  if (!(freed > 0.0)) return std::nullopt;
  const double possible = product(most_taken, asset.price) / paid;
  const double repaid = greatest(0.0, least(least(-health / freed, possible), most_repaid));
  const double coins = product(repaid, liability.price) / asset.price;
  const double own_fees = product(1.0 + liability.liquidator_fee, 1.0 + asset.liquidator_fee);
  return Exchange{.repaid = repaid, .taken = product(coins, all_fees), .to_liquidator = product(coins, own_fees)};
}

}  // namespace bulwark::BULWARK_TARGET
