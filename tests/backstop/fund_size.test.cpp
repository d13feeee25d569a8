#include "bulwark/backstop/fund_size.hpp"

#include <cmath>
#include <vector>

#include "bulwark/backstop/fund_arrivals.hpp"
#include "bulwark/backstop/fund_exponential_loss.hpp"
#include "bulwark/backstop/fund_simulation.hpp"
#include "support/catch.hpp"
#include "support/random.hpp"

using namespace bulwark;

TEST_CASE("a size is the least need that all but the ruined share have", "[backstop][fund_size]") {
  std::vector<double> needs(1'000);
  for (std::size_t i = 0; i < needs.size(); ++i) needs[i] = static_cast<double>(i + 1);
  CHECK(fund_size(needs, 0.01).value == 990.0);
  CHECK(ruin_probability(needs, 990.0).value == 0.01);
  CHECK(ruin_probability(needs, 989.0).value > 0.01);
  CHECK(ruin_probability(needs, 5'000.0).value == 0.0);
  CHECK(ruin_probability(needs, 5'000.0).standard_error == 0.001);  // none seen is not none
  CHECK(std::isnan(fund_size(needs, 0.0005).standard_error));       // too few to say
  CHECK(std::isnan(fund_size(needs, 0.0).value));
  CHECK(std::isnan(fund_size({}, 0.1).value));
  needs[3] = std::nan("");
  CHECK(std::isnan(fund_size(needs, 0.01).value));
  CHECK(std::isnan(ruin_probability(needs, 10.0).value));
}

TEST_CASE("the standard error is what sizes of other seeds scatter by", "[backstop][fund_size]") {
  FundSimulation<PoissonArrivals, ExponentialLoss> simulation{.arrivals = {10.0}, .loss = {1.0}, .income_per_year = 12.5, .years = 2.0};
  constexpr int seeds = 100;
  double sum = 0.0, squares = 0.0, errors = 0.0;
  std::vector<double> needs(1'000);
  for (int seed = 1; seed <= seeds; ++seed) {
    simulation.seed = static_cast<std::uint64_t>(seed);
    simulation.needs(0, needs);
    const FundEstimate size = fund_size(needs, 0.05);
    sum += size.value, squares += size.value * size.value, errors += size.standard_error;
  }
  const double mean = sum / seeds, scatter = std::sqrt(squares / seeds - mean * mean);
  CHECK(errors / seeds > 0.75 * scatter);
  CHECK(errors / seeds < 1.25 * scatter);
}

TEST_CASE("the mean time of ruin is that of those who are ruined", "[backstop][fund_size]") {
  constexpr double never = std::numeric_limits<double>::infinity();
  const std::vector<double> times{1.0, never, 3.0, never, 5.0};
  CHECK(mean_ruin_years(times).value == 3.0);
  CHECK(std::abs(mean_ruin_years(times).standard_error - 2.0 / std::sqrt(3.0)) < 1e-12);
  CHECK(std::isnan(mean_ruin_years(std::vector<double>{never}).value));
  CHECK(std::isnan(mean_ruin_years(std::vector<double>{1.0, std::nan("")}).value));
}
