#pragma once

#include <vector>

#include "bulwark/collateral/each_balance.hpp"
#include "bulwark/core/fault.hpp"
#include "bulwark/scenario/steepness.hpp"

namespace bulwark::BULWARK_TARGET {

/// Equity, less a share of every balance that is not in the quote, owned or owed: what is owed may rise as what is owned may fall.
/// An asset is charged once: by its haircut, or by moving with the scenarios; a venue that charges both for different risks says so.
struct Haircut {
  struct Terms {
    double initial = 0.0;       ///< share of the balance that is charged for opening
    double maintenance = 0.0;   ///< the same for keeping; <= initial
    bool in_scenarios = false;  ///< the balance moves with the scenarios (and is not cut)
    bool is_cut_too = false;    ///< it is cut as well: the haircut is for selling it, the scenarios are for its price
  };
  std::vector<Terms> of_asset{};                        ///< row AssetId; the rest by `otherwise`
  Terms otherwise{.initial = 1.0, .maintenance = 1.0};  ///< an asset that nobody named counts for nothing, and owed for twice

  static constexpr bool reads_positions = false;

  Terms terms(AssetId asset) const noexcept {
    if (asset == AssetId::quote) return {};
    const auto a = static_cast<std::size_t>(asset);
    return a < of_asset.size() ? of_asset[a] : otherwise;
  }

  bool is_in_scenarios(AssetId asset) const noexcept { return terms(asset).in_scenarios; }

  Resources resources(const ValuedAccount& account) const noexcept {
    Resources counted{account.equity, account.equity};
    each_balance(account, [&](AssetId asset, double balance, double price) {
      const double value = magnitude(product(balance, price));
      const Terms cut = terms(asset);
      counted.initial = fma(-cut.initial, value, counted.initial);
      counted.maintenance = fma(-cut.maintenance, value, counted.maintenance);
    });
    return counted;
  }

  Steepness steepness(const PricedMarket& market, const BoughtContract& bought, Index) const noexcept {
    const ContractTerms& terms = market.terms(bought.row);
    const double price = market.settlement_price(static_cast<Index>(terms.unit));
    const auto of = [&](Column c) { return market.at(bought.row, c); };
    const double worth = of(Column::coins) + of(Column::option_value) + of(Column::future_value) + bought.outright;
    const double value = product(worth, price), cut = this->terms(terms.settlement).initial;
    double most = otherwise.initial;
    for (const Terms& one : of_asset) most = greatest(most, one.initial);
    return {.per_contract = fma(cut, magnitude(value), magnitude(value + bought.cash)), .per_quote = 1.0 + most, .is_convex = true};
  }

  Faults faults() const {
    Faults found;
    const auto check = [&](const Terms& t, Index asset) {
      for (const double share : {t.initial, t.maintenance})
        if (!(share >= 0.0 && share <= 1.0)) report(found, FaultCode::out_of_range, "haircut", {.outer = asset}, share);
      if (t.maintenance > t.initial) report(found, FaultCode::out_of_range, "haircut.maintenance", {.outer = asset}, t.maintenance);
      if (t.in_scenarios && !t.is_cut_too && (t.initial > 0.0 || t.maintenance > 0.0))
        report(found, FaultCode::charged_twice, "haircut", {.outer = asset}, t.initial);
    };
    check(otherwise, -1);
    for (Index a = 0; a < std::ssize(of_asset); ++a) check(of_asset[static_cast<std::size_t>(a)], a);
    return found;
  }
};
static_assert(MovesCollateral<Haircut>);

/// Everything counts in full: for venues that margin each coin by itself, in that coin.
inline Haircut no_haircut() { return {.of_asset = {}, .otherwise = {}}; }

}  // namespace bulwark::BULWARK_TARGET
