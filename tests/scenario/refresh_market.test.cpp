#include "bulwark/scenario/refresh_market.hpp"

#include <functional>
#include <limits>

#include "bulwark/pricing/kou.hpp"
#include "bulwark/scenario/scenario_list.hpp"
#include "support/books.hpp"
#include "support/catch.hpp"
#include "support/said.hpp"
#include "support/same_table.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

const Listing listing = *Listing::from(chain());
const Timestamp march = now + std::chrono::days{290};

Index row_of(const Instrument& instrument, AssetId settlement = AssetId::quote) {
  return static_cast<Index>(listing.find(instrument, settlement_of(instrument, settlement)).front().row);
}

/// Everything that a table is priced from, of the caller.
struct Inputs {
  MarketState market;
  std::vector<ScenarioSet> sets;
  InScenarios moving;

  PricedFrom from() const { return {market, sets, moving}; }
};

/// Surfaces of every kind, forwards that are quoted and ones that are not, a few marks; sets of every kind.
Inputs good_inputs() {
  Inputs in{.market = three_assets(), .sets = {}, .moving = {1u, 0u, 0u}};
  MarketState& market = in.market;
  market.assets[0].volatility = SviVolatility{{{july, 0.01, 0.1, -0.3, 0.02, 0.1, 100'000.0, 30.0 / 365.0},
                                               {december, 0.05, 0.2, -0.3, 0.02, 0.2, 101'000.0, 200.0 / 365.0},
                                               {march, 0.09, 0.2, -0.3, 0.02, 0.2, 101'000.0, 290.0 / 365.0}},
                                              OtherExpiries::in_between};
  market.assets[1].volatility =
      GridVolatility{{july, december, march}, {-0.5, 0.0, 0.5}, {0.8, 0.7, 0.8, 0.75, 0.65, 0.75, 0.75, 0.65, 0.75}};
  market.assets[1].forwards.erase(market.assets[1].forwards.begin());  // july lies before the first
  market.assets[2].volatility = SsviVolatility{{{july, 0.06, -0.2, 2.0, 30.0 / 365.0}, {march, 0.5, -0.2, 1.0, 290.0 / 365.0}}};
  market.marks.resize(static_cast<std::size_t>(listing.rows()));
  for (Index row = 0; row < listing.rows(); row += 5) {
    const auto* option = std::get_if<VanillaOption>(&listing[row].instrument);
    if (option && listing[row].settlement == AssetId::quote) market.marks[static_cast<std::size_t>(row)] = 0.3 * market[option->asset].spot;
  }
  const Index assets = std::ssize(market.assets);
  in.sets.push_back(grid().scenarios(assets));
  in.sets.push_back(ScenarioList{.scenarios = {{.price = 1.1}, {.price = 0.8, .skew = Skew::linear}, {.skew = Skew::absolute}},
                                 .skew = SkewTerm{.linear = {0.25, -0.1}, .absolute = {0.2, 0.1}},
                                 .by_expiry = ExpiryDiscount{.gain = 0.95, .gain_rate_share = 1.0, .gain_rate = 0.12}}
                        .set(assets));
  in.sets.push_back(grid().scenarios(assets));
  in.sets.back().is_parallel = true;
  return in;
}

template <Pricer P>
Priced made_anew(const Inputs& in, const P& pricer) {
  return price_market(listing, in.market, pricer, in.sets, in.moving);
}

/// Changes the inputs by `change`; the refreshed table must be the new one, and `rows` priced again, where that is given.
template <Pricer P>
void check_refresh(const P& pricer, Priced& kept, Inputs& in, const std::function<void(Inputs&)>& change, Index rows = -1) {
  const Inputs before = in;
  change(in);
  const Refreshed done = refresh_market(kept.table, kept.faults, listing, before.from(), in.from(), pricer);
  const Priced anew = made_anew(in, pricer);
  REQUIRE(first_difference(kept.table, anew.table) == "");
  REQUIRE(said(kept.faults) == said(anew.faults));
  if (rows >= 0) {
    CHECK(done.rows == rows);
    CHECK_FALSE(done.is_rebuilt);
  }
}

template <class Chosen>
Index count(const Chosen& chosen) {
  Index n = 0;
  for (const std::uint32_t row : listing.order()) n += chosen(listing[static_cast<Index>(row)]) ? 1 : 0;
  return n;
}

bool is_option(const ListedInstrument& item) { return std::holds_alternative<VanillaOption>(item.instrument); }

}  // namespace

TEST_CASE("where nothing has moved nothing is priced again", "[scenario][refresh_market]") {
  Inputs in = good_inputs();
  Priced kept = made_anew(in, Black{});
  REQUIRE(kept.faults.empty());
  check_refresh(
      Black{}, kept, in, [](Inputs&) {}, 0);
  check_refresh(
      Black{}, kept, in, [](Inputs& i) { i.market.assets[1].oracle_age = std::chrono::seconds{3}; }, 0);
}

TEST_CASE("what moves is priced again, and nothing else", "[scenario][refresh_market]") {
  Inputs in = good_inputs();
  in.sets.pop_back();  // no move is a share of the spot
  Priced kept = made_anew(in, Black{});
  const auto check = [&](const std::function<void(Inputs&)>& change, const auto& reached) {
    check_refresh(Black{}, kept, in, change, count(reached));
  };
  // A spot: what settles in it, and what has no forward of its own.
  check([](Inputs& i) { i.market.assets[0].spot *= 1.01; },
        [](const ListedInstrument& item) {
          return asset_of(item.instrument) == btc && (item.settlement == btc || expiry_of(item.instrument) == perpetual);
        });
  check([](Inputs& i) { i.market.assets[1].spot *= 1.01; },
        [](const ListedInstrument& item) {
          return asset_of(item.instrument) == eth && (item.settlement == eth || expiry_of(item.instrument) != december);
        });
  check([](Inputs& i) { i.market.assets[0].forwards[0].forward *= 1.01; },
        [](const ListedInstrument& item) { return asset_of(item.instrument) == btc && expiry_of(item.instrument) == july; });
  check([](Inputs& i) { i.market.assets[0].forwards[1].discount *= 0.99; },
        [](const ListedInstrument& item) { return asset_of(item.instrument) == btc && expiry_of(item.instrument) == december; });
  // A slice: the options of its expiry that have no mark of their own.
  const auto without_mark = [&](AssetId asset, Timestamp expiry) {
    return [&in, asset, expiry](const ListedInstrument& item) {
      return is_option(item) && asset_of(item.instrument) == asset && expiry_of(item.instrument) == expiry &&
             !in.market.marks[static_cast<std::size_t>(row_of(item.instrument, item.settlement))];
    };
  };
  check([](Inputs& i) { std::get<SviVolatility>(i.market.assets[0].volatility).slices[0].a *= 1.01; }, without_mark(btc, july));
  check([](Inputs& i) { std::get<SviVolatility>(i.market.assets[0].volatility).slices[2].a *= 1.01; },
        [](const ListedInstrument&) { return false; });
  check([](Inputs& i) { std::get<GridVolatility>(i.market.assets[1].volatility).volatility[4] *= 1.01; }, without_mark(eth, december));
  check([](Inputs& i) { std::get<SsviVolatility>(i.market.assets[2].volatility).slices[1].theta *= 1.01; }, without_mark(sol, december));
  // A row's own numbers.
  const Index call = row_of(VanillaOption{btc, OptionSide::call, 104'000.0, july});
  const auto is_call = [&](const ListedInstrument& item) { return row_of(item.instrument, item.settlement) == call; };
  check([&](Inputs& i) { i.market.marks[static_cast<std::size_t>(call)] = 9'000.0; }, is_call);
  check([&](Inputs& i) { i.market.volatilities.resize(static_cast<std::size_t>(call) + 1); },
        [](const ListedInstrument&) { return false; });
  check([&](Inputs& i) { i.market.volatilities[static_cast<std::size_t>(call)] = 0.7; }, is_call);
  // What a scenario does to an asset, and whether its coins move: everything on it.
  const auto on = [](AssetId asset) { return [asset](const ListedInstrument& item) { return asset_of(item.instrument) == asset; }; };
  check([](Inputs& i) { i.sets[0].price_move[i.sets[0].at(3, eth)] *= 1.5; }, on(eth));
  check([](Inputs& i) { i.moving[0] = 0u; }, [](const ListedInstrument& item) { return item.settlement == btc; });
  // Only coins are worth more of a quote below its peg.
  check([](Inputs& i) { i.market.quote_price = 0.5; }, [](const ListedInstrument& item) { return item.settlement != AssetId::quote; });
}

TEST_CASE("a model reaches the options that its pricer reads it for", "[scenario][refresh_market]") {
  const auto more_jumps = [](Inputs& i) { i.market.assets[1].model = JumpParameters{.per_year = 2.0, .log_jump_deviation = 0.1}; };
  Inputs in = good_inputs(), same = in;
  Priced black = made_anew(in, Black{}), merton = made_anew(in, JumpDiffusion{});
  check_refresh(Black{}, black, in, more_jumps, 0);
  check_refresh(JumpDiffusion{}, merton, same, more_jumps,
                count([](const ListedInstrument& item) { return is_option(item) && asset_of(item.instrument) == eth; }));
}

TEST_CASE("moves that are shares of the spot reach every row of the asset", "[scenario][refresh_market]") {
  Inputs in = good_inputs();
  Priced kept = made_anew(in, Black{});
  check_refresh(
      Black{}, kept, in, [](Inputs& i) { i.market.assets[0].spot *= 1.01; },
      count([](const ListedInstrument& item) { return asset_of(item.instrument) == btc; }));
}

TEST_CASE("time moves every row, and the table stays where it is", "[scenario][refresh_market]") {
  Inputs in = good_inputs();
  Priced kept = made_anew(in, Black{});
  const double* const row = kept.table.row(3);
  check_refresh(
      Black{}, kept, in, [](Inputs& i) { i.market.now += std::chrono::hours{7}; }, std::ssize(listing.order()));
  CHECK(kept.table.row(3) == row);
  check_refresh(Black{}, kept, in, [](Inputs& i) { i.market.now = july + std::chrono::hours{1}; });  // a month of contracts has expired
  CHECK_FALSE(kept.faults.empty());
  check_refresh(Black{}, kept, in, [](Inputs& i) { i.market.now = now; });
}

TEST_CASE("other assets, other sets or another listing make the table anew", "[scenario][refresh_market]") {
  const std::vector<std::function<void(Inputs&)>> changes{
      [](Inputs& i) { i.market.assets.pop_back(); },
      [](Inputs& i) { i.sets.pop_back(); },
      [](Inputs& i) { i.sets[1].by_expiry->gain = 0.9; },
      [](Inputs& i) { i.sets[0].years_later = 0.01; },
      [](Inputs& i) { i.sets[0].numeraire = Numeraire::settlement; },
      [](Inputs& i) { i.sets[0].term.long_power = 0.3; },
      [](Inputs& i) { i.sets[1].skew[0] = Skew::linear; },
  };
  for (const auto& change : changes) {
    Inputs in = good_inputs();
    Priced kept = made_anew(in, Black{});
    const Inputs before = in;
    change(in);
    CHECK(refresh_market(kept.table, kept.faults, listing, before.from(), in.from(), Black{}).is_rebuilt);
    const Priced anew = made_anew(in, Black{});
    CHECK(first_difference(kept.table, anew.table) == "");
    CHECK(said(kept.faults) == said(anew.faults));
  }
  Inputs in = good_inputs();
  Priced kept = made_anew(in, Black{});
  const std::vector<ListedInstrument> listed{{.id = "new", .instrument = VanillaOption{btc, OptionSide::call, 1e5, july}}};
  const Listing next = *listing.with(listed, std::vector<std::string>{"i3"});
  CHECK(refresh_market(kept.table, kept.faults, next, in.from(), in.from(), Black{}).is_rebuilt);
  CHECK(first_difference(kept.table, price_market(next, in.market, Black{}, in.sets, in.moving).table) == "");
}

namespace {

/// A random change, good or bad, of anything.
void change_something(Random& random, Inputs& in, const Inputs& good) {
  constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
  MarketState& market = in.market;
  const std::size_t a = static_cast<std::size_t>(random.below(std::ssize(market.assets)));
  AssetMarket& asset = market.assets[a];
  const Index row = random.below(listing.rows());
  const auto factor = [&] { return random.between(0.98, 1.02); };
  const auto bad = [&] { return random.below(2) == 0 ? nothing : -1.0; };
  const auto set = [&](std::vector<std::optional<double>>& column, std::optional<double> x) {
    if (row >= std::ssize(column)) column.resize(static_cast<std::size_t>(row) + 1);
    column[static_cast<std::size_t>(row)] = x;
  };
  switch (random.below(23)) {
    case 0: asset.spot *= factor(); return;
    case 1: asset.spot = bad(); return;
    case 2: asset = good.market.assets[a]; return;
    case 3:
      if (!asset.forwards.empty()) asset.forwards.back().forward *= factor();
      return;
    case 4:
      if (!asset.forwards.empty()) asset.forwards.front().discount = random.below(3) == 0 ? bad() : 0.99;
      return;
    case 5:
      if (!asset.forwards.empty()) asset.forwards.front().rate = random.below(3) == 0 ? 1e6 : random.between(-0.1, 0.1);
      return;
    case 6:
      if (!asset.forwards.empty()) asset.forwards.pop_back();
      return;
    case 7: asset.volatility = FlatVolatility{random.between(0.3, 0.9)}; return;
    case 8: asset.volatility = random.below(2) == 0 ? VolatilitySurface{} : VolatilitySurface{FlatVolatility{bad()}}; return;
    case 9:
      if (auto* svi = std::get_if<SviVolatility>(&asset.volatility))
        svi->slices[static_cast<std::size_t>(random.below(std::ssize(svi->slices)))].a *= factor();
      if (auto* grid = std::get_if<GridVolatility>(&asset.volatility))
        grid->volatility[static_cast<std::size_t>(random.below(std::ssize(grid->volatility)))] *= factor();
      if (auto* ssvi = std::get_if<SsviVolatility>(&asset.volatility)) ssvi->slices.front().phi *= factor();
      return;
    case 10:
      if (auto* svi = std::get_if<SviVolatility>(&asset.volatility); svi && svi->slices.size() > 1) svi->slices.pop_back();
      return;
    case 11:
      if (auto* svi = std::get_if<SviVolatility>(&asset.volatility))
        svi->others = svi->others == OtherExpiries::nothing ? OtherExpiries::in_between : OtherExpiries::nothing;
      return;
    case 12: asset.model = random.below(3) == 0 ? ModelParameters{DoubleExponentialJumps{.per_year = 1.0}} : ModelParameters{}; return;
    case 13: asset.model = JumpParameters{.per_year = random.below(3) == 0 ? bad() : 0.5, .log_jump_deviation = 0.1}; return;
    case 14:
      set(market.marks, random.below(3) == 0 ? std::nullopt : std::optional{market.assets[a].spot * random.between(0.0, 0.4)});
      return;
    case 15: set(market.marks, random.below(2) == 0 ? bad() : 1e308); return;
    case 16: set(market.volatilities, random.below(3) == 0 ? std::nullopt : std::optional{random.between(0.2, 1.0)}); return;
    case 17: set(market.certainties, random.below(3) == 0 ? std::optional{1.5} : std::optional{random.between(0.0, 1.0)}); return;
    case 18: asset.certainty = random.below(3) == 0 ? bad() : random.between(0.0, 1.0); return;
    case 19: market.quote_price = random.below(3) == 0 ? bad() : random.between(0.9, 1.0); return;
    case 20: {
      ScenarioSet& moved = in.sets[static_cast<std::size_t>(random.below(std::ssize(in.sets)))];
      const std::size_t cell = moved.at(random.below(moved.scenarios), static_cast<AssetId>(a));
      (random.below(2) == 0 ? moved.price_move : moved.weight)[cell] *= 0.5;
      return;
    }
    case 21: market.now += std::chrono::days{random.below(20)}; return;
    default: in = good;
  }
}

}  // namespace

TEST_CASE("after any changes in a row, good or bad, the refreshed table is the one made anew", "[scenario][refresh_market]") {
  Random random{26};
  const auto run = [&](const auto& pricer) {
    const Inputs good = good_inputs();
    Inputs in = good;
    Priced kept = made_anew(in, pricer);
    Index refreshed = 0, rebuilt = 0;
    for (int step = 0; step < 400; ++step) {
      const Inputs before = in;
      for (Index n = random.below(3); n >= 0; --n) change_something(random, in, good);
      const Refreshed done = refresh_market(kept.table, kept.faults, listing, before.from(), in.from(), pricer);
      const Priced anew = made_anew(in, pricer);
      CAPTURE(step);
      REQUIRE(first_difference(kept.table, anew.table) == "");
      REQUIRE(said(kept.faults) == said(anew.faults));
      REQUIRE_FALSE(done.is_rebuilt);
      refreshed += done.rows, rebuilt += listing.rows();
    }
    CHECK(refreshed < rebuilt / 3 * 2);
  };
  run(Black{});
  run(JumpDiffusion{});
}
