#include "bulwark/margin/strategy_margin.hpp"

#include <algorithm>

#include "bulwark/laws/margin_laws.hpp"
#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

constexpr AssetId stock{0};
const Timestamp june = now + std::chrono::days{20};

/// An option leg of one share; `premium` is its mark.
struct Leg {
  OptionSide side;
  double strike, quantity, premium;
  Timestamp expiry = july;
};
constexpr OptionSide call = OptionSide::call, put = OptionSide::put;

/// What the legs and so many shares of stock need, with the stock at `spot`.
double need(const std::vector<Leg>& legs, double spot = 100.0, double shares = 0.0, const StrategyMargin& rule = {}) {
  std::vector<ListedInstrument> listed{{.id = "stock", .instrument = Spot{stock}}};
  MarketState market{.now = now, .assets = {{.spot = spot}}, .marks = {std::nullopt}};
  Account account;
  if (shares != 0.0) account.positions.push_back({Spot{stock}, shares});
  for (const Leg& leg : legs) {
    const VanillaOption option{stock, leg.side, leg.strike, leg.expiry};
    listed.push_back({.id = std::to_string(listed.size()), .instrument = option});
    market.marks.push_back(leg.premium);
    account.positions.push_back({option, leg.quantity});
  }
  market.volatilities.assign(listed.size(), 0.3);
  const Checked<Listing> listing = Listing::from(listed);
  REQUIRE(listing);
  const PricedMarket table = price_market(*listing, market, Black{}, {}, InScenarios{}).table;
  return on_valued(*listing, table, account,
                   [&](const ValuedAccount& valued, const Profits& profits) { return rule.requirement(valued, profits).maintenance; });
}

/// A few legs at distinct strikes of two expiries.
std::vector<Leg> random_legs(Random& random, Index count) {
  std::vector<Leg> legs;
  for (Index i = 0; i < count; ++i) {
    const Leg leg{.side = random.below(2) ? call : put,
                  .strike = 80.0 + 2.5 * static_cast<double>(random.below(17)),
                  .quantity = static_cast<double>(random.below(4) + 1) * (random.below(2) ? 1.0 : -1.0),
                  .premium = 0.0,
                  .expiry = random.below(3) ? july : december};
    const bool is_new = std::none_of(legs.begin(), legs.end(), [&](const Leg& other) {
      return other.side == leg.side && other.strike == leg.strike && other.expiry == leg.expiry;
    });
    if (!is_new) continue;
    legs.push_back(leg);
    const double inside = greatest(0.0, leg.side == call ? 100.0 - leg.strike : leg.strike - 100.0);
    legs.back().premium = inside + 1.0 + static_cast<double>(random.below(8)) / 4.0;
  }
  return legs;
}

double alone(const Leg& leg) { return NakedOption{}.per_unit(leg.side, leg.strike, 100.0, leg.premium); }

/// Every way to pair legs of one share each, tried: with a long option that lasts, as a strangle, or alone.
double cheapest_by_trial(const std::vector<Leg>& legs, std::vector<bool>& is_used, std::size_t i = 0) {
  while (i < legs.size() && (is_used[i] || legs[i].quantity > 0.0)) ++i;
  if (i == legs.size()) return 0.0;
  const Leg& sold = legs[i];
  is_used[i] = true;
  double best = alone(sold) + cheapest_by_trial(legs, is_used, i + 1);
  for (std::size_t j = 0; j < legs.size(); ++j) {
    const Leg& other = legs[j];
    if (is_used[j]) continue;
    double cost;
    if (other.quantity > 0.0 && other.side == sold.side && other.expiry >= sold.expiry)
      cost = greatest(0.0, sold.side == call ? other.strike - sold.strike : sold.strike - other.strike);
    else if (other.quantity < 0.0 && other.side != sold.side)
      cost = alone(sold) > alone(other)   ? alone(sold) + other.premium
             : alone(sold) < alone(other) ? alone(other) + sold.premium
                                          : alone(sold) + (sold.side == put ? sold.premium : other.premium);
    else
      continue;
    is_used[j] = true;
    best = least(best, cost + cheapest_by_trial(legs, is_used, i + 1));
    is_used[j] = false;
  }
  is_used[i] = false;
  return best;
}

double naked_sum(const std::vector<Leg>& legs) {
  double sum = 0.0;
  for (const Leg& leg : legs)
    if (leg.quantity < 0.0) sum -= leg.quantity * alone(leg);
  return sum;
}

}  // namespace

TEST_CASE("no book needs more than its short options one by one", "[margin][strategy_margin]") {
  Random random{1};
  for (int i = 0; i < 400; ++i) {
    const std::vector<Leg> legs = random_legs(random, 1 + random.below(9));
    CHECK(need(legs) <= naked_sum(legs) * (1.0 + 1e-12));
    CHECK(need(legs) >= 0.0);
  }
}

