#pragma once

#include <algorithm>
#include <span>
#include <utility>
#include <vector>

#include "bulwark/core/fault.hpp"
#include "bulwark/liquidation/auction_take.hpp"

namespace bulwark::inline v1 {

/// What winners of a sealed auction pay: all of them the lowest price that won, or each his own.
enum class SealedPricing { uniform, as_bid };

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// A bid that nobody else sees: up to so much of the lot at no more than this price.
template <ExactInteger Int>
struct SealedBid {
  Int price;     ///< smallest units of money per smallest unit of the lot
  Int quantity;  ///< units of the lot
  Index rank;    ///< decides between equal prices, lower first, and is nobody else's: arrival, say
};

/// What a bidder gets.
template <ExactInteger Int>
struct SealedAward {
  Int quantity{0};
  Int pays{0};
};

/// What a sealed auction comes to: raised = repaid + surplus, to_raise = repaid + unpaid, lot = sold + unsold.
template <ExactInteger Int>
struct SealedOutcome {
  Int sold{0};
  Int unsold{0};   ///< goes back to the owner where nothing is unpaid
  Int raised{0};   ///< sum of the payments
  Int surplus{0};  ///< raised beyond what was to be, less than the price of a unit: the owner's
  Int unpaid{0};
  Int lowest{0};      ///< price that won; 0 where nothing is sold
  Index refused = 0;  ///< bids below the reserve, of no price or no quantity
};

/// Sells at one moment to the best of many bids, no more of the lot than raises what is to be raised, and nothing below the reserve or for
/// nothing. The last winner may get a part. Among equal prices the lower rank wins, so that the order in which bids are named changes
/// nothing. Uniform: the highest price at which all is raised, or, where none does, the price that raises most and among such sells
/// least; below it nothing is sold, though somebody bids. Who bears rounding: nobody, every payment is quantity x price; a whole unit more
/// is sold than the debt needs, and its change is the owner's surplus.
/// Width: lot x price, and the sum of the quantities.
template <ExactInteger Int>
struct SealedAuction {
  SealedPricing pricing = SealedPricing::uniform;
  Int reserve{1};  ///< least price, > 0

  constexpr bool is_refused(const SealedBid<Int>& bid) const {
    return bid.price < reserve || !(Int(0) < bid.price) || !(Int(0) < bid.quantity);
  }

  /// `order` and `awards` are as long as `bids`; the first is scratch, the second is filled in the bids' own order. Domain: lot, to_raise
  /// >= 0. O(n log n), no allocation.
  SealedOutcome<Int> clear(const Sale<Int>& sale, std::span<const SealedBid<Int>> bids, std::span<Index> order,
                           std::span<SealedAward<Int>> awards) const {
    SealedOutcome<Int> done{.unsold = sale.lot, .unpaid = sale.to_raise};
    const auto bid_at = [&](Index i) -> const SealedBid<Int>& { return bids[static_cast<std::size_t>(i)]; };
    std::fill(awards.begin(), awards.end(), SealedAward<Int>{});
    Index taken = 0;
    for (Index i = 0; i < std::ssize(bids); ++i) {
      if (is_refused(bid_at(i)))
        ++done.refused;
      else
        order[static_cast<std::size_t>(taken++)] = i;
    }
    const std::span<Index> best = order.first(static_cast<std::size_t>(taken));
    std::sort(best.begin(), best.end(), [&](Index a, Index b) {
      if (bid_at(b).price < bid_at(a).price) return true;
      return bid_at(a).price == bid_at(b).price && bid_at(a).rank < bid_at(b).rank;
    });

    const Int uniform = pricing == SealedPricing::uniform ? clearing_price(sale, bids, best) : Int(0);
    for (const Index i : best) {
      const SealedBid<Int>& bid = bid_at(i);
      const Int price = pricing == SealedPricing::uniform ? uniform : bid.price;
      if (!(Int(0) < price) || bid.price < price || !(done.raised < sale.to_raise)) break;
      const Int needed = quotient<Int>(sale.to_raise - done.raised, price, Rounding::ceil);
      const Int quantity = smaller<Int>(smaller<Int>(bid.quantity, done.unsold), needed);
      if (quantity == Int(0)) break;
      awards[static_cast<std::size_t>(i)] = {quantity, quantity * price};
      done.sold = done.sold + quantity, done.unsold = done.unsold - quantity;
      done.raised = done.raised + quantity * price;
      done.lowest = price;
    }
    done.surplus = larger<Int>(Int(0), done.raised - sale.to_raise);
    done.unpaid = larger<Int>(Int(0), sale.to_raise - done.raised);
    return done;
  }

  Faults faults() const {
    if (Int(0) < reserve) return {};
    return {{FaultCode::not_positive, "sealed_auction.reserve", {}, static_cast<double>(reserve)}};
  }

 private:
  static Int clearing_price(const Sale<Int>& sale, std::span<const SealedBid<Int>> bids, std::span<const Index> best) {
    Int price(0), most(0), wanted(0);
    for (const Index i : best) {
      const SealedBid<Int>& bid = bids[static_cast<std::size_t>(i)];
      wanted = wanted + bid.quantity;
      const Int money = bid.price * smaller<Int>(wanted, sale.lot);
      if (most < money) most = money, price = bid.price;
      if (!(most < sale.to_raise)) break;
    }
    return price;
  }
};

/// What is wrong with bids, each named by its place. A rank that two have would leave the choice between them to chance.
template <ExactInteger Int>
Faults faults_of_bids(std::span<const SealedBid<Int>> bids) {
  Faults found;
  std::vector<std::pair<Index, Index>> ranks;
  for (Index i = 0; i < std::ssize(bids); ++i) {
    const SealedBid<Int>& bid = bids[static_cast<std::size_t>(i)];
    if (bid.price < Int(0)) report(found, FaultCode::negative, "sealed_bid.price", {.outer = i}, static_cast<double>(bid.price));
    if (bid.quantity < Int(0)) report(found, FaultCode::negative, "sealed_bid.quantity", {.outer = i}, static_cast<double>(bid.quantity));
    ranks.emplace_back(bid.rank, i);
  }
  std::sort(ranks.begin(), ranks.end());
  for (std::size_t k = 1; k < ranks.size(); ++k)
    if (ranks[k].first == ranks[k - 1].first) report(found, FaultCode::duplicate, "sealed_bid.rank", {.outer = ranks[k].second});
  return found;
}

}  // namespace bulwark::BULWARK_TARGET
