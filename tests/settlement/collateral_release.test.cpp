#include "bulwark/settlement/collateral_release.hpp"

#include <array>

#include "support/catch.hpp"

using namespace bulwark;
using namespace std::chrono_literals;

namespace {
constexpr Timestamp now{1'775'000'000s};
constexpr std::array<PendingCredit<long long>, 2> pending{{{300, now + 24h}, {500, now + 48h}}};
}  // namespace

TEST_CASE("what is pending stays until it is final, and what is required stays", "[settlement][collateral_release]") {
  CHECK(releasable<long long>(1'000, pending, now, 100) == 100);
  CHECK(releasable<long long>(1'000, pending, now + 24h - 1ms, 100) == 100);
  CHECK(releasable<long long>(1'000, pending, now + 24h, 100) == 400);
  CHECK(releasable<long long>(1'000, pending, now + 48h, 100) == 900);
  CHECK(releasable<long long>(1'000, pending, now, 900) == 0);
}

TEST_CASE("what leaves at most leaves nothing, and one unit more would not leave", "[settlement][collateral_release]") {
  for (long long required = 0; required < 1'200; required += 37)
    for (const auto later : {0h, 24h, 48h}) {
      const long long free = *releasable<long long>(1'000, pending, now + later, required);
      CHECK(*releasable<long long>(1'000 - free, pending, now + later, required) == 0);
      CHECK(releasable_at<long long>(free, 1'000, pending, now + later, required) == now + later);
      CHECK(releasable_at<long long>(free + 1, 1'000, pending, now + later, required) != now + later);
    }
}

TEST_CASE("the time at which an amount is free", "[settlement][collateral_release]") {
  CHECK(releasable_at<long long>(100, 1'000, pending, now, 100) == now);
  CHECK(releasable_at<long long>(101, 1'000, pending, now, 100) == now + 24h);
  CHECK(releasable_at<long long>(900, 1'000, pending, now, 100) == now + 48h);
  CHECK_FALSE(releasable_at<long long>(901, 1'000, pending, now, 100));
}

TEST_CASE("with an unknown requirement nothing leaves", "[settlement][collateral_release][faults]") {
  CHECK_FALSE(releasable<long long>(1'000, pending, now, std::nullopt));
  CHECK_FALSE(releasable_at<long long>(0, 1'000, pending, now, std::nullopt));
}
