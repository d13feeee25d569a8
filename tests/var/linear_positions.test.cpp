#include "bulwark/var/linear_positions.hpp"

#include <cmath>
#include <limits>
#include <vector>

#include "bulwark/var/linear_profits.hpp"
#include "support/catch.hpp"
#include "support/random.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("linear positions under paths make what they make under a day's returns, to the bit", "[var][linear_positions]") {
  Random random{9};
  constexpr Index assets = 9, wide = 2 * scenario_block, count = 41;
  std::vector<double> returns(assets * wide), exposure(assets), profits(wide), day(assets);
  for (double& r : returns) r = random.between(-0.5, 0.5) * random.between(0.0, 1.0);
  for (double& e : exposure) e = random.between(-1e6, 1e6);
  exposure[3] = 0.0;
  for (Index s = 0; s < wide; ++s) returns[static_cast<std::size_t>(3 * wide + s)] = std::numeric_limits<double>::quiet_NaN();
  const LinearPositions book(exposure);
  CHECK(book.assets().size() == 8);
  book(Paths{returns.data(), assets, wide, count, nullptr}, profits.data());
  for (Index s = 0; s < count; ++s) {
    for (Index a = 0; a < assets; ++a) day[static_cast<std::size_t>(a)] = returns[static_cast<std::size_t>(a * wide + s)];
    CHECK(profits[static_cast<std::size_t>(s)] == linear_profit(exposure, day));
  }
}

TEST_CASE("a return that nobody knows is a profit that nobody knows, where it is held", "[var][linear_positions][faults]") {
  std::vector<double> returns(2 * scenario_block, 0.1), profits(scenario_block);
  returns[5] = std::numeric_limits<double>::quiet_NaN();
  const Paths paths{returns.data(), 2, scenario_block, scenario_block, nullptr};
  LinearPositions(std::vector<double>{1.0, 1.0})(paths, profits.data());
  CHECK(std::isnan(profits[5]));
  CHECK(profits[6] > 0.0);
  LinearPositions(std::vector<double>{0.0, 1.0})(paths, profits.data());
  CHECK(profits[5] == profits[6]);
  LinearPositions(std::vector<double>{std::numeric_limits<double>::quiet_NaN(), 1.0})(paths, profits.data());
  CHECK(std::isnan(profits[6]));
}
