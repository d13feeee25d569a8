#pragma once

#include "bulwark/backstop/insurance_draw.hpp"
#include "bulwark/liquidation/health_threshold.hpp"
#include "bulwark/margin/notional_margin.hpp"
#include "desk.hpp"
#include "story.hpp"

namespace replay {

/// Hyperliquid, 26 March 2025. Record: a short of 398 M JELLY at 0.0095 whose margin was withdrawn fell to the backstop vault (about
/// 230 M), the spot price was squeezed fourfold, validators settled at 0.0095 while it stood at 0.037555; the vault's collateral was one
/// pool, so auto-deleveraging never began (Hyperliquid's recap, 27 March 2025; Arkham). Prices in between are drawn in equal ratios.
inline Story jelly() {
  constexpr double entry = 0.0095, units = 398e6, vault = 230e6, cap = 5e6;
  const auto inherited = [&](double cash) {
    return Desk{RiskEvaluator{no_haircut(), NotionalMargin{.rate = {0.1, 0.05}}, Black{}, NoVar{}, HealthThreshold{}},
                Account{.positions = {{LinearFuture{AssetId{0}}, -units, entry}}, .cash = cash}};
  };
  const auto shared = inherited(vault), ringfenced = inherited(cap);
  Story story{"jelly", "Hyperliquid JELLY, 26 March 2025: a short left on the backstop's doorstep", {}, {}, {}};
  story.setting = {"a short of 398 M is liquidated into the backstop vault at 0.0095; then the coin is squeezed",
                   "here: the vault's part that liquidates has 5 M of its own, and what it lacks goes on to those who win"};
  for (const double price : between(entry, 0.037555, 5)) {
    const RiskReport then = shared.report(market_at(price)), here = ringfenced.report(market_at(price));
    const auto lost = static_cast<long long>((price - entry) * units);
    const WaterfallShares<long long> paid =
        waterfall_shares<long long>(lost, {.vault = static_cast<long long>(vault), .cap = static_cast<long long>(cap)}, 0);
    story.moments.push_back(
        {text("x %.2f", price / entry), price, price,
         text("the vault has lost %.2f M and is %s: nobody is deleveraged", static_cast<double>(lost) / 1e6, word(then.verdict)),
         text("the part is %s: %.2f M from the vault, %.2f M from those who win", word(here.verdict),
              static_cast<double>(paid.insurance) / 1e6, static_cast<double>(paid.socialised) / 1e6),
         static_cast<double>(lost) > cap});
  }
  story.lesson = {
      text("at 0.50, where a pool once stood, the loss would have been %.0f M of the vault's 230 M", units * (0.5 - entry) / 1e6),
      "four times the average is within what a guard's default believes: against a squeeze it takes caps, of the vault and of open "
      "interest"};
  return story;
}

}  // namespace replay
