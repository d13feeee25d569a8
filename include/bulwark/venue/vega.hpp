#pragma once

#include "bulwark/backstop/loss_shares.hpp"
#include "bulwark/collateral/haircut.hpp"
#include "bulwark/evaluate/risk_evaluator.hpp"
#include "bulwark/liquidation/disposal.hpp"
#include "bulwark/liquidation/health_threshold.hpp"
#include "bulwark/liquidation/liquidation_price_with_orders.hpp"
#include "bulwark/liquidation/only_when_bankrupt.hpp"
#include "bulwark/margin/full_margin.hpp"
#include "bulwark/margin/margin_levels.hpp"
#include "bulwark/margin/order_margin.hpp"
#include "bulwark/margin/payment_charge.hpp"
#include "bulwark/margin/scaled_margin.hpp"
#include "bulwark/margin/sum_of.hpp"
#include "bulwark/margin/worst_side.hpp"
#include "bulwark/var/lognormal_tail.hpp"

namespace bulwark::BULWARK_TARGET::venue {

/// Shares of a position's value that its price may move against it.
struct RiskFactors {
  double bought;
  double sold;
};

/// A market's price as its risk model has it.
struct VegaModel {
  double volatility;   ///< per root year
  double years;        ///< to close a position out
  double tail;         ///< "risk aversion": the share of outcomes that the expected shortfall is the mean of, in (0, 1)
  double drift = 0.0;  ///< per year
};

/// Expected shortfall of holding, and of owing, a price of 1 whose logarithm is normal.
inline RiskFactors vega_risk_factors(const VegaModel& m) noexcept {
  const double variance = product(m.volatility, m.volatility);
  const Lognormal price{product(fma(-0.5, variance, m.drift), m.years), product(m.volatility, __builtin_sqrt(m.years))};
  return {1.0 + lognormal_tail(price, 1.0, m.tail).expected_shortfall, lognormal_tail(price, -1.0, m.tail).expected_shortfall - 1.0};
}

struct VegaMarket {
  RiskFactors factors;
  double linear_slippage = 0.1;     ///< share of a position's value that closing it costs ...
  double quadratic_slippage = 0.0;  ///< ... and more per coin
  double funding = 0.0;             ///< quote that a coin held would pay if it were due now, of either sign
  double funding_factor = 0.0;      ///< share of it that margin must cover, in [0, 1]

  SideRates rates(bool is_sold) const noexcept {
    const double factor = is_sold ? factors.sold : factors.bought;
    return {.position = {linear_slippage + factor, linear_slippage + factor, quadratic_slippage}, .order = factor};
  }
  double payment() const noexcept { return product(funding_factor, funding); }

  Faults faults(Index asset = -1) const {
    Faults found;
    const auto check = [&](bool is_good, const char* field, double value) {
      if (!is_good) report(found, FaultCode::out_of_range, field, {.outer = asset}, value);
    };
    check(factors.bought > 0.0 && is_finite(factors.bought), "vega.factors.bought", factors.bought);
    check(factors.sold > 0.0 && is_finite(factors.sold), "vega.factors.sold", factors.sold);
    check(linear_slippage >= 0.0 && linear_slippage <= 1e6, "vega.linear_slippage", linear_slippage);
    check(quadratic_slippage >= 0.0 && quadratic_slippage <= 1e6, "vega.quadratic_slippage", quadratic_slippage);
    check(is_finite(funding), "vega.funding", funding);
    check(funding_factor >= 0.0 && funding_factor <= 1.0, "vega.funding_factor", funding_factor);
    return found;
  }

