#pragma once

#include <optional>

#include "bulwark/collateral/collateral_ratio.hpp"
#include "bulwark/evaluate/risk_evaluator.hpp"
#include "bulwark/liquidation/auction_price.hpp"
#include "bulwark/liquidation/auction_take.hpp"
#include "bulwark/liquidation/health_threshold.hpp"
#include "bulwark/liquidation/start_reward.hpp"
#include "bulwark/margin/debt_margin.hpp"

namespace bulwark::BULWARK_TARGET::venue {

/// A collateral type of Maker. One text in two arithmetics: doubles, or the chain's integers, where amounts are wads, rates and prices rays
/// and money rads; 256 bits suffice wherever they suffice the chain. Its own names for the parameters are in brackets.
template <Amount A>
struct MakerCollateral {
  A ratio;                 ///< value over debt at which a vault is unsafe [mat, ray]
  A penalty;               ///< raised per debt, >= 1 [chop, wad]
  A dust;                  ///< least debt of a vault [dust, rad]
  A room;                  ///< most to be raised at once [hole, rad]
  A start_factor;          ///< of the oracle's price, at which auctions start [buf, ray]
  StairDecrease<A> curve;  ///< [cut, ray; step]
  AuctionReset<A> reset;   ///< [tail; cusp, ray]
  StartReward<A> reward;   ///< [tip, rad; chip, wad]

  /// Least that a sale may leave to raise [chost, rad].
  constexpr A least_left() const { return product_over(dust, penalty, one_in_wads<A>(), Rounding::floor); }
  /// What a token counts for, of the oracle's `price` in the system's own money of `par` (rays) [spot].
  constexpr A counted_price(const A& price, const A& par) const {
    const A one = one_in_rays<A>();
    return product_over(A(product_over(price, one, par, Rounding::floor)), one, ratio, Rounding::floor);
  }
  /// Where an auction starts [top].
  constexpr A top(const A& price) const { return product_over(price, start_factor, one_in_rays<A>(), Rounding::floor); }

  /// Of how a vault is sold.
  Faults faults_of_sale() const {
    Faults found = curve.faults();
    append(found, reset.faults());
    append(found, reward.faults());
    const auto at_least = [&](const A& x, const A& least, const char* field) {
      if (!(is_number(x) && !(x < least))) report(found, FaultCode::out_of_range, field, {}, as_double(x));
    };
    at_least(penalty, one_in_wads<A>(), "maker.penalty");
    at_least(dust, A(0), "maker.dust"), at_least(room, A(0), "maker.room"), at_least(start_factor, A(0), "maker.start_factor");
    return found;
  }

