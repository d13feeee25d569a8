#include "bulwark/liquidation/ascending_auction.hpp"

#include <limits>

#include "support/catch.hpp"
#include "support/int128.hpp"
#include "support/random.hpp"
#include "support/said.hpp"

using namespace bulwark;
using namespace bulwark::test;
using namespace std::chrono_literals;

namespace {

using Auction = AscendingAuction<double>;

const Auction auction{.reserve = {0.6}, .step = 0.03, .bid_lasts = 10min, .longest = 6h};
const Auction::State fresh{.sale = {.to_raise = 8'000.0, .lot = 50.0}, .started = {}};
constexpr double oracle = 112.9;

BidAnswer answer(double pays, double slice, const Auction::State& state = fresh, Timestamp now = {}) {
  return auction.answer(state, {pays, slice}, oracle, now);
}

}  // namespace

TEST_CASE("a bid is refused below the reserve and below the step, and taken at either", "[liquidation][ascending_auction]") {
  CHECK(answer(3'386.0, 50.0) == BidAnswer::below_reserve);
  CHECK(answer(3'388.0, 50.0) == BidAnswer::accepted);
  const Auction::State second = Auction::after(fresh, {4'000.0, 50.0}, {});
  CHECK(answer(4'000.0, 50.0, second) == BidAnswer::too_low);
  CHECK(answer(4'119.0, 50.0, second) == BidAnswer::too_low);
  CHECK(answer(4'120.0, 50.0, second) == BidAnswer::accepted);
}

TEST_CASE("what is no bid is said to be none", "[liquidation][ascending_auction]") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  for (const double pays : {0.0, -1.0, nan}) CHECK(answer(pays, 50.0) == BidAnswer::pays_nothing);
  CHECK(answer(8'001.0, 50.0) == BidAnswer::out_of_range);  // more than is to be raised
  CHECK(answer(5'000.0, 49.0) == BidAnswer::out_of_range);  // a part, and not all the money
  CHECK(answer(8'000.0, 51.0) == BidAnswer::out_of_range);  // more than there is
  CHECK(answer(8'000.0, 0.0) == BidAnswer::out_of_range);
  CHECK(answer(8'000.0, nan) == BidAnswer::out_of_range);
  for (const std::optional<double> price : {std::optional<double>{}, std::optional{0.0}, std::optional{nan}})
    CHECK(auction.answer(fresh, {5'000.0, 50.0}, price, {}) == BidAnswer::no_price);
}

TEST_CASE("once all is bid that is to be raised, bids are for less of the lot", "[liquidation][ascending_auction]") {
  const Auction::State all = Auction::after(fresh, {7'990.0, 50.0}, {});
  CHECK(answer(8'000.0, 50.0, all) == BidAnswer::accepted);  // less than a step more, but all of it
  const Auction::State less = Auction::after(all, {8'000.0, 50.0}, {});
  CHECK(answer(8'000.0, 49.0, less) == BidAnswer::too_low);
  CHECK(answer(8'000.0, 48.0, less) == BidAnswer::accepted);
  const auto sold = Auction::sold(Auction::after(less, {8'000.0, 48.0}, {}));
  CHECK((sold.slice == 48.0 && sold.pays == 8'000.0 && sold.returned == 2.0 && sold.unpaid == 0.0));
}

TEST_CASE("a reserve limits how much of a lot pays a small debt", "[liquidation][ascending_auction]") {
  // A debt of 100 and a lot worth 5,645: the first bid may not take the lot for the debt.
  const Auction::State small{.sale = {.to_raise = 100.0, .lot = 50.0}, .started = {}};
  CHECK(answer(100.0, 50.0, small) == BidAnswer::below_reserve);
  CHECK(answer(100.0, 1.47, small) == BidAnswer::accepted);  // 99.58 at the reserve
  CHECK(answer(100.0, 1.48, small) == BidAnswer::below_reserve);
}

TEST_CASE("an auction ends when nobody has bid for a while, and unsold when nobody has bid at all", "[liquidation][ascending_auction]") {
  CHECK(auction.end(fresh, Timestamp{5h}) == AuctionEnd::running);
  CHECK(auction.end(fresh, Timestamp{6h}) == AuctionEnd::unsold);
  const Auction::State bid = Auction::after(fresh, {4'000.0, 50.0}, Timestamp{1h});
  CHECK(auction.end(bid, Timestamp{1h + 9min}) == AuctionEnd::running);
  CHECK(auction.end(bid, Timestamp{1h + 10min}) == AuctionEnd::sold);
  CHECK(answer(9'000.0, 50.0, bid, Timestamp{1h + 10min}) == BidAnswer::over);
  const Auction::State late = Auction::after(fresh, {4'000.0, 50.0}, Timestamp{6h - 1min});
  CHECK(auction.end(late, Timestamp{6h}) == AuctionEnd::sold);
  CHECK(Auction::sold(bid).unpaid == 4'000.0);
}

TEST_CASE("whatever is bid, money and lot add up and the best bid only gets better", "[liquidation][ascending_auction]") {
  using Whole = AscendingAuction<Int128>;
  const Int128 ray = one_in_rays<Int128>();
  const Whole in_units{.reserve = {ray / 2}, .step = ray / 100 * 3, .bid_lasts = 10min, .longest = 6h};
  Random random{3};
  int accepted = 0;
  for (int i = 0; i < 1'000; ++i) {
    Whole::State state{.sale = {.to_raise = random.below(5'000) + 1, .lot = random.below(100) + 1}, .started = {}};
    const Int128 price = random.below(60) + 1;
    for (int bids = 0; bids < 40; ++bids) {
      const Int128 part = random.below(static_cast<Index>(state.sale.lot)) + 1;
      const Int128 money = random.below(static_cast<Index>(state.sale.to_raise)) + 1;
      const LotBid<Int128> bid = bids % 2 == 0 ? LotBid<Int128>{money, state.sale.lot} : LotBid<Int128>{state.sale.to_raise, part};
      if (in_units.answer(state, bid, price, {}) != BidAnswer::accepted) continue;
      ++accepted;
      CHECK((bid.pays > state.best.pays || (bid.pays == state.best.pays && bid.slice < state.best.slice)));
      state = Whole::after(state, bid, {});
    }
    if (state.best.pays == 0) continue;
    const auto sold = Whole::sold(state);
    CHECK((sold.slice + sold.returned == state.sale.lot && sold.pays + sold.unpaid == state.sale.to_raise));
    CHECK((sold.returned == 0 || sold.unpaid == 0));
  }
  CHECK(accepted > 500);
}

TEST_CASE("an auction without a reserve or a clock is a fault", "[liquidation][ascending_auction][faults]") {
  CHECK(auction.faults().empty());
  CHECK(said(Auction{.reserve = {0.0}, .step = -1.0, .bid_lasts = 0s, .longest = -1s}.faults()) ==
        std::vector<std::string>{"auction_reserve.share is out of range, got 0", "ascending_auction.step must not be negative, got -1",
                                 "ascending_auction.bid_lasts must be positive, got 0",
                                 "ascending_auction.longest is out of range, got -1"});
}
