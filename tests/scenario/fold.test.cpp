#include "bulwark/scenario/fold.hpp"

#include <cmath>
#include <limits>

#include "bulwark/scenario/price_market.hpp"
#include "bulwark/scenario/scenario_list.hpp"
#include "support/books.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("a fold is the fused sum of rows in listing order, legs first", "[scenario][fold][bits]") {
  const Listing listing = *Listing::from(chain());
  const std::vector<ScenarioSet> sets{grid().scenarios(3)};
  const PricedMarket table = price_market(listing, three_assets(), Black{}, sets, InScenarios{true}).table;
  Workspace workspace(table);
  Random random{131};
  for (int i = 0; i < 100; ++i) {
    const Account account = random_book(random, chain(), 15);
    const AccountRows rows = listing.admit(std::span{&account, 1});
    const AccountRow row = rows.at(0);
    const Folded folded = fold(table, row, workspace);
    CHECK(folded.is_known);
    REQUIRE(folded.units == std::ssize(row.segments));
    double equity = account.cash;
    for (Index u = 0; u < folded.units; ++u) {
      const Segment& segment = row.segments[static_cast<std::size_t>(u)];
      double coins = 0.0, options = 0.0, futures = 0.0;
      for (std::uint32_t k = segment.begin; k < segment.end; ++k) {
        const double* columns = table.row(static_cast<Index>(row.row[k]));
        coins = std::fma(row.quantity[k], columns[0], coins);
        options = std::fma(row.quantity[k], columns[1], options);
        futures = std::fma(row.quantity[k], columns[2], futures);
      }
      const HeldUnit& held = workspace.units()[static_cast<std::size_t>(u)];
      CHECK(held.coins == coins + segment.coins);
      CHECK(held.option_value == options);
      CHECK(held.unrealised == futures + segment.legs);
      equity = std::fma(held.coins + held.option_value + held.unrealised, held.price, equity);
    }
    CHECK(folded.equity == equity);
  }
}

TEST_CASE("a workspace fits tables of its own shape", "[scenario][fold]") {
  const std::vector<RiskUnit> units{{btc, btc}, {btc, AssetId::quote}};
  const auto table = [&](Index scenarios, std::size_t count) {
    return PricedMarket(3, std::span{units}.first(count), {{.count = scenarios}}, 1);
  };
  const Workspace workspace(table(16, 2));
  CHECK(workspace.fits(table(9, 1)));
  CHECK_FALSE(workspace.fits(table(17, 1)));
  CHECK_FALSE(Workspace(table(16, 1)).fits(table(16, 2)));
}

namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
const Listing listed = *Listing::from(chain());

/// `count` scenarios in which everything differs, the fourth and every seventh after it with a bent smile.
ScenarioSet by_expiry(Index count) {
  ScenarioList list{.scenarios = {},
                    .term = {.short_power = 0.3, .long_power = 0.13, .floor_when_up = 0.4},
                    .skew = {.linear = {0.25, -0.1}, .absolute = {0.2, 0.1}},
                    .by_expiry = ExpiryDiscount{.gain = 0.95, .gain_rate_share = 1.0, .gain_rate = 0.1, .loss = 1.05, .loss_rate = 0.2},
                    .leader = {btc, btc, sol}};
  Random random{7};
  for (Index s = 0; s < count; ++s) {
    const bool is_bent = s % 7 == 3;
    list.scenarios.push_back({.price = is_bent ? 1.0 : 0.5 + static_cast<double>(random.below(128)) / 128.0,
                              .vol = static_cast<double>(random.below(9) - 4) / 8.0,
                              .weight = static_cast<double>(1 + random.below(8)) / 8.0,
                              .skew = !is_bent ? Skew::none
                                      : s % 2  ? Skew::linear
                                               : Skew::absolute});
  }
  return list.set(3);
}

PricedMarket priced(const std::vector<ScenarioSet>& sets) {
  MarketState market = three_assets();
  market.assets[0].forwards[0].rate = 0.05;
  const Priced p = price_market(listed, market, Black{}, sets, InScenarios{1, 1, 0});
  REQUIRE(p.faults.empty());
  return p.table;
}

/// Profits by unit and scenario of the first block, in one row.
std::vector<double> profits_of(const PricedMarket& table, const AccountRow& row, Workspace& workspace) {
  const Folded folded = fold(table, row, workspace);
  CHECK(folded.is_known);
  std::vector<double> all;
  Profits(table.blocks(), workspace.units().first(static_cast<std::size_t>(folded.units)), workspace.sums(0), table.stride())
      .each([&](const HeldUnit&, std::span<const double> profit) { all.insert(all.end(), profit.begin(), profit.end()); });
  return all;
}

}  // namespace

