#include "bulwark/evaluate/what_if.hpp"

#include "support/books.hpp"
#include "support/catch.hpp"
#include "support/derive.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

const Listing listing = *Listing::from(chain());

/// A random order at a random price for a row that is listed.
Order random_order(Random& random) {
  const Index row = random.below(listing.rows());
  const Instrument& instrument = listing[row].instrument;
  const bool is_option = std::holds_alternative<VanillaOption>(instrument), is_coin = listing[row].settlement != AssetId::quote;
  const double price = is_option ? (is_coin ? 0.03125 : 2048.0) : entry_price(random, instrument);
  return {listing.id(row), random.quantity(), price};
}

/// The account that a person would write after the order: a position more, and what it cost less. None where that leaves coins behind.
std::optional<Account> after_by_hand(Account account, const Order& order) {
  const ListedInstrument& item = listing[static_cast<Index>(order.row.row)];
  const bool is_future = std::holds_alternative<LinearFuture>(item.instrument) || std::holds_alternative<InverseFuture>(item.instrument);
  if (std::holds_alternative<VanillaOption>(item.instrument) && item.settlement != AssetId::quote) return {};
  if (!is_future) account.cash -= order.quantity * item.multiplier * order.price;
  account.positions.push_back({item.instrument, order.quantity, order.price, item.settlement});
  return account;
}

}  // namespace

TEST_CASE("what-if has the bits of the account it describes", "[evaluate][what_if][A07][bits]") {
  Random random{21};
  on_every_venue([&](const auto& venue) {
    const auto tick = venue.price(listing, three_assets());
    Workspace workspace = tick->workspace();
    ChangedAccount scratch;
    for (int i = 0; i < 400; ++i) {
      const Account account = random_book(random, chain(), random.below(12));
      const Order order = random_order(random);
      const auto by_hand = after_by_hand(account, order);
      if (!by_hand) continue;
      const std::vector<Account> both{account, *by_hand};
      const AccountRows rows = listing.admit(both);
      const auto impact = what_if(*tick, rows.at(0), {.orders = {&order, 1}}, workspace, scratch);
      REQUIRE(impact);
      CHECK(bits(impact->before) == bits(tick->evaluate(rows.at(0), workspace)));
      CHECK(bits(impact->after) == bits(tick->evaluate(rows.at(1), workspace)));
    }
  });
}

