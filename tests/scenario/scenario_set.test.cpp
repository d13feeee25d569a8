#include "bulwark/scenario/scenario_set.hpp"

#include <limits>

#include "support/catch.hpp"

using namespace bulwark;

TEST_CASE("short terms move more, long terms less, the reference as written", "[scenario][scenario_set]") {
  const VolatilityTerm term{.reference_days = 30.0, .short_power = 0.3, .long_power = 0.13};
  const auto at = [&](double days) { return term_scale(term, days / 365.0); };
  CHECK(at(30.0) == Catch::Approx(1.0).epsilon(1e-15));
  CHECK(at(7.0) == Catch::Approx(std::pow(30.0 / 7.0, 0.3)).epsilon(1e-14));
  CHECK(at(300.0) == Catch::Approx(std::pow(0.1, 0.13)).epsilon(1e-14));
  CHECK(at(0.0) == at(1.0));  // the least term
  CHECK(term_scale(VolatilityTerm{}, 0.01) == 1.0);
}

TEST_CASE("a day that has begun may count whole", "[scenario][scenario_set]") {
  const VolatilityTerm part{.short_power = 0.3, .long_power = 0.3};
  const VolatilityTerm whole{.short_power = 0.3, .long_power = 0.3, .is_in_whole_days = true};
  for (int days = 1; days < 800; ++days) {
    CHECK(term_scale(whole, days / 365.0) == Catch::Approx(term_scale(part, days / 365.0)).epsilon(1e-14));
    CHECK(term_scale(whole, (days - 0.5) / 365.0) == Catch::Approx(term_scale(part, days / 365.0)).epsilon(1e-14));
  }
}

TEST_CASE("a set that does not fit its market is refused with every reason", "[scenario][scenario_set][faults]") {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  const ScenarioSet good{.scenarios = 1, .assets = 2, .price_move = {0.1, -0.1}, .vol_move = {0.0, 0.0}, .weight = {1.0, 1.0}};
  CHECK(faults(good, 2).empty());
  CHECK(faults(good, 3).size() == 1);
  const ScenarioSet bad{.scenarios = 1, .assets = 2, .price_move = {nan, -1.0}, .vol_move = {0.0}, .weight = {1.0, nan}};
  std::vector<std::string> said;
  for (const Fault& fault : faults(bad, 2)) said.push_back(describe(fault));
  CHECK(said == std::vector<std::string>{
                    "scenario_set.price_move[0,0] must be finite, got nan", "scenario_set.price_move[0,1] is out of range, got -1",
                    "scenario_set.vol_move has the wrong length, got 1", "scenario_set.weight[0,1] must be finite, got nan"});
  CHECK(faults(ScenarioSet{}, 0).size() == 1);
  ScenarioSet turned = good;  // a negative weight would make a gain of a loss
  turned.weight = {0.0, -1.0};
  turned.coin_weight = {-0.5, 0.0};
  CHECK(faults(turned, 2).size() == 2);
}

TEST_CASE("what a set nets follows from what it says of itself", "[scenario][scenario_set]") {
  ScenarioSet set{};
  CHECK(set.netting() == Netting::asset);
  set.pairs_apart = true;
  CHECK(set.netting() == Netting::pair);
  set.pairs_apart = false;
  set.numeraire = Numeraire::settlement;
  CHECK(set.netting() == Netting::pair);
  set.joint = true;
  CHECK(set.netting() == Netting::world);
}

TEST_CASE("an asset follows whom the set says, and itself where it says nothing", "[scenario][scenario_set]") {
  const std::vector<AssetId> leader{AssetId{0}, AssetId{0}};
  CHECK(leader_of(leader, AssetId{1}) == AssetId{0});
  CHECK(leader_of(leader, AssetId{2}) == AssetId{2});
  CHECK(leader_of({}, AssetId{1}) == AssetId{1});
}

TEST_CASE("a set counts by expiry where accounts are summed over it", "[scenario][scenario_set]") {
  ScenarioSet set{};
  CHECK_FALSE(set.is_by_expiry());
  set.by_expiry = ExpiryDiscount{};
  CHECK(set.is_by_expiry());
  set.is_folded = false;
  CHECK_FALSE(set.is_by_expiry());
}

TEST_CASE("a smile bends in one of the first 512 scenarios or not at all", "[scenario][scenario_set][faults]") {
  const std::vector<double> still(520, 0.0);
  ScenarioSet set{.scenarios = 520, .assets = 1, .price_move = still, .vol_move = still, .weight = still};
  set.skew.assign(520, Skew::none);
  set.skew[511] = Skew::linear;
  CHECK(faults(set, 1).empty());
  set.skew[512] = Skew::absolute;
  REQUIRE(faults(set, 1).size() == 1);
  CHECK(describe(faults(set, 1)[0]) == "scenario_set.skew[512] is out of range, got 512");
}

TEST_CASE("followers of followers, bends and discounts that are none are faults, each by its name", "[scenario][scenario_set][faults]") {
  const ScenarioSet good{.scenarios = 1,
                         .assets = 2,
                         .price_move = {0.1, -0.1},
                         .vol_move = {0.0, 0.0},
                         .weight = {1.0, 1.0},
                         .leader = {AssetId{1}, AssetId{1}},
                         .skew = {Skew::linear},
                         .by_expiry = ExpiryDiscount{}};
  CHECK(faults(good, 2).empty());
  ScenarioSet bad = good;
  bad.term.least_days = 0.0;
  bad.leader = {AssetId{1}, AssetId{0}, AssetId{7}, AssetId::quote};  // 0 and 1 follow each other
  bad.skew = {Skew::linear, Skew::none};
  bad.skew_term.least_width = 0.0;
  bad.years_later = -1.0;
  bad.by_expiry->gain = 2.0;
  bad.numeraire = Numeraire::settlement;
  std::vector<std::string> fields;
  for (const Fault& fault : faults(bad, 2)) fields.push_back(fault.field);
  CHECK(fields == std::vector<std::string>{"scenario_set.skew", "scenario_set.leader", "scenario_set.leader", "scenario_set.leader",
                                           "scenario_set.leader", "scenario_set.years_later", "volatility_term.least_days",
                                           "skew_term.least_width", "expiry_discount.gain", "scenario_set.by_expiry"});
}
