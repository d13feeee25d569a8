#pragma once

#include <vector>

#include "bulwark/collateral/each_balance.hpp"
#include "bulwark/core/fault.hpp"
#include "bulwark/math/graduated.hpp"

namespace bulwark::BULWARK_TARGET {

/// What an account has in each coin, its unrealised profits included: as an asset it counts at rates that fall with its amount, as a debt
/// in full. The quote counts in full. Source: Binance portfolio margin "min(value x collateral rate, value)" (2024), OKX "discount rate"
/// and adjusted equity (2024), Bybit unified account "tiered collateral value ratio" (2024).
struct TieredDiscount {
  struct Tier {
    double floor;  ///< coins from which it applies, 0 for the first
    double rate;   ///< share of their value that counts, in [0, 1], never above the tier before
  };
  using Table = std::vector<Tier>;
  std::vector<Table> of_asset{};  ///< row AssetId; an asset beyond it, or with an empty table, counts for nothing, and as a debt in full

  Resources resources(const ValuedAccount& account) const noexcept {
    double sum = account.cash;
    for (const HeldUnit& unit : account.units)
      if (unit.settlement == AssetId::quote) sum += unit.option_value + unit.unrealised;
    each_balance(account, [&](AssetId asset, double balance, double price) {
      const double owned = greatest(0.0, balance);
      const bool is_named = row(asset) < std::ssize(of_asset) && !of_asset[static_cast<std::size_t>(asset)].empty();
      // Counting nothing must still not hide that a balance or a price is no number.
      const double counted =
          is_named ? graduated(std::span{of_asset[static_cast<std::size_t>(asset)]}, &Tier::rate, owned) : product(0.0, owned);
      sum = fma(counted + least(0.0, balance), price, sum);
    });
    return {.initial = sum, .maintenance = sum};
  }

  Faults faults() const {
    Faults found;
    for (Index a = 0; a < std::ssize(of_asset); ++a) {
      const Table& table = of_asset[static_cast<std::size_t>(a)];
      for (Index n = 0; n < std::ssize(table); ++n) {
        const Tier& tier = table[static_cast<std::size_t>(n)];
        const Tier before = n > 0 ? table[static_cast<std::size_t>(n - 1)] : Tier{-1.0, 1.0};
        if (n == 0 ? tier.floor != 0.0 : !(tier.floor > before.floor && is_finite(tier.floor)))
          report(found, FaultCode::out_of_order, "tiered_discount.floor", {a, n}, tier.floor);
        if (!(tier.rate >= 0.0 && tier.rate <= before.rate))
          report(found, FaultCode::out_of_range, "tiered_discount.rate", {a, n}, tier.rate);
      }
    }
    return found;
  }
};
static_assert(CollateralPolicy<TieredDiscount>);

}  // namespace bulwark::BULWARK_TARGET
