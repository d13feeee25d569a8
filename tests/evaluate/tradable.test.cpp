#include "bulwark/evaluate/tradable.hpp"

#include <vector>

#include "bulwark/evaluate/trial_trades.hpp"
#include "support/books.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("all lots of a closing row are the whole position to the last bit", "[evaluate][tradable]") {
  const Listing listing = *Listing::from(chain());
  const auto tick = portfolio_venue().price(listing, three_assets());
  Random random{4};
  for (int i = 0; i < 300; ++i) {
    Account account = random_book(random, chain(), 1 + random.below(10));
    for (Position& p : account.positions) p.quantity *= random.between(0.1, 3.0);
    const AccountRows rows = listing.admit(std::span{&account, 1});
    const double lot = random.between(0.001, 2.0);
    Tradable held[16];
    const Index count = closing_tradables(
        tick->table(), rows.at(0), [&](Index) { return lot; }, held);
    for (Index t = 0; t < count; ++t) {
      const Tradable& one = held[t];
      CHECK((one.most_bought == 0.0) != (one.most_sold == 0.0));
      CHECK(one.lot <= lot * (1.0 + 1e-12));
      CHECK(one.quantity(one.lots_bought()) == one.most_bought);
      CHECK(one.quantity(-one.lots_sold()) == -one.most_sold);
      CHECK(tick->table().terms(static_cast<Index>(one.row.row)).kind != InstrumentKind::spot);
    }
  }
}

TEST_CASE("coins are closed only where that is asked for, and what does not fit is left out", "[evaluate][tradable]") {
  const Listing listing = *Listing::from(chain());
  const auto tick = portfolio_venue().price(listing, three_assets());
  const Account account{.positions = {{Spot{btc}, 2.0}, {LinearFuture{eth}, -3.0, 2'500.0}}};
  const AccountRows rows = listing.admit(std::span{&account, 1});
  Tradable held[4];
  const auto half = [](Index) { return 0.5; };
  CHECK(closing_tradables(tick->table(), rows.at(0), half, held) == 1);
  CHECK(held[0].lots_bought() == 6);
  CHECK(closing_tradables(tick->table(), rows.at(0), half, held, 1.0, true) == 2);
  CHECK(closing_tradables(tick->table(), rows.at(0), half, std::span{held}.first(1), 1.0, true) == 1);
  CHECK(closing_tradables(tick->table(), rows.at(0), half, held, 0.4) == 1);
  CHECK(held[0].lots_bought() == 2);  // 1.2 contracts
}

TEST_CASE("trading at the mark leaves equity as it is, and the cost takes itself off", "[evaluate][trial_trades]") {
  const Listing listing = *Listing::from(chain());
  const auto tick = portfolio_venue().price(listing, three_assets());
  Workspace workspace = tick->workspace();
  ChangedAccount changed;
  Random random{5};
  for (int i = 0; i < 100; ++i) {
    const Account account = random_book(random, chain(), 1 + random.below(10));
    const AccountRows rows = listing.admit(std::span{&account, 1});
    const double equity = tick->evaluate(rows.at(0), workspace).equity;
    const Order order = order_at_mark(tick->table(), listing.id(random.below(listing.rows())), random.quantity());
    const RiskReport after = tick->evaluate(changed.apply(tick->table(), rows.at(0), {.orders = {&order, 1}, .cash = -64.0}), workspace);
    const double notional = std::abs(order.quantity * tick->table().at(static_cast<Index>(order.row.row), Column::notional));
    CHECK(std::abs(after.equity + 64.0 - equity) <= 1e-11 * (std::abs(equity) + notional + 1e6));
  }
}