TEST_CASE("closing a position by an order is as if it had been closed before", "[evaluate][what_if][bits]") {
  // Quote futures leave cash, coin futures coins; either way the account is the one that never names the position again.
  const auto tick = portfolio_venue().price(listing, three_assets());
  Workspace workspace = tick->workspace();
  ChangedAccount scratch;
  for (const Instrument& future : {Instrument{LinearFuture{btc}}, Instrument{InverseFuture{btc}}}) {
    const double size = std::holds_alternative<InverseFuture>(future) ? 208'000.0 : 2.0;
    const std::vector<Account> accounts{
        {.positions = {{future, size, 65'536.0}, {VanillaOption{btc, OptionSide::put, 78'000.0, july}, -1.0, 0.0, AssetId::quote}},
         .cash = 1e5},
        {.positions = {{future, size, 65'536.0},
                       {VanillaOption{btc, OptionSide::put, 78'000.0, july}, -1.0, 0.0, AssetId::quote},
                       {future, -size, 131'072.0}},
         .cash = 1e5}};
    const AccountRows rows = listing.admit(accounts);
    const Order close{listing.find(future).front(), -size / listing[static_cast<Index>(listing.find(future).front().row)].multiplier,
                      131'072.0};
    REQUIRE(listing[static_cast<Index>(close.row.row)].multiplier >= 1.0);
    const Order order{close.row, -size, 131'072.0};
    const auto impact = what_if(*tick, rows.at(0), {.orders = {&order, 1}}, workspace, scratch);
    REQUIRE(impact);
    CHECK(bits(impact->after) == bits(tick->evaluate(rows.at(1), workspace)));
    CHECK(impact->after.verdict.is_known());
  }
}

TEST_CASE("a premium is paid in what the option settles in", "[evaluate][what_if]") {
  const Account account{.cash = 1e6};
  const AccountRows rows = listing.admit(std::span{&account, 1});
  const auto tick = coin_venue().price(listing, three_assets());
  Workspace workspace = tick->workspace();
  ChangedAccount scratch;
  const RowId call = listing.find(VanillaOption{btc, OptionSide::call, 104'000.0, july}, btc).front();
  const double mark = tick->table().at(static_cast<Index>(call.row), Column::option_value);
  const Order order{call, 4.0, mark};
  const auto impact = what_if(*tick, rows.at(0), {.orders = {&order, 1}}, workspace, scratch);
  CHECK(impact->after.equity == Catch::Approx(1e6).epsilon(1e-15));  // bought at its mark
  const Order dearer{call, 4.0, 2.0 * mark};
  CHECK(what_if(*tick, rows.at(0), {.orders = {&dearer, 1}}, workspace, scratch)->after.equity ==
        Catch::Approx(1e6 - 4.0 * mark * 104'000.0).epsilon(1e-14));
}

TEST_CASE("nothing changes by no change, and before plus change is after", "[evaluate][what_if]") {
  Random random{22};
  const auto tick = portfolio_venue().price(listing, three_assets());
  Workspace workspace = tick->workspace();
  ChangedAccount scratch;
  for (int i = 0; i < 50; ++i) {
    const Account account = random_book(random, chain(), 8);
    const AccountRows rows = listing.admit(std::span{&account, 1});
    const auto nothing = what_if(*tick, rows.at(0), {}, workspace, scratch);
    CHECK(bits(nothing->before) == bits(nothing->after));
    const Order order = random_order(random);
    const auto impact = what_if(*tick, rows.at(0), {.orders = {&order, 1}, .cash = 64.0}, workspace, scratch);
    for (const Moved& m : {impact->equity(), impact->initial_requirement(), impact->maintenance_requirement(), impact->initial_resources(),
                           impact->maintenance_resources(), impact->initial_surplus(), impact->maintenance_surplus()})
      CHECK(m.change == m.after - m.before);
  }
}

TEST_CASE("every fault of a change is reported, and the account stays", "[evaluate][what_if][faults]") {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN(), infinity = std::numeric_limits<double>::infinity();
  const Account account{.positions = {{LinearFuture{btc}, 1.0, 1e5}}, .cash = 1e5};
  const AccountRows rows = listing.admit(std::span{&account, 1});
  const auto tick = portfolio_venue().price(listing, three_assets());
  Workspace workspace = tick->workspace();
  ChangedAccount scratch;
  const RowId future = listing.find(LinearFuture{btc}).front();
  const std::vector<Order> orders{{future, nan, infinity},    {future, 1.0, -1.0},     {future, 1.0, 0.0},
                                  {RowId{9999, 1}, 1.0, 1.0}, {RowId{0, 0}, 1.0, 1.0}, {RowId{0, 7}, infinity, nan},
                                  {listing.id(0), 1.0, 0.0}};
  const auto impact = what_if(*tick, rows.at(0), {.orders = orders, .cash = nan}, workspace, scratch);
  REQUIRE_FALSE(impact);
  std::vector<std::string> said;
  for (const Fault& fault : impact.faults()) said.push_back(describe(fault));
  CHECK(said == std::vector<std::string>{"change.cash must be finite, got nan", "order.quantity[0] must be finite, got nan",
                                         "order.price[0] must be finite, got inf", "order.price[1] must not be negative, got -1",
                                         "order.price[2] must be positive, got 0", "order.row[3] is a row of an older listing, got 9999",
                                         "order.row[4] is a row of an older listing, got 0",
                                         "order.row[5] is a row of an older listing, got 0", "order.quantity[5] must be finite, got inf",
                                         "order.price[5] must be finite, got nan"});
}

TEST_CASE("an order too large for a number makes an unknown outcome, not a wrong one", "[evaluate][what_if][faults]") {
  const Account account{.positions = {{LinearFuture{btc}, 1.0, 1e5}}, .cash = 1e5};
  const AccountRows rows = listing.admit(std::span{&account, 1});
  const auto tick = portfolio_venue().price(listing, three_assets());
  Workspace workspace = tick->workspace();
  ChangedAccount scratch;
  for (const double quantity : {1e308, -1e308}) {
    const Order order{listing.find(LinearFuture{btc}).front(), quantity, 1e308};
    const auto impact = what_if(*tick, rows.at(0), {.orders = {&order, 1}}, workspace, scratch);
    REQUIRE(impact);
    CHECK(is_unknown(impact->after));
    CHECK(impact->before.verdict.is_known());
  }
}

TEST_CASE("an account of an older listing is changed as one of this", "[evaluate][what_if]") {
  const Account account{.positions = {{LinearFuture{btc}, 1.0, 1e5}}, .cash = 1e5};
  const AccountRows rows = listing.admit(std::span{&account, 1});
  const std::vector<ListedInstrument> fresh{{.id = "new", .instrument = LinearFuture{sol, july}}};
  const Listing next = *listing.with(fresh, {});
  const auto tick = portfolio_venue().price(next, three_assets());
  Workspace workspace = tick->workspace();
  ChangedAccount scratch;
  const Order order{*next.find(std::string("new")), 2.0, 160.0};
  const auto impact = what_if(*tick, rows.at(0), {.orders = {&order, 1}}, workspace, scratch);
  REQUIRE(impact);
  const Account by_hand{.positions = {{LinearFuture{btc}, 1.0, 1e5}, {LinearFuture{sol, july}, 2.0, 160.0}}, .cash = 1e5};
  // The SOL future of the chain has the same expiry: the listing holds it twice, so name rows.
  const std::vector<RowId> ids{next.find(LinearFuture{btc}).front(), order.row};
  const std::vector<Index> offsets{0, 2};
  const std::vector<double> quantity{1.0, 2.0}, price{1e5, 160.0}, cash{1e5};
  const AccountRows anew = next.admit(PositionColumns{offsets, ids, quantity, price, cash});
  CHECK(bits(impact->after) == bits(tick->evaluate(anew.at(0), workspace)));
}

TEST_CASE("what an order would do to a manager's account has the bits of the account that it makes", "[evaluate][what_if][A07]") {
  Judge judge(second_manager());
  Workspace workspace = judge.tick().workspace();
  ChangedAccount scratch;
  Random random{76};
  for (int i = 0; i < 60; ++i) {
    const Account account = derive_book(random, random.below(8)), more = derive_book(random, 1 + random.below(3));
    std::vector<Order> orders;  // at no premium: given away, as positions of an account are
    for (const Position& p : more.positions)
      orders.push_back({judge.listing().find(p.instrument).front(), p.quantity,
                        std::holds_alternative<LinearFuture>(p.instrument) ? p.entry_price : 0.0});
    const AccountRows rows = judge.listing().admit(std::span{&account, 1});
    const auto impact = what_if(judge.tick(), rows.at(0), {.orders = orders, .cash = more.cash}, workspace, scratch);
    REQUIRE(impact);
    CHECK(bits(impact->after) == bits(judge(together(account, more))));
  }
}
