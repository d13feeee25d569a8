#include "bulwark/laws/specimens.hpp"

#include "support/catch.hpp"

using namespace bulwark;

TEST_CASE("the specimens are admitted and priced without a fault", "[laws][specimens]") {
  const Specimens on = specimens();
  const auto listing = Listing::from(on.instruments);
  REQUIRE(listing);
  CHECK(listing->admit(on.accounts).faults().empty());
  CHECK(price_market(*listing, on.market, Black{}, {}, InScenarios{}).faults.empty());
}

TEST_CASE("a broken law is noted once", "[laws][specimens]") {
  BrokenLaws broken;
  for (const bool holds : {true, false, false}) note(broken, holds, "a law");
  CHECK(broken == BrokenLaws{"a law"});
}
