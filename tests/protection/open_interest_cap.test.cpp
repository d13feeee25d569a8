#include "bulwark/protection/open_interest_cap.hpp"

#include "support/catch.hpp"
#include "support/random.hpp"
#include "support/said.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {
constexpr double unknown = std::numeric_limits<double>::quiet_NaN(), no_limit = std::numeric_limits<double>::infinity();
constexpr MarketCapacity market{.supply = 1'000.0, .depth = 80.0, .earlier = 5.0};
}  // namespace

TEST_CASE("the part of the capacity that gives out first is the cap", "[protection][open_interest_cap]") {
  CHECK(OpenInterestCap{.share_of_supply = 0.05, .multiple_of_depth = 1.0, .growth = 20.0}.most(market) == 50.0);
  CHECK(OpenInterestCap{.share_of_supply = 0.05, .multiple_of_depth = 1.0, .growth = 20.0}.binding(market) == CapBound::supply);
  CHECK(OpenInterestCap{.share_of_supply = 0.50, .multiple_of_depth = 1.0, .growth = 20.0}.binding(market) == CapBound::depth);
  CHECK(OpenInterestCap{.share_of_supply = 0.50, .multiple_of_depth = 1.0, .growth = 10.0}.binding(market) == CapBound::growth);
}

TEST_CASE("a new market grows into its floor", "[protection][open_interest_cap]") {
  const MarketCapacity young{.supply = 1'000.0, .depth = 80.0, .earlier = 0.0};
  CHECK(OpenInterestCap{}.most(young) == 0.0);
  CHECK(OpenInterestCap{.always_allowed = 30.0}.most(young) == 30.0);
  CHECK(OpenInterestCap{.always_allowed = 300.0}.most(young) == 50.0);
}

TEST_CASE("a cap lets the part that fits through and says what cut the rest", "[protection][open_interest_cap]") {
  const OpenInterestCap cap{.share_of_supply = 0.05, .multiple_of_depth = 1.0, .growth = no_limit};
  const CapAnswer part = cap.answer(30.0, 40.0, market);
  CHECK((part.allowed == 20.0 && part.bound == CapBound::supply && !part.is_whole()));
  CHECK(cap.answer(30.0, 20.0, market).is_whole());
  CHECK((cap.answer(70.0, 1.0, market).allowed == 0.0 && cap.answer(70.0, -1.0, market).allowed == -1.0));
}

TEST_CASE("what is not known opens nothing and keeps nobody from leaving", "[protection][open_interest_cap]") {
  for (const MarketCapacity& broken : {MarketCapacity{unknown, 80.0, 5.0}, MarketCapacity{1'000.0, unknown, 5.0},
                                       MarketCapacity{1'000.0, 80.0, unknown}, MarketCapacity{-1.0, 80.0, 5.0}}) {
    const CapAnswer open = OpenInterestCap{}.answer(1.0, 1.0, broken), leave = OpenInterestCap{}.answer(1.0, -1.0, broken);
    CHECK((open.allowed == 0.0 && open.bound == CapBound::unknown));
    CHECK((leave.allowed == -1.0 && leave.is_whole()));
    CHECK(OpenInterestCap{}.binding(broken) == CapBound::unknown);
  }
  CHECK(OpenInterestCap{}.answer(unknown, 1.0, market).bound == CapBound::unknown);
  CHECK(OpenInterestCap{}.answer(1.0, unknown, market).bound == CapBound::unknown);
}

TEST_CASE("an open-interest cap reports every fault", "[protection][open_interest_cap][faults]") {
  CHECK(OpenInterestCap{}.faults().empty());
  CHECK(said(OpenInterestCap{.share_of_supply = 0.0, .multiple_of_depth = -1.0, .growth = 0.5, .always_allowed = -2.0}.faults()) ==
        std::vector<std::string>{
            "open_interest_cap.share_of_supply is out of range, got 0", "open_interest_cap.multiple_of_depth is out of range, got -1",
            "open_interest_cap.growth is out of range, got 0.5", "open_interest_cap.always_allowed is out of range, got -2"});
}
