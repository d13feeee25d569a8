#include "bulwark/liquidation/fee_ramp.hpp"

#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Int = long long;

TEST_CASE("a fee nobody earns rises to its cap and no further", "[liquidation][fee_ramp]") {
  const FeeRamp<Int> ramp;
  Int before = 20'000;
  for (Int elapsed = 0; elapsed < 100'000; elapsed += 100) {
    const Int fee = ramp.fee(20'000, 50'000, elapsed);
    CHECK((fee >= before && fee <= 50'000));
    before = fee;
  }
  CHECK(before == 50'000);
}

TEST_CASE("the ramp begins with a step, and is the programme's", "[liquidation][fee_ramp]") {
  const FeeRamp<Int> ramp;
  CHECK(ramp.fee(20'000, 50'000, 1'499) == 20'000);
  CHECK(ramp.fee(20'000, 50'000, 1'500) == 21'500);
  CHECK(ramp.fee(20'000, 50'000, 10'000) == 30'000);  // drift_v2.json, "liq_fee.10000" and "liq_fee.100000"
  CHECK(ramp.fee(20'000, 50'000, 100'000) == 50'000);
}

TEST_CASE("no fee exceeds three base fees or the maintenance ratio", "[liquidation][fee_ramp]") {
  CHECK(FeeRamp<Int>{}.most(10'000, 500) == 30'000);
  CHECK(FeeRamp<Int>{}.most(20'000, 500) == 50'000);
}

TEST_CASE("a ramp reports every fault", "[liquidation][fee_ramp][faults]") {
  CHECK(FeeRamp<Int>{}.faults().empty());
  CHECK(said(FeeRamp<Int>{-1, -1, 0}.faults()) == std::vector<std::string>{"fee_ramp.grace is out of range, got -1",
                                                                           "fee_ramp.per_slot is out of range, got -1",
                                                                           "fee_ramp.most_multiple is out of range, got 0"});
}
