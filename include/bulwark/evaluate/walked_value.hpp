#pragma once

#include <cstdint>
#include <vector>

#include "bulwark/evaluate/risk_evaluator.hpp"
#include "bulwark/scenario/forward.hpp"

namespace bulwark::inline v1 {

/// A function of one price as the sum of a line, a convex and a concave part, each with its slope. Quote, and quote per quote.
struct ConvexParts {
  double price;
  double line, line_slope;
  double convex, convex_slope;
  double concave, concave_slope;

  double value() const noexcept { return line + (convex + concave); }
  double slope() const noexcept { return line_slope + (convex_slope + concave_slope); }
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// What one account is worth at any price of one asset while all else stands still: futures keep their ratio to the coin, options their
/// volatilities, other assets their prices. Options that are held are convex in the price and options that are sold concave, and all the
/// rest is a line, so that values at two prices bound those between. Same values as `WalkedAccount` on a path with no response, to
/// rounding.
template <PricerWithGreeks P>
class WalkedValue {
 public:
  /// `account` is one that `tick` evaluates, `market` the one it was priced from. Check `is_known()` before use. Allocates.
  template <class Evaluator>
  WalkedValue(const Tick<Evaluator>& tick, const AccountRow& account, const MarketState& market, AssetId asset)
      : pricer_(tick.venue().pricer) {
    const PricedMarket& table = tick.table();
    if (!tick.is_current(account) || asset == AssetId::quote || row(asset) >= std::ssize(market.assets)) return;
    const AssetMarket& own = market[asset];
    const ParametersOf<P>* parameters = parameters_of<P>(own.model);
    if (!parameters) return;
    parameters_ = *parameters;
    is_known_ = is_finite(account.cash) && own.spot > 0.0;
    fixed_ = account.cash;
    for (const Segment& segment : account.segments) {
      const double price = table.settlement_price(static_cast<Index>(segment.unit));
      const AssetId settlement = table.units()[segment.unit].settlement;
      add_coins(segment.coins + segment.legs, settlement == asset, price, own.spot);
      for (std::uint32_t k = segment.begin; k < segment.end; ++k)
        add_row(table, static_cast<Index>(account.row[k]), account.quantity[k], asset, price, market);
    }
    while (weight_.size() % lanes != 0) add_option(0.0, 1.0, 1.0, 1.0, 1.0, 0.0, 1.0);
    is_known_ = is_known_ && is_finite(fixed_) && is_finite(per_price_);
  }

  /// False where the account is not current, holds something unknown, or something that is neither a line nor convex in the price: a
  /// linear future that settles in the coin, or a coin option whose forward is partly fixed.
  bool is_known() const noexcept { return is_known_; }

  /// Equity at a price > 0, quote per coin. Allocates nothing.
  ConvexParts at(double price) const noexcept {
    using Pack = Lanes<lanes>;
    Pack value[2] = {Pack(0.0), Pack(0.0)}, slope[2] = {Pack(0.0), Pack(0.0)};
    const Pack walked(price);
    for (std::size_t i = 0; i < weight_.size(); i += lanes) {
      const Pack ratio = load<Pack>(&ratio_[i]), weight = load<Pack>(&weight_[i]);
      const Claim<Pack> claim{fma(ratio, walked, load<Pack>(&forward_fixed_[i])), load<Pack>(&strike_[i]), load<Pack>(&volatility_[i]),
                              load<Pack>(&years_[i]), load<Pack>(&side_[i])};
      const Greeks<Pack> greeks = pricer_.greeks(claim, parameters_);
      const Pack held = max(weight, Pack(0.0)), sold = min(weight, Pack(0.0)), delta = greeks.delta * ratio;
      value[0] = fma(held, greeks.value, value[0]), value[1] = fma(sold, greeks.value, value[1]);
      slope[0] = fma(held, delta, slope[0]), slope[1] = fma(sold, delta, slope[1]);
    }
    return {.price = price,
            .line = fma(per_price_, price, fixed_),
            .line_slope = per_price_,
            .convex = sum(value[0]),
            .convex_slope = sum(slope[0]),
            .concave = sum(value[1]),
            .concave_slope = sum(slope[1])};
  }

 private:
  static constexpr int lanes =
      24;  // three of the widest registers hide each other's latency; a width of its own, so that sums are the same everywhere

  static double sum(const Lanes<lanes>& x) noexcept {
    double lane[lanes], total = 0.0;
    store(lane, x);
    for (const double one : lane) total += one;
    return total;
  }

  void add_coins(double coins, bool moves, double price, double spot) noexcept {
    (moves ? per_price_ : fixed_) += product(coins, moves ? price / spot : price);
  }

  void add_row(const PricedMarket& table, Index row, double quantity, AssetId asset, double price, const MarketState& market) {
    const ContractTerms& terms = table.terms(row);
    const double spot = market[asset].spot, units = product(quantity, terms.multiplier);
    const bool is_own = terms.asset == asset, pays_own = terms.settlement == asset;
    const auto of = [&](Column c) { return table.at(row, c); };
    is_known_ = is_known_ && is_finite(of(Column::notional));  // a row is known entirely or not at all
    if (!is_own || terms.kind == InstrumentKind::spot)
      return add_coins(product(quantity, of(Column::coins) + of(Column::option_value) + of(Column::future_value)), pays_own, price, spot);
    const ForwardAndDiscount delivery = forward_at(market[asset], market.now, terms.expiry);
    const double ratio = (terms.underlying - delivery.fixed) / spot;
    is_known_ = is_known_ && ratio > 0.0;
    if (terms.kind == InstrumentKind::linear_future) {
      is_known_ = is_known_ && !pays_own;
      fixed_ += product(product(units, delivery.fixed), price), per_price_ += product(product(units, ratio), price);
    } else if (terms.kind == InstrumentKind::inverse_future) {
      is_known_ = is_known_ && delivery.fixed == 0.0;
      fixed_ -= product(units, price / terms.underlying);
    } else if (pays_own) {
      is_known_ = is_known_ && delivery.fixed == 0.0;
      add_option(product(units, price / terms.underlying), terms.strike, terms.volatility, terms.years, 0.0, ratio, sign(terms.side));
    } else {
      add_option(product(product(units, delivery.discount), price), terms.strike, terms.volatility, terms.years, delivery.fixed, ratio,
                 sign(terms.side));
    }
  }

  void add_option(double weight, double strike, double volatility, double years, double fixed, double ratio, double side) {
    is_known_ = is_known_ && is_finite(weight) && is_finite(volatility);
    weight_.push_back(weight), strike_.push_back(strike), volatility_.push_back(volatility), years_.push_back(years);
    forward_fixed_.push_back(fixed), ratio_.push_back(ratio), side_.push_back(side);
  }

  P pricer_;
  ParametersOf<P> parameters_{};
  double fixed_ = 0.0, per_price_ = 0.0;
  std::vector<double> weight_, strike_, volatility_, years_, forward_fixed_, ratio_, side_;
  bool is_known_ = false;
};
template <class Evaluator>
WalkedValue(const Tick<Evaluator>&, const AccountRow&, const MarketState&, AssetId)
    -> WalkedValue<std::remove_cvref_t<decltype(std::declval<Evaluator>().pricer)>>;

}  // namespace bulwark::BULWARK_TARGET
