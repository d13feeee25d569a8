#include "bulwark/scenario/compressed_rows.hpp"

#include <algorithm>
#include <limits>
#include <vector>

#include "bulwark/evaluate/sweep.hpp"
#include "bulwark/evaluate/what_if.hpp"
#include "bulwark/scenario/exported_rows.hpp"
#include "support/allocations.hpp"
#include "support/books.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN(), infinity = std::numeric_limits<double>::infinity();
const Listing listing = *Listing::from(chain());

std::vector<Account> books(Index count, std::uint64_t seed) {
  Random random{seed};
  std::vector<Account> accounts;
  for (Index i = 0; i < count; ++i) accounts.push_back(random_book(random, chain(), random.below(20)));
  return accounts;
}

/// Five accounts of two positions each, in the order of the listing.
ExportedRows five() {
  const std::uint32_t a = listing.order()[3], b = listing.order()[20];
  return {.offsets = {0, 2, 4, 6, 8, 10},
          .row = {a, b, a, b, a, b, a, b, a, b},
          .quantity = std::vector<double>(10, 1.5),
          .leg = std::vector<double>(10, -2.0),
          .cash = std::vector<double>(5, 1e6),
          .generation = listing.generation()};
}

/// Which of the accounts are admitted, first account first.
std::vector<bool> admitted(const CompressedRows& rows) {
  std::vector<bool> are;
  for (Index a = 0; a < rows.size(); ++a) are.push_back(rows.is_admitted(a));
  return are;
}

std::vector<bool> all_but(std::initializer_list<std::size_t> refused) {
  std::vector<bool> are(5, true);
  for (const std::size_t a : refused) are[a] = false;
  return are;
}

}  // namespace

