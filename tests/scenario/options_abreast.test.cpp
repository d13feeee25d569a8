#include "bulwark/scenario/options_abreast.hpp"

#include <array>

#include "bulwark/core/same_bits.hpp"
#include "bulwark/pricing/double_exponential.hpp"
#include "bulwark/scenario/price_market.hpp"
#include "support/books.hpp"
#include "support/catch.hpp"
#include "support/random.hpp"
#include "support/said.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

constexpr JumpParameters jumps{.per_year = 2.0, .mean_log_jump = -0.1, .log_jump_deviation = 0.2};

/// Options of one asset over two expiries: calls with their puts and options by themselves, in either settlement.
std::vector<ListedInstrument> options(int count) {
  std::vector<ListedInstrument> all;
  for (int i = 0; i < count; ++i) {
    const int k = i % 5 < 2 ? i - i % 5 : i;  // the first two of five have one strike
    all.push_back({.id = std::to_string(i),
                   .instrument = VanillaOption{btc, i % 2 == 0 ? OptionSide::call : OptionSide::put, 1e5 * (0.6 + 0.02 * k),
                                               i % 10 < 5 ? july : december},
                   .multiplier = i % 3 == 0 ? 0.1 : 1.0,
                   .settlement = i < 30 ? AssetId::quote : btc});
  }
  return all;
}

MarketState market_of_options() {
  MarketState market = three_assets();
  market.assets[0].forwards[1].fixed = 1'500.0;
  market.assets[0].forwards[1].rate = 0.05;
  market.marks.assign(64, std::nullopt);
  market.marks[3] = 9'000.0;
  return market;
}

/// The first `count` of scenarios that differ in everything.
ScenarioSet scenarios(Index count) {
  Random random{3};
  ScenarioSet set{.scenarios = count, .assets = 3};
  for (Index s = 0; s < count; ++s)
    for (int a = 0; a < 3; ++a) {
      set.price_move.push_back(s == 0 ? 0.0 : random.between(-0.5, 0.5));
      set.vol_move.push_back(s % 4 == 0 ? 0.0 : random.between(-0.6, 0.6));
      set.vol_shift.push_back(s % 5 == 2 ? 0.05 : 0.0);
      set.weight.push_back(s % 6 == 3 ? 0.25 : 1.0);
    }
  set.term = {.short_power = 0.3, .long_power = 0.5, .floor_when_up = 0.4};
  return set;
}

/// What can be said of a set that is priced like any other.
std::vector<ScenarioSet> kinds(Index count) {
  std::vector<ScenarioSet> sets(5, scenarios(count));
  sets[1].is_parallel = true;
  sets[2].by_expiry = ExpiryDiscount{.gain = 0.9};
  sets[3].years_later = 0.1;  // July has expired by then
  sets[3].numeraire = Numeraire::settlement;
  sets[4].skew.assign(static_cast<std::size_t>(count), Skew::none);
  return sets;
}

Priced price(const std::vector<ListedInstrument>& listed, const MarketState& market, const auto& pricer,
             const std::vector<ScenarioSet>& sets) {
  return price_market(*Listing::from(listed), market, pricer, sets, InScenarios{1u, 0u, 0u});
}

/// Whether a row has in every set what another has under the same scenarios, and the same columns before them.
bool is_same_row(const PricedMarket& a, Index row, const PricedMarket& b, Index other) {
  for (Index c = 0; c < a.blocks().front().first; ++c)
    if (!same_bits(a.row(row)[c], b.row(other)[c])) return false;
  for (Index k = 0; k < std::ssize(a.blocks()); ++k)
    for (Index s = 0; s < a.blocks()[static_cast<std::size_t>(k)].count; ++s)
      if (!same_bits(a.profits(row, k)[static_cast<std::size_t>(s)], b.profits(other, k)[static_cast<std::size_t>(s)])) return false;
  return true;
}

/// Few scenarios of many options against many scenarios (whole groups of them) of each option by itself.
void check_every_count(const auto& pricer, const ModelParameters& model, Index scenario_step, int option_step) {
  const std::vector<ListedInstrument> all = options(40);
  MarketState market = market_of_options();
  market.assets[0].model = model;
  std::vector<PricedMarket> alone;
  for (std::size_t i = 0; i < all.size(); ++i) {
    MarketState own = market;
    own.marks.assign(1, market.marks[i]);
    alone.push_back(price({all[i]}, own, pricer, kinds(48)).table);
  }
  for (Index count = 1; count <= 17; count += scenario_step)
    for (int many = 1; many <= 40; many += option_step) {
      const Priced together = price({all.begin(), all.begin() + many}, market, pricer, kinds(count));
      REQUIRE(together.faults.size() == 1);  // marks are given for more rows than there are
      for (Index row = 0; row < many; ++row) {
        INFO(count << " scenarios of " << many << " options, row " << row);
        REQUIRE(is_same_row(together.table, row, alone[static_cast<std::size_t>(row)], 0));
      }
    }
}

