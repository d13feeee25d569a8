#include "bulwark/system/pool_shares.hpp"

#include "support/catch.hpp"
#include "support/int128.hpp"
#include "support/random.hpp"

using namespace bulwark;
using namespace bulwark::test;

using Wide = Int128;

TEST_CASE("G01: coming and going at once never gains, and never takes from who stays", "[properties][pool_shares]") {
  Random random{231};
  for (int draw = 0; draw < 50'000; ++draw) {
    const PoolShares<Wide> pool{1 + random.below(1'000'000)};
    const Wide value = 1 + random.below(1'000'000'000), money = random.below(1'000'000);
    const Wide got = pool.for_deposit(money, value);
    const PoolShares<Wide> with{pool.shares + got};
    const Wide back = with.for_shares(got, value + money, value + money);
    CHECK(bool(back <= money));
    // Value per share of who stays does not fall, compared as fractions.
    CHECK(bool((value + money) * pool.shares >= value * with.shares));
    CHECK(bool((value + money - back) * pool.shares >= value * pool.shares));
  }
}

TEST_CASE("G02: nothing for nothing, more for more, and all shares together get no more than there is", "[properties][pool_shares]") {
  Random random{232};
  for (int draw = 0; draw < 20'000; ++draw) {
    const PoolShares<Wide> pool{1 + random.below(1'000'000)};
    const Wide value = 1 + random.below(1'000'000'000), money = random.below(1'000'000), more = money + random.below(1'000);
    CHECK(bool(pool.for_deposit(0, value) == 0 && pool.for_shares(0, value, value) == 0));
    CHECK(bool(pool.for_deposit(more, value) >= pool.for_deposit(money, value)));
    Wide left = pool.shares, paid = 0;
    while (left > 0) {
      const Wide part = left < 3 ? left : 1 + Wide(random.below(static_cast<Index>(left)));
      paid += pool.for_shares(part, value, value), left -= part;
    }
    CHECK(bool(paid <= value));
    CHECK(bool(pool.for_shares(pool.shares, value, value) == value));
  }
}

TEST_CASE("money that positions need stays, and nobody joins a pool that is worth nothing", "[system][pool_shares]") {
  const PoolShares<long long> pool{1'000};
  CHECK(pool.for_shares(500, 8'000, 10'000) == 4'000);
  CHECK(pool.for_shares(500, 8'000, 3'000) == 3'000);
  CHECK(pool.for_shares(500, 8'000, -1) == 0);
  CHECK((pool.for_deposit(100, 0) == 0 && pool.for_deposit(100, -5) == 0 && pool.for_shares(1'000, -5, 100) == 0));
  CHECK(PoolShares<long long>{}.for_deposit(100, 0) == 100);
}
