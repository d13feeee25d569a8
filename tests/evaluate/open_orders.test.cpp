#include "bulwark/evaluate/open_orders.hpp"

#include "support/books.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {
const Listing listing = *Listing::from(chain());
const RowId btc_future = listing.find(LinearFuture{btc}).front(), eth_future = listing.find(LinearFuture{eth}).front();
}  // namespace

TEST_CASE("open orders need at least what all buys or all sells would", "[evaluate][open_orders][B10]") {
  Random random{61};
  on_every_venue([&](const auto& venue) {
    const auto tick = venue.price(listing, three_assets());
    Workspace workspace = tick->workspace();
    ChangedAccount scratch;
    for (int i = 0; i < 40; ++i) {
      const Account account = random_book(random, chain(), random.below(6));
      const AccountRows rows = listing.admit(std::span{&account, 1});
      std::vector<Order> orders, buys, sells;
      for (Index k = random.below(5); k >= 0; --k) {
        const bool is_btc = random.next() & 1;
        orders.push_back({is_btc ? btc_future : eth_future, random.quantity(), is_btc ? 104'000.0 : 2'560.0});
        (orders.back().quantity > 0.0 ? buys : sells).push_back(orders.back());
      }
      const auto worst = worst_fill(*tick, rows.at(0), orders, workspace, scratch);
      REQUIRE(worst);
      CHECK(worst->fills == Index{1} << worst->orders.size());
      const double surplus = worst->report.initial_surplus();
      for (const std::vector<Order>& some : {std::vector<Order>{}, buys, sells, orders}) {
        const RiskReport r = tick->evaluate(scratch.apply(tick->table(), rows.at(0), {.orders = some}), workspace);
        CHECK(surplus <= r.initial_surplus() + 1e-9 * (1.0 + std::abs(r.initial_surplus())));
      }
      // The fill it names is the one it reports.
      std::vector<Order> filled;
      for (std::size_t k = 0; k < worst->orders.size(); ++k)
        if (worst->filled >> k & 1u) filled.push_back(worst->orders[k]);
      CHECK(bits(tick->evaluate(scratch.apply(tick->table(), rows.at(0), {.orders = filled}), workspace)) == bits(worst->report));
    }
  });
}

TEST_CASE("two sides of a quote are charged for the worse one", "[evaluate][open_orders]") {
  const auto tick = tiered_venue().price(listing, three_assets());
  Workspace workspace = tick->workspace();
  ChangedAccount scratch;
  const Account account{.positions = {{LinearFuture{btc}, 1.0, 104'000.0}}, .cash = 1e5};
  const AccountRows rows = listing.admit(std::span{&account, 1});
  const std::vector<Order> quote{{btc_future, 2.0, 104'000.0}, {btc_future, -2.0, 104'000.0}};
  const auto worst = worst_fill(*tick, rows.at(0), quote, workspace, scratch);
  CHECK(worst->filled == 1);
  CHECK(worst->report.requirement.initial == Catch::Approx(0.02 * 312'000.0));
}

TEST_CASE("no orders are the account itself, equal ones are one", "[evaluate][open_orders]") {
  const auto tick = tiered_venue().price(listing, three_assets());
  Workspace workspace = tick->workspace();
  ChangedAccount scratch;
  const Account account{.cash = 1e5};
  const AccountRows rows = listing.admit(std::span{&account, 1});
  CHECK(bits(worst_fill(*tick, rows.at(0), {}, workspace, scratch)->report) == bits(tick->evaluate(rows.at(0), workspace)));
  const std::vector<Order> same(30, Order{btc_future, 0.125, 104'000.0});
  const auto worst = worst_fill(*tick, rows.at(0), same, workspace, scratch);
  REQUIRE(worst);
  REQUIRE(worst->orders.size() == 1);
  CHECK(worst->orders[0].quantity == 3.75);
}

TEST_CASE("too many and faulty open orders are all reported; unknown accounts stay unknown", "[evaluate][open_orders][faults]") {
  const auto tick = tiered_venue().price(listing, three_assets());
  Workspace workspace = tick->workspace();
  ChangedAccount scratch;
  std::vector<Order> orders;
  for (int i = 0; i < 13; ++i) orders.push_back({btc_future, 1.0, 100'000.0 + i});
  orders[3].quantity = std::numeric_limits<double>::infinity();
  orders[5].row.listed += 1;
  const auto worst = worst_fill(*tick, {}, orders, workspace, scratch);
  REQUIRE_FALSE(worst);
  REQUIRE(worst.faults().size() == 3);
  CHECK(describe(worst.faults()[0]) == "order.quantity[3] must be finite, got inf");
  CHECK(worst.faults()[1].code == FaultCode::stale_row);
  CHECK(describe(worst.faults()[2]) == "open_orders is out of range, got 13");
  const Order one{btc_future, 1.0, 1e5};
  const auto unknown = worst_fill(*tick, {}, {&one, 1}, workspace, scratch);
  REQUIRE(unknown);
  CHECK(is_unknown(unknown->report));
  const Order enormous{btc_future, 1e308, 1e308};
  const Account account{.cash = 1e5};
  const AccountRows rows = listing.admit(std::span{&account, 1});
  CHECK(is_unknown(worst_fill(*tick, rows.at(0), {&enormous, 1}, workspace, scratch)->report));
}
