#include "bulwark/var/stressed_period.hpp"

#include <cmath>
#include <limits>
#include <vector>

#include "support/catch.hpp"
#include "support/random.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("the stressed period is the stretch with the crash, and depends on which side the book is", "[var][stressed_period]") {
  std::vector<double> profits(1'000), scratch(250);
  Random random{4};
  for (double& p : profits) p = random.between(-1.0, 1.0);
  for (std::size_t day = 300; day < 320; ++day) profits[day] = -10.0;
  for (std::size_t day = 700; day < 720; ++day) profits[day] = 8.0;
  const StressedPeriod held = stressed_period(profits, 250, 0.025, scratch);
  CHECK(held.first == 320 - 1 - 250 + 1 - 13);  // the first stretch that has 6.25 of the bad days
  CHECK(held.shortfall == 10.0);
  for (double& p : profits) p = -p;
  const StressedPeriod owed = stressed_period(profits, 250, 0.025, scratch);
  CHECK(owed.shortfall == 8.0);
  CHECK(owed.first > 400);
}

TEST_CASE("no stretch has a larger shortfall than the stressed period", "[var][stressed_period]") {
  Random random{6};
  for (int trial = 0; trial < 50; ++trial) {
    std::vector<double> profits(300), scratch(60);
    for (double& p : profits) p = random.between(-1.0, 1.0);
    const StressedPeriod worst = stressed_period(profits, 60, 0.05, scratch);
    for (std::size_t first = 0; first + 60 <= 300; ++first) {
      std::vector<double> stretch(profits.begin() + static_cast<std::ptrdiff_t>(first),
                                  profits.begin() + static_cast<std::ptrdiff_t>(first + 60));
      std::sort(stretch.begin(), stretch.end());
      CHECK(-(stretch[0] + stretch[1] + stretch[2]) / 3.0 <= worst.shortfall + 1e-15);
    }
  }
}

TEST_CASE("too short a history has no stressed period, an unknown day makes it unknown", "[var][stressed_period][faults]") {
  std::vector<double> profits(100, 1.0), scratch(250);
  CHECK(stressed_period(profits, 101, 0.05, scratch).first == -1);
  CHECK(stressed_period(profits, 100, 0.05, scratch).first == 0);
  CHECK(stressed_period(profits, 50, 0.01, scratch).first == -1);  // half a day in the tail
  profits[42] = std::numeric_limits<double>::quiet_NaN();
  CHECK(stressed_period(profits, 50, 0.05, scratch).first == -1);
  CHECK(std::isnan(stressed_period(profits, 50, 0.05, scratch).shortfall));
}
