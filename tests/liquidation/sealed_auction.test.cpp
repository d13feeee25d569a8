#include "bulwark/liquidation/sealed_auction.hpp"

#include <algorithm>
#include <array>

#include "support/catch.hpp"
#include "support/int128.hpp"
#include "support/random.hpp"
#include "support/said.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

using Bids = std::vector<SealedBid<Int128>>;

struct Cleared {
  SealedOutcome<Int128> outcome;
  std::vector<SealedAward<Int128>> awards;
};

Cleared cleared(SealedPricing pricing, Int128 reserve, const Sale<Int128>& sale, const Bids& bids) {
  std::vector<Index> order(bids.size());
  Cleared done{{}, std::vector<SealedAward<Int128>>(bids.size())};
  done.outcome = SealedAuction<Int128>{pricing, reserve}.clear(sale, bids, order, done.awards);
  return done;
}

Bids any_bids(Random& random) {
  Bids bids;
  for (Index i = 0; i < 12; ++i) bids.push_back({random.below(15), random.below(30), i});
  return bids;
}

/// Most that one price raises, over all prices: what an auction with one price for all could do at best.
Int128 most_at_one_price(const Sale<Int128>& sale, const Bids& bids, Int128 reserve) {
  Int128 most = 0;
  for (Int128 price = reserve; price < 15; ++price) {
    Int128 wanted = 0;
    for (const auto& bid : bids) wanted += bid.price >= price ? bid.quantity : 0;
    most = std::max(most, price * std::min(wanted, sale.lot));
  }
  return most;
}

constexpr auto both = {SealedPricing::uniform, SealedPricing::as_bid};

}  // namespace

