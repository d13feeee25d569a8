#include "bulwark/system/pool_shares.hpp"

#include "support/catch.hpp"

using namespace bulwark;

TEST_CASE("money that positions need stays, and nobody joins a pool that is worth nothing", "[system][pool_shares]") {
  const PoolShares<long long> pool{1'000};
  CHECK(pool.for_shares(500, 8'000, 10'000) == 4'000);
  CHECK(pool.for_shares(500, 8'000, 3'000) == 3'000);
  CHECK(pool.for_shares(500, 8'000, -1) == 0);
  CHECK((pool.for_deposit(100, 0) == 0 && pool.for_deposit(100, -5) == 0 && pool.for_shares(1'000, -5, 100) == 0));
  CHECK(PoolShares<long long>{}.for_deposit(100, 0) == 100);
}
