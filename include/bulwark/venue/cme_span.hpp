#pragma once

#include "bulwark/collateral/options_aside.hpp"
#include "bulwark/evaluate/risk_evaluator.hpp"
#include "bulwark/liquidation/health_threshold.hpp"
#include "bulwark/margin/less_option_value.hpp"
#include "bulwark/margin/span_margin.hpp"

namespace bulwark::BULWARK_TARGET::venue {

/// A combined commodity as a clearing house's advisories describe it: amounts are quote per contract of its own.
struct SpanProduct {
  double point_value;  ///< quote per point of one contract (its multiplier)
  double price_scan_range;
  double volatility_scan_range;                        ///< per sqrt(year), or a share of each option's volatility
  bool is_volatility_share = false;                    ///< which of the two
  double short_option_minimum = 0.0;                   ///< per option sold
  DeliveryCharge delivery{};                           ///< per contract of net delta
  std::vector<Timestamp> tier_ends{};                  ///< of months, increasing
  std::vector<IntermonthCharge::Spread> intermonth{};  ///< per spread of one contract against one
};

/// A portfolio of a clearing house that uses SPAN.
struct CmeSpan {
  std::vector<SpanProduct> of_asset;                           ///< row AssetId
  std::vector<IntercommodityCredit::Spread> intercommodity{};  ///< in order of priority; deltas in contracts
  SpanScenarios moves{};                                       ///< extremes of twice the range, covered by 35 %
  double initial_of_maintenance = 1.10;                        ///< of speculators; 1 for members and hedgers
  ShortOptionMinimum::Counts short_options = ShortOptionMinimum::Counts::more_numerous;
};

/// S&P 500 futures as in CME's SPAN methodology deck (2019): 30,000 for a contract of 250 a point, so 120 points.
inline SpanProduct cme_sp_500_2019() {
  return {.point_value = 250.0, .price_scan_range = 30'000.0, .volatility_scan_range = 0.04, .short_option_minimum = 100.0};
}

inline constexpr Rulebook cme_span_rulebook{
    .venue = "CME SPAN",
    .source = "CME SPAN methodology (2019), advisories 19-338 and 20-247",
    .date = "2019",
    .verified = "the methodology's scan range in points, a textbook's array of an option; no whole account is known",
    .assumed = {"what `SpanMargin` and `IntercommodityCredit` mark so",
                "S&P 500: the volatility range of 4 points and the minimum of sold options, which the methodology does not give",
                "prices are multiples of no tick", "arrays are not rounded to whole units", "the whole account is closed"}};

/// SPAN: scan risk over 16 scenarios with spread and delivery charges, inter-commodity credits and the minimum for short options, less net
/// option value; equity counts without options. What an exchange's file gives as arrays goes through `scan_risk`, `price_risk` and
/// `span_risk` directly. Source and what is assumed: `cme_span_rulebook`.
template <VarPolicy Var = NoVar>
auto cme_span(const CmeSpan& p, Var var = {}) {
  SpanMargin span{.moves = p.moves, .initial_factor = p.initial_of_maintenance};
  span.minimum.counts = p.short_options;
  for (SpanProduct one : p.of_asset) {
    span.of_asset.push_back({.price = range_in_points(one.price_scan_range, one.point_value),
                             .volatility = one.volatility_scan_range,
                             .is_share = one.is_volatility_share});
    for (IntermonthCharge::Spread& spread : one.intermonth) spread.charge /= one.point_value;  // rules count deltas in points
    one.delivery.charge /= one.point_value;
    span.intermonth.of_asset.push_back({.tier_ends = one.tier_ends, .spreads = one.intermonth});
    span.delivery.of_asset.push_back(one.delivery);
    span.minimum.of_asset.push_back(one.short_option_minimum);
  }
  for (IntercommodityCredit::Spread spread : p.intercommodity) {
    const auto points = [&](AssetId asset, double contracts) {
      constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
      return row(asset) < std::ssize(p.of_asset) ? product(contracts, p.of_asset[static_cast<std::size_t>(asset)].point_value) : unknown;
    };
    spread.deltas_of_a = points(spread.a, spread.deltas_of_a);
    spread.deltas_of_b = points(spread.b, spread.deltas_of_b);
    span.credit.spreads.push_back(spread);
  }
  return RiskEvaluator{OptionsAside{}, LessOptionValue{std::move(span)}, Black{}, std::move(var), HealthThreshold{}, &cme_span_rulebook};
}

}  // namespace bulwark::BULWARK_TARGET::venue
