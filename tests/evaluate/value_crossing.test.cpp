#include "bulwark/evaluate/value_crossing.hpp"

#include <limits>

#include "support/allocations.hpp"
#include "support/books.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

const Listing listing = *Listing::from(chain());

/// The first of many prices from `start` towards `end` at which the value is not above the line.
double first_short(const auto& value, double start, double end, int points) {
  for (int i = 0; i <= points; ++i) {
    const double price = start * std::pow(end / start, static_cast<double>(i) / points);
    if (!(value(price) > 0.0)) return price;
  }
  return 0.0;
}

}  // namespace

TEST_CASE("a crossing is bracketed and nothing nearer is missed", "[evaluate][value_crossing]") {
  Random random{91};
  const auto tick = portfolio_venue().price(listing, three_assets());
  int crossed = 0, open = 0, evaluations = 0;
  for (int i = 0; i < 150; ++i) {
    Account account = random_book(random, chain(), 1 + random.below(20));
    const AccountRows rows = listing.admit(std::span{&account, 1});
    const WalkedValue value(*tick, rows.at(0), three_assets(), btc);
    REQUIRE(value.is_known());
    const double spot = 104'000.0, worth = value.at(spot).value();
    for (const double end : {spot / 16.0, spot * 16.0})
      for (const double share : {0.1, 0.5, 0.9}) {
        const WorthLine line{.quote = worth - (1.0 - share) * (std::fabs(worth) + 1e4), .per_price = 0.0};
        const auto found = nearest_crossing(value, line, spot, end);
        REQUIRE(found);
        CHECK(found->converged);
        const auto surplus = [&](double price) { return value.at(price).value() - line.quote; };
        const double first = first_short(surplus, spot, end, 2'000);
        INFO("book " << i << " end " << end << " share " << share << " first " << first << " safe " << found->safe);
        evaluations += static_cast<int>(found->evaluations);
        if (!found->short_at) {
          ++open;
          CHECK(first == 0.0);
          CHECK(found->safe == end);
          continue;
        }
        ++crossed;
        const double rounding = 1e-9 * (std::fabs(worth) + 1e5);
        CHECK(surplus(found->safe) > -rounding);
        CHECK(surplus(*found->short_at) < rounding);
        CHECK(std::fabs(*found->short_at / found->safe - 1.0) <= 0x1.1p-30);
        if (first != 0.0) CHECK((end < spot ? first <= found->safe * (1.0 + 1e-9) : first >= found->safe * (1.0 - 1e-9)));
        CHECK(first_short([&](double price) { return surplus(price) + rounding; }, spot, found->safe, 500) == 0.0);
      }
  }
  CHECK(crossed > 200);
  CHECK(open > 50);
  CHECK(evaluations < 12 * (crossed + open));
}

TEST_CASE("two crossings close to each other: the nearer is found", "[evaluate][value_crossing]") {
  // A parabola that dips below zero between 89 and 91 of a price that starts at 100, as a convex and as the sum of both kinds of part.
  const auto dip = [](double price) {
    const double x = price - 90.0;
    return ConvexParts{.price = price,
                       .line = -1.0,
                       .line_slope = 0.0,
                       .convex = 2.0 * x * x,
                       .convex_slope = 4.0 * x,
                       .concave = -x * x,
                       .concave_slope = -2.0 * x};
  };
  const ValueCrossing found = nearest_crossing(dip, 100.0, 10.0);
  CHECK(found.converged);
  CHECK(found.safe == Catch::Approx(91.0).epsilon(1e-9));
  CHECK(*found.short_at == Catch::Approx(91.0).epsilon(1e-9));
  const ValueCrossing other = nearest_crossing(dip, 80.0, 1000.0);
  CHECK(other.safe == Catch::Approx(89.0).epsilon(1e-9));
  // One that comes within a millionth of zero does not cross.
  const auto near = [&](double price) {
    ConvexParts parts = dip(price);
    parts.line += 1.000001;
    return parts;
  };
  const ValueCrossing none = nearest_crossing(near, 100.0, 10.0);
  CHECK(none.converged);
  CHECK(none.evaluations < 128);
  CHECK_FALSE(none.short_at);
  CHECK(none.safe == 10.0);
}

TEST_CASE("an account that is worth too little now has crossed already, and one that nobody can value has no answer",
          "[evaluate][value_crossing][faults]") {
  const auto tick = portfolio_venue().price(listing, three_assets());
  const Account account{.positions = {{LinearFuture{btc}, 1.0, 104'000.0}}, .cash = 50'000.0};
  const AccountRows rows = listing.admit(std::span{&account, 1});
  const WalkedValue value(*tick, rows.at(0), three_assets(), btc);
  const auto at_once = nearest_crossing(value, {.quote = 60'000.0}, 104'000.0, 1'000.0);
  REQUIRE(at_once);
  CHECK((at_once->safe == 104'000.0 && at_once->short_at == 104'000.0));
  const auto below = nearest_crossing(value, {.per_price = 0.01}, 104'000.0, 1'000.0);
  CHECK(below->safe == Catch::Approx(54'000.0 / 0.99).epsilon(1e-9));  // 50,000 + price - 104,000 = price / 100
  CHECK_FALSE(nearest_crossing(WalkedValue(*tick, AccountRow{}, three_assets(), btc), {}, 104'000.0, 1'000.0));
  CHECK_FALSE(nearest_crossing(value, {}, 104'000.0, 0.0));
  CHECK(allocations_during([&] { (void)nearest_crossing(value, {.per_price = 0.01}, 104'000.0, 1'000.0); }) == 0);
}

TEST_CASE("what is not a number is neither worth enough nor too little", "[evaluate][value_crossing][faults]") {
  constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
  const auto flat_to = [](double last) {
    return [=](double price) {
      ConvexParts parts{};
      parts.price = price, parts.line = price <= last ? 5.0 : unknown;
      return parts;
    };
  };
  const ValueCrossing at_start = nearest_crossing(flat_to(50.0), 100.0, 200.0);
  CHECK((at_start.safe == 100.0 && !at_start.short_at && !at_start.converged));
  const ValueCrossing further = nearest_crossing(flat_to(110.0), 100.0, 500.0);
  CHECK((further.safe == 100.0 && !further.short_at && !further.converged));

  const auto tick = portfolio_venue().price(listing, three_assets());
  const Account account{.positions = {{LinearFuture{btc}, 1.0, 104'000.0}}, .cash = 50'000.0};
  const AccountRows rows = listing.admit(std::span{&account, 1});
  const WalkedValue value(*tick, rows.at(0), three_assets(), btc);
  REQUIRE(nearest_crossing(value, {.quote = 1.0}, 104'000.0, 1'000.0));
  CHECK_FALSE(nearest_crossing(value, {.quote = unknown}, 104'000.0, 1'000.0));
  CHECK_FALSE(nearest_crossing(value, {.per_price = unknown}, 104'000.0, 1'000.0));
  CHECK_FALSE(nearest_crossing(value, {}, unknown, 1'000.0));
}

TEST_CASE("where the end is the start nothing is crossed but what is at it", "[evaluate][value_crossing]") {
  const auto constant = [](double worth) {
    return [=](double price) {
      ConvexParts parts{};
      parts.price = price, parts.line = worth;
      return parts;
    };
  };
  const ValueCrossing enough = nearest_crossing(constant(5.0), 100.0, 100.0);
  CHECK((enough.safe == 100.0 && !enough.short_at && enough.converged && enough.evaluations == 1));
  const ValueCrossing nothing = nearest_crossing(constant(0.0), 100.0, 100.0);
  CHECK((nothing.safe == 100.0 && nothing.short_at == 100.0 && nothing.converged));
}
