#pragma once

#include "bulwark/collateral/margin_factor.hpp"
#include "bulwark/evaluate/risk_evaluator.hpp"
#include "bulwark/margin/by_expiry.hpp"
#include "bulwark/margin/depeg_charge.hpp"
#include "bulwark/margin/doubt_charge.hpp"
#include "bulwark/margin/least_of.hpp"
#include "bulwark/margin/max_loss_margin.hpp"
#include "bulwark/margin/notional_margin.hpp"
#include "bulwark/margin/short_option_margin.hpp"
#include "bulwark/margin/sum_of.hpp"
#include "bulwark/venue/derive_dutch_auction.hpp"

namespace bulwark::BULWARK_TARGET::venue {

/// The options of one asset: an expiry needs the sum of its short options or its largest loss, whichever is less.
using DeriveOptions = LeastOf<ShortOptionMargin, MaxLossMargin>;

/// One asset of Derive's standard margin.
struct DeriveMarket {
  NotionalMargin::Rate perpetual;    ///< at its own price
  DeriveOptions options;             ///< shares of spot
  MarginFactor::Terms collateral{};  ///< none: the coin counts for nothing
  DoubtCharge::Doubts doubts{};
};

/// `short_share` and its floor are those of opening, `keep` that of staying.
inline DeriveOptions derive_options(double short_share, double least_share, double keep, double unpaired_initial,
                                    double unpaired_maintenance) {
  return least_of(
      ShortOptionMargin{
          .share = short_share, .least_share = least_share, .keep = keep, .put_initial = 1.05, .underlying = UnderlyingPrice::spot},
      MaxLossMargin{unpaired_initial, unpaired_maintenance});
}

// Parameters of the deployment scripts (v2-core at 7736900, 2026). The owner changes them without notice.
inline constexpr NotionalMargin::Rate derive_major_perpetual{.initial = 0.10, .maintenance = 0.065};
inline constexpr NotionalMargin::Rate derive_alt_perpetual{0.10, 0.067};
inline constexpr NotionalMargin::Rate derive_meme_perpetual{0.20, 0.143};
inline constexpr NotionalMargin::Rate derive_small_meme_perpetual{0.333, 0.20};
inline constexpr NotionalMargin::Rate derive_extreme_perpetual{0.50, 0.4545};
inline constexpr MarginFactor::Terms derive_ether{.factor = 0.80, .initial_scale = 0.9375};
inline constexpr MarginFactor::Terms derive_bitcoin{0.75, 0.93};
inline constexpr MarginFactor::Terms derive_usdt{0.98, 0.98};
inline constexpr MarginFactor::Terms derive_dai{0.925, 0.92};
inline constexpr MarginFactor::Terms derive_savings_dai{0.875, 0.915};
inline constexpr MarginFactor::Terms derive_usde{0.80, 0.875};
inline constexpr MarginFactor::Terms derive_restaked_ether{0.65, 0.77};
inline constexpr MarginFactor::Terms derive_snx{0.70, 0.65};
inline constexpr Doubt derive_doubt{.threshold = 0.55, .factor = 1.0};
inline constexpr DoubtCharge::Doubts derive_doubts{derive_doubt, derive_doubt, derive_doubt};
inline constexpr Depeg derive_depeg{.threshold = 0.99, .factor = 2.0};
inline DeriveOptions derive_major_options() { return derive_options(0.15, 0.13, 0.09, 1.2, 1.1); }
inline DeriveOptions derive_snx_options() { return derive_options(0.25, 0.225, 0.15, 1.4, 1.3); }

inline DeriveMarket derive_market(const NotionalMargin::Rate& perpetual, const MarginFactor::Terms& collateral = {},
                                  DeriveOptions options = derive_major_options()) {
  return {.perpetual = perpetual, .options = std::move(options), .collateral = collateral, .doubts = derive_doubts};
}

struct DeriveStandardMargin {
  std::vector<DeriveMarket> of_asset;                                                          ///< row AssetId
  DeriveMarket otherwise = derive_market(derive_extreme_perpetual, {}, derive_snx_options());  ///< the rest
  Depeg depeg = derive_depeg;
  DutchAuction auction = derive_dutch_auction();
};

inline constexpr Rulebook derive_standard_margin_rulebook{
    .venue = "Derive standard margin",
    .source = "StandardManager, Derive v2-core at 7736900",
    .date = "January 2026",
    .verified = "its own portfolios to 1e-9, or to the whole unit where it prints no more",
    .assumed = {"amounts are real numbers (the contracts truncate at 1e-18)", "coins and cash may be owed, and are in full"}};

/// Derive's standard margin: cash, futures at their profit and coins at a factor, against perpetuals by notional, each expiry's options by
/// formula or by largest loss, and to open also what uncertain prices and a stable coin off its peg cost. Nothing else offsets: not the
/// options of one expiry those of another, not a perpetual an option. What is required counts from resources that hold no option: a long
/// option adds nothing, the mark of a short one is required; resources less requirement is the venue's "margin". Options are Black's with
/// discount 1: forwards of the market carry none. Source and what is assumed: `derive_standard_margin_rulebook`.
template <VarPolicy Var = NoVar>
auto derive_standard_margin(const DeriveStandardMargin& p, Var var = {}) {
  MarginFactor collateral{.of_asset = {}, .otherwise = p.otherwise.collateral};
  NotionalMargin perpetuals{.rate = p.otherwise.perpetual, .charges_options = false};
  ByExpiry<DeriveOptions> options{.rule = p.otherwise.options};
  DoubtCharge uncertain{.doubts = p.otherwise.doubts};
  for (const DeriveMarket& market : p.of_asset) {
    collateral.of_asset.push_back(market.collateral);
    perpetuals.of_asset.push_back(market.perpetual);
    options.of_asset.push_back(market.options);
    uncertain.of_asset.push_back(market.doubts);
  }
  return RiskEvaluator{std::move(collateral),
                       sum_of(std::move(perpetuals), std::move(options), std::move(uncertain), DepegCharge{p.depeg}),
                       Black{},
                       std::move(var),
                       p.auction,
                       &derive_standard_margin_rulebook};
}

}  // namespace bulwark::BULWARK_TARGET::venue