TEST_CASE("payments, surplus, lot and debt add up to the unit, and nobody pays more than he bid", "[liquidation][sealed_auction]") {
  Random random{1};
  for (int i = 0; i < 5'000; ++i) {
    const Bids bids = any_bids(random);
    const Sale<Int128> sale{.to_raise = random.below(2'000), .lot = random.below(200)};
    const Int128 reserve = random.below(8) + 1;
    for (const SealedPricing pricing : both) {
      const auto [done, awards] = cleared(pricing, reserve, sale, bids);
      Int128 sold = 0, raised = 0;
      for (std::size_t b = 0; b < bids.size(); ++b) {
        sold += awards[b].quantity, raised += awards[b].pays;
        CHECK((awards[b].quantity >= 0 && awards[b].quantity <= bids[b].quantity));
        CHECK(awards[b].pays <= bids[b].price * awards[b].quantity);
        if (pricing == SealedPricing::uniform) CHECK(awards[b].pays == done.lowest * awards[b].quantity);
      }
      CHECK((sold == done.sold && raised == done.raised && done.sold + done.unsold == sale.lot));
      CHECK(done.raised + done.unpaid == sale.to_raise + done.surplus);
      CHECK((done.surplus == 0 || (done.unpaid == 0 && done.surplus < 15)));
    }
  }
}

TEST_CASE("one price for all raises what the best single price can, and sells no unit beyond the debt", "[liquidation][sealed_auction]") {
  Random random{2};
  for (int i = 0; i < 5'000; ++i) {
    const Bids bids = any_bids(random);
    const Sale<Int128> sale{.to_raise = random.below(2'000) + 1, .lot = random.below(200)};
    const Int128 reserve = random.below(8) + 1, most = most_at_one_price(sale, bids, reserve);
    const auto done = cleared(SealedPricing::uniform, reserve, sale, bids).outcome;
    if (most >= sale.to_raise) {
      CHECK((done.unpaid == 0 && (done.sold - 1) * done.lowest < sale.to_raise));
    } else {
      CHECK(done.raised == most);
    }
  }
}

TEST_CASE("bids that pay their own prices raise at least as much, for no more of the lot", "[liquidation][sealed_auction]") {
  // Of the same bids: bidders who know the rule bid less.
  Random random{3};
  for (int i = 0; i < 5'000; ++i) {
    const Bids bids = any_bids(random);
    const Sale<Int128> sale{.to_raise = random.below(2'000) + 1, .lot = random.below(200)};
    const auto uniform = cleared(SealedPricing::uniform, 1, sale, bids).outcome;
    const auto own = cleared(SealedPricing::as_bid, 1, sale, bids).outcome;
    CHECK(own.unpaid <= uniform.unpaid);
    if (uniform.unpaid == 0) CHECK(own.sold <= uniform.sold);
  }
}

TEST_CASE("the order in which bids are named changes nothing", "[liquidation][sealed_auction]") {
  Random random{4};
  for (int i = 0; i < 1'000; ++i) {
    Bids bids = any_bids(random);
    const Sale<Int128> sale{.to_raise = random.below(1'000) + 1, .lot = random.below(100) + 1};
    for (const SealedPricing pricing : both) {
      const Cleared before = cleared(pricing, 2, sale, bids);
      Bids shuffled = bids;
      for (std::size_t k = shuffled.size(); k > 1; --k)
        std::swap(shuffled[k - 1], shuffled[static_cast<std::size_t>(random.below(static_cast<Index>(k)))]);
      const Cleared after = cleared(pricing, 2, sale, shuffled);
      CHECK((before.outcome.sold == after.outcome.sold && before.outcome.raised == after.outcome.raised));
      for (std::size_t k = 0; k < shuffled.size(); ++k) {
        const auto& was = before.awards[static_cast<std::size_t>(shuffled[k].rank)];
        CHECK((was.quantity == after.awards[k].quantity && was.pays == after.awards[k].pays));
      }
    }
  }
}

TEST_CASE("the last winner gets a part, and among equals the lower rank comes first", "[liquidation][sealed_auction]") {
  const Bids bids{{.price = 9, .quantity = 10, .rank = 3},
                  {.price = 10, .quantity = 4, .rank = 2},
                  {.price = 9, .quantity = 10, .rank = 1},
                  {.price = 0, .quantity = 50, .rank = 0},
                  {.price = 4, .quantity = 50, .rank = 4}};
  const auto [uniform, paid] = cleared(SealedPricing::uniform, 5, {.to_raise = 1'000'000, .lot = 20}, bids);
  CHECK((paid[1].quantity == 4 && paid[2].quantity == 10 && paid[0].quantity == 6));
  CHECK((uniform.lowest == 9 && uniform.raised == 180 && uniform.refused == 2 && uniform.unpaid == 1'000'000 - 180));
  const auto [own, each] = cleared(SealedPricing::as_bid, 5, {.to_raise = 100, .lot = 20}, bids);
  CHECK((each[1].pays == 40 && each[2].quantity == 7 && each[2].pays == 63 && each[0].quantity == 0));
  CHECK((own.surplus == 3 && own.unpaid == 0 && own.unsold == 9));
}

TEST_CASE("without a bid nothing is sold, and two bids of one rank are a fault", "[liquidation][sealed_auction][faults]") {
  const auto none = cleared(SealedPricing::uniform, 1, {.to_raise = 100, .lot = 20}, {}).outcome;
  CHECK((none.sold == 0 && none.unsold == 20 && none.unpaid == 100 && none.lowest == 0));
  CHECK(SealedAuction<Int128>{}.faults().empty());
  CHECK(SealedAuction<Int128>{SealedPricing::uniform, 0}.faults().size() == 1);
  const Bids bids{{1, 1, 7}, {-1, 1, 8}, {1, -2, 7}};
  CHECK(said(faults_of_bids<Int128>(bids)) == std::vector<std::string>{"sealed_bid.price[1] must not be negative, got -1",
                                                                       "sealed_bid.quantity[2] must not be negative, got -2",
                                                                       "sealed_bid.rank[2] appears twice"});
}
