#include "bulwark/scenario/monte_carlo.hpp"

#include <algorithm>
#include <cmath>

#include "support/books.hpp"
#include "support/catch.hpp"
#include "support/said.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {
MonteCarlo simulation(Index count = 2'000) {
  return {.law = {.years = 1.0 / 365.0,
                  .volatility = {0.5, 0.7},
                  .model = {JumpParameters{15.0, -0.05, 0.05}, JumpParameters{15.0, -0.07, 0.07}},
                  .correlation = {1.0, 0.85, 0.85, 1.0},
                  .common_per_year = 12.0},
          .count = count,
          .seed = 17};
}
}  // namespace

TEST_CASE("simulated moves are joint, and a set that any market can be priced under", "[scenario][monte_carlo]") {
  MonteCarlo moves = simulation();
  moves.vol_power = -0.5;
  CHECK(moves.faults().empty());
  const ScenarioSet set = moves.scenarios(three_assets());
  CHECK(set.joint);
  CHECK(set.scenarios == moves.size());
  CHECK(faults(set, 3).empty());
  for (Index s = 0; s < set.scenarios; ++s) {
    CHECK(set.price_move[set.at(s, sol)] == 0.0);
    const double price = 1.0 + set.price_move[set.at(s, btc)], vol = 1.0 + set.vol_move[set.at(s, btc)];
    CHECK(vol * vol * price == Catch::Approx(1.0).epsilon(1e-13));
  }
}

TEST_CASE("the moves are those of the law's sampler", "[scenario][monte_carlo]") {
  MonteCarlo moves = simulation();
  moves.is_spread = false;
  const ScenarioSet set = moves.scenarios(three_assets());
  const JumpSampler sampler = moves.sampler();
  std::vector<double> out(2'000 * 2), scratch(static_cast<std::size_t>(sampler.scratch_size()));
  sampler.fill(0, 2'000, out, scratch);
  for (Index s = 0; s < 2'000; ++s) CHECK(set.price_move[set.at(s, eth)] == bulwark::expm1(out[static_cast<std::size_t>(2 * s + 1)]));
}

TEST_CASE("spread scenarios have each number of events as often as it is likely, to one", "[scenario][monte_carlo]") {
  const MonteCarlo moves = simulation(10'000);
  const JumpSampler sampler = moves.sampler();
  const std::span<const double> tails = sampler.common_tails();
  std::vector<double> at_least(tails.size(), 0.0);
  for (Index s = 0; s < moves.count; ++s)
    for (Index n = sampler.common_events(moves.tail_of(sampler, s)); n >= 0; --n) ++at_least[static_cast<std::size_t>(n)];
  for (std::size_t n = 0; n < tails.size(); ++n) CHECK(std::fabs(at_least[n] - 10'000.0 * tails[n]) < 1.0);
}

TEST_CASE("spreading and pairing leave the mean where it is and scatter less", "[scenario][monte_carlo]") {
  const auto scatter = [](bool is_spread, bool is_paired) {
    double sum = 0.0, squares = 0.0;
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
      MonteCarlo moves = simulation(1'000);
      moves.seed = seed, moves.is_spread = is_spread, moves.is_paired = is_paired;
      const ScenarioSet set = moves.scenarios(three_assets());
      double mean = 0.0;
      for (Index s = 0; s < 1'000; ++s) mean += set.price_move[set.at(s, btc)] / 1'000.0;
      sum += mean, squares += mean * mean;
    }
    const double variance = squares / 100.0 - sum * sum / 10'000.0;
    CHECK(std::fabs(sum / 100.0) < 4.0 * std::sqrt(variance / 100.0));  // the forward stays
    return variance;
  };
  const double plain = scatter(false, false), spread = scatter(true, false), both = scatter(true, true);
  CHECK(spread < plain);
  CHECK(both < 0.7 * spread);
}

TEST_CASE("a simulation reports every fault", "[scenario][monte_carlo][faults]") {
  MonteCarlo moves = simulation(0);
  moves.vol_power = 11.0;
  moves.law.years = -1.0;
  CHECK(said(moves.faults()) == std::vector<std::string>{"correlated_jumps.years must be positive, got -1",
                                                         "monte_carlo.count must be positive, got 0",
                                                         "monte_carlo.vol_power is out of range, got 11"});
  moves = simulation(7);
  moves.is_paired = true;
  CHECK(said(moves.faults()) == std::vector<std::string>{"monte_carlo.count is out of range, got 7"});
}