/// Merton's values and nothing else.
struct OnlyValues {
  using Parameters = JumpParameters;
  template <class Real>
  Real value(const Claim<Real>& claim, const Parameters& parameters) const noexcept {
    return JumpDiffusion{}.value(claim, parameters);
  }
};

}  // namespace

TEST_CASE("an option has the same profits whichever axis its lanes run along", "[scenario][options_abreast]") {
  check_every_count(Black{}, {}, 1, 1);
  check_every_count(OnlyValues{}, jumps, 3, 7);
}

TEST_CASE("so it has where the price jumps", "[scenario][options_abreast]") {
  check_every_count(JumpDiffusion{}, jumps, 3, 3);
  check_every_count(DoubleExponential{}, DoubleExponentialJumps{.per_year = 1.0, .up_share = 0.3, .up_rate = 10.0, .down_rate = 6.0}, 5,
                    13);
}

TEST_CASE("options do not see each other: one that cannot be known leaves its neighbours' bits alone", "[scenario][options_abreast]") {
  const std::vector<ListedInstrument> all = options(20);
  MarketState market = market_of_options();
  market.marks.resize(20);
  const std::vector<ScenarioSet> sets = kinds(3);
  const PricedMarket good = price(all, market, Black{}, sets).table;
  for (std::size_t bad = 0; bad < all.size(); ++bad) {
    MarketState at_fault = market;
    at_fault.volatilities.assign(20, std::nullopt);
    at_fault.volatilities[bad] = 1e200;
    at_fault.marks[bad] = 1e308;
    std::vector<ListedInstrument> listed = all;
    listed[bad].multiplier = 10.0;  // its value overflows
    const Priced priced = price(listed, at_fault, Black{}, sets);
    REQUIRE(priced.faults.size() == 1);
    CHECK(priced.faults.front().where.outer == static_cast<Index>(bad));
    for (Index row = 0; row < 20; ++row)
      if (row == static_cast<Index>(bad))
        CHECK_FALSE(is_finite(priced.table.at(row, Column::notional)));
      else
        CHECK(is_same_row(priced.table, row, good, row));
  }
}

TEST_CASE("the lanes of other instructions have the same bits", "[scenario][options_abreast]") {
  const ScenarioSet set = scenarios(5);
  MovesByUnit moves;
  moves.add_unit(), moves.add(set, btc, btc);
  Random random{17};
  std::array<std::array<double, 16>, 12> columns;
  const auto column = [&](std::size_t i, double low, double high) {
    for (double& x : columns[i]) x = random.between(low, high);
    return columns[i].data();
  };
  const OptionsAbreast options{.moves = moves.of(0, 0),
                               .first = 1,
                               .last = 5,
                               .options = 16,
                               .stride = 16,
                               .forward = column(0, 90.0, 110.0),
                               .fixed = column(1, 0.0, 9.0),
                               .strike = column(2, 80.0, 120.0),
                               .volatility = column(3, 0.2, 0.9),
                               .years = column(4, 0.0, 2.0),
                               .side = column(5, 1.0, 1.0),
                               .scale = column(6, 0.5, 2.0),
                               .spot = 100.0,
                               .floor_when_up = 0.4,
                               .is_parallel = true};
  const CountedAbreast counting{.discount = column(7, 0.9, 1.0),
                                .model = column(8, 1.0, 9.0),
                                .value = column(9, 1.0, 9.0),
                                .multiplier = column(10, 0.1, 10.0),
                                .price = 100.0,
                                .is_shown = true,
                                .is_coin = true,
                                .in = {100.0, false, true}};
  constexpr ColumnFormula merton = ColumnFormula::merton_value;
  double own[4][16], wide[4][16];
  time_values_abreast<merton>(options, jumps, own[0]);
  count_abreast<true>(options, counting, own[0]);
  widest(time_values_abreast<merton>, copy_avx2::time_values_abreast<merton>, copy_avx512::time_values_abreast<merton>)(options, jumps,
                                                                                                                        wide[0]);
  widest(count_abreast<true>, copy_avx2::count_abreast<true>, copy_avx512::count_abreast<true>)(options, counting, wide[0]);
  for (int s = 0; s < 4; ++s)
    for (int i = 0; i < 16; ++i) {
      CHECK(is_finite(own[s][i]));
      CHECK(same_bits(own[s][i], wide[s][i]));
    }
}
