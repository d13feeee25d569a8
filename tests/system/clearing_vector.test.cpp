#include "bulwark/system/clearing_vector.hpp"

#include <limits>

#include "support/catch.hpp"
#include "support/debts.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

TEST_CASE("a venue that is paid less pays less, and its creditors bear it in proportion", "[system][clearing_vector]") {
  // 0 owes 1 100 and has 60; 1 has 10 and owes 80 to the world and 20 to 2.
  const double outside[] = {60.0, 10.0, 0.0}, owed[] = {0.0, 100.0, 0.0, 0.0, 0.0, 20.0, 0.0, 0.0, 0.0}, world[] = {0.0, 80.0, 0.0};
  const auto clear = clearing_vector({outside, owed, world});
  REQUIRE(clear);
  CHECK(clear->payment == std::vector{60.0, 70.0, 0.0});
  CHECK_THAT(clear->equity[2], WithinRel(14.0, 1e-14));
  CHECK(clear->failed_in == std::vector<Index>{1, 2, 0});
  CHECK(clear->rounds == 2);
  CHECK(clear->shortfall() == 70.0);
}

TEST_CASE("failures that cost half of everything make the next ones worse", "[system][clearing_vector]") {
  const double outside[] = {60.0, 10.0}, owed[] = {0.0, 100.0, 0.0, 0.0}, world[] = {0.0, 80.0};
  const auto clear =
      clearing_vector({.outside = outside, .owed = owed, .owed_outside = world, .outside_recovered = 0.5, .inside_recovered = 0.5});
  REQUIRE(clear);
  CHECK(clear->payment == std::vector{30.0, 20.0});  // (10 + 30) / 2
}

TEST_CASE("shares in each other count, and are worth nothing once their venue fails", "[system][clearing_vector]") {
  // 1 owns half of 0 and owes 40; 0 has 100 and owes nothing, or 70 and owes 80.
  const double owed[] = {0.0, 0.0, 0.0, 0.0}, held[] = {0.0, 0.0, 0.5, 0.0};
  const double rich[] = {100.0, 0.0}, poor[] = {70.0, 0.0}, little[] = {0.0, 40.0}, much[] = {80.0, 40.0};
  const auto good = clearing_vector({.outside = rich, .owed = owed, .owed_outside = little, .held = held});
  REQUIRE(good);
  CHECK(good->equity == std::vector{100.0, 10.0});
  const auto bad = clearing_vector({.outside = poor, .owed = owed, .owed_outside = much, .held = held});
  REQUIRE(bad);
  CHECK(bad->payment == std::vector{70.0, 0.0});
  CHECK(bad->equity == std::vector{0.0, 0.0});
  CHECK(bad->rounds == 1);
}

TEST_CASE("venues that own each other are worth what they have and more", "[system][clearing_vector]") {
  // V0 = 10 + V1 / 2, V1 = 20 + V0 / 2.
  const double outside[] = {10.0, 20.0}, owed[] = {0.0, 0.0, 0.0, 0.0}, held[] = {0.0, 0.5, 0.5, 0.0};
  const auto clear = clearing_vector({.outside = outside, .owed = owed, .held = held});
  REQUIRE(clear);
  CHECK_THAT(clear->equity[0], WithinRel(80.0 / 3.0, 1e-14));
  CHECK_THAT(clear->equity[1], WithinRel(100.0 / 3.0, 1e-14));
}

TEST_CASE("a ring that owes itself round pays in full and needs nothing", "[system][clearing_vector]") {
  const double outside[] = {0.0, 0.0, 0.0}, owed[] = {0.0, 5.0, 0.0, 0.0, 0.0, 5.0, 5.0, 0.0, 0.0};
  const auto clear = clearing_vector({outside, owed});
  REQUIRE(clear);
  CHECK(clear->payment == std::vector{5.0, 5.0, 5.0});
  CHECK(clear->rounds == 0);
}

TEST_CASE("every number of a network that is none is a fault", "[system][clearing_vector][faults]") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const double outside[] = {nan, -1.0}, owed[] = {1.0, 0.0, 0.0, 0.0}, good[] = {1.0, 1.0}, held[] = {0.0, 0.0, 1.0, 0.0};
  CHECK(clearing_vector({outside, owed}).faults().size() == 2);
  CHECK(clearing_vector({good, owed}).faults().size() == 1);  // owes itself
  CHECK(clearing_vector({good, good}).faults().size() == 1);
  CHECK(clearing_vector({.outside = good, .owed = {}, .held = held, .outside_recovered = 1.5}).faults().size() == 2);
  const double nothing[] = {0.0, 0.0, 0.0, 0.0};
  CHECK(clearing_vector({.outside = good, .owed = nothing, .held = held}).faults().size() == 1);  // all of 0 is owned inside
  CHECK(clearing_vector({}).has_value());
  // Each number is one, their sums are not: 0 owes twice the largest, and 1 and 2 are owed it.
  const double three[] = {0.0, 0.0, 0.0}, endless[] = {0.0, 1.5e308, 1.5e308, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0};
  const auto beyond = clearing_vector({three, endless});
  REQUIRE(beyond.faults().size() == 1);
  CHECK(beyond.faults()[0].code == FaultCode::overflow);
}
