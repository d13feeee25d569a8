#include "bulwark/scenario/stratified_jumps.hpp"

#include <cmath>

#include "bulwark/scenario/asks_for_scenarios.hpp"
#include "support/books.hpp"
#include "support/catch.hpp"
#include "support/said.hpp"

using namespace bulwark;
using namespace bulwark::test;

static_assert(!AsksForScenarios<StratifiedJumps>);  // its scenarios do not count alike

namespace {
StratifiedJumps strata(std::vector<Index> per_stratum) {
  return {.law = {.years = 1.0 / 365.0,
                  .volatility = {0.5, 0.7},
                  .model = {JumpParameters{15.0, -0.05, 0.05}, JumpParameters{15.0, -0.07, 0.07}},
                  .correlation = {1.0, 0.85, 0.85, 1.0},
                  .common_per_year = 12.0},
          .per_stratum = std::move(per_stratum),
          .seed = 3};
}
}  // namespace

TEST_CASE("strata are as likely as their numbers of events, and all of them certain", "[scenario][stratified_jumps]") {
  for (const std::vector<Index>& per : {std::vector<Index>{10}, {10, 10}, {100, 50, 20, 5}}) {
    const StratifiedJumps moves = strata(per);
    CHECK(moves.faults().empty());
    const double mean = 12.0 / 365.0;
    double all = 0.0, exact = std::exp(-mean);
    for (Index k = 0; k < moves.strata(); ++k) {
      CHECK(moves.stratum(k).scenarios == per[static_cast<std::size_t>(k)]);
      if (k + 1 < moves.strata()) CHECK(moves.stratum(k).probability == Catch::Approx(exact).epsilon(1e-14));
      all += moves.stratum(k).probability, exact *= mean / static_cast<double>(k + 1);
    }
    CHECK(all == Catch::Approx(1.0).epsilon(1e-14));
  }
}

TEST_CASE("a stratum's scenarios have its number of events", "[scenario][stratified_jumps]") {
  StratifiedJumps moves = strata({100, 100, 100, 100});
  moves.law.volatility = {0.0, 0.0};
  moves.law.model = {JumpParameters{12.0, -0.05, 0.0}, JumpParameters{12.0, -0.07, 0.0}};  // no jumps but in events, all of one size
  const ScenarioSet set = moves.weighted_scenarios(three_assets());
  const double drift = -12.0 / 365.0 * std::expm1(-0.05);
  for (Index s = 0; s < 400; ++s) {
    const double events = (std::log1p(set.price_move[set.at(s, btc)]) - drift) / -0.05;
    if (s < 300)
      CHECK(events == Catch::Approx(static_cast<double>(s / 100)).margin(1e-10));
    else
      CHECK(events > 2.999);
  }
}

TEST_CASE("weighted means are the law's: the forward stays", "[scenario][stratified_jumps]") {
  const StratifiedJumps moves = strata({20'000, 20'000, 10'000});
  const ScenarioSet set = moves.weighted_scenarios(three_assets());
  for (const AssetId asset : {btc, eth}) {
    double mean = 0.0, variance = 0.0;
    Index s = 0;
    for (Index k = 0; k < 3; ++k) {
      double sum = 0.0, squares = 0.0;
      const auto [count, probability] = moves.stratum(k);
      for (Index i = 0; i < count; ++i, ++s) {
        const double x = set.price_move[set.at(s, asset)];
        sum += x, squares += x * x;
      }
      const double n = static_cast<double>(count);
      mean += probability * sum / n;
      variance += probability * probability * (squares / n - sum * sum / n / n) / n;
    }
    CHECK(std::fabs(mean) < 4.0 * std::sqrt(variance));
  }
}

TEST_CASE("strata that cannot be filled are faults", "[scenario][stratified_jumps][faults]") {
  CHECK(said(strata({}).faults()) == std::vector<std::string>{"stratified_jumps.per_stratum must not be empty"});
  CHECK(said(strata({10, 0}).faults()) == std::vector<std::string>{"stratified_jumps.per_stratum[1] must be positive, got 0"});
  StratifiedJumps moves = strata({10, 10});
  moves.law.common_per_year = 0.0;
  CHECK(said(moves.faults()) == std::vector<std::string>{"stratified_jumps.per_stratum[1] is out of range, got 10"});
  // Where 50 events are expected, none and one are less likely than the rounding of 1: their scenarios would have more.
  StratifiedJumps often = strata({10, 20, 30});
  often.law = {.years = 1.0, .volatility = {0.5}, .common_per_year = 50.0};
  CHECK(said(often.faults()) == std::vector<std::string>{"stratified_jumps.per_stratum[0] is out of range, got 10",
                                                         "stratified_jumps.per_stratum[1] is out of range, got 20"});
}
