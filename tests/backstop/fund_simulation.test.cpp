#include "bulwark/backstop/fund_simulation.hpp"

#include <cmath>
#include <vector>

#include "bulwark/backstop/fund_arrivals.hpp"
#include "bulwark/backstop/fund_exponential_loss.hpp"
#include "bulwark/backstop/fund_exponential_ruin.hpp"
#include "bulwark/backstop/fund_lattice_ruin.hpp"
#include "bulwark/backstop/fund_sampled_loss.hpp"
#include "bulwark/backstop/fund_size.hpp"
#include "support/catch.hpp"
#include "support/said.hpp"

using namespace bulwark;
using Catch::Matchers::WithinAbs;

namespace {

/// Ten losses a year of 1 in the mean, and income of 12.5. After 40 years what is still to come is below 1e-6.
constexpr FundSimulation<PoissonArrivals, ExponentialLoss> classic{
    .arrivals = {10.0}, .loss = {1.0}, .income_per_year = 12.5, .years = 40.0};
constexpr ExponentialRuin closed{.events_per_year = 10.0, .mean_loss = 1.0, .income_per_year = 12.5};
constexpr std::size_t paths = 10'000;

template <class Simulation>
std::vector<double> needs_of(const Simulation& simulation, std::size_t count = paths) {
  std::vector<double> needs(count);
  simulation.needs(0, needs);
  return needs;
}

/// Always the same loss, and NaN after some time.
struct BrokenLoss {
  double loss(const EventNumbers& numbers) const noexcept { return numbers.one < 0.5 ? std::numeric_limits<double>::quiet_NaN() : 0.0; }
  Index pairs() const noexcept { return 0; }
  Faults faults() const { return {}; }
};

}  // namespace

TEST_CASE("in whatever pieces the paths are run, the bits are the same", "[backstop][fund_simulation]") {
  const std::vector<double> whole = needs_of(classic, 600);
  for (const std::size_t piece : {1u, 7u, 100u, 599u}) {
    std::vector<double> parts(whole.size());
    std::vector<std::size_t> starts;
    for (std::size_t i = 0; i < parts.size(); i += piece) starts.push_back(i);
    for (auto start = starts.rbegin(); start != starts.rend(); ++start)  // the last first
      classic.needs(static_cast<Index>(*start), std::span{parts}.subspan(*start, std::min(piece, parts.size() - *start)));
    CHECK(parts == whole);
  }
  auto other = classic;
  other.seed = 2;
  CHECK(needs_of(other, 600) != whole);
}

TEST_CASE("a path is ruined exactly when it needs more, a longer one needs no less, more income no more", "[backstop][fund_simulation]") {
  auto longer = classic, richer = classic, twice = classic;
  longer.years = 60.0, richer.income_per_year = 14.0, twice.loss.mean = 2.0, twice.income_per_year = 25.0;
  for (Index path = 0; path < 500; ++path) {
    const double need = classic.need(path);
    for (const double capital : {0.0, 1.0, 5.0, need, std::nextafter(need, 0.0)})
      CHECK((classic.ruin_years(path, capital) <= classic.years) == (need > capital));
    CHECK(longer.need(path) >= need);
    CHECK(richer.need(path) <= need);
    CHECK(twice.need(path) == 2.0 * need);
    CHECK(classic.ruin_years(path, 1.0) >= classic.ruin_years(path, 0.0));
  }
}

TEST_CASE("simulated ruin is that of Cramer and Lundberg: probability, size and time, within three errors", "[backstop][fund_simulation]") {
  std::vector<double> needs = needs_of(classic), times(paths);
  for (const double capital : {0.0, 2.0, 5.0, 10.0}) {
    const FundEstimate ruin = ruin_probability(needs, capital);
    CHECK_THAT(ruin.value, WithinAbs(closed.probability(capital), 3.0 * ruin.standard_error));
    classic.ruin_times(0, capital, times);
    const FundEstimate years = mean_ruin_years(times);
    CHECK_THAT(years.value, WithinAbs(closed.ruin_years(capital), 3.0 * years.standard_error));
  }
  for (const double ruin : {0.5, 0.1, 0.02}) {
    const FundEstimate size = fund_size(needs, ruin);
    CHECK_THAT(size.value, WithinAbs(closed.size(ruin), 3.0 * size.standard_error));
    CHECK(ruin_probability(needs, size.value).value <= ruin);
  }
}

TEST_CASE("simulated ruin is the exact one where losses are whole units in whole days", "[backstop][fund_simulation]") {
  // Seven days in eight cost nothing, the eighth 1 to 20 units; 1 comes in each day; 64 days.
  std::vector<double> losses(160, 0.0), chance(21, 0.0);
  for (std::size_t k = 1; k <= 20; ++k) losses[k] = static_cast<double>(k), chance[k] = 1.0 / 160.0;
  chance[0] = 140.0 / 160.0;
  const LatticeRuin exact{chance, 1};
  REQUIRE(exact.faults().empty());
  const FundSimulation<RegularArrivals, SampledLoss> daily{.arrivals = {256.0}, .loss = {losses}, .income_per_year = 256.0, .years = 0.25};
  const std::vector<double> needs = needs_of(daily, 200'000);
  for (const Index capital : {0, 5, 20, 60, 120}) {
    std::vector<double> scratch(2 * exact.levels(capital, 64));
    const FundEstimate ruin = ruin_probability(needs, static_cast<double>(capital));
    CHECK_THAT(ruin.value, WithinAbs(exact.probability(capital, 64, scratch), 3.0 * ruin.standard_error));
  }
}

TEST_CASE("without income a fund is ruined when more events come than it can pay: Poisson", "[backstop][fund_simulation]") {
  const double unit = 1.0;
  const FundSimulation<PoissonArrivals, SampledLoss> yearly{.arrivals = {4.0}, .loss = {{&unit, 1}}, .income_per_year = 0.0, .years = 1.0};
  const std::vector<double> needs = needs_of(yearly, 40'000);
  double term = std::exp(-4.0), at_most = term;
  for (int n = 0; n < 10; ++n) {
    const FundEstimate ruin = ruin_probability(needs, n);
    CHECK_THAT(ruin.value, WithinAbs(1.0 - at_most, 3.0 * ruin.standard_error));
    term *= 4.0 / (n + 1.0), at_most += term;
  }
}

TEST_CASE("a loss that is no number is no need and no survival", "[backstop][fund_simulation][faults]") {
  const FundSimulation<PoissonArrivals, BrokenLoss> broken{.arrivals = {20.0}, .loss = {}, .income_per_year = 1.0, .years = 5.0};
  CHECK(std::isnan(broken.need(0)));
  CHECK(std::isnan(broken.ruin_years(0, 1e9)));
  CHECK(std::isnan(ruin_probability(needs_of(broken, 10), 1.0).value));
  CHECK(classic.faults().empty());
  const FundSimulation<PoissonArrivals, ExponentialLoss> wrong{.arrivals = {0.0}, .loss = {-1.0}, .income_per_year = -2.0, .years = 0.0};
  CHECK(test::said(wrong.faults()) == std::vector<std::string>{"poisson_arrivals.per_year must be positive, got 0",
                                                               "exponential_loss.mean must be positive, got -1",
                                                               "fund_simulation.income_per_year is out of range, got -2",
                                                               "fund_simulation.years must be positive, got 0"});
}
