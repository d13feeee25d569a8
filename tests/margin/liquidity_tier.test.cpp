#include "bulwark/margin/liquidity_tier.hpp"

#include "support/catch.hpp"
#include "support/judged.hpp"
#include "vectors/case.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {
constexpr LiquidityTier tier{200'000, 500'000, 25'000'000'000'000, 60'000'000'000'000};
}

TEST_CASE("the initial share rises from its base to the whole as open interest grows", "[margin][liquidity_tier][B04]") {
  const auto share = [](const LiquidityTier& of, const Wide& interest) { return of.initial_at(interest).convert_to<double>() / 1e6; };
  double before = 0.2;
  for (double interest = 0.0; interest <= 80e12; interest += 123'456'789'123.0) {
    const double exact = share(tier, Wide(interest));
    CHECK((exact >= before && exact <= 1.0));
    const double close = tier.initial_share_at(interest / 1e6);
    CHECK((close >= exact - 1e-12 && close <= exact + 1e-6 + 1e-12));  // the chain rounds down to a millionth
    before = exact;
  }
  CHECK(share(tier, Wide(25'000'000'000'000)) == 0.2);
  CHECK(share(tier, Wide(60'000'000'000'000 - 1)) == 0.999999);
  CHECK(share(tier, Wide(60'000'000'000'000)) == 1.0);
  CHECK(tier.initial_share_at(60e6) == 1.0);
  CHECK(share({20'000, 600'000}, Wide(1) << 100) == 0.02);  // no caps, no scaling
  CHECK(LiquidityTier{20'000, 600'000}.initial_share_at(1e30) == 0.02);
  constexpr LiquidityTier cliff{200'000, 500'000, 1'000'000, 1'000'000};  // both caps the same: from base to whole
  CHECK(share(cliff, Wide(1'000'000)) == 0.2);
  CHECK(share(cliff, Wide(1'000'001)) == 1.0);
}

TEST_CASE("maintenance does not know open interest, nor the share that a holder chose", "[margin][liquidity_tier]") {
  for (const long long size : {0LL, 1LL, 999'999LL, 441'000'000LL, -441'000'000LL}) {
    const Wide notional(size), kept = tier.requirement(notional, Wide(0)).maintenance;
    for (const long long interest : {0LL, 30'000'000'000'000LL, 90'000'000'000'000LL})
      for (const int own : {0, 350'000, 1'000'000}) {
        const auto needs = tier.requirement(notional, Wide(interest), Wide(own));
        CHECK(needs.maintenance == kept);
        CHECK(needs.initial >= needs.maintenance);
        CHECK(needs.initial <= magnitude_of(notional));
        CHECK(needs.initial >= tier.requirement(notional, Wide(interest)).initial);
      }
  }
}

TEST_CASE("requirements rise with size, never by more, and are rounded up at each step", "[margin][liquidity_tier][B08]") {
  constexpr LiquidityTier odd{567'243, 333'333};
  ExactRequirement<long long> before{};
  for (long long notional = 1; notional < 20'000; ++notional) {
    const auto needs = odd.requirement(notional, 0LL);
    CHECK((needs.initial >= before.initial && needs.initial - before.initial <= 1));
    CHECK((needs.maintenance >= before.maintenance && needs.maintenance - before.maintenance <= 1));
    CHECK(needs.initial * 1'000'000 >= notional * 567'243);
    CHECK(needs.maintenance * 1'000'000 >= needs.initial * 333'333);
    before = needs;
  }
  // Rounded up twice: ceil(0.6 x ceil(0.05 x 21)) = 2, where 3 % rounded once would say 1.
  CHECK(LiquidityTier{50'000, 600'000}.requirement(21LL, 0LL).maintenance == 2);
}

TEST_CASE("initial requirements are those of the chain's own tests", "[margin][liquidity_tier]") {
  // x/perpetuals/types/liquidity_tier_test.go (v4-chain at commit 84d4664, 2026)
  CHECK(tier.requirement(Wide(500'000), Wide(28'123'456'789'123)).initial == 135'697);
  CHECK(LiquidityTier{200'000, 0, 1'000'000, 2'000'000}.initial_at(1'234'567LL) == 387'653);
  CHECK(LiquidityTier{100'000, 0}.requirement(1LL, 0LL).initial == 1);
  CHECK(LiquidityTier{567'243, 0}.requirement(123'456LL, 0LL).initial == 70'030);
}

TEST_CASE("any wide enough integer gives the same", "[margin][liquidity_tier]") {
  constexpr LiquidityTier small{567'243, 333'333, 1'000'000, 2'000'000};
  const auto wide = small.requirement(Wide(987'654'321'987), Wide(1'234'567));
  const auto narrow = small.requirement(987'654'321'987LL, 1'234'567LL);
  CHECK((wide.initial == narrow.initial && wide.maintenance == narrow.maintenance));
}

TEST_CASE("a tier reports every fault", "[margin][liquidity_tier][faults]") {
  CHECK(tier.faults().empty());
  CHECK(said(LiquidityTier{1'000'001, 1'000'002, 7, 0}.faults(3)) ==
        std::vector<std::string>{"liquidity_tier.initial[3] is out of range, got 1000001",
                                 "liquidity_tier.maintenance_of_initial[3] is out of range, got 1000002",
                                 "liquidity_tier.open_interest_upper[3] must increase, got 0"});
}
