#include "bulwark/system/reverse_stress.hpp"

#include <cmath>

#include "support/crowd.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinRel;

namespace {

const auto house = crowd_venue();

}  // namespace

TEST_CASE("the least shock is found to the last double, and a scan finds the first of several", "[system][reverse_stress]") {
  const auto one = least_shock([](double x) { return x >= 0.3; }, {.most = 1.0, .scan = 1, .gap = 0.0});
  REQUIRE(one);
  CHECK(one->size == 0.3);
  CHECK(0.3 - one->gap == std::nextafter(0.3, 0.0));
  const auto island = [](double x) { return (x > 0.2 && x < 0.25) || x > 0.7; };
  CHECK_THAT(least_shock(island, {.scan = 100, .gap = 1e-12})->size, WithinRel(0.2, 1e-10));
  CHECK_THAT(least_shock(island, {.scan = 2, .gap = 1e-12})->size, WithinRel(0.7, 1e-10));  // what a coarse scan misses
  CHECK_FALSE(least_shock([](double) { return false; }, {}).has_value());
}

TEST_CASE("what breaks without a shock needs none, and what nobody knows to hold counts as broken", "[system][reverse_stress]") {
  const auto broken = least_shock([](double) { return true; }, {});
  REQUIRE(broken);
  CHECK((broken->size == 0.0 && broken->gap == 0.0 && broken->is_known));
  const auto foggy = [](double x) { return x < 0.25 ? std::optional{false} : x < 0.5 ? std::nullopt : std::optional{true}; };
  const auto least = least_shock(foggy, {.most = 1.0, .scan = 4, .gap = 0.0});
  REQUIRE(least);
  CHECK((least->size == 0.25 && !least->is_known));
  CHECK(least_shock([](double x) { return x >= 0.25; }, {.most = 1.0, .scan = 4, .gap = 0.0})->is_known);
}

TEST_CASE("a fall that leaves no price, or a cascade without an end, is no fund that holds", "[system][reverse_stress]") {
  Crowd crowd;
  crowd.add(1, 80.0, {Crowd::of(0, 10.0)});
  const Listing listing = crowd.listing();
  const std::vector<std::vector<double>> down{{-1.0}};
  const ShockSearch abyss{.most = 800.0, .scan = 1, .gap = 1e-3};  // at e^-800 the price is nothing
  const auto rich = reverse_stress(house, listing, crowd.state(1e12, 1'000'000), CascadeRules<>{}, down, abyss);
  REQUIRE(rich);
  REQUIRE((*rich)[0]);
  CHECK_FALSE((*rich)[0]->is_known);
  for (std::uint64_t i = 2; i < 40; ++i) crowd.add(i, 80.0 + 5.0 * static_cast<double>(i), {Crowd::of(0, 10.0)});
  const auto cut = reverse_stress(house, crowd.listing(), crowd.state(400.0, 100'000'000), CascadeRules<>{.most_rounds = 2}, down,
                                  {.most = 0.2, .scan = 4, .gap = 1e-6});
  REQUIRE(cut);
  REQUIRE((*cut)[0]);
  CHECK_FALSE((*cut)[0]->is_known);
}

TEST_CASE("one long and a fund: the fall that costs just what the fund has", "[system][reverse_stress]") {
  // 10 coins at 100 with 80 quote, no impact to speak of: liquidated below 96.8; a fund of 120 quote is gone below 80.
  Crowd crowd;
  crowd.add(1, 80.0, {Crowd::of(0, 10.0)});
  const Listing listing = crowd.listing();
  const std::vector<std::vector<double>> directions{{-1.0}, {0.0, -1.0}, {1.0}};
  const auto least =
      reverse_stress(house, listing, crowd.state(1e12, 12'000), CascadeRules<>{}, directions, {.most = 2.0, .scan = 16, .gap = 1e-10});
  REQUIRE(least);
  REQUIRE((*least)[0]);
  CHECK_THAT((*least)[0]->size, WithinRel(-std::log(0.8), 1e-6));
  CHECK_FALSE((*least)[1].has_value());  // nobody holds it
  CHECK_FALSE((*least)[2].has_value());
}

TEST_CASE("a thinner market breaks sooner, a larger fund later", "[system][reverse_stress]") {
  Random random{22};
  const Crowd crowd = random_crowd(random, 40, 1.0);
  const Listing listing = crowd.listing();
  const std::vector<std::vector<double>> all{{-1.0, -1.0, -1.0}};
  const auto size = [&](double depth, MinorUnits fund) {
    const auto least = reverse_stress(house, listing, crowd.state(depth, fund), CascadeRules<VerdictShare, AtOnce, FundThenEverybody>{},
                                      all, {.most = 2.0, .scan = 32, .gap = 1e-6});
    REQUIRE(least);
    return (*least)[0]->size;
  };
  CHECK(size(3'000.0, 50'000) < size(30'000.0, 50'000));
  CHECK(size(3'000.0, 50'000) < size(3'000.0, 500'000));
}

TEST_CASE("a search that goes nowhere is a fault", "[system][reverse_stress][faults]") {
  Crowd crowd;
  crowd.add(1, 80.0, {Crowd::of(0, 10.0)});
  const Listing listing = crowd.listing();
  const std::vector<std::vector<double>> bad{{std::numeric_limits<double>::quiet_NaN()}};
  CHECK(reverse_stress(house, listing, crowd.state(1e6, 1), CascadeRules<>{}, bad, {.most = 0.0, .scan = 0, .gap = -1.0}).faults().size() ==
        4);
}
