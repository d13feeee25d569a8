#pragma once

#include "bulwark/liquidation/auction_buyer.hpp"
#include "bulwark/liquidation/lot_auction.hpp"

namespace bulwark::inline v1 {

/// How an auction went. Lot: sold + returned + left. Money: raised + unpaid + left_to_raise.
struct AuctionCourse {
  Index purchases = 0;
  Index restarts = 0;
  double sold = 0.0;             ///< coins
  double raised = 0.0;           ///< quote
  double returned = 0.0;         ///< coins, to the owner
  double unpaid = 0.0;           ///< quote; the lot is gone
  double left = 0.0;             ///< coins that nobody has bought in time
  double left_to_raise = 0.0;    ///< quote, with them
  double rewards = 0.0;          ///< quote, to those who started and restarted it
  std::chrono::seconds last{0};  ///< time of the last purchase

  bool is_over() const noexcept { return left == 0.0 && left_to_raise == 0.0; }
  double price() const noexcept { return raised / sold; }  ///< mean, NaN where nothing is sold
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// The blocks in which an auction is held.
struct AuctionBlocks {
  std::chrono::seconds block;  ///< from one to the next, > 0
  Index most;                  ///< when one stops to look, >= 0
  double refill = 1.0;         ///< share of what was sold into the depth that new buyers make good from block to block, in [0, 1]

  Faults faults() const {
    Faults found;
    if (block.count() <= 0) report(found, FaultCode::not_positive, "auction_blocks.block", {}, static_cast<double>(block.count()));
    if (most < 0) report(found, FaultCode::negative, "auction_blocks.most", {}, static_cast<double>(most));
    if (!(refill >= 0.0 && refill <= 1.0)) report(found, FaultCode::out_of_range, "auction_blocks.refill", {}, refill);
    return found;
  }
};

/// Holds an auction block by block. In each the buyer takes what gains him most at the block's price and cost of gas, against what the
/// market's depth then bears, as soon as it gains anything: so many buyers of the same costs would. It is started again when that is due.
/// `gas_in(block)` is the cost of a purchase, quote; `oracle_in(block)` the price of a coin, quote, or nothing. The depth's own price is
/// the market's and stays. All is left where the auction does not start.
template <AuctionCurve Curve, MovingDepth Depth, class GasIn, class OracleIn>
AuctionCourse course(const LotAuction<double, Curve>& auction, const Sale<double>& sale, AuctionBuyer buyer, const Depth& depth,
                     const AuctionBlocks& blocks, const GasIn& gas_in, const OracleIn& oracle_in) noexcept {
  AuctionCourse done{.left = sale.lot, .left_to_raise = sale.to_raise};
  auto start = auction.start(sale, oracle_in(Index{0}), {}, Timestamp{});
  if (start.refused != AuctionRefusal::none) return done;
  RunningLot<double> running = start.auction;
  done.rewards = start.reward;
  double outstanding = 0.0;  // coins that the depth has not digested
  for (Index i = 0; i < blocks.most && !done.is_over(); ++i) {
    const std::chrono::seconds now = blocks.block * i;
    outstanding = product(outstanding, 1.0 - blocks.refill);
    if (auction.is_due(running, Timestamp{now})) {
      const auto again = auction.restart(running, oracle_in(i), {}, Timestamp{now});
      if (again.refused != AuctionRefusal::none) continue;
      running = again.auction, done.rewards += again.reward, ++done.restarts;
    }
    const double price = auction.price(running, Timestamp{now});
    const Depth market = depth.after(outstanding);
    buyer.gas = gas_in(i);
    const double most = least(running.sale.lot, price > 0.0 ? running.sale.to_raise / price : running.sale.lot);
    const double wanted = buyer.wanted(market, price, most);
    if (!(wanted > 0.0)) continue;
    const double asks = wanted == most ? running.sale.lot : wanted;  // all: rounding must not leave a speck of the debt
    const auto bought = auction.buy(running, asks, price, {}, Timestamp{now});
    if (bought.refused != AuctionRefusal::none || !(buyer.gain(market, bought.taken.slice, price) >= 0.0)) continue;
    const Take<double>& taken = bought.taken;
    ++done.purchases, done.last = now;
    done.sold += taken.slice, done.raised += taken.pays, outstanding += taken.slice;
    done.returned = taken.returned, done.unpaid = taken.unpaid;
    done.left = taken.left.lot, done.left_to_raise = taken.left.to_raise;
    running.sale = taken.left;
  }
  return done;
}

}  // namespace bulwark::BULWARK_TARGET