TEST_CASE("no way to take single options in pairs is cheaper", "[margin][strategy_margin]") {
  Random random{2};
  int below = 0;
  for (int i = 0; i < 600; ++i) {
    std::vector<Leg> legs = random_legs(random, 1 + random.below(8));
    for (Leg& leg : legs) leg.quantity = leg.quantity < 0.0 ? -1.0 : 1.0;
    std::vector<bool> is_used(legs.size());
    const double pairs = cheapest_by_trial(legs, is_used);
    CHECK(need(legs) <= pairs + 1e-9);
    below += need(legs) < pairs - 1e-9;
  }
  CHECK(below > 0);  // what butterflies and condors save over pairs
}

TEST_CASE("two books together need no more than each by itself, in pairs", "[margin][strategy_margin]") {
  Random random{3};
  for (int i = 0; i < 300; ++i) {
    std::vector<Leg> all = random_legs(random, 2 + random.below(7));
    for (Leg& leg : all) leg.quantity = leg.quantity < 0.0 ? -1.0 : 1.0;
    const auto half = static_cast<std::ptrdiff_t>(all.size() / 2);
    std::vector<Leg> a(all.begin(), all.begin() + half), b(all.begin() + half, all.end());
    std::vector<bool> a_used(a.size()), b_used(b.size());
    CHECK(need(all) <= cheapest_by_trial(a, a_used) + cheapest_by_trial(b, b_used) + 1e-9);
  }
}

TEST_CASE("the order of trading changes nothing, and twice the book needs twice as much", "[margin][strategy_margin]") {
  Random random{4};
  for (int i = 0; i < 200; ++i) {
    std::vector<Leg> legs = random_legs(random, 6);
    const double before = need(legs);
    std::reverse(legs.begin(), legs.end());
    CHECK(need(legs) == before);
    for (Leg& leg : legs) leg.quantity *= 2.0;
    CHECK_THAT(need(legs), WithinRel(2.0 * before, 1e-12));
  }
}

TEST_CASE("strategies with a name need what the margin manual says", "[margin][strategy_margin]") {
  const double naked_call = 20.0 - 5.0 + 2.0, naked_put = 20.0 - 5.0 + 3.0;
  CHECK(need({{call, 105.0, 1.0, 2.0}}) == 0.0);
  CHECK_THAT(need({{call, 105.0, -1.0, 2.0}}), WithinRel(naked_call, 1e-14));
  CHECK_THAT(need({{put, 95.0, -1.0, 3.0}}), WithinRel(naked_put, 1e-14));
  // Strangle: the dearer side and the other's premium, not the sum.
  CHECK_THAT(need({{call, 105.0, -1.0, 2.0}, {put, 95.0, -1.0, 3.0}}), WithinRel(naked_put + 2.0, 1e-14));
  CHECK_THAT(need({{call, 105.0, -2.0, 2.0}, {put, 95.0, -1.0, 3.0}}), WithinRel(naked_put + 2.0 + naked_call, 1e-14));
  // Verticals: bought for a debit nothing, sold for a credit their width.
  CHECK(need({{call, 100.0, 1.0, 4.0}, {call, 105.0, -1.0, 2.0}}) == 0.0);
  CHECK(need({{call, 100.0, -1.0, 4.0}, {call, 105.0, 1.0, 2.0}}) == 5.0);
  CHECK(need({{put, 100.0, 1.0, 4.0}, {put, 95.0, -1.0, 2.0}}) == 0.0);
  CHECK(need({{put, 100.0, -1.0, 4.0}, {put, 95.0, 1.0, 2.0}}) == 5.0);
  // A width above the naked charge is not worth covering.
  CHECK_THAT(need({{call, 105.0, -1.0, 2.0}, {call, 140.0, 1.0, 0.1}}), WithinRel(naked_call, 1e-14));
  // Butterflies and condors.
  CHECK(need({{call, 95.0, 1.0, 7.0}, {call, 100.0, -2.0, 4.0}, {call, 105.0, 1.0, 2.0}}) == 0.0);
  CHECK(need({{call, 95.0, -1.0, 7.0}, {call, 100.0, 2.0, 4.0}, {call, 105.0, -1.0, 2.0}}) == 5.0);
  CHECK(need({{put, 90.0, 1.0, 1.0}, {put, 95.0, -1.0, 2.0}, {call, 105.0, -1.0, 2.0}, {call, 110.0, 1.0, 1.0}}) == 5.0);
  CHECK(need({{put, 90.0, 1.0, 1.0}, {put, 100.0, -1.0, 4.0}, {call, 100.0, -1.0, 4.0}, {call, 105.0, 1.0, 2.0}}) == 10.0);
  CHECK(need({{call, 90.0, 1.0, 11.0}, {call, 95.0, -1.0, 7.0}, {call, 105.0, -1.0, 2.0}, {call, 110.0, 1.0, 1.0}}) == 0.0);
  // Boxes: bought nothing, sold the difference of the strikes.
  CHECK(need({{call, 95.0, 1.0, 7.0}, {call, 105.0, -1.0, 2.0}, {put, 105.0, 1.0, 7.0}, {put, 95.0, -1.0, 2.0}}) == 0.0);
  CHECK(need({{call, 95.0, -1.0, 7.0}, {call, 105.0, 1.0, 2.0}, {put, 105.0, -1.0, 7.0}, {put, 95.0, 1.0, 2.0}}) == 10.0);
  // Calendars: the long side must last.
  CHECK(need({{call, 100.0, -1.0, 2.0, june}, {call, 100.0, 1.0, 4.0, july}}) == 0.0);
  CHECK_THAT(need({{call, 100.0, 1.0, 2.0, june}, {call, 100.0, -1.0, 4.0, july}}), WithinRel(24.0, 1e-14));
}

