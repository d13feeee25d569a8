#include "bulwark/system/ranked_falls.hpp"

#include "support/crowd.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinAbs;

namespace {

const auto house = crowd_venue();

}  // namespace

TEST_CASE("the thin asset that others stand on warns before the deep one", "[system][ranked_falls]") {
  // Fifteen accounts on each of A and B, all alike; A is thin. C is held by nobody.
  Crowd crowd;
  for (std::uint64_t i = 0; i < 30; ++i) crowd.add(i, 100.0 + 20.0 * static_cast<double>(i % 15), {Crowd::of(i < 15 ? 0 : 1, 10.0)});
  const Listing listing = crowd.listing();
  auto state = crowd.state(100'000.0, 1'000'000);
  state.depths[0].depth = 250.0;
  const double falls[] = {0.12, 0.12, 0.12};
  const auto paths = ranked_falls(house, listing, state, CascadeRules<VerdictShare, AtOnce, FundThenEverybody>{}, falls);
  REQUIRE(paths);
  CHECK((*paths)[0].source == 0);
  CHECK((*paths)[1].source == 1);
  CHECK((*paths)[2].source == 2);
  CHECK((*paths)[0].first_round == (*paths)[1].first_round);  // the same accounts, before anybody sells
  CHECK((*paths)[0].full_round > 10.0 * (*paths)[1].full_round);
  CHECK_THAT((*paths)[1].full_round, WithinAbs((*paths)[1].first_round, 1.0));
  CHECK((*paths)[2].full_round == 0.0);
}

TEST_CASE("a fall of which nobody knows what it brings warns first", "[system][ranked_falls]") {
  Crowd crowd;
  crowd.add(1, 80.0, {Crowd::of(0, 10.0)});
  crowd.add(2, 80.0, {Crowd::of(1, 10.0)});
  const double falls[] = {0.3, 800.0, 0.3};  // at e^-800 the price is nothing
  const auto paths = ranked_falls(house, crowd.listing(), crowd.state(100.0), CascadeRules<>{}, falls);
  REQUIRE(paths);
  CHECK(((*paths)[0].source == 1 && (*paths)[0].unknown == 1));
  CHECK(((*paths)[1].source == 0 && (*paths)[1].unknown == 0));
}

TEST_CASE("falls that are missing or no numbers are faults", "[system][ranked_falls][faults]") {
  Crowd crowd;
  crowd.add(1, 80.0, {Crowd::of(0, 10.0)});
  const Listing listing = crowd.listing();
  const double bad[] = {std::numeric_limits<double>::quiet_NaN()};
  CHECK(ranked_falls(house, listing, crowd.state(1e6, 1), CascadeRules<>{}, bad).faults().size() == 2);
}
