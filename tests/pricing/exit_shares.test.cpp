#include "bulwark/pricing/exit_shares.hpp"

#include "support/catch.hpp"

using namespace bulwark;

TEST_CASE("the ways out of a range add up; a range has no ends unless told", "[pricing][exit_shares]") {
  constexpr ExitShares shares{0.125, 0.25, 0.0625, 0.03125};
  CHECK(shares.below() == 0.375);
  CHECK(shares.above() == 0.09375);
  CHECK(shares.all() == 0.46875);
  CHECK(LogRange{}.below > 1e308);
  CHECK(LogRange{}.above > 1e308);
}
