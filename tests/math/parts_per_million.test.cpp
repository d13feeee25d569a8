#include "bulwark/math/parts_per_million.hpp"

#include "support/catch.hpp"

using namespace bulwark;

TEST_CASE("a share is between its roundings, and the whole is the whole", "[math][parts_per_million]") {
  for (const long long amount : {0LL, 1LL, 7LL, 123'456LL, 999'999'999'999LL})
    for (const std::uint32_t ppm : {0u, 1u, 333'333u, 999'999u, million}) {
      const long long down = parts_per_million(amount, ppm, Rounding::floor), up = parts_per_million(amount, ppm, Rounding::ceil);
      CHECK((down <= up && up - down <= 1));
      CHECK((down == up) == (amount * ppm % million == 0));
      CHECK(parts_per_million(amount, static_cast<long long>(ppm), Rounding::ceil) == up);
    }
  CHECK(parts_per_million(123'457LL, million, Rounding::floor) == 123'457);
  CHECK(parts_per_million(123'456LL, 567'243u, Rounding::ceil) == 70'030);  // dYdX v4, x/perpetuals/types/liquidity_tier_test.go
}

TEST_CASE("a share as a double is the nearest", "[math][parts_per_million]") {
  CHECK(share_of(20'000) == 0.02);
  CHECK(share_of(600'000) == 0.6);
  CHECK(share_of(15'000) == 0.015);
  CHECK(share_of(million) == 1.0);
}
