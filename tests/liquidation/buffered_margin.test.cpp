#include "bulwark/liquidation/buffered_margin.hpp"

#include "support/catch.hpp"

using namespace bulwark;
using Int = long long;

namespace {
constexpr Int quote = 1'000'000;
}

TEST_CASE("who may leave liquidation is not liquidated again at the same prices", "[liquidation][buffered_margin]") {
  for (const Int buffer : {0LL, 100LL, 200LL, 1'000LL})
    for (Int cash = 0; cash <= 600; cash += 25)
      for (Int profit = -300; profit <= 300; profit += 60)
        for (Int liability = 0; liability <= 4'000; liability += 400) {
          const auto sum = BufferedMargin<Int>{.buffer = buffer}
                               .with_collateral(cash * quote)
                               .with_collateral(profit * quote)
                               .with_requirement(liability * quote / 20, liability * quote);
          if (sum.is_met_with_buffer()) CHECK(sum.is_met());
          CHECK((sum.shortage() == 0) == sum.is_met_with_buffer());
          CHECK(sum.free_collateral() == std::max<Int>(0, sum.collateral - sum.requirement));
          CHECK(sum.buffered_collateral <= sum.collateral);
          CHECK(sum.buffered_requirement >= sum.requirement);
        }
}

TEST_CASE("a larger buffer never lets go earlier", "[liquidation][buffered_margin]") {
  Int before = 0;
  for (Int buffer = 0; buffer <= 1'000; buffer += 50) {
    const Int shortage =
        BufferedMargin<Int>{.buffer = buffer}.with_collateral(-50 * quote).with_requirement(10 * quote, 200 * quote).shortage();
    CHECK(shortage >= before);
    before = shortage;
  }
}

TEST_CASE("each liability and each loss is buffered, gains and deposits are not", "[liquidation][buffered_margin]") {
  // drift_v2.json, "account.isolated position part, buffer 10%".
  const auto sum = BufferedMargin<Int>{.buffer = 1'000}
                       .with_collateral(100 * quote)
                       .with_collateral(-1'000 * quote)
                       .with_requirement(1'000 * quote, 10'000 * quote);
  CHECK(sum.collateral == -900 * quote);
  CHECK(sum.buffered_collateral == -1'000 * quote);
  CHECK(sum.requirement == 1'000 * quote);
  CHECK(sum.buffered_requirement == 2'000 * quote);
  CHECK(sum.shortage() == 3'000 * quote);
  CHECK(sum.shortage_of(500 * quote) == 1'500 * quote);
  CHECK(BufferedMargin<Int>{}.with_collateral(-5).shortage_of(1) == 0);
}
