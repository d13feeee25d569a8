#include "bulwark/evaluate/change.hpp"

#include "support/allocations.hpp"
#include "support/books.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {
const Listing listing = *Listing::from(chain());
}

TEST_CASE("no change leaves an account's numbers where they were", "[evaluate][change]") {
  Random random{31};
  const auto tick = portfolio_venue().price(listing, three_assets());
  ChangedAccount scratch;
  for (int i = 0; i < 100; ++i) {
    const Account account = random_book(random, chain(), 10);
    const AccountRows rows = listing.admit(std::span{&account, 1});
    const AccountRow before = rows.at(0), after = scratch.apply(tick->table(), before, {});
    REQUIRE(after.segments.size() == before.segments.size());
    CHECK(after.cash == before.cash);
    for (std::size_t s = 0; s < before.segments.size(); ++s) {
      const Segment &a = before.segments[s], &b = after.segments[s];
      CHECK((a.unit == b.unit && a.end - a.begin == b.end - b.begin && a.legs == b.legs && a.coins == b.coins));
      for (std::uint32_t k = 0; k < a.end - a.begin; ++k) {
        CHECK(before.row[a.begin + k] == after.row[b.begin + k]);
        CHECK(before.quantity[a.begin + k] == after.quantity[b.begin + k]);
        CHECK(before.leg[a.begin + k] == after.leg[b.begin + k]);
      }
    }
  }
}

TEST_CASE("a closed position leaves no row behind", "[evaluate][change]") {
  const Account account{.positions = {{LinearFuture{btc}, 2.0, 100.0}, {InverseFuture{eth}, 20.0, 4.0}}, .cash = 7.0};
  const AccountRows rows = listing.admit(std::span{&account, 1});
  const auto tick = portfolio_venue().price(listing, three_assets());
  ChangedAccount scratch;
  const std::vector<Order> orders{{listing.find(LinearFuture{btc}).front(), -2.0, 110.0},
                                  {listing.find(InverseFuture{eth}).front(), -20.0, 8.0}};
  const AccountRow after = scratch.apply(tick->table(), rows.at(0), {.orders = orders});
  CHECK(after.cash == 7.0 + 20.0);  // paid in quote
  REQUIRE(after.segments.size() == 1);
  CHECK(after.segments[0].begin == after.segments[0].end);
  CHECK(after.segments[0].coins == 200.0 / 4.0 - 200.0 / 8.0);  // paid in ETH; ten quote a contract
}

TEST_CASE("a change of a size met before needs no memory", "[evaluate][change]") {
  Random random{32};
  const Account account = random_book(random, chain(), 10);
  const AccountRows rows = listing.admit(std::span{&account, 1});
  const auto tick = portfolio_venue().price(listing, three_assets());
  ChangedAccount scratch;
  const Order order{listing.id(1), 1.0, 2'560.0};
  (void)scratch.apply(tick->table(), rows.at(0), {.orders = {&order, 1}});
  CHECK(allocations_during([&] { (void)scratch.apply(tick->table(), rows.at(0), {.orders = {&order, 1}}); }) == 0);
}

TEST_CASE("a changed account can be changed again by the same scratch", "[evaluate][change][bits]") {
  Random random{33};
  const auto tick = portfolio_venue().price(listing, three_assets());
  Workspace workspace = tick->workspace();
  for (int i = 0; i < 50; ++i) {
    const Account account = random_book(random, chain(), 10);
    const AccountRows rows = listing.admit(std::span{&account, 1});
    const std::vector<Order> orders{{listing.id(random.below(listing.rows())), random.quantity(), 2'048.0},
                                    {listing.id(random.below(listing.rows())), random.quantity(), 1'024.0}};
    ChangedAccount scratch, other;
    const AccountRow once = scratch.apply(tick->table(), rows.at(0), {.orders = std::span{orders}.first(1)});
    const RiskReport twice = tick->evaluate(scratch.apply(tick->table(), once, {.orders = std::span{orders}.last(1)}), workspace);
    CHECK(bits(twice) == bits(tick->evaluate(other.apply(tick->table(), rows.at(0), {.orders = orders}), workspace)));
  }
}

TEST_CASE("no change makes an account of another age or listing current", "[evaluate][change][A18]") {
  const Account account{.positions = {{LinearFuture{btc}, 1.0, 1e5}}, .cash = 1e5};
  const AccountRows rows = listing.admit(std::span{&account, 1});
  const std::vector<std::string> gone{listing[static_cast<Index>(listing.find(LinearFuture{btc}).front().row)].id};
  const auto tick = portfolio_venue().price(*listing.with({}, gone), three_assets());
  Workspace workspace = tick->workspace();
  ChangedAccount scratch;
  const AccountRow changed = scratch.apply(tick->table(), rows.at(0), {.cash = 1.0});
  CHECK_FALSE(changed.is_admitted);
  CHECK(is_unknown(tick->evaluate(changed, workspace)));
}
