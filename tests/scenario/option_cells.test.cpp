#include "bulwark/scenario/option_cells.hpp"

#include <array>
#include <limits>

#include "bulwark/core/same_bits.hpp"
#include "bulwark/scenario/shock_grid.hpp"
#include "support/catch.hpp"
#include "support/random.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

constexpr AssetId btc{0};

/// Forty scenarios of one asset, weights and shifts of all kinds.
ScenarioSet forty() {
  Random random{11};
  ScenarioSet set{.scenarios = 40, .assets = 1};
  for (int s = 0; s < 40; ++s) {
    set.price_move.push_back(s == 7 ? 0.0 : random.between(-0.5, 0.5));
    set.vol_move.push_back(s % 5 == 0 ? 0.0 : random.between(-0.6, 0.6));
    set.vol_shift.push_back(s % 3 == 0 ? 0.1 : 0.0);
    set.weight.push_back(s % 4 == 0 ? 0.25 : 1.0);
  }
  return set;
}

struct Case {
  ScenarioSet set = forty();
  MovesByUnit moves;
  std::array<ScenarioGroup, 3> bend;

  explicit Case(AssetId settlement) {
    moves.add_unit();
    moves.add(set, btc, settlement);
    for (ScenarioGroup& group : bend)
      for (double& x : group.lane) x = 1.125;
  }
  OptionCells cells(double side) const {
    return {.moves = moves.of(0, 0),
            .scenarios = set.scenarios,
            .forward = 101.0,
            .fixed = 20.0,
            .spot = 100.0,
            .strike = 97.0,
            .volatility = 0.55,
            .years = 0.3,
            .side = side,
            .scale = 0.75,
            .floor_when_up = 0.6,
            .bend = bend.front().lane,
            .is_parallel = true};
  }
};

constexpr CountedOption counting{
    .discount = 0.98, .model = 11.0, .value = 12.0, .shown = 3.0, .multiplier = 0.1, .is_coin = false, .in = {1.0, false, true}};

/// What the text says, one scenario after the other.
double one_by_one(const Case& c, const OptionCells& o, const CountedOption& how, Index s) {
  using One = Lanes<1>;
  const SetMoves& m = o.moves;
  const double share = product(m.price[s], o.spot) / o.forward;
  const double at = bulwark::fma(o.forward - o.fixed, share, o.forward);
  double volatility = greatest(0.0, bulwark::fma(o.volatility, product(m.volatility[s], o.scale), o.volatility) + m.shift[s]);
  if (m.volatility[s] > 0.0 || m.shift[s] > 0.0) volatility = greatest(volatility, o.floor_when_up);
  volatility = product(volatility, c.bend.front().lane[0]);
  const double worth = black_value(Claim<One>{One(at), One(o.strike), One(volatility), One(o.years), One(o.side)}).lane(0);
  const double gain = product(how.multiplier, (how.is_coin ? worth / at : product(worth, how.discount)) - how.model);
  return how.shown + counted(how.in, One(m.settlement[s]), One(m.weight[s]), how.value, One(gain)).lane(0);
}

}  // namespace

TEST_CASE("every cell is what its scenario makes of the option, bit for bit, whichever instructions do it", "[scenario][option_cells]") {
  for (const AssetId settlement : {AssetId::quote, btc})
    for (const double side : {1.0, -1.0}) {
      const Case c(settlement);
      const OptionCells cells = c.cells(side);
      CountedOption how = counting;
      how.is_coin = settlement == btc, how.in.price = settlement == btc ? 100.0 : 1.0;
      std::array<ScenarioGroup, 3> priced{};
      std::array<double, 48> profits{};
      widest(time_values_in_lanes<ColumnFormula::black_value>, copy_avx2::time_values_in_lanes<ColumnFormula::black_value>,
             copy_avx512::time_values_in_lanes<ColumnFormula::black_value>)(cells, {}, priced.front().lane);
      widest(count_cells_in_lanes<true>, copy_avx2::count_cells_in_lanes<true>, copy_avx512::count_cells_in_lanes<true>)(
          cells, how, priced.front().lane, profits.data());
      for (Index s = 0; s < 40; ++s) CHECK(same_bits(profits[static_cast<std::size_t>(s)], one_by_one(c, cells, how, s)));
      for (std::size_t s = 40; s < 48; ++s) CHECK(profits[s] == 0.0);  // nothing is written beyond the last
      std::array<double, 48> own{};
      time_values_in_lanes<ColumnFormula::black_value>(cells, {}, priced.front().lane);
      count_cells_in_lanes<true>(cells, how, priced.front().lane, own.data());
      CHECK(own == profits);
    }
}