TEST_CASE("accounts in compressed rows are evaluated to the bits that admitted ones have", "[scenario][compressed_rows][bits]") {
  std::vector<Account> accounts = books(400, 1);
  // Closed inverse futures leave coins behind: with other positions of their unit, and alone.
  for (Account& account : accounts) {
    account.positions.push_back({InverseFuture{btc}, 4096.0, 100'000.0, btc});
    account.positions.push_back({InverseFuture{btc}, -4096.0, 102'400.0, btc});
  }
  accounts.push_back({.positions = {{InverseFuture{eth}, 2048.0, 2'500.0, eth}, {InverseFuture{eth}, -2048.0, 2'560.0, eth}}, .cash = 5e4});
  const AccountRows rows = listing.admit(accounts);
  REQUIRE(rows.faults().empty());
  const ExportedRows held = exported(listing, rows);
  CompressedColumns counted = held.columns();
  counted.segment_offsets = {}, counted.segments = {};
  for (const CompressedColumns& columns : {held.columns(), counted}) {
    const CompressedRows compressed = CompressedRows::of(listing, columns);
    REQUIRE(compressed.faults().empty());
    REQUIRE(compressed.size() == rows.size());
    auto reader = compressed.reader();
    for (Index a = 0; a < rows.size(); ++a) {
      const AccountRow one = rows.at(a), other = reader.at(a);
      CHECK(one.cash == other.cash);
      REQUIRE(one.segments.size() == other.segments.size());
      for (std::size_t s = 0; s < one.segments.size(); ++s) {
        CHECK(one.segments[s].unit == other.segments[s].unit);
        CHECK(one.segments[s].legs == other.segments[s].legs);
        CHECK(one.segments[s].coins == other.segments[s].coins);
        CHECK(one.segments[s].naked == other.segments[s].naked);
        CHECK(one.segments[s].futures == other.segments[s].futures);
      }
    }
    on_every_venue([&](const auto& venue) {
      const auto tick = *venue.price(listing, three_assets());
      Workspace workspace = tick.workspace();
      for (Index a = 0; a < rows.size(); ++a)
        CHECK(bits(tick.evaluate(rows.at(a), workspace)) == bits(tick.evaluate(reader.at(a), workspace)));
      auto one = *VenueSummary<>::from({.riskiest = 20}), other = one;
      sweep(tick, rows, {.begin = 0, .end = rows.size()}, workspace, one);
      sweep(tick, compressed.reader(), {.begin = 0, .end = compressed.size()}, workspace, other);
      CHECK(one == other);
    });
  }
}

TEST_CASE("a refused account stays refused when it is exported, and the rest are what they were", "[scenario][compressed_rows]") {
  std::vector<Account> accounts = books(5, 2);
  accounts[2].cash = infinity;
  const AccountRows rows = listing.admit(accounts);
  const ExportedRows held = exported(listing, rows);
  const CompressedRows compressed = CompressedRows::of(listing, held.columns());
  CHECK(admitted(compressed) == all_but({2}));
  REQUIRE(compressed.faults().size() == 1);
  CHECK(describe(compressed.faults()[0]) == "account.cash[2] must be finite, got nan");
  const auto tick = *portfolio_venue().price(listing, three_assets());
  Workspace workspace = tick.workspace();
  CHECK(is_unknown(tick.evaluate(compressed.reader().at(2), workspace)));
}

TEST_CASE("without legs and cash they are nothing, and zero contracts are nothing", "[scenario][compressed_rows]") {
  const AccountRows bought = listing.admit(std::vector<Account>{
      {.positions = {{VanillaOption{btc, OptionSide::call, 104'000.0, july}, -3.0, 0.0, AssetId::quote}, {Spot{btc}, 2.0, 0.0, btc}}}});
  ExportedRows held = exported(listing, bought);
  CompressedColumns columns = held.columns();
  columns.leg = {}, columns.cash = {};
  columns.segment_offsets = {}, columns.segments = {};
  const CompressedRows compressed = CompressedRows::of(listing, columns);
  REQUIRE(compressed.faults().empty());
  ExportedRows with_nothing = held;
  with_nothing.segment_offsets.clear(), with_nothing.segments.clear();
  with_nothing.row.insert(with_nothing.row.begin(), listing.order()[0]);
  for (std::vector<double>* column : {&with_nothing.quantity, &with_nothing.leg}) column->insert(column->begin(), 0.0);
  with_nothing.offsets[1] = 3;
  const CompressedRows padded = CompressedRows::of(listing, with_nothing.columns());
  REQUIRE(padded.faults().empty());
  on_every_venue([&](const auto& venue) {
    const auto tick = *venue.price(listing, three_assets());
    Workspace workspace = tick.workspace();
    const auto expected = bits(tick.evaluate(bought.at(0), workspace));
    CHECK(bits(tick.evaluate(compressed.reader().at(0), workspace)) == expected);
    CHECK(bits(tick.evaluate(padded.reader().at(0), workspace)) == expected);
  });
}

TEST_CASE("coins that closed contracts left are no position: what reads positions or changes them finds what it finds admitted",
          "[scenario][compressed_rows]") {
  const RowId future = listing.find(InverseFuture{btc}).front(), dated = listing.find(InverseFuture{btc, december}).front();
  const std::vector<Account> accounts{
      {.positions = {{InverseFuture{btc}, 8192.0, 100'000.0}, {InverseFuture{btc}, -8192.0, 104'000.0}}, .cash = 1e6},
      {.positions = {{InverseFuture{btc}, 8192.0, 100'000.0},
                     {InverseFuture{btc}, -8192.0, 104'000.0},
                     {InverseFuture{btc, december}, 4096.0, 104'000.0},
                     {VanillaOption{btc, OptionSide::put, 104'000.0, december}, -2.0, 0.0, btc}},
       .cash = 1e6}};
  const AccountRows rows = listing.admit(accounts);
  const ExportedRows held = exported(listing, rows);
  const CompressedRows compressed = CompressedRows::of(listing, held.columns());
  REQUIRE((rows.faults().empty() && compressed.faults().empty()));
  auto reader = compressed.reader();
  const auto tick = *portfolio_venue().price(listing, three_assets());
  Workspace workspace = tick.workspace();
  ChangedAccount scratch;
  for (Index a = 0; a < 2; ++a) {
    REQUIRE(rows.at(a).segments.front().coins != 0.0);
    CHECK(std::ranges::equal(reader.at(a).segments, rows.at(a).segments, [](const Segment& x, const Segment& y) {
      return x.unit == y.unit && x.end - x.begin == y.end - y.begin && x.legs == y.legs && x.coins == y.coins;
    }));
    for (const RowId row : {future, dated})
      for (const double quantity : {1024.0, -4096.0}) {
        const Order order{row, quantity, 103'000.0};
        const Change change{.orders = {&order, 1}};
        const auto expected = what_if(tick, rows.at(a), change, workspace, scratch);
        CHECK(bits(what_if(tick, reader.at(a), change, workspace, scratch)->after) == bits(expected->after));
      }
  }
}

TEST_CASE("what nobody knows of a contract is nothing to who holds zero of it, or coins of its unit alone", "[scenario][compressed_rows]") {
  const std::vector<Account> accounts{
      {.positions = {{InverseFuture{btc}, 8192.0, 100'000.0}, {InverseFuture{btc}, -8192.0, 104'000.0}}, .cash = 1e6}};
  const AccountRows rows = listing.admit(accounts);
  const ExportedRows held = exported(listing, rows);
  const CompressedRows compressed = CompressedRows::of(listing, held.columns());
  MarketState market = three_assets();
  market.marks.resize(static_cast<std::size_t>(listing.rows()));
  market.marks[held.row.front()] = -1.0;  // no price
  on_every_venue([&](const auto& venue) {
    const auto tick = *venue.price(listing, market);
    Workspace workspace = tick.workspace();
    REQUIRE_FALSE(tick.faults().empty());
    const RiskReport report = tick.evaluate(rows.at(0), workspace);
    CHECK(report.verdict.is_known());
    CHECK(bits(tick.evaluate(compressed.reader().at(0), workspace)) == bits(report));
  });
}

TEST_CASE("reading does not allocate", "[scenario][compressed_rows]") {
  const AccountRows rows = listing.admit(books(50, 3));
  const ExportedRows held = exported(listing, rows);
  const CompressedRows compressed = CompressedRows::of(listing, held.columns());
  const auto tick = *portfolio_venue().price(listing, three_assets());
  Workspace workspace = tick.workspace();
  auto reader = compressed.reader();
  auto summary = *VenueSummary<>::from({.riskiest = 5});
  CHECK(allocations_during([&] { sweep(tick, reader, {.begin = 0, .end = 50}, workspace, summary); }) == 0);
}

TEST_CASE("every wrong entry is a fault of its account alone", "[scenario][compressed_rows][faults]") {
  struct Case {
    void (*spoil)(ExportedRows&);
    const char* says;
  };
  const Case cases[] = {
      {[](ExportedRows& held) { held.quantity[5] = unknown; }, "position.quantity[2,1] must be finite, got nan"},
      {[](ExportedRows& held) { held.leg[4] = infinity; }, "position.leg[2,0] must be finite, got inf"},
      {[](ExportedRows& held) { held.cash[2] = -infinity; }, "account.cash[2] must be finite, got -inf"},
      {[](ExportedRows& held) { held.row[5] = 1'000'000; }, "position.row[2,1] is out of range, got 1000000"},
      {[](ExportedRows& held) { std::swap(held.row[4], held.row[5]); }, "position.row[2,1] must increase, got"},
      {[](ExportedRows& held) { held.row[5] = held.row[4]; }, "position.row[2,1] must increase, got"},
      {[](ExportedRows& held) { held.leg[4] = held.leg[5] = 0x1.fp1023; }, "account.positions[2] overflows, got inf"},
  };
  const ExportedRows good = five();
  REQUIRE(admitted(CompressedRows::of(listing, good.columns())) == all_but({}));
  for (const Case& one : cases) {
    ExportedRows held = five();
    one.spoil(held);
    const CompressedRows rows = CompressedRows::of(listing, held.columns());
    CHECK(admitted(rows) == all_but({2}));
    REQUIRE(rows.faults().size() == 1);
    CHECK_THAT(describe(rows.faults()[0]), Catch::Matchers::ContainsSubstring(one.says));
    CHECK_FALSE(rows.reader().at(2).is_admitted);
    CHECK(rows.reader().at(3).is_admitted);
  }
}

TEST_CASE("of offsets that are not in order neither is believed, and everybody else is", "[scenario][compressed_rows][faults]") {
  const auto with = [](std::size_t at, Index offset) {
    ExportedRows held = five();
    held.offsets[at] = offset;
    return held;
  };
  const ExportedRows beyond = with(2, 999), negative = with(2, -7), above = with(2, 9), below = with(3, 1), late = with(5, 11),
                     early = with(0, -1);
  CHECK(admitted(CompressedRows::of(listing, beyond.columns())) == all_but({1, 2}));
  CHECK(admitted(CompressedRows::of(listing, negative.columns())) == all_but({1, 2}));
  CHECK(admitted(CompressedRows::of(listing, above.columns())) == all_but({1, 2, 3}));  // 9, 6: which of the two is wrong is not known
  CHECK(admitted(CompressedRows::of(listing, below.columns())) == all_but({1, 2, 3}));
  CHECK(admitted(CompressedRows::of(listing, late.columns())) == all_but({4}));
  CHECK(admitted(CompressedRows::of(listing, early.columns())) == all_but({0}));
  CHECK(CompressedRows::of(listing, beyond.columns()).faults().size() == 2);
}

TEST_CASE("segments that the caller holds are refused where they are not what the rows say", "[scenario][compressed_rows][faults]") {
  const AccountRows rows = listing.admit(books(5, 4));
  const ExportedRows good = exported(listing, rows);
  REQUIRE(admitted(CompressedRows::of(listing, good.columns())) == all_but({}));
  const auto at = static_cast<std::size_t>(good.segment_offsets[2]);
  REQUIRE(good.segment_offsets[3] > good.segment_offsets[2]);
  const auto refuses = [&](auto spoil, std::initializer_list<std::size_t> refused) {
    ExportedRows held = good;
    spoil(held);
    const CompressedRows view = CompressedRows::of(listing, held.columns());
    CHECK(admitted(view) == all_but(refused));
    REQUIRE(view.faults().size() == refused.size());
    CHECK(view.faults()[0].code == FaultCode::out_of_range);
  };
  refuses([&](ExportedRows& held) { held.segments[at].naked += 1.0; }, {2});
  refuses([&](ExportedRows& held) { held.segments[at].legs = unknown; }, {2});
  refuses([&](ExportedRows& held) { held.segments[at].end += 1; }, {2});
  refuses([&](ExportedRows& held) { held.segments[at].unit = 77; }, {2});
  refuses([&](ExportedRows& held) { held.segment_offsets[3] = 1'000; }, {2, 3});
  refuses([&](ExportedRows& held) { held.segment_offsets[3] = -1; }, {2, 3});
  refuses(
      [&](ExportedRows& held) {
        held.quantity[static_cast<std::size_t>(held.offsets[2])] *= 2.0;
        held.leg[static_cast<std::size_t>(held.offsets[2])] += 1.0;
      },
      {2});
  ExportedRows held = good;
  held.segment_offsets.pop_back();
  CHECK(admitted(CompressedRows::of(listing, held.columns())) == all_but({0, 1, 2, 3, 4}));
}

TEST_CASE("columns of different lengths refuse everybody and say so", "[scenario][compressed_rows][faults]") {
  ExportedRows held = five();
  held.quantity.pop_back(), held.leg.pop_back(), held.cash.pop_back();
  const CompressedRows rows = CompressedRows::of(listing, held.columns());
  CHECK(rows.faults().size() == 3);
  CHECK(admitted(rows) == all_but({0, 1, 2, 3, 4}));
  const CompressedRows none = CompressedRows::of(listing, {.offsets = {}, .row = {}, .quantity = {}, .generation = listing.generation()});
  CHECK(none.size() == 0);
  CHECK(none.faults().size() == 1);
}

TEST_CASE("rows of another listing, or whose tenant is new, are stale", "[scenario][compressed_rows][faults]") {
  const std::vector<ListedInstrument> more{{.id = "new", .instrument = VanillaOption{sol, OptionSide::call, 170.0, july}}};
  const std::vector<std::string> left{listing[static_cast<Index>(five().row[1])].id};
  const Listing next = *listing.with(more, left);
  const ExportedRows held = five();
  ExportedRows ahead = held;
  ahead.generation = next.generation();
  CHECK(admitted(CompressedRows::of(listing, ahead.columns())) == all_but({0, 1, 2, 3, 4}));
  const CompressedRows reused = CompressedRows::of(next, held.columns());  // the row has a new tenant
  CHECK(admitted(reused) == all_but({0, 1, 2, 3, 4}));
  CHECK(reused.faults().size() == 5);
  CHECK(reused.faults()[0].code == FaultCode::stale_row);
  const Listing vacated = *listing.with({}, left);
  CHECK(CompressedRows::of(vacated, held.columns()).faults()[0].code == FaultCode::not_in_listing);
  // A view from before keeps its generation, and a table from after refuses it where the row has changed hands and only there.
  ExportedRows some = held;
  some.offsets = {0, 1, 2, 3, 4, 5};
  const CompressedRows before = CompressedRows::of(listing, some.columns());
  const auto tick = *portfolio_venue().price(next, three_assets());
  Workspace workspace = tick.workspace();
  auto reader = before.reader();
  CHECK_FALSE(is_unknown(tick.evaluate(reader.at(0), workspace)));
  CHECK(is_unknown(tick.evaluate(reader.at(1), workspace)));
}

TEST_CASE("a quantity that ceases to be a number makes its account unknown", "[scenario][compressed_rows]") {
  ExportedRows held = five();
  const CompressedRows rows = CompressedRows::of(listing, held.columns());
  held.quantity[4] = unknown;
  const auto tick = *portfolio_venue().price(listing, three_assets());
  Workspace workspace = tick.workspace();
  auto reader = rows.reader();
  CHECK(is_unknown(tick.evaluate(reader.at(2), workspace)));
  CHECK_FALSE(is_unknown(tick.evaluate(reader.at(3), workspace)));
}