  Faults faults() const {
    Faults found = faults_of_sale();
    if (!(is_number(ratio) && !(ratio < one_in_rays<A>()))) report(found, FaultCode::out_of_range, "maker.ratio", {}, as_double(ratio));
    return found;
  }
};

/// WBTC-C as the risk unit proposed it in November 2021 (forum.makerdao.com, topic 11707).
template <Amount A>
MakerCollateral<A> maker_wbtc_c_november_2021() {
  const A wad = one_in_wads<A>(), ray = one_in_rays<A>(), rad = one_in_rads<A>();
  return {.ratio = parts_of(175, 100, ray),
          .penalty = parts_of(113, 100, wad),
          .dust = parts_of(7'500, 1, rad),
          .room = parts_of(25'000'000, 1, rad),
          .start_factor = parts_of(12, 10, ray),
          .curve = {.factor = parts_of(99, 100, ray), .step = std::chrono::seconds{90}},
          .reset = {.longest = std::chrono::minutes{90}, .deepest = parts_of(4, 10, ray)},
          .reward = {.flat = parts_of(300, 1, rad), .share = parts_of(1, 1'000, wad)}};
}

/// A vault. Its debt is `art` x `rate`: the rate grows with the stability fee.
template <Amount A>
struct MakerVault {
  A ink;   ///< tokens
  A art;   ///< normalised debt
  A rate;  ///< money per normalised debt

  constexpr A debt() const { return times(art, rate); }
  /// Whether it may be liquidated where a token counts for `counted_price`. Nothing may without a price, and nothing on an unknown one.
  constexpr bool is_unsafe(const A& counted_price) const { return A(0) < counted_price && times(ink, counted_price) < debt(); }
};

enum class MakerRefusal {
  none,
  safe,
  no_room,
  dusty_auction,
  nothing_to_sell,
  needs_restart,
  too_expensive,
  no_partial_purchase,
};

/// What is taken from a vault and put up for sale.
template <Amount A>
struct MakerBark {
  MakerRefusal refused = MakerRefusal::none;
  A ink{};
  A art{};
  Sale<A> sale{};
};

/// Liquidates a vault, as much of it as there is room for in this collateral and in all (`raised`: what running auctions still are to
/// raise). A part leaves the vault no less than dust, else all of it goes; and is itself no less than dust, else nothing goes. Source:
/// Maker dog.sol, `bark` (dss at fa4f663, 2022).
template <Amount A>
constexpr MakerBark<A> maker_bark(const MakerVault<A>& vault, const MakerCollateral<A>& terms, const A& counted_price, const A& raised,
                                  const A& room_of_all, const A& raised_of_all) {
  if (!vault.is_unsafe(counted_price)) return {.refused = MakerRefusal::safe};
  const A room = smaller(A(terms.room - raised), A(room_of_all - raised_of_all));
  if (!(A(0) < room)) return {.refused = MakerRefusal::no_room};
  const A fits = quotient(A(product_over(room, one_in_wads<A>(), vault.rate, Rounding::floor)), terms.penalty, Rounding::floor);
  A art = smaller(vault.art, fits);
  if (art < vault.art) {
    if (times(A(vault.art - art), vault.rate) < terms.dust)
      art = vault.art;
    else if (times(art, vault.rate) < terms.dust)
      return {.refused = MakerRefusal::dusty_auction};
  }
  const A ink = product_over(vault.ink, art, vault.art, Rounding::floor);
  if (!(A(0) < ink)) return {.refused = MakerRefusal::nothing_to_sell};
  const A to_raise = product_over(times(art, vault.rate), terms.penalty, one_in_wads<A>(), Rounding::floor);
  return {.ink = ink, .art = art, .sale = {.to_raise = to_raise, .lot = ink}};
}

template <Amount A>
struct MakerPurchase {
  MakerRefusal refused = MakerRefusal::none;
  A price{};
  Take<A> taken{};
};

/// Buys up to `amount` from a sale that started at `top` so long ago, at no more than `limit`. Source: Maker clip.sol, `take`.
template <Amount A, class Curve>
constexpr MakerPurchase<A> maker_purchase(const Sale<A>& sale, const Curve& curve, const std::optional<AuctionReset<A>>& reset,
                                          const A& top, std::chrono::seconds elapsed, const A& amount, const A& limit,
                                          const A& least_left) {
  const A price = curve.price(top, elapsed);
  if (reset && reset->is_due(elapsed, price, top)) return {.refused = MakerRefusal::needs_restart, .price = price};
  if (!(price == limit || price < limit)) return {.refused = MakerRefusal::too_expensive, .price = price};
  const Take<A> taken = take(sale, price, amount, least_left);
  return {taken.is_refused ? MakerRefusal::no_partial_purchase : MakerRefusal::none, price, taken};
}

inline constexpr Rulebook maker_rulebook{
    .venue = "Maker",
    .source = "MakerDAO white paper (2017), vat.sol (dss at fa4f663, 2022)",
    .date = "WBTC-C as proposed in November 2021",
    .verified = "its own tests of liquidations and auctions to the last unit, in integers",
    .assumed = {"cash is the debt in Dai, at par", "amounts are real numbers", "a whole vault goes, whatever room there is"}};

/// Vaults of one collateral: what is deposited must be worth the ratio times the debt, to draw it and to keep it.
/// Source and what is assumed, here and not in the integers: `maker_rulebook`.
template <VarPolicy Var = NoVar>
auto maker(const MakerCollateral<double>& p, Var var = {}) {
  return RiskEvaluator{CollateralRatio{.opening = p.ratio, .liquidation = p.ratio},
                       DebtMargin{},
                       Black{},
                       std::move(var),
                       HealthThreshold{},
                       &maker_rulebook,
                       p.faults_of_sale()};
}

}  // namespace bulwark::BULWARK_TARGET::venue
