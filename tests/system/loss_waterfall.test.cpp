#include "bulwark/system/loss_waterfall.hpp"

#include "support/catch.hpp"

using namespace bulwark;

TEST_CASE("a fund pays what it has and what it may, and winners are asked when that is not enough", "[system][loss_waterfall]") {
  const FundThenWinners fund{.most_per_round = 50};
  CHECK(fund.from_fund(40, 100) == 40);
  CHECK(fund.from_fund(60, 100) == 50);
  CHECK(fund.from_fund(60, 30) == 30);
  CHECK(fund.from_fund(60, -5) == 0);
  CHECK_FALSE(fund.deleverages(50, 100));
  CHECK(fund.deleverages(51, 100));
  CHECK(WinnersFirst{}.deleverages(1, 1'000));
  CHECK(WinnersFirst{}.from_fund(7, 1'000) == 7);
  CHECK_FALSE(FundThenEverybody{}.deleverages(1'000, 1));
}

TEST_CASE("a fund that may pay less than nothing is a fault", "[system][loss_waterfall][faults]") {
  CHECK(FundThenWinners{}.faults().empty());
  CHECK(FundThenWinners{-1}.faults().size() == 1);
}
