// D03, D04, D05, D07, D08, D11: what a purchase may do, and that money and lot add up.

#include <algorithm>
#include <array>
#include <vector>

#include "bulwark/liquidation/ascending_auction.hpp"
#include "bulwark/liquidation/lot_auction.hpp"
#include "bulwark/liquidation/penalty_split.hpp"
#include "bulwark/liquidation/sealed_auction.hpp"
#include "support/catch.hpp"
#include "support/int128.hpp"
#include "support/random.hpp"

using namespace bulwark;
using namespace bulwark::test;
using namespace std::chrono_literals;

namespace {

const Int128 ray = one_in_rays<Int128>();

using Auction = LotAuction<Int128, LinearDecrease>;

Auction auction_leaving(Int128 least_left) {
  return {.start_factor = ray, .curve = {1h}, .reset = {59min, 0}, .reward = {0, 0}, .least_left = least_left};
}

RunningLot<Int128> any_lot(Random& random) {
  return {.sale = {.to_raise = random.below(20'000) + 1, .lot = random.below(300) + 1}, .top = random.below(200) + 1, .started = {}};
}

}  // namespace

TEST_CASE("D03: a purchase takes no more than there is, leaves the rest, and nothing is ever negative", "[properties][auction]") {
  Random random{201};
  for (int i = 0; i < 20'000; ++i) {
    const auto lot = any_lot(random);
    const auto bought = auction_leaving(random.below(2'000)).buy(lot, random.below(400), lot.top, {}, Timestamp{random.below(3'500) * 1s});
    if (bought.refused != AuctionRefusal::none) continue;
    const Take<Int128>& t = bought.taken;
    CHECK((t.pays <= lot.sale.to_raise && t.slice <= lot.sale.lot));
    CHECK((t.pays >= 0 && t.slice >= 0 && t.left.lot >= 0 && t.left.to_raise >= 0 && t.returned >= 0 && t.unpaid >= 0));
    const bool is_over = t.left.lot == 0 && t.left.to_raise == 0;
    if (!is_over) CHECK((t.left.lot == lot.sale.lot - t.slice && t.left.to_raise == lot.sale.to_raise - t.pays));
  }
}

TEST_CASE("D04: what is left to raise is nothing or no dust, unless it was dust before or the whole lot is gone", "[properties][auction]") {
  Random random{202};
  int refused = 0;
  for (int i = 0; i < 20'000; ++i) {
    const Int128 dust = random.below(5'000) + 1;
    const auto lot = any_lot(random);
    const auto bought = auction_leaving(dust).buy(lot, random.below(400) + 1, lot.top, {}, {});
    if (bought.refused == AuctionRefusal::leaves_dust) {
      ++refused;
      CHECK(lot.sale.to_raise <= dust);
      continue;
    }
    REQUIRE(bought.refused == AuctionRefusal::none);
    const Int128 left = lot.sale.to_raise - bought.taken.pays;
    CHECK((left == 0 || left >= dust || bought.taken.slice == lot.sale.lot));
  }
  CHECK(refused > 100);
}

TEST_CASE("D05: sold, returned and remaining are the lot; only a debt that is paid returns any, only a lot that is gone leaves debt",
          "[properties][auction]") {
  Random random{203};
  for (int i = 0; i < 3'000; ++i) {
    auto lot = any_lot(random);
    const Sale<Int128> all = lot.sale;
    const Auction auction = auction_leaving(random.below(300));
    Int128 sold = 0, raised = 0, returned = 0, unpaid = 0;
    for (Index second = 0; second < 3'500 && lot.sale.lot > 0 && lot.sale.to_raise > 0; second += random.below(60) + 1) {
      const auto bought = auction.buy(lot, random.below(100) + 1, lot.top, {}, Timestamp{second * 1s});
      if (bought.refused != AuctionRefusal::none) continue;
      sold += bought.taken.slice, raised += bought.taken.pays;
      returned += bought.taken.returned, unpaid += bought.taken.unpaid;
      lot.sale = bought.taken.left;
    }
    CHECK(sold + returned + lot.sale.lot == all.lot);
    CHECK(raised + unpaid + lot.sale.to_raise == all.to_raise);
    if (returned > 0) CHECK(raised == all.to_raise);
    if (unpaid > 0) CHECK(sold == all.lot);
  }
}

TEST_CASE("D07: nobody pays more than his limit per unit, but for the unit that ends the debt", "[properties][auction]") {
  Random random{204};
  int dear = 0, cheap = 0;
  for (int i = 0; i < 20'000; ++i) {
    const auto lot = any_lot(random);
    const Int128 limit = random.below(200) + 1;
    const auto bought = auction_leaving(0).buy(lot, random.below(400) + 1, limit, {}, Timestamp{random.below(3'500) * 1s});
    if (limit < bought.price) {
      ++dear;
      CHECK((bought.refused == AuctionRefusal::too_expensive && bought.taken.pays == 0));
    } else if (bought.refused == AuctionRefusal::none) {
      ++cheap;
      const Int128 paid_up_to = limit * bought.taken.slice;
      const bool ends_debt = bought.taken.pays == lot.sale.to_raise;
      CHECK(bought.taken.pays <= (ends_debt ? paid_up_to + limit : paid_up_to));
    }
  }
  CHECK((dear > 1'000 && cheap > 1'000));
}

TEST_CASE("D08: no auction takes a bid of nothing or below its reserve", "[properties][auction]") {
  Random random{205};
  int accepted = 0;
  for (int i = 0; i < 20'000; ++i) {
    const Index lot = random.below(100) + 1;
    const Int128 oracle = random.below(1'000) + 1, percent = random.below(100) + 1;
    const AscendingAuction<Int128> ascending{
        .reserve = {.share = ray / 100 * percent}, .step = ray / 100 * random.below(10), .bid_lasts = 10min, .longest = 6h};
    const AscendingAuction<Int128>::State state{.sale = {.to_raise = random.below(100'000) + 1, .lot = lot}, .started = {}};
    const LotBid<Int128> bid{.pays = random.below(100'000), .slice = random.below(lot) + 1};
    CHECK(ascending.answer(state, {.pays = 0, .slice = bid.slice}, oracle, {}) == BidAnswer::pays_nothing);
    CHECK(ascending.answer(state, bid, std::nullopt, {}) != BidAnswer::accepted);
    for (const LotBid<Int128>& made : {bid, LotBid<Int128>{bid.pays, lot}, LotBid<Int128>{state.sale.to_raise, bid.slice}})
      if (ascending.answer(state, made, oracle, {}) == BidAnswer::accepted) {
        ++accepted;
        CHECK((made.pays > 0 && 100 * made.pays >= percent * oracle * made.slice));
      }
  }
  CHECK(accepted > 1'000);

  for (int i = 0; i < 3'000; ++i) {
    const SealedAuction<Int128> sealed{.pricing = i % 2 == 0 ? SealedPricing::uniform : SealedPricing::as_bid,
                                       .reserve = random.below(50) + 1};
    std::array<SealedBid<Int128>, 8> bids{};
    for (Index b = 0; b < 8; ++b) bids[static_cast<std::size_t>(b)] = {random.below(100), random.below(20), b};
    std::array<Index, 8> order{};
    std::array<SealedAward<Int128>, 8> awards{};
    const auto done = sealed.clear({.to_raise = random.below(5'000) + 1, .lot = random.below(100) + 1}, bids, order, awards);
    for (std::size_t b = 0; b < 8; ++b) {
      if (awards[b].quantity == 0) continue;
      CHECK((bids[b].price >= sealed.reserve && awards[b].pays >= sealed.reserve * awards[b].quantity));
    }
    CHECK((done.sold == 0 || done.lowest >= sealed.reserve));
  }

  // A price that has fallen to nothing sells nothing, whoever asks.
  const RunningLot<Int128> lot{.sale = {.to_raise = 100, .lot = 10}, .top = 5, .started = {}};
  CHECK(auction_leaving(0).buy(lot, 10, 5, {}, Timestamp{59min}).refused == AuctionRefusal::pays_nothing);
}

TEST_CASE("D11: proceeds and bad debt are debt, fees and what the owner gets back, over a million sales", "[properties][auction]") {
  Random random{206};
  const PenaltySplit<Int128> split{.liquidator = 333'333, .fund = 333'333, .protocol = 166'667, .owner = 166'667};
  REQUIRE(split.faults().empty());
  bool all_add_up = true, none_is_negative = true;
  for (int i = 0; i < 1'000'000; ++i) {
    const Int128 debt = random.below(1'000'000'000), penalty = random.below(150'000'000), proceeds = random.below(1'300'000'000);
    const SaleSettlement<Int128> s = settled_sale<Int128>(debt, penalty, proceeds, split);
    all_add_up &= proceeds + s.bad_debt == debt + s.penalty.sum() + s.surplus;
    none_is_negative &= s.repaid >= 0 && s.bad_debt >= 0 && s.surplus >= 0 && s.penalty.liquidator >= 0 && s.penalty.fund >= 0 &&
                        s.penalty.protocol >= 0 && s.penalty.owner >= 0;
  }
  CHECK((all_add_up && none_is_negative));
}

TEST_CASE("D11: a lot that is sold in pieces settles to the unit", "[properties][auction]") {
  Random random{207};
  const PenaltySplit<Int128> split{.liquidator = 300'000, .fund = 500'000, .protocol = 200'000, .owner = 0};
  for (int i = 0; i < 3'000; ++i) {
    auto lot = any_lot(random);
    const Int128 debt = lot.sale.to_raise, penalty = debt * 13 / 100;
    lot.sale.to_raise = debt + penalty;
    Int128 proceeds = 0;
    for (Index second = 0; second < 3'500 && lot.sale.lot > 0 && lot.sale.to_raise > 0; second += random.below(60) + 1) {
      const auto bought = auction_leaving(20).buy(lot, random.below(100) + 1, lot.top, {}, Timestamp{second * 1s});
      if (bought.refused != AuctionRefusal::none) continue;
      proceeds += bought.taken.pays, lot.sale = bought.taken.left;
    }
    const auto settled = settled_sale<Int128>(debt, penalty, proceeds, split);
    CHECK(proceeds + settled.bad_debt == debt + settled.penalty.sum() + settled.surplus);
    CHECK((settled.surplus == 0 && (settled.bad_debt == 0 || settled.penalty.sum() == 0)));
  }
}

TEST_CASE("D11: what a sealed auction raises settles to the unit, its change to the owner", "[properties][auction]") {
  Random random{208};
  const PenaltySplit<Int128> split{.liquidator = 300'000, .fund = 500'000, .protocol = 100'000, .owner = 100'000};
  int changed = 0;
  for (int i = 0; i < 5'000; ++i) {
    const Int128 debt = random.below(4'000) + 1, penalty = debt * 13 / 100;
    std::array<SealedBid<Int128>, 8> bids{};
    for (Index b = 0; b < 8; ++b) bids[static_cast<std::size_t>(b)] = {random.below(100), random.below(20), b};
    std::array<Index, 8> order{};
    std::array<SealedAward<Int128>, 8> awards{};
    const SealedAuction<Int128> sealed{.pricing = i % 2 == 0 ? SealedPricing::uniform : SealedPricing::as_bid, .reserve = 3};
    const auto done = sealed.clear({.to_raise = debt + penalty, .lot = random.below(100) + 1}, bids, order, awards);
    const auto settled = settled_sale<Int128>(debt, penalty, done.raised, split);
    CHECK(done.raised + settled.bad_debt == debt + settled.penalty.sum() + settled.surplus);
    CHECK((settled.surplus == done.surplus && (done.unpaid == 0) == (settled.penalty.sum() == penalty && settled.bad_debt == 0)));
    changed += done.surplus > 0;
  }
  CHECK(changed > 500);
}
