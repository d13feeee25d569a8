#pragma once

#include <optional>

#include "bulwark/core/instrument.hpp"
#include "bulwark/math/power_of_ten.hpp"
#include "bulwark/scenario/listing.hpp"
#include "bulwark/settlement/expiring_contract.hpp"
#include "bulwark/settlement/whole_units.hpp"

namespace bulwark::inline v1 {

/// How many decimals a venue counts in; each in [0, 18].
struct SettlementDecimals {
  int lots = 8;   ///< of a position's size: coins, or face value of inverse futures; contracts x multiplier
  int ticks = 4;  ///< of prices and strikes
  int quote = 6;  ///< of money
  int coins = 8;  ///< of coins that are paid

  constexpr int of(AssetId asset) const noexcept { return asset == AssetId::quote ? quote : coins; }
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// A listed contract in integers; none for spot and for what does not expire, or where the strike is no whole number of ticks.
/// Futures that settle in a coin, and options that settle in another asset than their own, pay units of it as they would pay money.
template <ExactInteger Int>
std::optional<ExpiringContract<Int>> expiring_contract(const ListedInstrument& listed, const SettlementDecimals& decimals) {
  const int minor = decimals.of(listed.settlement);
  const auto scaled = [](ExpiryKind kind, int power) {  // up / down = 10^power
    return ExpiringContract<Int>{.kind = kind, .up = power_of_ten<Int>(power), .down = power_of_ten<Int>(-power)};
  };
  if (expiry_of(listed.instrument) == perpetual) return std::nullopt;
  if (std::holds_alternative<LinearFuture>(listed.instrument))
    return scaled(ExpiryKind::linear_future, minor - decimals.lots - decimals.ticks);
  if (std::holds_alternative<InverseFuture>(listed.instrument))
    return scaled(ExpiryKind::inverse_future, minor - decimals.lots + decimals.ticks);
  const auto* option = std::get_if<VanillaOption>(&listed.instrument);
  if (!option) return std::nullopt;
  const std::optional<Int> strike = whole_units<Int>(option->strike, decimals.ticks);
  if (!strike) return std::nullopt;
  ExpiringContract<Int> contract = listed.settlement == option->asset ? scaled(ExpiryKind::coin_option, minor - decimals.lots)
                                                                      : scaled(ExpiryKind::option, minor - decimals.lots - decimals.ticks);
  contract.side = option->side;
  contract.strike = *strike;
  return contract;
}

}  // namespace bulwark::BULWARK_TARGET
