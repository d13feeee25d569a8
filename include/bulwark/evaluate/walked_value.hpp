#pragma once

#include <cstdint>
#include <vector>

#include "bulwark/evaluate/option_sums.hpp"
#include "bulwark/evaluate/risk_evaluator.hpp"
#include "bulwark/scenario/forward.hpp"

namespace bulwark::inline v1 {

/// A function of one price as the sum of a line, a convex and a concave part, each with its slope. Quote, and quote per quote.
struct ConvexParts {
  double price;
  double line, line_slope;
  double convex, convex_slope;
  double concave, concave_slope;
  double bend = 0.0;  ///< of the whole: how fast the slope grows. Only a hint where to look next; 0 where it is not known

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
    while (std::ssize(held_) % walked_group != 0) add_option(0.0, 1.0, 1.0, 1.0, 0.0, 1.0, 1.0);
    is_known_ = is_known_ && is_finite(fixed_) && is_finite(per_price_);
  }

  /// False where the account is not current, holds something unknown, or something that is neither a line nor convex in the price: a
  /// linear future that settles in the coin, a coin option whose forward is partly fixed, or an option whose forward is interpolated from
  /// one that is.
  bool is_known() const noexcept { return is_known_; }

  /// What the same account would be worth if every option's volatility were what `moved(volatility, years)` makes of it. Allocates.
  template <class Moved>
  WalkedValue with_volatilities(const Moved& moved) const {
    WalkedValue other = *this;
    for (std::size_t i = 0; i < volatility_.size(); ++i) other.set_volatility(i, moved(volatility_[i], years_[i]));
    return other;
  }

  /// Equity at a price > 0, quote per coin. Allocates nothing.
  ConvexParts at(double price) const noexcept {
    const OptionSums options = option_sums(columns(), pricer_, parameters_, price);
    return {.price = price,
            .line = fma(per_price_, price, fixed_),
            .line_slope = per_price_,
            .convex = options.convex,
            .convex_slope = options.convex_slope,
            .concave = options.concave,
            .concave_slope = options.concave_slope,
            .bend = options.bend};
  }

 private:
  WalkedOptions columns() const noexcept {
    return {.count = std::ssize(held_),
            .held = held_.data(),
            .sold = sold_.data(),
            .strike = strike_.data(),
            .ratio = ratio_.data(),
            .fixed = forward_fixed_.data(),
            .side = side_.data(),
            .volatility = volatility_.data(),
            .years = years_.data(),
            .half_deviation = half_deviation_.data(),
            .per_deviation = per_deviation_.data(),
            .has_fixed = has_fixed_};
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
    if (terms.kind == InstrumentKind::option) is_known_ = is_known_ && forward_is_line(market[asset], terms.expiry);
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

  /// Whether the forward is a line of the price: as quoted, or between forwards that all keep their ratio to the coin.
  static bool forward_is_line(const AssetMarket& market, Timestamp expiry) noexcept {
    bool none_is_fixed = true;
    for (const ForwardPoint& point : market.forwards) {
      if (point.expiry == expiry) return true;
      none_is_fixed = none_is_fixed && point.fixed == 0.0;
    }
    return none_is_fixed;
  }

  void add_option(double weight, double strike, double volatility, double years, double fixed, double ratio, double side) {
    is_known_ = is_known_ && is_finite(weight);
    has_fixed_ = has_fixed_ || fixed != 0.0;
    held_.push_back(greatest(weight, 0.0)), sold_.push_back(least(weight, 0.0));
    strike_.push_back(strike), volatility_.push_back(volatility), years_.push_back(years);
    forward_fixed_.push_back(fixed), ratio_.push_back(ratio), side_.push_back(side);
    half_deviation_.push_back(0.0), per_deviation_.push_back(0.0);
    set_volatility(volatility_.size() - 1, volatility);
  }

  void set_volatility(std::size_t i, double volatility) {
    const double deviation = product(volatility, __builtin_sqrt(years_[i]));
    is_known_ = is_known_ && is_finite(volatility);
    volatility_[i] = volatility, half_deviation_[i] = 0.5 * deviation;
    per_deviation_[i] = deviation > 0.0 ? 1.0 / deviation : 0x1p1000;
  }

  P pricer_;
  ParametersOf<P> parameters_{};
  double fixed_ = 0.0, per_price_ = 0.0;
  std::vector<double> held_, sold_, strike_, volatility_, years_, forward_fixed_, ratio_, side_, half_deviation_, per_deviation_;
  bool has_fixed_ = false, is_known_ = false;
};
template <class Evaluator>
WalkedValue(const Tick<Evaluator>&, const AccountRow&, const MarketState&, AssetId)
    -> WalkedValue<std::remove_cvref_t<decltype(std::declval<Evaluator>().pricer)>>;

}  // namespace bulwark::BULWARK_TARGET
