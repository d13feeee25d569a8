#include "bulwark/evaluate/kept_account.hpp"

#include "bulwark/evaluate/what_if.hpp"
#include "bulwark/venue/derive_portfolio_margin_2.hpp"
#include "support/allocations.hpp"
#include "support/books.hpp"
#include "support/catch.hpp"
#include "support/derive.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

const Listing listing = *Listing::from(chain());

Order random_order(Random& random, const AccountRow& account, double share_of_closes) {
  const std::uint32_t positions = account.segments.empty() ? 0 : account.segments.back().end;
  const bool is_held = positions > 0 && static_cast<double>(random.below(100)) < 100.0 * share_of_closes;
  const Index at = is_held ? random.below(static_cast<Index>(positions - account.segments.front().begin)) : 0;
  const Index row = is_held ? static_cast<Index>(account.row[account.segments.front().begin + static_cast<std::uint32_t>(at)])
                            : random.below(listing.rows());
  const Instrument& instrument = listing[row].instrument;
  const bool is_option = std::holds_alternative<VanillaOption>(instrument), is_coin = listing[row].settlement != AssetId::quote;
  const double price = is_option ? (is_coin ? 0.03125 : 2048.0) : entry_price(random, instrument);
  double quantity = random.quantity();
  if (is_held && random.below(2) == 0) quantity = -account.quantity[account.segments.front().begin + static_cast<std::uint32_t>(at)];
  return {listing.id(row), quantity, price};
}

/// Every number in which two reports differ by more than `most`, quote.
bool are_near(const RiskReport& a, const RiskReport& b, double most) {
  const auto near = [&](double x, double y) { return std::fabs(x - y) <= most; };
  return near(a.equity, b.equity) && near(a.resources.initial, b.resources.initial) &&
         near(a.resources.maintenance, b.resources.maintenance) && near(a.requirement.initial, b.requirement.initial) &&
         near(a.requirement.maintenance, b.requirement.maintenance);
}

}  // namespace

TEST_CASE("a trade on a kept account is within the bound of evaluating the changed account", "[evaluate][kept_account]") {
  Random random{71};
  int compared = 0, of_same_bits = 0;
  on_every_venue([&](const auto& venue) {
    const auto tick = venue.price(listing, three_assets());
    Workspace workspace = tick->workspace();
    ChangedAccount scratch;
    KeptAccount kept;
    for (int i = 0; i < 60; ++i) {
      const Account account = random_book(random, chain(), random.below(12));
      const AccountRows rows = listing.admit(std::span{&account, 1});
      REQUIRE(kept.keep(*tick, rows.at(0)));
      CHECK(bits(kept.before()) == bits(tick->evaluate(rows.at(0), workspace)));
      for (int j = 0; j < 20; ++j) {
        const Order order = random_order(random, rows.at(0), 0.5);
        const auto full = what_if(*tick, rows.at(0), {.orders = {&order, 1}}, workspace, scratch);
        REQUIRE(full);
        const RiskReport mine = what_if(*tick, kept, order);
        ++compared, of_same_bits += bits(mine) == bits(full->after);
        // No rule of these venues moves by more than three times what profits and values do.
        const double most = 3.0 * kept.rounding(tick->table(), order);
        INFO("row " << order.row.row << " quantity " << order.quantity << " most " << most);
        CHECK(are_near(mine, full->after, most));
        CHECK(most < 1e-5);
      }
    }
  });
  CHECK(compared == 4800);
  CHECK(of_same_bits > 1000);  // sums of few numbers often agree
}

