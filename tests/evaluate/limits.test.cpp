#include "bulwark/evaluate/limits.hpp"

#include "support/books.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

const Listing listing = *Listing::from(chain());

/// Runs `use(tick, account, workspace, scratch)` for books with some cash on every venue.
template <class Use>
void on_books(std::uint64_t seed, Use use) {
  Random random{seed};
  on_every_venue([&](const auto& venue) {
    const auto tick = venue.price(listing, three_assets());
    Workspace workspace = tick->workspace();
    ChangedAccount scratch;
    for (int i = 0; i < 40; ++i) {
      Account account = random_book(random, chain(), 1 + random.below(6));
      account.cash += 4e6;
      const AccountRows rows = listing.admit(std::span{&account, 1});
      use(*tick, rows.at(0), workspace, scratch);
    }
  });
}

}  // namespace

TEST_CASE("the largest withdrawal passes and one unit more does not", "[evaluate][limits][A02][A22]") {
  int found = 0;
  on_books(51, [&](const auto& tick, const AccountRow& account, Workspace& workspace, ChangedAccount& scratch) {
    const auto most = largest_withdrawal(tick, account, 0.01, workspace, scratch);
    const auto may = [&](double cash) {
      return permits(tick, account, Action::withdraw, {.cash = -cash}, workspace, scratch).is_allowed();
    };
    if (!most) {
      CHECK_FALSE(may(0.01));
      return;
    }
    ++found;
    CHECK(*most > 0.0);
    CHECK_FALSE(tick.evaluate(account, workspace).verdict.is_liquidatable());
    CHECK(may(*most));
    CHECK_FALSE(may(*most + 0.01));
  });
  CHECK(found > 20);
}

TEST_CASE("the largest order passes and one lot more does not", "[evaluate][limits][A22]") {
  int found = 0;
  on_books(52, [&](const auto& tick, const AccountRow& account, Workspace& workspace, ChangedAccount& scratch) {
    for (const double towards : {1.0, -1.0}) {
      const RowId row = listing.find(LinearFuture{eth}).front();
      const auto most = largest_order(tick, account, row, towards, 2'560.0, 0.125, workspace, scratch);
      const auto may = [&](double quantity) {
        const Order order{row, towards * quantity, 2'560.0};
        return permits(tick, account, Action::open, {.orders = {&order, 1}}, workspace, scratch).is_allowed();
      };
      if (!most) continue;
      ++found;
      CHECK(may(*most));
      CHECK_FALSE(may(*most + 0.125));
    }
  });
  CHECK(found > 40);
}

TEST_CASE("the smallest cure cures and a unit less does not", "[evaluate][limits]") {
  Random random{53};
  int cured = 0;
  on_every_venue([&](const auto& venue) {
    const auto tick = venue.price(listing, three_assets());
    Workspace workspace = tick->workspace();
    ChangedAccount scratch;
    for (int i = 0; i < 40; ++i) {
      const Account account = random_book(random, chain(), 6);
      const AccountRows rows = listing.admit(std::span{&account, 1});
      const auto deposit = smallest_cure(*tick, rows.at(0), 1.0, workspace, scratch);
      REQUIRE(deposit);
      const auto is_well = [&](double cash) {
        return tick->evaluate(scratch.apply(tick->table(), rows.at(0), {.cash = cash}), workspace).verdict.is_healthy();
      };
      CHECK(is_well(*deposit));
      if (*deposit == 0.0) continue;
      ++cured;
      CHECK_FALSE(is_well(*deposit - 1.0));
    }
  });
  CHECK(cured > 20);
}

TEST_CASE("nothing may be opened, withdrawn or cured by an unknown account, and a lot must be positive", "[evaluate][limits][faults]") {
  const auto tick = portfolio_venue().price(listing, three_assets());
  Workspace workspace = tick->workspace();
  ChangedAccount scratch;
  const RowId row = listing.find(LinearFuture{eth}).front();
  CHECK_FALSE(largest_order(*tick, {}, row, 1.0, 2'560.0, 1.0, workspace, scratch));
  CHECK_FALSE(largest_withdrawal(*tick, {}, 1.0, workspace, scratch));
  CHECK_FALSE(smallest_cure(*tick, {}, 1.0, workspace, scratch));
  const Account rich{.cash = 1e6};
  const AccountRows rows = listing.admit(std::span{&rich, 1});
  for (const double lot : {0.0, -1.0, std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()}) {
    CHECK_FALSE(largest_order(*tick, rows.at(0), row, 1.0, 2'560.0, lot, workspace, scratch));
    CHECK_FALSE(largest_withdrawal(*tick, rows.at(0), lot, workspace, scratch));
    CHECK_FALSE(smallest_cure(*tick, rows.at(0), lot, workspace, scratch));
  }
  for (const double price : {0.0, -1.0, std::numeric_limits<double>::quiet_NaN()})
    CHECK_FALSE(largest_order(*tick, rows.at(0), row, 1.0, price, 1.0, workspace, scratch));
  for (const double nowhere : {0.0, std::numeric_limits<double>::quiet_NaN()})
    CHECK_FALSE(largest_order(*tick, rows.at(0), row, nowhere, 2'560.0, 1.0, workspace, scratch));
  CHECK_FALSE(largest_order(*tick, rows.at(0), RowId{9999, 1}, 1.0, 2'560.0, 1.0, workspace, scratch));
  CHECK(*largest_withdrawal(*tick, rows.at(0), 1.0, workspace, scratch) == 1e6);
}

TEST_CASE("the largest transfer of coins passes and one lot more does not", "[evaluate][limits][A22]") {
  int found = 0;
  on_books(53, [&](const auto& tick, const AccountRow& account, Workspace& workspace, ChangedAccount& scratch) {
    const RowId coin = listing.find(Spot{eth}).front();
    const auto most = largest_withdrawal(tick, account, coin, 0.5, workspace, scratch);
    const auto may = [&](double coins) {
      const Order transfer{coin, -coins, 0.0};
      return permits(tick, account, Action::withdraw, {.orders = {&transfer, 1}}, workspace, scratch).is_allowed();
    };
    if (!most) {
      CHECK_FALSE(may(0.5));
      return;
    }
    ++found;
    CHECK(may(*most));
    CHECK_FALSE(may(*most + 0.5));
    CHECK_FALSE(largest_withdrawal(tick, account, listing.find(LinearFuture{eth}).front(), 0.5, workspace, scratch));
  });
  CHECK(found > 20);
}
