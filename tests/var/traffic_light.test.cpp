#include "bulwark/var/traffic_light.hpp"

#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("a light gets no better with more exceptions, and its zones end where `most` says", "[var][traffic_light]") {
  for (const TrafficLight& rule : {TrafficLight{}, TrafficLight{.days = 500, .tail = 0.05}, TrafficLight{.days = 20}}) {
    for (Index x = 0; x < rule.days; ++x) CHECK(rule.light(x) <= rule.light(x + 1));
    for (const Light zone : {Light::green, Light::yellow}) {
      const Index most = rule.most(zone);
      if (most >= 0) CHECK(rule.light(most) <= zone);
      CHECK(rule.light(most + 1) > zone);
    }
  }
}

TEST_CASE("of 250 days at 99 % four exceptions are green and nine yellow", "[var][traffic_light]") {
  // Basel Committee (1996), table 2.
  const TrafficLight rule;
  CHECK((rule.most(Light::green) == 4 && rule.most(Light::yellow) == 9));
  CHECK((rule.light(4) == Light::green && rule.light(5) == Light::yellow && rule.light(10) == Light::red));
}

TEST_CASE("a model in the green zone is multiplied least, in the red zone most", "[var][traffic_light]") {
  for (Index x = 0; x < 20; ++x) {
    CHECK(multiplier(basel_1996_multipliers, x) <= multiplier(basel_1996_multipliers, x + 1));
    CHECK(multiplier(basel_2019_multipliers, x) <= multiplier(basel_2019_multipliers, x + 1));
  }
  CHECK((multiplier(basel_1996_multipliers, 4) == 3.0 && multiplier(basel_1996_multipliers, 7) == 3.65));
  CHECK((multiplier(basel_1996_multipliers, 250) == 4.0 && multiplier(basel_2019_multipliers, 11) == 2.0));
}

TEST_CASE("lights that come in no order are faults", "[var][traffic_light][faults]") {
  CHECK(TrafficLight{}.faults().empty());
  CHECK(said(TrafficLight{.days = 0, .tail = 1.0, .yellow_from = 0.0, .red_from = 1.0}.faults()) ==
        std::vector<std::string>{"traffic_light.days must be positive, got 0", "traffic_light.tail is out of range, got 1",
                                 "traffic_light.yellow_from is out of range, got 0", "traffic_light.red_from is out of range, got 1"});
  CHECK(TrafficLight{.yellow_from = 0.99, .red_from = 0.95}.faults().size() == 1);
}
