#include "bulwark/scenario/claims_of_cells.hpp"

#include <array>

#include "bulwark/core/same_bits.hpp"
#include "bulwark/pricing/double_exponential.hpp"
#include "support/catch.hpp"
#include "support/random.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

constexpr AssetId btc{0};
constexpr DoubleExponentialJumps jumps{.per_year = 2.0, .up_share = 0.4, .up_rate = 12.0, .down_rate = 7.0};

struct Moves {
  ScenarioSet set{.scenarios = 40, .assets = 1};
  MovesByUnit moves;

  explicit Moves(Index count) {
    Random random{5};
    set.scenarios = count;
    for (Index s = 0; s < count; ++s) {
      set.price_move.push_back(random.between(-0.4, 0.4)), set.vol_move.push_back(random.between(-0.4, 0.4));
      set.weight.push_back(1.0);
    }
    moves.add_unit(), moves.add(set, btc, AssetId::quote);
  }
};

}  // namespace

TEST_CASE("cells priced as columns have the bits of cells priced in lanes", "[scenario][claims_of_cells]") {
  ClaimsOfCells claims;
  DoubleExponential::Kept kept;
  ErlangLaw<1> law;
  for (const Index count : {1, 7, 16, 17, 40, 3}) {  // room made for many serves few
    const Moves moves(count);
    const OptionCells cells{.moves = moves.moves.of(0, 0),
                            .scenarios = count,
                            .forward = 101.0,
                            .fixed = 4.0,
                            .spot = 100.0,
                            .strike = 97.0,
                            .volatility = 0.55,
                            .years = 0.3,
                            .side = 1.0,
                            .scale = 0.75,
                            .floor_when_up = 0.6,
                            .is_parallel = true};
    std::array<double, 48> by_column{}, in_lanes{};
    claims.price<ClaimFormula::time_value>(DoubleExponential{}, jumps, kept, cells, by_column.data());
    price_cells(cells, in_lanes.data(), [&](const auto& claim) noexcept { return kou_time_value(claim, jumps, law); });
    for (std::size_t s = 0; s < static_cast<std::size_t>(count); ++s) {
      CHECK(is_finite(in_lanes[s]));
      CHECK(same_bits(by_column[s], in_lanes[s]));
    }
  }
}

TEST_CASE("so have options side by side", "[scenario][claims_of_cells]") {
  const Moves moves(6);
  Random random{8};
  std::array<std::array<double, 16>, 7> columns;
  for (std::array<double, 16>& column : columns)
    for (double& x : column) x = random.between(0.5, 0.9);
  const OptionsAbreast options{.moves = moves.moves.of(0, 0),
                               .first = 2,
                               .last = 6,
                               .options = 11,
                               .stride = 16,
                               .forward = columns[0].data(),
                               .fixed = columns[1].data(),
                               .strike = columns[2].data(),
                               .volatility = columns[3].data(),
                               .years = columns[4].data(),
                               .side = columns[5].data(),
                               .scale = columns[6].data(),
                               .spot = 1.0,
                               .floor_when_up = 0.0,
                               .is_parallel = false};
  double by_column[4][16], in_lanes[4][16];
  ErlangLaw<1> law;
  DoubleExponential::Kept kept;
  ClaimsOfCells claims;
  claims.price<ClaimFormula::value>(DoubleExponential{}, jumps, kept, options, by_column[0]);
  price_abreast(options, in_lanes[0], [&](const auto& claim) noexcept { return kou_value(claim, jumps, law); });
  for (int s = 0; s < 4; ++s)
    for (int i = 0; i < 11; ++i) CHECK(same_bits(by_column[s][i], in_lanes[s][i]));
}
