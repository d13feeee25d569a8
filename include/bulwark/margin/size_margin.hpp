#pragma once

#include <limits>
#include <vector>

#include "bulwark/core/fault.hpp"
#include "bulwark/margin/policy.hpp"
#include "bulwark/math/nearest_multiple.hpp"
#include "bulwark/scenario/steepness.hpp"

namespace bulwark::BULWARK_TARGET {

/// A share of a future's notional that grows with its size: rate = base + per_coin x coins.
struct SizeRate {
  double initial;      ///< share of notional for the first coin
  double maintenance;  ///< <= initial
  double per_coin;     ///< added to both per coin of size; an inverse future's coins are face value / mark

  /// The shares of a position of so many coins (>= 0).
  Requirement at(double coins) const noexcept {
    return {.initial = fma(per_coin, coins, initial), .maintenance = fma(per_coin, coins, maintenance)};
  }
};

/// Futures by their own size each; no netting. Source: Deribit futures specification (2 % + 0.5 % per 100 BTC).
struct SizeMargin {
  SizeRate rate;
  std::vector<SizeRate> of_asset{};       ///< row AssetId; replaces `rate` where given
  double rounding = 0.0;                  ///< settlement units; each position's charge is rounded to a multiple of it (0: not)
  std::vector<SizeRate> sold_of_asset{};  ///< row AssetId; of what is sold, where that is charged by a rate of its own

  const SizeRate& rate_of(AssetId asset, bool is_sold = false) const noexcept {
    const std::size_t a = static_cast<std::size_t>(asset);
    if (is_sold && a < sold_of_asset.size()) return sold_of_asset[a];
    return a < of_asset.size() ? of_asset[a] : rate;
  }

  Requirement requirement(const ValuedAccount& account, const Profits&) const noexcept {
    Requirement sum;
    for (const ValuedPosition& p : account.positions()) {
      if (!is_future(p.terms)) continue;
      const Requirement share = rate_of(p.terms.asset, p.quantity < 0.0).at(magnitude(p.delta));
      sum.initial += nearest_multiple(product(share.initial, p.notional), rounding, p.price);
      sum.maintenance += nearest_multiple(product(share.maintenance, p.notional), rounding, p.price);
    }
    return sum;
  }

  Slope slope(const ValuedAccount& account, const Profits&, Index row, Index) const noexcept {
    const PricedMarket& market = account.market();
    const ContractTerms& terms = market.terms(row);
    if (!is_future(terms)) return {};
    double held = 0.0;  // contracts
    for (const ValuedPosition& p : account.positions())
      if (p.row == row) held = p.quantity;
    const SizeRate& own = rate_of(terms.asset, held < 0.0);
    const double towards = held < 0.0 ? -1.0 : 1.0;
    const double growth = product(2.0 * own.per_coin, product(product(towards, held), market.at(row, Column::delta)));
    const double notional = product(towards, market.at(row, Column::notional));
    return {product(own.initial + growth, notional), product(own.maintenance + growth, notional)};
  }

  /// Its square has no steepest size.
  Steepness steepness(const PricedMarket& market, const BoughtContract& bought, Index) const noexcept {
    const ContractTerms& terms = market.terms(bought.row);
    if (!is_future(terms)) return {.is_convex = true};
    return {.per_contract = std::numeric_limits<double>::infinity(),
            .jump = product(rounding, market.settlement_price(static_cast<Index>(terms.unit))),
            .is_convex = true};
  }

  Faults faults() const {
    Faults found;
    const auto check = [&](const SizeRate& r, Index asset) {
      const auto test = [&](bool good, const char* field, double value) {
        if (!good) report(found, FaultCode::out_of_range, field, {.outer = asset}, value);
      };
      test(r.initial >= 0.0 && is_finite(r.initial), "size_margin.initial", r.initial);
      test(r.maintenance >= 0.0 && r.maintenance <= r.initial, "size_margin.maintenance", r.maintenance);
      test(r.per_coin >= 0.0 && is_finite(r.per_coin), "size_margin.per_coin", r.per_coin);
    };
    check(rate, -1);
    for (const std::vector<SizeRate>* rates : {&of_asset, &sold_of_asset})
      for (Index a = 0; a < std::ssize(*rates); ++a) check((*rates)[static_cast<std::size_t>(a)], a);
    if (!(rounding >= 0.0 && is_finite(rounding))) report(found, FaultCode::out_of_range, "size_margin.rounding", {}, rounding);
    return found;
  }
};
static_assert(HasSlope<SizeMargin>);

}  // namespace bulwark::BULWARK_TARGET
