#include "bulwark/scenario/simulated_set.hpp"

#include "bulwark/scenario/jump_sampler.hpp"
#include "support/books.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("a set has the sampler's moves in the market's columns", "[scenario][simulated_set]") {
  const CorrelatedJumps law{.years = 0.01,
                            .volatility = {0.5, 0.6, 0.7, 0.8},
                            .model = std::vector<ModelParameters>(4, JumpParameters{30.0, -0.1, 0.1}),
                            .common_per_year = 30.0};
  const JumpSampler sampler(law, 4);
  const auto tail_of = [&](Index s) { return sampler.drawn_tail(s); };
  const ScenarioSet set = simulated_set(sampler, three_assets(), 300, 0.0, tail_of);  // the law has an asset too many
  CHECK(set.joint);
  CHECK(faults(set, 3).empty());
  std::vector<double> out(1'200), scratch(static_cast<std::size_t>(sampler.scratch_size()));
  sampler.fill(0, 300, out, scratch);
  for (Index s = 0; s < 300; ++s)
    for (const AssetId a : {btc, eth, sol}) {
      CHECK(set.price_move[set.at(s, a)] == bulwark::expm1(out[static_cast<std::size_t>(4 * s + row(a))]));
      CHECK(set.vol_move[set.at(s, a)] == 0.0);
    }
  CHECK(simulated_set(sampler, three_assets(), 300, 0.0, [](Index) { return 1.0; }).price_move != set.price_move);  // no events
}
