// Two hundred accounts at ten times leverage, two crashes a year: how large must the insurance fund be, and when would a smaller one
// fail?
#include <cstdio>
#include <vector>

#include "bulwark/backstop/fund_arrivals.hpp"
#include "bulwark/backstop/fund_gap_loss.hpp"
#include "bulwark/backstop/fund_simulation.hpp"
#include "bulwark/backstop/fund_size.hpp"

using namespace bulwark;

int main() {
  constexpr JumpParameters crash{.per_year = 2.0, .mean_log_jump = -0.03, .log_jump_deviation = 0.04};
  const std::vector<AssetJump> assets{{1.0, 0.01}, {1.2, 0.02}, {1.5, 0.03}, {2.0, 0.05}};
  std::vector<double> equity, maintenance, exposure;
  for (std::size_t account = 0; account < 200; ++account)
    for (std::size_t asset = 0; asset < assets.size(); ++asset) {
      if (asset == 0) equity.push_back(10'000.0), maintenance.push_back(5'000.0);
      const double side = account % 8 < 5 ? 1.0 : -1.0;  // more are long than short
      exposure.push_back(account % assets.size() == asset ? side * 100'000.0 : 0.0);
    }
  const GapLoss<> gap{crash, assets, equity, maintenance, exposure, 0.005};
  const FundSimulation<PoissonArrivals, GapLoss<>> fund{
      .arrivals = {crash.per_year}, .loss = gap, .income_per_year = 250'000.0, .years = 3.0};
  if (!fund.faults().empty()) return 1;

  std::vector<double> needs(20'000), times(needs.size());
  fund.needs(0, needs);  // a range of paths is a unit of work: threads may fill it in any pieces
  for (const double ruin : {0.10, 0.01, 0.001}) {
    const FundEstimate size = fund_size(needs, ruin);
    std::printf("ruined in %4.1f %% of three years: %8.0f +- %.0f\n", 100.0 * ruin, size.value, size.standard_error);
  }
  fund.ruin_times(0, 1e6, times);
  const FundEstimate chance = ruin_probability(needs, 1e6), years = mean_ruin_years(times);
  std::printf("with a million: ruined in %.2f +- %.2f %%, after %.2f years\n", 100.0 * chance.value, 100.0 * chance.standard_error,
              years.value);
}