TEST_CASE("options count expiry by expiry, by the sign of what they come to, and everything is weighted", "[scenario][fold]") {
  const ScenarioSet set = by_expiry(31);
  const PricedMarket table = priced({set});
  const ScenarioBlock& block = table.blocks()[0];
  Workspace workspace(table);
  Random random{132};
  for (int i = 0; i < 200; ++i) {
    const Account account = random_book(random, chain(), 1 + random.below(30));
    const AccountRows rows = listed.admit(std::span{&account, 1});
    const AccountRow row = rows.at(0);
    const std::vector<double> ours = profits_of(table, row, workspace);
    // The rule as it reads, in wider numbers: bitcoin and the ether that follows it, then sol.
    for (Index s = 0; s < set.scenarios; ++s) {
      long double sums[2] = {0.0L, 0.0L}, scales[2] = {0.0L, 0.0L};
      bool is_held[2] = {false, false};
      for (const Segment& segment : row.segments) {
        const RiskUnit unit = table.units()[segment.unit];
        const int at = unit.asset == sol ? 1 : 0;
        const Index column = block.first + s;
        long double total = 0.0L, scale = 0.0L;
        const auto add = [&](long double x) { total += x, scale += std::fabs(x); };
        add(static_cast<long double>(segment.legs + segment.coins) * table.leg_row(static_cast<Index>(segment.unit))[column]);
        for (std::uint32_t k = segment.begin; k < segment.end; ++k) {
          const Index r = static_cast<Index>(row.row[k]);
          if (table.terms(r).kind != InstrumentKind::option) add(static_cast<long double>(row.quantity[k]) * table.row(r)[column]);
        }
        for (const Timestamp expiry : {july, december}) {
          long double mark = 0.0L, value = 0.0L, size = 0.0L;
          const ExpiryFactors* factors = nullptr;
          for (std::uint32_t k = segment.begin; k < segment.end; ++k) {
            const Index r = static_cast<Index>(row.row[k]);
            if (table.terms(r).kind != InstrumentKind::option || table.terms(r).expiry != expiry) continue;
            factors = &table.factors(table.tag(r).run, 0);
            const long double worth =
                static_cast<long double>(table.at(r, Column::option_value)) * table.settlement_price(static_cast<Index>(segment.unit));
            mark += row.quantity[k] * worth;
            value += row.quantity[k] * static_cast<long double>(table.row(r)[column]);
            size += std::fabs(row.quantity[k]) * (std::fabs(worth) + std::fabs(table.row(r)[column]));
          }
          if (!factors) continue;
          const long double counted = value * (value >= 0.0L ? factors->gain : factors->loss) - mark;
          total += !set.skew.empty() && set.skew[static_cast<std::size_t>(s)] != Skew::none ? -std::fabs(counted) : counted;
          scale += size;
        }
        const long double weight = set.weight_of(s, unit.asset, unit.settlement);
        sums[at] += weight * total, scales[at] += scale;
        is_held[at] = true;
      }
      std::size_t place = static_cast<std::size_t>(s);
      for (const int at : {0, 1}) {
        if (!is_held[at]) continue;
        // Fused sums of at most 30 rows. A value near zero may take the other factor, of which there is next to nothing.
        CHECK(std::fabs(static_cast<long double>(ours[place]) - sums[at]) <= 1e-14L * scales[at]);
        place += static_cast<std::size_t>(set.scenarios);
      }
      CHECK(ours.size() == (is_held[0] && is_held[1] ? 2u : 1u) * static_cast<std::size_t>(set.scenarios));
    }
  }
}

TEST_CASE("a scenario by expiry has the same bits whatever scenarios, blocks and accounts stand beside it", "[scenario][fold][bits]") {
  const PricedMarket whole = priced({by_expiry(73)});
  Workspace whole_space(whole);
  for (const Index count : {1, 7, 8, 9, 16, 17, 25, 32, 33, 40, 41, 72}) {
    ScenarioSet beside = grid().scenarios(3), unfolded = beside;
    unfolded.is_folded = false;
    const PricedMarket part = priced({by_expiry(count), beside, unfolded, by_expiry(11)});
    Workspace space(part);
    Random random{133};
    for (int i = 0; i < 10; ++i) {
      const Account account = random_book(random, chain(), 1 + random.below(30));
      const AccountRows rows = listed.admit(std::span{&account, 1});
      const std::vector<double> few = profits_of(part, rows.at(0), space), many = profits_of(whole, rows.at(0), whole_space);
      Workspace fresh(part);
      CHECK(few == profits_of(part, rows.at(0), fresh));  // what the workspace held before changes nothing
      REQUIRE(few.size() * 73 == many.size() * static_cast<std::size_t>(count));
      for (std::size_t k = 0; k < few.size(); ++k) {
        const std::size_t unit = k / static_cast<std::size_t>(count), s = k % static_cast<std::size_t>(count);
        CHECK(few[k] == many[unit * 73 + s]);
      }
    }
  }
}

