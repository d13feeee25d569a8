#include "bulwark/scenario/move_grid.hpp"

#include <array>
#include <vector>

#include "bulwark/scenario/shock_grid.hpp"
#include "bulwark/scenario/unit_moves.hpp"
#include "support/catch.hpp"

using namespace bulwark;

namespace {

struct Found {
  MovesByUnit moves;
  explicit Found(const ScenarioSet& set) { moves.add_unit(), moves.add(set, AssetId{0}, AssetId::quote); }
  SetMoves of() const { return moves.of(0, 0); }
};

/// Whether every scenario finds its own moves where it is told to look.
bool leads_home(const SetMoves& moves, Index scenarios) {
  for (Index s = 0; s < scenarios; ++s) {
    if (moves.price_at[s] >= 8) return false;
    const double price = moves.grid->price[moves.first_at[s / 8] + moves.price_at[s]];
    const auto v = moves.volatility_at[s];
    if (!same_bits(price, moves.price[s]) || !same_bits(moves.grid->volatility[v], moves.volatility[s]) ||
        !same_bits(moves.grid->shift[v], moves.shift[s]))
      return false;
  }
  return true;
}

}  // namespace

TEST_CASE("a shock grid's moves are found once each, and every scenario finds its own", "[scenario][move_grid]") {
  ShockGrid grid{.price_range = 0.16, .steps_per_side = 10, .vol_up = 0.5, .vol_down = 0.25, .far_moves = {-0.5}, .far_factor = 0.32};
  for (const Index steps : {4, 10, 20}) {
    grid.steps_per_side = steps;
    const Found found(grid.scenarios(1));
    REQUIRE(found.of().grid != nullptr);
    CHECK(found.of().grid->prices == 2 * steps + 2);
    CHECK(found.of().grid->volatilities == 3);
    CHECK(leads_home(found.of(), grid.size()));
  }
}

TEST_CASE("columns are filled up to whole groups with the last of their own", "[scenario][move_grid]") {
  const ShockGrid grid{.price_range = 0.15, .steps_per_side = 4, .vol_up = 0.3, .vol_down = 0.2, .far_moves = {-0.6, 0.6}};
  const Found found(grid.scenarios(1));
  const SetMoves moves = found.of();
  REQUIRE(moves.grid != nullptr);
  for (Index p = moves.grid->prices; p < 16; ++p) CHECK(moves.grid->price[p] == 0.6);
  for (Index v = 3; v < 16; ++v) CHECK(moves.grid->volatility[v] == -0.2);
  for (Index s = grid.size(); s < in_whole_groups(grid.size()); ++s) CHECK(moves.price_at[s] < 8);
}

TEST_CASE("moves that do not repeat, of too many kinds or not among neighbours, are no grid", "[scenario][move_grid]") {
  std::vector<double> price(32), volatility(32), shift(32, 0.0);
  std::array<std::uint64_t, 32> price_at{}, volatility_at{};
  std::array<std::uint64_t, 4> first_at{};
  MoveGrid grid;
  const auto found = [&](Index count) {
    return grid.find(price.data(), volatility.data(), shift.data(), count, price_at.data(), volatility_at.data(), first_at.data());
  };
  CHECK_FALSE(found(1));
  for (std::size_t s = 0; s < 32; ++s) price[s] = 0.01 * double(s / 2), volatility[s] = s % 2 == 0 ? 0.1 : -0.1;
  CHECK(found(32));
  shift[31] = 0.05;
  CHECK(found(32));
  CHECK(grid.volatilities == 3);
  for (std::size_t s = 0; s < 32; ++s) price[s] = 0.01 * double(s);  // each its own
  CHECK_FALSE(found(32));
  for (std::size_t s = 0; s < 32; ++s) price[s] = 0.01 * double(s % 16);  // the last is far from the first that comes next
  CHECK(found(32));
  for (std::size_t s = 0; s < 32; ++s) price[s] = 0.01 * double(s % 12);
  CHECK_FALSE(found(32));
  for (std::size_t s = 0; s < 32; ++s) price[s] = 0.01 * double(s / 2), volatility[s] = 0.01 * double(s / 3);
  CHECK_FALSE(found(32));
}

TEST_CASE("a move that is minus nothing is another than none", "[scenario][move_grid]") {
  const std::vector<double> price{0.0, -0.0, 0.0, -0.0}, none(4, 0.0);
  std::array<std::uint64_t, 16> price_at{}, volatility_at{};
  std::array<std::uint64_t, 2> first_at{};
  MoveGrid grid;
  REQUIRE(grid.find(price.data(), none.data(), none.data(), 4, price_at.data(), volatility_at.data(), first_at.data()));
  CHECK(grid.prices == 2);
  CHECK(price_at[1] == 1);
}
