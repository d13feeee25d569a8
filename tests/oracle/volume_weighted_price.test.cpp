#include "bulwark/oracle/volume_weighted_price.hpp"

#include <limits>
#include <vector>

#include "support/catch.hpp"
#include "support/random.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Trades = std::vector<Weighted>;

namespace {
constexpr VolumeWeightedPrice rule_of_one{.least_volume = 1.0};
}

TEST_CASE("trades count by their size", "[oracle][volume_weighted_price]") {
  CHECK(rule_of_one.price(Trades{{10.0, 3.0}, {20.0, 1.0}}) == 12.5);
  CHECK(rule_of_one.price(Trades{{-37.63, 1.0}}) == -37.63);  // oil, 20 April 2020
}

TEST_CASE("a trade moves the average by at most its share of the volume times the range (F12)", "[oracle][volume_weighted_price]") {
  Random random{2};
  for (int round = 0; round < 300; ++round) {
    Trades trades;
    double volume = 0.0;
    for (int i = 0; i < 12; ++i) {
      trades.push_back({random.between(90.0, 110.0), random.between(0.1, 5.0)});
      volume += trades.back().weight;
    }
    const double before = *rule_of_one.price(trades);
    CHECK((before >= 90.0 && before <= 110.0));
    trades[3].value = 1'000.0;
    CHECK(std::abs(*rule_of_one.price(trades) - before) <= trades[3].weight / volume * (1'000.0 - 90.0) + 1e-9);
  }
}

TEST_CASE("equal prices average to themselves", "[oracle][volume_weighted_price]") {
  CHECK(rule_of_one.price(Trades{{0.1, 0.7}, {0.1, 1.3}, {0.1, 1e-9}}) == 0.1);
}

TEST_CASE("too little volume is no price", "[oracle][volume_weighted_price]") {
  CHECK_FALSE(rule_of_one.price(Trades{}));
  CHECK_FALSE(rule_of_one.price(Trades{{10.0, 0.999}}));
  CHECK_FALSE(VolumeWeightedPrice{0.0}.price(Trades{{10.0, 0.0}}));
}

TEST_CASE("bad trades give no average", "[oracle][volume_weighted_price]") {
  const double unknown = std::numeric_limits<double>::quiet_NaN(), infinite = std::numeric_limits<double>::infinity();
  for (const double bad : {unknown, infinite}) {
    CHECK_FALSE(rule_of_one.price(Trades{{10.0, 5.0}, {bad, 1.0}}));
    CHECK_FALSE(rule_of_one.price(Trades{{10.0, 5.0}, {10.0, bad}}));
  }
  CHECK_FALSE(rule_of_one.price(Trades{{10.0, 5.0}, {10.0, -1.0}}));
  CHECK_FALSE(rule_of_one.price(Trades{{1e308, 1e10}}));
}

TEST_CASE("a volume that is not positive is a fault", "[oracle][volume_weighted_price][faults]") {
  CHECK(rule_of_one.faults().empty());
  CHECK(VolumeWeightedPrice{0.0}.faults().size() == 1);
}
