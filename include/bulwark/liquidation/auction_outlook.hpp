#pragma once

#include <algorithm>
#include <limits>
#include <optional>
#include <span>

#include "bulwark/liquidation/dispersed_buyers.hpp"
#include "bulwark/liquidation/lot_auction.hpp"
#include "bulwark/math/normal.hpp"

namespace bulwark::inline v1 {

/// What an auction is expected to come to: what its owner gives away against how long the venue waits.
struct AuctionOutlook {
  double chance;      ///< that a round sells
  double seconds;     ///< until it is sold, rounds that sell nothing included
  double price;       ///< quote per coin where it is sold
  double owner_loss;  ///< what the owner gives away, sold below the market, share of what the lot is worth; at most what he has in it
  double shortfall;   ///< debt that the sale does not raise, expected, the same share: what waiting costs the venue

  double cost() const noexcept { return owner_loss + shortfall; }
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// The market that an auction meets.
struct AuctionMarket {
  double price;                ///< quote per coin, > 0; the oracle's, and what a coin is worth
  double volatility;           ///< of the log price, per sqrt(year), >= 0
  double debt;                 ///< to be raised, share of what the lot is worth, > 0
  std::chrono::seconds block;  ///< from one to the next, > 0
  Index delay = 0;             ///< blocks that a purchase waits to be included, >= 0; congestion

  Faults faults() const {
    Faults found;
    if (!(price > 0.0 && is_finite(price))) report(found, FaultCode::not_positive, "auction_market.price", {}, price);
    if (!(volatility >= 0.0 && is_finite(volatility))) report(found, FaultCode::negative, "auction_market.volatility", {}, volatility);
    if (!(debt > 0.0 && is_finite(debt))) report(found, FaultCode::not_positive, "auction_market.debt", {}, debt);
    if (block.count() <= 0) report(found, FaultCode::not_positive, "auction_market.block", {}, static_cast<double>(block.count()));
    if (delay < 0) report(found, FaultCode::negative, "auction_market.delay", {}, static_cast<double>(delay));
    return found;
  }
};

/// The last block, counted from the start at 0, in which an auction from `top` still sells; nothing where not even the first does. An
/// auction only gets older and deeper, so halving finds it.
template <AuctionCurve Curve>
constexpr std::optional<Index> last_block(const LotAuction<double, Curve>& auction, double top, std::chrono::seconds block) noexcept {
  const auto sells = [&](Index n) {
    const std::chrono::seconds elapsed = block * n;
    const double price = auction.curve.price(top, elapsed);
    return price > 0.0 && !auction.reset.is_due(elapsed, price, top);
  };
  if (!sells(0)) return std::nullopt;
  Index low = 0, high = auction.reset.longest.count() / block.count() + 1;  // due: it is too old
  while (high - low > 1) {
    const Index middle = low + (high - low) / 2;
    (sells(middle) ? low : high) = middle;
  }
  return low;
}

/// The first block, counted from the start at 0, in which an auction from `top` that nobody buys at may be started again: too old or too
/// deep. Halving, as above.
template <AuctionCurve Curve>
constexpr Index due_block(const LotAuction<double, Curve>& auction, double top, std::chrono::seconds block) noexcept {
  Index low = 0, high = auction.reset.longest.count() / block.count() + 1;
  while (low < high) {
    const Index middle = low + (high - low) / 2;
    const std::chrono::seconds elapsed = block * middle;
    if (auction.reset.is_due(elapsed, auction.curve.price(top, elapsed), top))
      high = middle;
    else
      low = middle + 1;
  }
  return high;
}

/// Expects a lot to be sold to these buyers on this curve. Each buys in the first block after the price has fallen to what he bids, or so
/// many later as the chain makes him wait, at that block's price: a fast curve or a full chain gives away what it falls by meanwhile; a
/// slow one leaves the debt to the market, normal moves of the volatility over the time that it takes. Nobody waits past the last block
/// that sells. Mean over 64 equally likely best buyers; an auction that nobody buys at starts again as soon as it may and meets
/// as many new ones. Unknown (NaN) but for the chance where nothing ever sells.
/// *Assumed*: the sale moves the market by no more than the buyers' worths contain; each round has the same top; nobody foresees the wait.
template <AuctionCurve Curve>
AuctionOutlook outlook(const LotAuction<double, Curve>& auction, const AuctionMarket& market, const DispersedBuyers& buyers) noexcept {
  constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
  constexpr int draws = 64;
  AuctionOutlook seen{0.0, unknown, unknown, unknown, unknown};
  const std::optional<double> top = auction.top(market.price);
  const std::optional<Index> last = top ? last_block(auction, *top, market.block) : std::nullopt;
  if (!last) return seen;
  const std::chrono::seconds end = market.block * *last;
  const double lowest = auction.curve.price(*top, end);
  double sold = 0.0, seconds = 0.0, prices = 0.0, given = 0.0;
  for (int k = 0; k < draws; ++k) {
    const double worth = buyers.best_worth((static_cast<double>(k) + 0.5) / draws);
    if (!(worth >= lowest)) continue;
    const std::chrono::seconds bids_at = first_asked(auction.curve, *top, buyers.bids(worth, lowest), end).value_or(end);
    const Index block = (bids_at.count() + market.block.count() - 1) / market.block.count() + market.delay;
    const std::chrono::seconds bought = market.block * std::min(block, *last);
    const double price = auction.curve.price(*top, bought), share = price / market.price;
    sold += 1.0, seconds += static_cast<double>(bought.count()), prices += price;
    given += share < market.debt ? greatest(0.0, 1.0 - market.debt) : product(market.debt / share, 1.0 - share);
  }
  seen.chance = sold / draws;
  if (!(sold > 0.0)) return seen;
  const std::chrono::seconds round = market.block * due_block(auction, *top, market.block);
  seen.seconds = fma(static_cast<double>(round.count()), (1.0 - seen.chance) / seen.chance, seconds / sold);
  seen.price = prices / sold, seen.owner_loss = given / sold;
  const double moved = product(market.volatility, __builtin_sqrt(product(seen.seconds, 1000.0) / milliseconds_per_year));
  const double lacks = market.debt - seen.price / market.price, z = lacks / moved;
  seen.shortfall = greatest(0.0, moved == 0.0 ? lacks : product(moved, fma(z, normal_cdf(z), normal_density(z))));
  return seen;
}

/// The auction that costs owner and venue least together, the first among equals; nothing where none is known to sell.
inline std::optional<Index> cheapest(std::span<const AuctionOutlook> outlooks) noexcept {
  std::optional<Index> best;
  for (Index i = 0; i < std::ssize(outlooks); ++i) {
    const double cost = outlooks[static_cast<std::size_t>(i)].cost();
    if (cost == cost && (!best || cost < outlooks[static_cast<std::size_t>(*best)].cost())) best = i;
  }
  return best;
}

/// The cheapest of auctions whose curve is of one kind: start, step and depth as the caller varies them. Fills `outlooks`, one for each:
/// what the owner loses against the time to clear, of which the choice is made. Curves of other kinds: `outlook` of each, and `cheapest`.
template <AuctionCurve Curve>
std::optional<Index> cheapest_auction(std::span<const LotAuction<double, Curve>> auctions, const AuctionMarket& market,
                                      const DispersedBuyers& buyers, std::span<AuctionOutlook> outlooks) noexcept {
  for (std::size_t i = 0; i < auctions.size(); ++i) outlooks[i] = outlook(auctions[i], market, buyers);
  return cheapest(outlooks.first(auctions.size()));
}

}  // namespace bulwark::BULWARK_TARGET
