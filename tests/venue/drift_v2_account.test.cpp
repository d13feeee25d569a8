#include "bulwark/venue/drift_v2_account.hpp"

#include <boost/multiprecision/cpp_int.hpp>

#include "support/catch.hpp"
#include "support/int128.hpp"

using namespace bulwark;
using namespace bulwark::venue;

namespace {

template <class Int>
constexpr Int coin = Int(1'000'000'000);
template <class Int>
constexpr Int quote = Int(1'000'000);
using Narrow = bulwark::test::Int128;
using Wide = boost::multiprecision::int512_t;

template <class Int>
DriftV2<Int> one_market() {
  DriftV2<Int> venue{.spot = {drift_test_spot<Int>()}, .perps = {drift_test_perp<Int>()}};
  venue.spot[0].weights.size_factor = Int(2'000);
  venue.perps[0].ratio.size_factor = Int(1'000);
  return venue;
}

struct Holding {
  long long cash, spot, bids, asks, base, paid, perp_bids, perp_asks;
};

/// The totals of an account with one balance and one position, at 100 and 90 on average.
template <class Int>
BufferedMargin<Int> margin_of(const DriftV2<Int>& venue, const Holding& h, const DriftQuestion<Int>& asked, long long price = 100) {
  const Int at = Int(price) * quote<Int>;
  const DriftBalance<Int> balance{.market = 0,
                                  .amount = Int(h.spot) * coin<Int>,
                                  .price = {at, Int(90) * quote<Int>},
                                  .bids = Int(h.bids) * coin<Int>,
                                  .asks = Int(-h.asks) * coin<Int>,
                                  .orders = h.bids + h.asks > 0 ? 2 : 0};
  const DriftPosition<Int> position{.market = 0,
                                    .base = Int(h.base) * coin<Int>,
                                    .quote = Int(-h.paid) * quote<Int>,
                                    .price = at,
                                    .bids = Int(h.perp_bids) * coin<Int>,
                                    .asks = Int(-h.perp_asks) * coin<Int>,
                                    .orders = h.perp_bids + h.perp_asks > 0 ? 1 : 0};
  return drift_margin<Int>(venue, {.quote = Int(h.cash) * quote<Int>, .balances = {&balance, 1}, .positions = {&position, 1}}, asked);
}

const Holding holdings[] = {{1'000, 0, 0, 0, 0, 0, 0, 0},         {-500, 30, 0, 0, 0, 0, 0, 0},
                            {5'000, -30, 0, 0, 10, 900, 0, 0},    {5'000, 10, 40, 25, -20, -2'100, 5, 60},
                            {0, 0, 500, 0, 0, 0, 0, 0},           {100, 500, 0, 3'000, 100, 11'000, 0, 0},
                            {20'000, -100, 20, 30, 0, 300, 9, 9}, {7, -1, 0, 1, 70, 6'000, 0, 200}};
constexpr MarginKind kinds[] = {MarginKind::initial, MarginKind::fill, MarginKind::maintenance};

template <class Int>
Int free_of(const BufferedMargin<Int>& sum) {
  return sum.collateral - sum.requirement;
}

}  // namespace

TEST_CASE("127 bits and 511 say the same of an account", "[venue][drift_v2_account]") {
  for (const Holding& h : holdings)
    for (const MarginKind kind : kinds) {
      const auto narrow = margin_of<Narrow>(one_market<Narrow>(), h, {.kind = kind, .buffer = 200, .custom_ratio = 2'000});
      const auto wide = margin_of<Wide>(one_market<Wide>(), h, {.kind = kind, .buffer = Wide(200), .custom_ratio = Wide(2'000)});
      CHECK(static_cast<long long>(narrow.collateral) == static_cast<long long>(wide.collateral));
      CHECK(static_cast<long long>(narrow.requirement) == static_cast<long long>(wide.requirement));
      CHECK(static_cast<long long>(narrow.shortage()) == static_cast<long long>(wide.shortage()));
    }
}

TEST_CASE("an account that may open may stay", "[venue][drift_v2_account]") {
  const auto venue = one_market<Narrow>();
  for (const Holding& h : holdings) {
    Narrow before = free_of(margin_of<Narrow>(venue, h, {.kind = kinds[0]}));
    for (const MarginKind kind : kinds) {
      const Narrow now = free_of(margin_of<Narrow>(venue, h, {.kind = kind}));
      CHECK(now >= before - 2);  // truncation of two parts
      before = now;
    }
  }
}

TEST_CASE("orders, an own ratio and a buffer never leave an account with more", "[venue][drift_v2_account]") {
  const auto venue = one_market<Narrow>();
  for (const Holding& h : holdings)
    for (const MarginKind kind : kinds) {
      const Holding bare{h.cash, h.spot, 0, 0, h.base, h.paid, 0, 0};
      const BufferedMargin<Narrow> with = margin_of<Narrow>(venue, h, {.kind = kind});
      CHECK(free_of(with) <= free_of(margin_of<Narrow>(venue, bare, {.kind = kind})));
      for (const Narrow custom : {500, 2'000, 10'000, 50'000})
        CHECK(free_of(margin_of<Narrow>(venue, h, {.kind = kind, .custom_ratio = custom})) <= free_of(with));
      const BufferedMargin<Narrow> buffered = margin_of<Narrow>(venue, h, {.kind = kind, .buffer = 500});
      CHECK(free_of(buffered) == free_of(with));
      if (buffered.is_met_with_buffer()) CHECK(buffered.is_met());
    }
}

TEST_CASE("an own ratio asks more to open and nothing more to stay", "[venue][drift_v2_account]") {
  const auto venue = one_market<Narrow>();
  const Holding& h = holdings[2];
  for (const MarginKind kind : {MarginKind::fill, MarginKind::maintenance})
    CHECK(margin_of<Narrow>(venue, h, {.kind = kind, .custom_ratio = 50'000}).requirement ==
          margin_of<Narrow>(venue, h, {.kind = kind}).requirement);
  CHECK(margin_of<Narrow>(venue, h, {.kind = MarginKind::initial, .custom_ratio = 50'000}).requirement >
        margin_of<Narrow>(venue, h, {.kind = MarginKind::initial}).requirement);
}

TEST_CASE("more money is never less margin", "[venue][drift_v2_account]") {
  const auto venue = one_market<Narrow>();
  for (Holding h : holdings)
    for (const MarginKind kind : kinds) {
      const Narrow before = free_of(margin_of<Narrow>(venue, h, {.kind = kind}));
      h.cash += 1;
      CHECK(free_of(margin_of<Narrow>(venue, h, {.kind = kind})) == before + quote<Narrow>);
      h.spot += 1;
      CHECK(free_of(margin_of<Narrow>(venue, h, {.kind = kind})) >= before + quote<Narrow> - 1);
    }
}

TEST_CASE("what fills bring in and cost is not netted with the account's money", "[venue][drift_v2_account]") {
  // drift_v2.json, "account.USDC 10k + bid 500 SOL" and "... + ask 500 SOL"; one cent per order.
  DriftV2<Narrow> venue{.spot = {drift_test_spot<Narrow>()}};
  const auto totals = [&](Narrow bids, Narrow asks) {
    const DriftBalance<Narrow> balance{
        .market = 0, .amount = 0, .price = StrictPrice<Narrow>::alone(100 * quote<Narrow>), .bids = bids, .asks = asks, .orders = 1};
    return drift_margin<Narrow>(venue, {.quote = 10'000 * quote<Narrow>, .balances = {&balance, 1}}, {.kind = MarginKind::initial});
  };
  CHECK(totals(500 * coin<Narrow>, 0).requirement == 50'000'010'000);
  CHECK(totals(500 * coin<Narrow>, 0).collateral == 50'000'000'000);
  CHECK(totals(0, -500 * coin<Narrow>).requirement == 60'000'010'000);
  CHECK(totals(0, -500 * coin<Narrow>).collateral == 60'000'000'000);
}

TEST_CASE("an isolated position stands by itself and does not touch the rest", "[venue][drift_v2_account]") {
  // drift_v2.json, "account.isolated position part, buffer 10%".
  DriftV2<Narrow> venue{.spot = {}, .perps = {drift_test_perp<Narrow>()}};
  const DriftPosition<Narrow> position{.market = 0,
                                       .base = 100 * coin<Narrow>,
                                       .quote = -11'000 * quote<Narrow>,
                                       .price = 100 * quote<Narrow>,
                                       .is_isolated = true,
                                       .deposit = 100 * quote<Narrow>};
  const DriftAccount<Narrow> account{.quote = 20'000 * quote<Narrow>, .positions = {&position, 1}};
  const DriftQuestion<Narrow> asked{.kind = MarginKind::initial, .buffer = 1'000};
  const BufferedMargin<Narrow> alone = drift_isolated_margin<Narrow>(venue, account, position, asked);
  CHECK(alone.requirement == 1'000 * quote<Narrow>);
  CHECK(alone.collateral == -900 * quote<Narrow>);
  CHECK(alone.buffered_requirement == 2'000 * quote<Narrow>);
  CHECK(alone.buffered_collateral == -1'000 * quote<Narrow>);
  const BufferedMargin<Narrow> rest = drift_margin<Narrow>(venue, account, asked);
  CHECK(rest.requirement == 0);
  CHECK(rest.collateral == 20'000 * quote<Narrow>);
}

TEST_CASE("funding that has not been paid is profit or loss, and an expired market asks for nothing more", "[venue][drift_v2_account]") {
  DriftV2<Narrow> venue{.spot = {}, .perps = {drift_test_perp<Narrow>()}};
  DriftPosition<Narrow> position{.market = 0, .base = 10 * coin<Narrow>, .quote = -1'000 * quote<Narrow>, .price = 100 * quote<Narrow>};
  const auto charge = [&] {
    return drift_perp<Narrow>(venue, position, StrictPrice<Narrow>::alone(quote<Narrow>), {.kind = MarginKind::maintenance});
  };
  CHECK(charge().counted == 0);
  position.funding_change = 2 * 1'000'000'000;  // two quote per coin
  CHECK(charge().counted == -20 * quote<Narrow>);
  CHECK(charge().requirement == 50 * quote<Narrow>);
  venue.perps[0].is_settling = true;
  CHECK(charge().requirement == 0);
}