  /// Of an isolated margin factor: it must exceed what the market asks for.
  Faults faults_of_isolated(double factor) const {
    const double least_factor = greatest(factors.bought, factors.sold) + linear_slippage;
    if (factor > least_factor && is_finite(factor)) return {};
    return {{FaultCode::out_of_range, "vega.margin_factor", {}, factor}};
  }
};

/// Orders of a side while the market trades: they count at the mark.
inline OpenSide vega_orders(std::span<const RestingOrder> orders, double mark) noexcept {
  const double coins = open_side(orders).coins;
  return {coins, product(coins, mark)};
}

/// The same in an auction: at their own prices, or at the larger of mark and indicative price where that comes to more (0: not known).
inline OpenSide vega_auction_orders(std::span<const RestingOrder> orders, double auction_price = 0.0) noexcept {
  const OpenSide own = open_side(orders);
  return {own.coins, greatest(own.value, product(own.coins, auction_price))};
}

/// What a party must have to keep a position and its orders in one market, quote. The other levels: `LevelScales`.
inline double vega_maintenance(const VegaMarket& market, const OpenPosition& open, double mark) noexcept {
  return worst_side(open, mark, market.rates(false), market.rates(true)) + payment_due(open.quantity, market.payment());
}

/// In isolated mode: what is set aside for a position, and for orders (each side's best price first), quote.
inline double vega_isolated_margin(const LinearLeg& position, double factor) noexcept {
  return product(factor, magnitude(cost_of(position)));
}
inline double vega_isolated_order_margin(double held, const BothSides& orders, double factor, double auction_price = 0.0) noexcept {
  return product(factor, dearer_side(held, orders, auction_price));
}

/// The mark price at which a position is closed, alone or with the orders of one side. `collateral` is all that the party has for it,
/// marked to `position.entry_price`.
inline std::optional<double> vega_liquidation_price(const VegaMarket& market, double collateral, const LinearLeg& position,
                                                    std::span<const RestingOrder> orders = {}) noexcept {
  return liquidation_price_with_orders(collateral, position, orders, [&](double quantity) {
    const double share = market.rates(quantity < 0.0).position.at(magnitude(quantity)).maintenance;
    return TierRate{share, -payment_due(quantity, market.payment())};
  });
}

/// Markets that share a settlement asset.
struct Vega {
  std::vector<VegaMarket> of_asset;  ///< row AssetId; a future of any other asset is charged its whole value
  LevelScales scales{};
  Disposal disposal{};  ///< of positions that the network took over

  Faults faults() const {
    Faults found = scales.faults();
    append(found, disposal.faults());
    for (Index a = 0; a < std::ssize(of_asset); ++a) append(found, of_asset[static_cast<std::size_t>(a)].faults(a));
    return found;
  }
};

inline constexpr Rulebook vega_rulebook{
    .venue = "Vega cross margin",
    .source = "Vega, specifications 0019-MCAL, 0018-RSKM, 0053-PERP, 0012-POSR and core/risk (vega at a50750cc, 0.79)",
    .date = "2024, markets are the caller's",
    .verified = "its specifications' margins and its tests' risk factors to 1e-6",
    .assumed = {"amounts are real numbers (the venue rounds maintenance up and other margins down to smallest units: `LevelScales`)",
                "markets share their scales (the venue has them market by market)", "a party is closed everywhere at once"}};

/// A party in cross margin: what all its markets ask for against all that it has. Orders are charged beside it (`vega_maintenance`).
/// Source of everything here, and what is assumed: `vega_rulebook`.
template <VarPolicy Var = NoVar>
auto vega(const Vega& p, Var var = {}) {
  SizeMargin positions{.rate = {1.0, 1.0, 0.0}};
  PaymentCharge payments;
  for (const VegaMarket& market : p.of_asset) {
    positions.of_asset.push_back(market.rates(false).position);
    positions.sold_of_asset.push_back(market.rates(true).position);
    payments.per_coin.push_back(market.payment());
  }
  return RiskEvaluator{Haircut{},
                       ScaledMargin{sum_of(std::move(positions), std::move(payments)), LevelScales::multiple(p.scales.initial), 1.0},
                       Black{},
                       std::move(var),
                       HealthThreshold{.warn = LevelScales::multiple(p.scales.search)},
                       &vega_rulebook,
                       p.faults()};
}

inline constexpr Rulebook vega_fully_collateralised_rulebook{.venue = "Vega, fully collateralised",
                                                             .source = vega_rulebook.source,
                                                             .date = "2024",
                                                             .verified = "",
                                                             .assumed = {"amounts are real numbers"}};

/// A party in markets whose price is capped and whose positions are posted in full; `highest` by AssetId. Orders: `dearer_side_in_full`.
template <VarPolicy Var = NoVar>
auto vega_fully_collateralised(std::vector<double> highest, Var var = {}) {
  return RiskEvaluator{Haircut{},          FullMargin{std::move(highest)},     Black{}, std::move(var),
                       OnlyWhenBankrupt{}, &vega_fully_collateralised_rulebook};
}

}  // namespace bulwark::BULWARK_TARGET::venue