TEST_CASE("values count as time values and their intrinsic value do", "[scenario][option_cells]") {
  const Case c(AssetId::quote);
  const OptionCells cells = c.cells(-1.0);
  std::array<ScenarioGroup, 3> time{}, value{};
  std::array<double, 40> by_time{}, by_value{};
  price_cells(cells, time.front().lane, [](const auto& claim) noexcept { return black_time_value(claim); });
  price_cells(cells, value.front().lane, [](const auto& claim) noexcept { return black_value(claim); });
  count_cells_in_lanes<true>(cells, counting, time.front().lane, by_time.data());
  count_cells_in_lanes<false>(cells, counting, value.front().lane, by_value.data());
  CHECK(by_time == by_value);
}

TEST_CASE("a volatility that is no number leaves every cell unknown", "[scenario][option_cells]") {
  const Case c(AssetId::quote);
  OptionCells cells = c.cells(1.0);
  cells.volatility = std::numeric_limits<double>::quiet_NaN();
  std::array<ScenarioGroup, 3> priced{};
  std::array<double, 40> profits{};
  time_values_in_lanes<ColumnFormula::merton_value>(cells, {.per_year = 1.0, .log_jump_deviation = 0.1}, priced.front().lane);
  count_cells_in_lanes<true>(cells, counting, priced.front().lane, profits.data());
  for (const double x : profits) CHECK_FALSE(is_finite(x));
}

TEST_CASE("what scenarios of a grid share is computed once and changes no bit", "[scenario][option_cells]") {
  constexpr ColumnFormula by = ColumnFormula::black_value;
  const double nan = std::numeric_limits<double>::quiet_NaN(), inf = std::numeric_limits<double>::infinity();
  const ShockGrid grid{
      .price_range = 0.16, .steps_per_side = 6, .vol_up = 0.5, .vol_down = 0.25, .far_moves = {-0.5, 0.5}, .far_factor = 0.3};
  ScenarioSet set = grid.scenarios(1);
  for (const bool is_parallel : {false, true}) {
    MovesByUnit moves;
    moves.add_unit(), moves.add(set, btc, AssetId::quote);
    REQUIRE(moves.of(0, 0).grid != nullptr);
    for (const double strike : {1.0, 40.0, 84.0, 100.0, 107.0, 250.0, 1e9, nan})
      for (const double volatility : {0.0, 1e-200, 1e-3, 0.6, 4.0, 1e120, inf, nan})
        for (const double years : {0.0, 1e-9, 0.02, 0.5, 30.0}) {
          OptionCells cells{.moves = moves.of(0, 0),
                            .scenarios = set.scenarios,
                            .forward = 101.0,
                            .fixed = is_parallel ? 3.0 : 0.0,
                            .spot = 100.0,
                            .strike = strike,
                            .volatility = volatility,
                            .years = years,
                            .side = 1.0,
                            .scale = 0.75,
                            .floor_when_up = is_parallel ? 0.2 : 0.0,
                            .is_parallel = is_parallel};
          std::array<ScenarioGroup, 3> shared{}, alone{};
          widest(time_values_in_lanes<by>, copy_avx2::time_values_in_lanes<by>, copy_avx512::time_values_in_lanes<by>)(cells, {},
                                                                                                                       shared.front().lane);
          cells.moves.grid = nullptr;
          widest(time_values_in_lanes<by>, copy_avx2::time_values_in_lanes<by>, copy_avx512::time_values_in_lanes<by>)(cells, {},
                                                                                                                       alone.front().lane);
          const double *const once = shared.front().lane, *const each = alone.front().lane;
          bool is_same = true;
          for (Index s = 0; s < set.scenarios; ++s) {
            const double a = once[s], b = each[s];
            is_same &= same_bits(a, b) || (a != a && b != b);
          }
          CHECK(is_same);
        }
  }
}
