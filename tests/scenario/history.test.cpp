#include "bulwark/scenario/history.hpp"

#include <limits>

#include "support/catch.hpp"

using namespace bulwark;

TEST_CASE("history moves all assets together, and those without one not at all", "[scenario][history]") {
  const History history{.assets = 2, .log_return = {0.0, 0.1, -0.5, 0.2}, .vol_move = {0.0, 0.5, -0.1, 0.0}};
  REQUIRE(history.faults().empty());
  const ScenarioSet set = history.scenarios(3);
  CHECK(set.scenarios == 2);
  CHECK(set.joint);
  CHECK(faults(set, 3).empty());
  CHECK(set.price_move[set.at(0, AssetId{0})] == 0.0);
  CHECK(set.price_move[set.at(1, AssetId{0})] == Catch::Approx(-0.3934693402873666).epsilon(1e-15));
  CHECK(set.vol_move[set.at(0, AssetId{1})] == 0.5);
  for (Index day = 0; day < 2; ++day) CHECK(set.price_move[set.at(day, AssetId{2})] == 0.0);
}

TEST_CASE("every fault of a history is reported", "[scenario][history][faults]") {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  const History bad{.assets = 2, .log_return = {0.0, nan, 1e9}, .vol_move = {-1.0, nan}};
  std::vector<std::string> said;
  for (const Fault& fault : bad.faults()) said.push_back(describe(fault));
  CHECK(said == std::vector<std::string>{"history.log_return has the wrong length, got 3", "history.vol_move has the wrong length, got 2",
                                         "history.log_return[0,1] must be finite, got nan",
                                         "history.log_return[1,0] is out of range, got 1000000000",
                                         "history.vol_move[0,0] is out of range, got -1", "history.vol_move[0,1] must be finite, got nan"});
  CHECK(History{.assets = 0, .log_return = {}}.faults().size() == 2);
  CHECK(History{.assets = -3, .log_return = {1.0}}.faults().size() == 1);
}