TEST_CASE("without discounts, bends and weights counting by expiry is adding up", "[scenario][fold]") {
  ScenarioSet plain = grid().scenarios(3), discounted = plain;
  plain.weight.assign(plain.weight.size(), 1.0);
  discounted.weight = plain.weight;
  discounted.by_expiry = ExpiryDiscount{};
  const PricedMarket a = priced({plain}), b = priced({discounted});
  Workspace a_space(a), b_space(b);
  Random random{134};
  for (int i = 0; i < 50; ++i) {
    const Account account = random_book(random, chain(), 12);
    const AccountRows rows = listed.admit(std::span{&account, 1});
    const std::vector<double> x = profits_of(a, rows.at(0), a_space), y = profits_of(b, rows.at(0), b_space);
    REQUIRE(x.size() == y.size());
    for (std::size_t k = 0; k < x.size(); ++k) CHECK(std::fabs(x[k] - y[k]) <= 1e-13 * 64.0 * 12.0 * 104'000.0);
  }
}

TEST_CASE("an unknown factor or weight makes those unknown whom it reaches, and nobody else", "[scenario][fold][A18]") {
  const auto held = [&](const Instrument& instrument) { return Account{.positions = {{instrument, 2.0, 100.0, AssetId::quote}}}; };
  const std::vector<Account> accounts{held(VanillaOption{btc, OptionSide::call, 104'000.0, july}),
                                      held(VanillaOption{btc, OptionSide::call, 104'000.0, december}), held(LinearFuture{btc}),
                                      held(LinearFuture{eth})};
  const AccountRows rows = listed.admit(accounts);
  PricedMarket table = priced({by_expiry(19)});
  Workspace workspace(table);
  const auto known = [&] {
    std::string answers;
    for (Index i = 0; i < rows.size(); ++i) answers += fold(table, rows.at(i), workspace).is_known ? 'y' : 'n';
    return answers;
  };
  CHECK(known() == "yyyy");
  for (const double bad : {unknown, std::numeric_limits<double>::infinity()}) {
    for (Index r = 0; r < table.rows(); ++r)
      if (table.terms(r).expiry == july && table.terms(r).asset == btc) table.factors(table.tag(r).run, 0) = {bad, bad};
    CHECK(known() == "nyyy");
    table = priced({by_expiry(19)});
    const auto unit = static_cast<Index>(rows.at(2).segments[0].unit);
    table.weight_row(unit)[table.blocks()[0].first + 18] = bad;
    CHECK(known() == "nnny");
    table = priced({by_expiry(19)});
  }
}

TEST_CASE("a block that accounts are not summed over stands in the rows after those that they are", "[scenario][fold]") {
  ScenarioSet unfolded = grid().scenarios(3);
  unfolded.is_folded = false;
  const PricedMarket table = priced({unfolded, grid().scenarios(3), by_expiry(5)});
  CHECK(table.blocks()[1].first == column_count);
  CHECK(table.summed() == 1 + 4);  // the fixed columns and 30 scenarios
  CHECK(table.blocks()[0].first == table.summed() * PricedMarket::lanes);
  for (Index row = 0; row < table.rows(); ++row)
    for (std::size_t s = 0; s < 30; ++s) CHECK(table.profits(row, 0)[s] == table.profits(row, 1)[s]);
  // Nothing of it reaches the sums, not even what is unknown.
  PricedMarket holes = table;
  for (Index row = 0; row < holes.rows(); ++row)
    for (double& profit : holes.profits(row, 0)) profit = unknown;
  const Account account{
      .positions = {{LinearFuture{btc}, 2.0, 100.0}, {VanillaOption{btc, OptionSide::put, 104'000.0, july}, 1.0, 0.0, btc}}};
  const AccountRows rows = listed.admit(std::span{&account, 1});
  Workspace workspace(table), other(holes);
  const Folded a = fold(table, rows.at(0), workspace), b = fold(holes, rows.at(0), other);
  CHECK(b.is_known);
  CHECK(a.equity == b.equity);
}