TEST_CASE("the underlying covers", "[margin][strategy_margin]") {
  CHECK(need({{call, 105.0, -1.0, 2.0}}, 100.0, 1.0) == 0.0);
  CHECK_THAT(need({{call, 105.0, -3.0, 2.0}}, 100.0, 1.0), WithinRel(2.0 * 17.0, 1e-14));
  CHECK(need({{put, 95.0, -1.0, 3.0}}, 100.0, -1.0) == 0.0);
  CHECK_THAT(need({{put, 95.0, -1.0, 3.0}}, 100.0, 1.0), WithinRel(18.0, 1e-14));
  // The shares go to the leg that saves most: the other call finds its own cover.
  CHECK(need({{call, 100.0, -1.0, 4.0}, {call, 105.0, -1.0, 2.0}, {call, 103.0, 1.0, 2.5}}, 100.0, 1.0) == 0.0);
}

// A grouping by the number of legs takes (600, 603, 605) for a ladder, whose second short call is then naked. Source: QuantConnect,
// Lean#9638 and Lean#9639 (2026).
TEST_CASE("a second covered debit spread makes no naked call of the first", "[margin][strategy_margin]") {
  const std::vector<Leg> held{{call, 598.0, 1.0, 7.60}, {call, 603.0, -1.0, 4.70}};
  const std::vector<Leg> order{{call, 600.0, 1.0, 6.35}, {call, 605.0, -1.0, 3.40}};
  std::vector<Leg> both = held;
  both.insert(both.end(), order.begin(), order.end());
  CHECK(need(held, 600.0) == 0.0);
  CHECK(need(both, 600.0) == 0.0);
  CHECK(need({{call, 605.0, -1.0, 3.40}}, 600.0) > 115.0);  // what the ladder was charged, per share
  // A combination and its legs one after another end in the same place; the leg bought first never needs more than the package.
  std::vector<Leg> halfway = held;
  halfway.push_back(order[0]);
  CHECK(need(halfway, 600.0) == 0.0);
  // Any number of debit spreads, day after day.
  std::vector<Leg> many;
  for (int day = 0; day < 12; ++day) {
    many.push_back({call, 590.0 + day, 1.0, 12.0 - 0.5 * day});
    many.push_back({call, 595.25 + day, -1.0, 9.0 - 0.5 * day});
    CHECK(need(many, 600.0) == 0.0);
  }
}

// Lean#8136 (2024): two bear spreads taken for butterflies. Either way of pairing them costs the same here, and no more.
TEST_CASE("two credit spreads need at most both widths", "[margin][strategy_margin]") {
  const std::vector<Leg> apart{{call, 100.0, -1.0, 4.0}, {call, 105.0, 1.0, 2.0}, {call, 110.0, -1.0, 1.0}, {call, 115.0, 1.0, 0.5}};
  CHECK(need(apart) == 10.0);
  const std::vector<Leg> across{{call, 100.0, -1.0, 4.0}, {call, 102.5, -1.0, 3.0}, {call, 105.0, 1.0, 2.0}, {call, 107.5, 1.0, 1.0}};
  CHECK(need(across) == 10.0);
}

TEST_CASE("legs beyond the room are charged alone", "[margin][strategy_margin]") {
  std::vector<Leg> legs;
  for (int i = 0; i < 40; ++i) legs.push_back({call, 101.0 + i, -1.0, 1.0});
  CHECK_THAT(need(legs), WithinRel(naked_sum(legs), 1e-13));
}

TEST_CASE("strategy margin keeps the laws of margin", "[margin][strategy_margin][laws]") { CHECK(broken_by(StrategyMargin{}).empty()); }

TEST_CASE("each asset has its own shares, and they are checked", "[margin][strategy_margin][faults]") {
  const StrategyMargin index{.naked = {}, .of_asset = {{.share = 0.15}}};
  CHECK_THAT(need({{call, 100.0, -1.0, 2.0}}, 100.0, 0.0, index), WithinRel(17.0, 1e-14));
  CHECK(StrategyMargin{.naked = {.share = -1.0}, .of_asset = {{.least = 0.5}}}.faults().size() == 3);
}