TEST_CASE("a trade on a kept account has the bits of its row folded last", "[evaluate][kept_account][bits]") {
  // A row that stands last in its unit is folded last: there the kept answer and the whole one must be the same bits.
  Random random{72};
  int compared = 0;
  on_every_venue([&](const auto& venue) {
    const auto tick = venue.price(listing, three_assets());
    Workspace workspace = tick->workspace();
    ChangedAccount scratch;
    KeptAccount kept;
    for (int i = 0; i < 200; ++i) {
      const Account account = random_book(random, chain(), 1 + random.below(6));
      const AccountRows rows = listing.admit(std::span{&account, 1});
      REQUIRE(kept.keep(*tick, rows.at(0)));
      const AccountRow row = rows.at(0);
      for (const Segment& segment : row.segments) {
        if (segment.begin == segment.end) continue;
        for (Index r = 0; r < listing.rows(); ++r) {
          const ContractTerms& terms = tick->table().terms(r);
          const bool is_last =
              terms.unit == segment.unit && terms.rank > tick->table().terms(static_cast<Index>(row.row[segment.end - 1])).rank;
          if (!is_last || terms.kind != InstrumentKind::option || terms.settlement != AssetId::quote) continue;
          const Order order{listing.id(r), random.quantity(), 1024.0};
          if (order.quantity == 0.0 || row.segments.size() > 1) continue;  // units that net are added after
          const auto full = what_if(*tick, row, {.orders = {&order, 1}}, workspace, scratch);
          CHECK(bits(what_if(*tick, kept, order)) == bits(full->after));
          ++compared;
        }
      }
    }
  });
  CHECK(compared > 100);
}

TEST_CASE("trades on a kept account leave no trace, in whatever order they come", "[evaluate][kept_account][bits]") {
  Random random{73};
  on_every_venue([&](const auto& venue) {
    const auto tick = venue.price(listing, three_assets());
    KeptAccount kept, fresh;
    for (int i = 0; i < 20; ++i) {
      const Account account = random_book(random, chain(), 1 + random.below(12));
      const AccountRows rows = listing.admit(std::span{&account, 1});
      REQUIRE(kept.keep(*tick, rows.at(0)));
      for (int j = 0; j < 40; ++j) {
        const Order order = random_order(random, rows.at(0), 0.3);
        const Order nothing{order.row, 0.0, order.price};
        REQUIRE(fresh.keep(*tick, rows.at(0)));
        CHECK(bits(what_if(*tick, kept, order)) == bits(what_if(*tick, fresh, order)));
        if (j % 5 == 0) CHECK(are_near(what_if(*tick, kept, nothing), kept.before(), 0.0));
      }
    }
  });
}

