#include "bulwark/scenario/copula_moves.hpp"

#include <cmath>

#include "bulwark/margin/tail_margin.hpp"
#include "support/books.hpp"
#include "support/catch.hpp"
#include "support/said.hpp"

using namespace bulwark;
using namespace bulwark::test;

static_assert(HasSlope<TailMargin<CopulaMoves>>);

namespace {
CopulaMoves moves_of(Index count) {
  return {.copula = {.marginal = {StudentMarginal{0.0, 0.02, 4}, StudentMarginal{0.0, 0.03, 4}},
                     .correlation = {1.0, 0.8, 0.8, 1.0},
                     .degrees = 4},
          .count = count,
          .seed = 2};
}
}  // namespace

TEST_CASE("moves of a copula are joint, and a set that any market can be priced under", "[scenario][copula_moves]") {
  const CopulaMoves moves = moves_of(500);
  CHECK(moves.faults().empty());
  const ScenarioSet set = moves.scenarios(three_assets());
  CHECK(set.joint);
  CHECK(set.scenarios == moves.size());
  CHECK(faults(set, 3).empty());
  const CopulaSampler sampler(moves.copula, 2);
  std::vector<double> out(1'000), scratch(static_cast<std::size_t>(sampler.scratch_size()));
  sampler.fill(0, 500, out, scratch);
  for (Index s = 0; s < 500; ++s) {
    CHECK(set.price_move[set.at(s, eth)] == bulwark::expm1(out[static_cast<std::size_t>(2 * s + 1)]));
    CHECK(set.price_move[set.at(s, sol)] == 0.0);
  }
}

TEST_CASE("moves of a copula report every fault", "[scenario][copula_moves][faults]") {
  CopulaMoves moves = moves_of(0);
  moves.vol_power = 20.0;
  CHECK(said(moves.faults()) ==
        std::vector<std::string>{"copula_moves.count must be positive, got 0", "copula_moves.vol_power is out of range, got 20"});
  moves = moves_of(3);
  moves.is_paired = true;
  CHECK(said(moves.faults()) == std::vector<std::string>{"copula_moves.count is out of range, got 3"});
}
