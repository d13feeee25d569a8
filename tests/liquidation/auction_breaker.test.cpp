#include "bulwark/liquidation/auction_breaker.hpp"

#include <vector>

#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("the breaker stops starts, then restarts, then purchases", "[liquidation][auction_breaker]") {
  using enum AuctionStep;
  const auto stopped = [](int level) {
    const AuctionBreaker breaker{level};
    return std::vector<bool>{breaker.stops(start), breaker.stops(restart), breaker.stops(buy)};
  };
  CHECK(stopped(0) == std::vector<bool>{false, false, false});
  CHECK(stopped(1) == std::vector<bool>{true, false, false});
  CHECK(stopped(2) == std::vector<bool>{true, true, false});
  CHECK(stopped(3) == std::vector<bool>{true, true, true});
}

TEST_CASE("a level that there is not is a fault", "[liquidation][auction_breaker][faults]") {
  CHECK(AuctionBreaker{}.faults().empty());
  CHECK(said(AuctionBreaker{4}.faults()) == std::vector<std::string>{"auction_breaker.level is out of range, got 4"});
  CHECK(AuctionBreaker{-1}.faults().size() == 1);
}
