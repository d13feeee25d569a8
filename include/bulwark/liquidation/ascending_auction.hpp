#pragma once

#include <optional>

#include "bulwark/core/time.hpp"
#include "bulwark/liquidation/auction_reserve.hpp"
#include "bulwark/liquidation/auction_take.hpp"

namespace bulwark::inline v1 {

/// What becomes of a bid.
enum class BidAnswer {
  accepted,
  over,           ///< the auction has ended
  no_price,       ///< the oracle has none, so the reserve is not known
  pays_nothing,   ///< zero, less, or not a number
  out_of_range,   ///< for no part of the lot or more than there is, for more than is to be raised, for a part where all must go
  below_reserve,  ///< less than what it buys is worth to the venue
  too_low,        ///< not enough better than the best bid
};

/// What an auction with bids ends in.
enum class AuctionEnd { running, sold, unsold };

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// Money for a part of a lot.
template <Amount A>
struct LotBid {
  A pays{};   ///< 0 where there is no bid
  A slice{};  ///< units of the lot
};

/// Bids for a lot, each better than the last, until nobody has bid for a while: first more money for all of the lot, then, once all is bid
/// that is to be raised, less of the lot for that. Such an auction needs a second bidder to find a price: where congestion keeps him out,
/// the first bid wins, whatever it is, unless there is a reserve. With none it is Maker's of 12 March 2020, in which bids of next to
/// nothing won lots of 50 ETH. Source: Maker flip.sol, `tend`, `dent` and `deal` (2019), which have no reserve.
/// Who bears rounding: the bidder; the reserve and the step round up.
template <Amount A>
struct AscendingAuction {
  AuctionReserve<A> reserve;
  A step;                          ///< share of the best bid by which the next is better, in rays, >= 0
  std::chrono::seconds bid_lasts;  ///< after which the best bid has won, > 0
  std::chrono::seconds longest;    ///< of the auction, >= bid_lasts

  struct State {
    Sale<A> sale;
    Timestamp started;
    LotBid<A> best{};
    Timestamp bid_at{};
  };

  constexpr AuctionEnd end(const State& state, Timestamp now) const {
    const bool has_bid = A(0) < state.best.pays;
    if (has_bid && now - state.bid_at >= bid_lasts) return AuctionEnd::sold;
    if (now - state.started < longest) return AuctionEnd::running;
    return has_bid ? AuctionEnd::sold : AuctionEnd::unsold;
  }

  /// `oracle`: money per unit of the lot, nothing where it is not valid.
  constexpr BidAnswer answer(const State& state, const LotBid<A>& bid, const std::optional<A>& oracle, Timestamp now) const {
    if (end(state, now) != AuctionEnd::running) return BidAnswer::over;
    if (!(A(0) < bid.pays)) return BidAnswer::pays_nothing;
    const bool is_all = bid.slice == state.sale.lot, raises_all = bid.pays == state.sale.to_raise;
    if (!(A(0) < bid.slice) || !(is_all || bid.slice < state.sale.lot) || !(raises_all || (bid.pays < state.sale.to_raise && is_all)))
      return BidAnswer::out_of_range;
    const std::optional<A> least = reserve.least_bid(bid.slice, oracle);
    if (!least) return BidAnswer::no_price;
    if (bid.pays < *least) return BidAnswer::below_reserve;
    return is_better(bid, state.best, state.sale.to_raise) ? BidAnswer::accepted : BidAnswer::too_low;
  }

  /// After a bid that was accepted.
  static constexpr State after(State state, const LotBid<A>& bid, Timestamp now) {
    state.best = bid, state.bid_at = now;
    return state;
  }

  /// What the end does: the best bid is paid, and what it does not buy goes back to the owner. Nothing of an auction that has none.
  static constexpr Take<A> sold(const State& state) {
    const A back = state.sale.lot - state.best.slice;
    return {
        .slice = state.best.slice, .pays = state.best.pays, .left = {}, .returned = back, .unpaid = state.sale.to_raise - state.best.pays};
  }

  Faults faults() const {
    Faults found = reserve.faults();
    if (!(is_number(step) && !(step < A(0)))) report(found, FaultCode::negative, "ascending_auction.step", {}, as_double(step));
    if (bid_lasts.count() <= 0)
      report(found, FaultCode::not_positive, "ascending_auction.bid_lasts", {}, static_cast<double>(bid_lasts.count()));
    if (longest < bid_lasts) report(found, FaultCode::out_of_range, "ascending_auction.longest", {}, static_cast<double>(longest.count()));
    return found;
  }

 private:
  constexpr A stepped(const A& x) const { return x + product_over(x, step, one_in_rays<A>(), Rounding::ceil); }

  /// More money, where it ends the debt whatever the step; or less of the lot for the same money.
  constexpr bool is_better(const LotBid<A>& bid, const LotBid<A>& best, const A& to_raise) const {
    if (best.pays < bid.pays) return bid.pays == to_raise || !(bid.pays < stepped(best.pays));
    return bid.pays == best.pays && bid.slice < best.slice && !(best.slice < stepped(bid.slice));
  }
};

}  // namespace bulwark::BULWARK_TARGET