TEST_CASE("blocks that count by expiry are evaluated whole, with the whole's bits", "[evaluate][kept_account][bits]") {
  const auto venue = second_manager();
  const std::vector<ListedInstrument> listed{{.id = "perpetual", .instrument = LinearFuture{btc}},
                                             {.id = "call", .instrument = VanillaOption{btc, OptionSide::call, 104'000.0, july}},
                                             {.id = "put", .instrument = VanillaOption{btc, OptionSide::put, 90'000.0, july}}};
  Judge judge(venue, three_assets(), listed);
  const Account account{.positions = {{listed[0].instrument, 0.5, 100'000.0}, {listed[1].instrument, -2.0}}, .cash = 90'000.0};
  const AccountRows rows = judge.listing().admit(std::span{&account, 1});
  KeptAccount kept;
  REQUIRE(kept.keep(judge.tick(), rows.at(0)));
  Workspace workspace = judge.tick().workspace();
  ChangedAccount scratch;
  for (Index row = 0; row < 3; ++row) {
    const Order order{judge.listing().id(row), 0.25, 1'000.0};
    const auto full = what_if(judge.tick(), rows.at(0), {.orders = {&order, 1}}, workspace, scratch);
    CHECK(bits(what_if(judge.tick(), kept, order)) == bits(full->after));
  }
}

TEST_CASE("what a venue reads decides what a trade costs, at compile time", "[evaluate][kept_account]") {
  const auto only_scenarios =
      RiskEvaluator{Haircut{}, sum_of(ScenarioMargin{.grid = grid()}, DebtMargin{}), Black{}, NoVar{}, HealthThreshold{}};
  STATIC_REQUIRE(needs_only_profits<std::remove_cvref_t<decltype(only_scenarios)>>);
  STATIC_REQUIRE_FALSE(needs_only_profits<decltype(portfolio_venue())>);
  STATIC_REQUIRE_FALSE(needs_only_profits<decltype(lending_venue())>);
}

TEST_CASE("trades on a kept account allocate nothing", "[evaluate][kept_account]") {
  Random random{75};
  on_every_venue([&](const auto& venue) {
    const auto tick = venue.price(listing, three_assets());
    KeptAccount kept;
    const Account account = random_book(random, chain(), 12);
    const AccountRows rows = listing.admit(std::span{&account, 1});
    REQUIRE(kept.keep(*tick, rows.at(0)));
    std::vector<Order> orders;
    for (int j = 0; j < 200; ++j) orders.push_back(random_order(random, rows.at(0), 0.5));
    STATIC_REQUIRE(noexcept(what_if(*tick, kept, orders[0])));
    STATIC_REQUIRE((noexcept(kept.rounding(tick->table(), orders[0]))&& noexcept(kept.before())&& noexcept(kept.account())));
    Workspace workspace = tick->workspace();
    STATIC_REQUIRE(noexcept(tick->evaluate(rows.at(0), workspace)));
    CHECK(allocations_during([&] {
            for (const Order& order : orders) (void)what_if(*tick, kept, order), (void)kept.rounding(tick->table(), order);
          }) == 0);
    CHECK(allocations_during([&] { kept.keep(*tick, rows.at(0)); }) == 0);

    // Into what a larger one left, and back.
    const Account small = random_book(random, chain(), 3);
    const AccountRows fewer = listing.admit(std::span{&small, 1});
    CHECK(allocations_during([&] { kept.keep(*tick, fewer.at(0)), kept.keep(*tick, rows.at(0)); }) == 0);
  });
}

TEST_CASE("an order that is faulty, or an account that is not kept, has an unknown outcome", "[evaluate][kept_account][faults]") {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  const auto tick = portfolio_venue().price(listing, three_assets()), other = portfolio_venue().price(listing, three_assets());
  const Account account{.positions = {{LinearFuture{btc}, 1.0, 1e5}}, .cash = 1e5};
  const AccountRows rows = listing.admit(std::span{&account, 1});
  const RowId future = listing.find(LinearFuture{btc}).front();
  KeptAccount kept;
  CHECK(is_unknown(what_if(*tick, kept, Order{future, 1.0, 1e5})));
  CHECK_FALSE(kept.keep(*tick, AccountRow{}));
  CHECK(is_unknown(kept.before()));
  REQUIRE(kept.keep(*tick, rows.at(0)));
  CHECK(what_if(*tick, kept, Order{future, 1.0, 1e5}).verdict.is_known());
  CHECK(is_unknown(what_if(*other, kept, Order{future, 1.0, 1e5})));  // another table
  for (const Order& bad : {Order{future, nan, 1e5}, Order{future, 1.0, 0.0}, Order{future, 1.0, -1.0}, Order{RowId{9999, 1}, 1.0, 1.0},
                           Order{RowId{0, 0}, 1.0, 1.0}, Order{future, 1.0, nan}}) {
    CHECK(is_unknown(what_if(*tick, kept, bad)));
    CHECK(std::isnan(kept.rounding(tick->table(), bad)));
  }
  CHECK(is_unknown(what_if(*tick, kept, Order{future, 1e308, 1e5})));  // too large for a number
}

TEST_CASE("an account that holds what is not known stays unknown until that is closed", "[evaluate][kept_account]") {
  MarketState market = three_assets();
  market.assets[2].volatility = {};
  const auto tick = portfolio_venue().price(listing, market);
  const RowId future = listing.find(LinearFuture{btc}).front();
  const RowId option = listing.find(VanillaOption{sol, OptionSide::call, 160.0, july}, AssetId::quote).front();
  const Account account{
      .positions = {{LinearFuture{btc}, 1.0, 1e5}, {VanillaOption{sol, OptionSide::call, 160.0, july}, 1.0, 0.0, AssetId::quote}},
      .cash = 1e5};
  const AccountRows rows = listing.admit(std::span{&account, 1});
  KeptAccount kept;
  REQUIRE(kept.keep(*tick, rows.at(0)));
  CHECK(is_unknown(kept.before()));
  CHECK(is_unknown(what_if(*tick, kept, Order{future, 1.0, 1e5})));
  CHECK(what_if(*tick, kept, Order{option, -1.0, 1.0}).verdict.is_known());
}

TEST_CASE("a kept account says nothing of a table that was refreshed since, nor of one made in its place", "[evaluate][kept_account]") {
  const auto venue = portfolio_venue();
  const MarketState before = three_assets();
  MarketState market = before;
  market.assets[0].spot *= 1.01;
  const Account account{.positions = {{LinearFuture{btc}, 1.0, 1e5}, {Spot{btc}, 2.0, 0.0}}, .cash = 1e5};
  const AccountRows rows = listing.admit(std::span{&account, 1});
  const Order order{listing.find(LinearFuture{btc}).front(), 1.0, 1e5};
  Tick tick = *venue.price(listing, before);
  KeptAccount kept;
  const auto is_stale = [&] { return is_unknown(what_if(tick, kept, order)) && std::isnan(kept.rounding(tick.table(), order)); };
  REQUIRE(kept.keep(tick, rows.at(0)));
  CHECK_FALSE(is_stale());

  REQUIRE_FALSE(venue.refresh(tick, listing, before, market)->is_rebuilt);
  CHECK(is_stale());
  REQUIRE(kept.keep(tick, rows.at(0)));
  Workspace workspace = tick.workspace();
  ChangedAccount scratch;
  const auto full = what_if(tick, rows.at(0), {.orders = {&order, 1}}, workspace, scratch);
  CHECK(are_near(what_if(tick, kept, order), full->after, 3.0 * kept.rounding(tick.table(), order)));

  REQUIRE(venue.refresh(tick, listing, market, before));
  REQUIRE(venue.refresh(tick, listing, before, market));  // the same market, but who knows that
  CHECK(is_stale());
  REQUIRE(kept.keep(tick, rows.at(0)));
  MarketState more = market;
  more.assets.push_back({.spot = 1.0});
  REQUIRE(venue.refresh(tick, listing, market, more)->is_rebuilt);
  CHECK(is_stale());
  REQUIRE(kept.keep(tick, rows.at(0)));
  tick = *venue.price(listing, market);
  CHECK(is_stale());
  REQUIRE(kept.keep(tick, rows.at(0)));
  tick.change([](PricedMarket& table, Faults&) { table.quote_price = 1.0; });
  CHECK(is_stale());

  std::optional<decltype(tick)> placed(*venue.price(listing, before));
  REQUIRE(kept.keep(*placed, rows.at(0)));
  placed.emplace(*venue.price(listing, market));
  CHECK(is_unknown(what_if(*placed, kept, order)));
}

TEST_CASE("a kept account is of a table's contents, wherever they are moved or copied to", "[evaluate][kept_account]") {
  Tick tick = *portfolio_venue().price(listing, three_assets());
  const Account account{.positions = {{LinearFuture{btc}, 1.0, 1e5}}, .cash = 1e5};
  const AccountRows rows = listing.admit(std::span{&account, 1});
  const Order order{listing.find(LinearFuture{btc}).front(), 1.0, 1e5};
  KeptAccount kept;
  REQUIRE(kept.keep(tick, rows.at(0)));
  const auto said = bits(what_if(tick, kept, order));
  Tick copy = tick;
  CHECK(bits(what_if(copy, kept, order)) == said);
  copy.change([](PricedMarket&, Faults&) {});
  CHECK(is_unknown(what_if(copy, kept, order)));
  const Tick moved = std::move(tick);
  CHECK(bits(what_if(moved, kept, order)) == said);
}

TEST_CASE("a kept account may be copied and moved, and what was moved from says nothing", "[evaluate][kept_account]") {
  const Tick tick = *portfolio_venue().price(listing, three_assets());
  Random random{77};
  const Account account = random_book(random, chain(), 12);
  const AccountRows rows = listing.admit(std::span{&account, 1});
  const RowId future = listing.find(LinearFuture{btc}).front();
  const Order order{future, 1.0, 1e5}, close{listing.id(static_cast<Index>(rows.at(0).row[0])), -rows.at(0).quantity[0], 1e3};
  KeptAccount kept;
  REQUIRE(kept.keep(tick, rows.at(0)));
  const auto said = bits(what_if(tick, kept, order)), said_of_close = bits(what_if(tick, kept, close));
  KeptAccount copy = kept, moved = std::move(kept);
  for (KeptAccount* each : {&copy, &moved}) {
    CHECK(bits(what_if(tick, *each, order)) == said);
    CHECK(bits(what_if(tick, *each, close)) == said_of_close);
  }
  for (Index row = 0; row < listing.rows(); ++row) CHECK(is_unknown(what_if(tick, kept, Order{listing.id(row), 1.0, 1e3})));
  REQUIRE(kept.keep(tick, rows.at(0)));
  CHECK(bits(what_if(tick, kept, order)) == said);
}

TEST_CASE("the bound holds for moves of any size, of legs and coins too", "[evaluate][kept_account]") {
  Random random{76};
  for (const double far : {2.0, 5.0, 40.0}) {
    ShockGrid wide = grid();
    wide.far_moves = {-0.5, far}, wide.far_factor = far / wide.price_range;  // counted in full
    const auto venue = RiskEvaluator{Haircut{.of_asset = {{.in_scenarios = true}, {.in_scenarios = true}, {.in_scenarios = true}}},
                                     ScenarioMargin{.grid = wide}, Black{}, NoVar{}, HealthThreshold{}};
    const auto tick = venue.price(listing, three_assets());
    Workspace workspace = tick->workspace();
    ChangedAccount scratch;
    KeptAccount kept;
    for (int i = 0; i < 60; ++i) {
      const Account account = random_book(random, chain(), 1 + random.below(12));
      const AccountRows rows = listing.admit(std::span{&account, 1});
      REQUIRE(kept.keep(*tick, rows.at(0)));
      for (int j = 0; j < 10; ++j) {
        const Order order = random_order(random, rows.at(0), 0.5);
        const auto full = what_if(*tick, rows.at(0), {.orders = {&order, 1}}, workspace, scratch);
        REQUIRE(full);
        CHECK(are_near(what_if(*tick, kept, order), full->after, 3.0 * kept.rounding(tick->table(), order)));
      }
    }
    // One leg of so many coins: the far move of it is among what is summed.
    const Account coins{.positions = {{InverseFuture{btc}, 1e6, 1e5, btc}}};
    const AccountRows rows = listing.admit(std::span{&coins, 1});
    REQUIRE(kept.keep(*tick, rows.at(0)));
    const double leg = std::fabs(rows.at(0).leg[rows.at(0).segments.front().begin]);
    CHECK(kept.rounding(tick->table(), {listing.find(LinearFuture{btc}).front(), 0.0, 1e5}) >= 0x1p-51 * 2.0 * leg * far * 104'000.0);
  }
}

TEST_CASE("the bound is none where a row that is not known is held or traded", "[evaluate][kept_account][faults]") {
  MarketState market = three_assets();
  market.assets[2].volatility = {};
  const auto tick = portfolio_venue().price(listing, market);
  const RowId future = listing.find(LinearFuture{btc}).front();
  const VanillaOption call{sol, OptionSide::call, 160.0, july};
  const RowId option = listing.find(call, AssetId::quote).front();
  const Account holds{.positions = {{call, 1.0, 0.0, AssetId::quote}}, .cash = 1e5}, holds_none{.positions = {}, .cash = 1e5};
  KeptAccount kept;
  REQUIRE(kept.keep(*tick, listing.admit(std::span{&holds, 1}).at(0)));
  CHECK(std::isnan(kept.rounding(tick->table(), {future, 1.0, 1e5})));
  REQUIRE(kept.keep(*tick, listing.admit(std::span{&holds_none, 1}).at(0)));
  CHECK(kept.rounding(tick->table(), {future, 1.0, 1e5}) > 0.0);
  CHECK(std::isnan(kept.rounding(tick->table(), {option, 1.0, 1.0})));
}
