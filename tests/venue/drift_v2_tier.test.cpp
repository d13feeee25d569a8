#include "bulwark/venue/drift_v2_tier.hpp"

#include "support/catch.hpp"
#include "support/int128.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Int = Int128;

TEST_CASE("tiers allow less insurance and more uncertainty, the riskier the market", "[venue][drift_v2_tier]") {
  const venue::DriftTier<Int> tiers[] = {venue::drift_tier_a<Int>(), venue::drift_tier_b<Int>(), venue::drift_tier_c<Int>(),
                                         venue::drift_tier_speculative<Int>(), venue::drift_tier_isolated<Int>()};
  for (int t = 1; t < 5; ++t) {
    CHECK(tiers[t].confidence_multiple >= tiers[t - 1].confidence_multiple);
    CHECK(tiers[t].insurance_cap <= tiers[t - 1].insurance_cap);
    CHECK(tiers[t].limits.settle >= tiers[t - 1].limits.settle);
    CHECK(tiers[t].limits.settle_deviation >= tiers[t - 1].limits.settle_deviation);
    CHECK(tiers[t].limits.faults().empty());
  }
  CHECK(tiers[0].insurance_cap == Int(100'000'000) * fixed::quote);
  CHECK(tiers[4].insurance_cap == 0);
}

TEST_CASE("a tier's guard and insurance are the venue's with the tier's figures", "[venue][drift_v2_tier]") {
  const auto guard = venue::drift_tier_c<Int>().guard({});
  CHECK(guard.confidence_multiple == 2);
  CHECK(guard.faults().empty());
  const auto limit = venue::drift_tier_c<Int>().insurance(Int(1'000'000) * fixed::quote, Int(40'000) * fixed::quote);
  CHECK(limit.available() == Int(60'000) * fixed::quote);
  CHECK(venue::drift_tier_isolated<Int>().insurance(Int(1'000'000) * fixed::quote, 0).available() == 0);
}
