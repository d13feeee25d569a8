#pragma once

#include <algorithm>
#include <optional>
#include <utility>

#include "bulwark/core/time.hpp"
#include "bulwark/liquidation/auction_breaker.hpp"
#include "bulwark/liquidation/auction_curve.hpp"
#include "bulwark/liquidation/auction_price.hpp"
#include "bulwark/liquidation/auction_take.hpp"
#include "bulwark/liquidation/start_reward.hpp"

namespace bulwark::inline v1 {

/// Why an auction does not do what it is asked.
enum class AuctionRefusal {
  none,
  stopped,          ///< by the breaker
  no_price,         ///< the oracle has none, or none above 0
  nothing_to_sell,  ///< no lot, or nothing to raise
  still_running,    ///< a restart that is not due
  needs_restart,    ///< too old or too deep: nothing is sold at this price
  too_expensive,    ///< more than the buyer's limit
  pays_nothing,     ///< a purchase for no money at all
  leaves_dust,      ///< too little would be left to raise
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// An auction that has started and has something left.
template <Amount A>
struct RunningLot {
  Sale<A> sale;
  A top;  ///< first price
  Timestamp started;
};

/// Sells a lot at a falling price to whoever pays it, in parts; at once, so that no bid waits to be beaten. State in, state out: the caller
/// keeps what runs. `oracle` is the price of a unit of the lot, nothing where it is not valid.
/// Source: Maker clip.sol (dss at fa4f663, 2022), with two differences: a purchase that pays nothing is refused, and so is a start at a
/// price that rounds to nothing. Who bears rounding: slices and prices round down, so that a buyer pays up to a unit of price too much for
/// the purchase that ends the debt; the owner's price is never above the curve's.
template <Amount A, AuctionCurve<A> Curve>
struct LotAuction {
  A start_factor;  ///< of the oracle's price at which it starts, >= 0; shares in rays
  Curve curve;
  AuctionReset<A> reset;
  StartReward<A> reward;
  A least_left;  ///< money that a purchase leaves to raise, or nothing, >= 0

  struct Start {
    AuctionRefusal refused = AuctionRefusal::none;
    RunningLot<A> auction{};
    A reward{};  ///< money, to whoever started it
  };
  struct Purchase {
    AuctionRefusal refused = AuctionRefusal::none;
    A price{};        ///< asked, per unit of the lot
    Take<A> taken{};  ///< where it is not refused; `taken.left` is what still runs
  };

  /// The first price; nothing where the oracle has none above 0, or so little that nothing would be asked.
  constexpr std::optional<A> top(const std::optional<A>& oracle) const {
    if (!oracle || !(A(0) < *oracle)) return std::nullopt;
    const A first = product_over(*oracle, start_factor, one_in_rays<A>(), Rounding::floor);
    if (!(A(0) < first)) return std::nullopt;
    return first;
  }

  constexpr Start start(const Sale<A>& sale, const std::optional<A>& oracle, const AuctionBreaker& breaker, Timestamp now) const {
    if (breaker.stops(AuctionStep::start)) return {.refused = AuctionRefusal::stopped};
    if (!(A(0) < sale.lot) || !(A(0) < sale.to_raise)) return {.refused = AuctionRefusal::nothing_to_sell};
    const std::optional<A> first = top(oracle);
    if (!first) return {.refused = AuctionRefusal::no_price};
    return {.auction = {sale, *first, now}, .reward = reward.start(sale.to_raise)};
  }

  /// Asked now, per unit of the lot.
  constexpr A price(const RunningLot<A>& running, Timestamp now) const { return curve.price(running.top, age(running, now)); }

  constexpr bool is_due(const RunningLot<A>& running, Timestamp now) const {
    return reset.is_due(age(running, now), price(running, now), running.top);
  }

  /// Starts what is left again, from today's price. It is paid for only where what is left is worth it.
  constexpr Start restart(const RunningLot<A>& running, const std::optional<A>& oracle, const AuctionBreaker& breaker,
                          Timestamp now) const {
    if (breaker.stops(AuctionStep::restart)) return {.refused = AuctionRefusal::stopped};
    if (!is_due(running, now)) return {.refused = AuctionRefusal::still_running};
    const std::optional<A> first = top(oracle);
    if (!first) return {.refused = AuctionRefusal::no_price};
    return {.auction = {running.sale, *first, now},
            .reward = reward.restart(running.sale.to_raise, times(running.sale.lot, *oracle), least_left)};
  }

  /// Up to `amount` of the lot for somebody who pays no more than `limit` per unit.
  constexpr Purchase buy(const RunningLot<A>& running, const A& amount, const A& limit, const AuctionBreaker& breaker,
                         Timestamp now) const {
    if (breaker.stops(AuctionStep::buy)) return {.refused = AuctionRefusal::stopped};
    const A asked = price(running, now);
    if (is_due(running, now)) return {.refused = AuctionRefusal::needs_restart, .price = asked};
    if (!(asked == limit || asked < limit)) return {.refused = AuctionRefusal::too_expensive, .price = asked};
    const Take<A> taken = take(running.sale, asked, amount, least_left);
    if (taken.is_refused) return {.refused = AuctionRefusal::leaves_dust, .price = asked};
    if (!(A(0) < taken.pays)) return {.refused = AuctionRefusal::pays_nothing, .price = asked};
    return {.price = asked, .taken = taken};
  }

  Faults faults() const {
    Faults found = curve.faults();
    append(found, reset.faults()), append(found, reward.faults());
    for (const auto& [x, field] : {std::pair{start_factor, "lot_auction.start_factor"}, std::pair{least_left, "lot_auction.least_left"}})
      if (!(is_number(x) && !(x < A(0)))) report(found, FaultCode::negative, field, {}, as_double(x));
    return found;
  }

 private:
  /// Whole seconds, rounded down: the price of a second holds until the next. Never less than 0.
  static constexpr std::chrono::seconds age(const RunningLot<A>& running, Timestamp now) {
    return std::max(std::chrono::seconds{0}, std::chrono::floor<std::chrono::seconds>(now - running.started));
  }
};

}  // namespace bulwark::BULWARK_TARGET
