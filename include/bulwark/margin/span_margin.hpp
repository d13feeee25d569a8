#pragma once

#include "bulwark/margin/delivery_charge.hpp"
#include "bulwark/margin/each_asset.hpp"
#include "bulwark/margin/intercommodity_credit.hpp"
#include "bulwark/margin/intermonth_charge.hpp"
#include "bulwark/margin/scan_risk.hpp"
#include "bulwark/margin/short_option_minimum.hpp"

namespace bulwark::inline v1 {

/// What SPAN adds up for one combined commodity, quote; all >= 0.
struct SpanCharges {
  double scan = 0.0;
  double intermonth = 0.0;
  double delivery = 0.0;
  double credit = 0.0;   ///< of spreads against other commodities
  double minimum = 0.0;  ///< of short options
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// The risk of one combined commodity: scan and charges less credits, at least the minimum for short options. Quote, >= 0.
inline double span_risk(const SpanCharges& c) noexcept {
  return greatest(greatest(0.0, c.scan + c.intermonth + c.delivery - c.credit), c.minimum);
}

/// The risk of an account's combined commodities, an asset each, added. Ranges are in points, so a future loses the same in every month.
/// Source: CME SPAN methodology (2019). *Assumed*: today's delta stands for the composite delta; a month is an expiry in one settlement.
struct SpanMargin {
  struct Range {
    double price;           ///< quote per unit of the underlying (points), > 0
    double volatility;      ///< >= 0; per sqrt(year), or a share of each option's own
    bool is_share = false;  ///< what the volatility range is
  };
  std::vector<Range> of_asset{};  ///< row AssetId; a market with an asset that has none is refused
  SpanScenarios moves{};
  double years_later = 1.0 / 365.0;  ///< options are valued a day nearer to expiry
  IntermonthCharge intermonth{};
  ByExpiry<DeliveryCharge> delivery{};
  IntercommodityCredit credit{};
  ShortOptionMinimum minimum{};
  double initial_factor = 1.0;  ///< >= 1

  ScenarioSet scenarios(const MarketState& market) const {
    const Index assets = std::ssize(market.assets), count = SpanScenarios::count;
    ScenarioSet set{.scenarios = count, .assets = assets, .years_later = years_later};
    for (Index s = 0; s < count; ++s)
      for (Index a = 0; a < assets; ++a) {
        constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
        const Range range = a < std::ssize(of_asset) ? of_asset[static_cast<std::size_t>(a)] : Range{unknown, unknown};
        const SpanScenarios::Move m = moves.move(s);
        const double vol = product(m.vol, range.volatility);
        set.price_move.push_back(product(m.price, range.price) / market.assets[static_cast<std::size_t>(a)].spot);
        set.vol_move.push_back(range.is_share ? vol : 0.0);
        set.vol_shift.push_back(range.is_share ? 0.0 : vol);
        set.weight.push_back(m.weight);
      }
    set.is_parallel = true;
    return set;
  }

  Requirement requirement(const ValuedAccount& account, const Profits& profits) const noexcept {
    Requirement sum;
    double risk = 0.0;
    on_each_asset(account, profits, [&](const ValuedAccount& own, const Profits& of_own) {
      const HeldUnit& unit = own.units.front();
      Worst worst;
      of_own.each([&](const HeldUnit&, std::span<const double> profit) { worst = worst_of(profit); });
      const double loss = greatest(0.0, -worst.lowest);
      risk += span_risk({.scan = loss,
                         .intermonth = intermonth.requirement(own, of_own).maintenance,
                         .delivery = delivery.requirement(own, of_own).maintenance,
                         .credit = credit.credit(account, profits, unit.asset),
                         .minimum = minimum.requirement(own, of_own).maintenance});
      if (worst.index >= 0 && worst.lowest < 0.0 && (!sum.binding || loss > sum.binding->loss))
        sum.binding = Binding{.scenario = worst.index, .asset = unit.asset, .loss = loss, .gap = worst.runner_up - worst.lowest};
    });
    sum.initial = product(initial_factor, risk);
    sum.maintenance = risk;
    return sum;
  }

  Faults faults() const {
    Faults found = moves.faults();
    for (Index a = 0; a < std::ssize(of_asset); ++a) {
      const Range& range = of_asset[static_cast<std::size_t>(a)];
      if (!(range.price > 0.0 && is_finite(range.price)))
        report(found, FaultCode::not_positive, "span_margin.price", {.outer = a}, range.price);
      if (!(range.volatility >= 0.0 && is_finite(range.volatility)))
        report(found, FaultCode::out_of_range, "span_margin.volatility", {.outer = a}, range.volatility);
    }
    if (!(years_later >= 0.0 && is_finite(years_later))) report(found, FaultCode::out_of_range, "span_margin.years_later", {}, years_later);
    if (!(initial_factor >= 1.0 && is_finite(initial_factor)))
      report(found, FaultCode::out_of_range, "span_margin.initial_factor", {}, initial_factor);
    append(found, intermonth.faults());
    append(found, delivery.faults());
    append(found, credit.faults());
    append(found, minimum.faults());
    return found;
  }
};
static_assert(MarginPolicy<SpanMargin> && AsksForScenarios<SpanMargin>);

}  // namespace bulwark::BULWARK_TARGET
