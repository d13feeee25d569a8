#include "bulwark/oracle/freshness.hpp"

#include "support/catch.hpp"
#include "support/said.hpp"

using namespace bulwark;
using namespace bulwark::test;
using namespace std::chrono_literals;

namespace {
constexpr Timestamp now{1'700'000'000s};
constexpr Freshness hourly{.stale_after = 3'700s, .expired_after = 3h, .ahead = 2s};
}  // namespace

TEST_CASE("a price is good to the last millisecond of its age, and no longer", "[oracle][freshness]") {
  CHECK(hourly.trust(now, now) == Trust::trusted);
  CHECK(hourly.trust(now - 3'700s, now) == Trust::trusted);
  CHECK(hourly.trust(now - 3'700s - 1ms, now) == Trust::stale);
  CHECK(hourly.trust(now - 3h, now) == Trust::stale);
  CHECK(hourly.trust(now - 3h - 1ms, now) == Trust::expired);
}

TEST_CASE("a price never becomes fresher by waiting", "[oracle][freshness]") {
  Trust before = Trust::trusted;
  for (std::chrono::milliseconds age = 0ms; age < 4h; age += 7s) {
    const Trust trust = hourly.trust(now - age, now);
    CHECK_FALSE(before < trust);
    before = trust;
  }
}

TEST_CASE("a price from the future is no price, but for what clocks differ", "[oracle][freshness]") {
  CHECK(hourly.trust(now + 2s, now) == Trust::trusted);
  CHECK(hourly.trust(now + 2s + 1ms, now) == Trust::invalid);
  CHECK(hourly.trust(Timestamp::max(), Timestamp::min()) == Trust::invalid);
  CHECK(hourly.trust(Timestamp::min(), Timestamp::max()) == Trust::expired);
}

TEST_CASE("every fault of a freshness is named", "[oracle][freshness][faults]") {
  CHECK(hourly.faults().empty());
  CHECK(said(Freshness{0ms, -1s, -1s}.faults()) == std::vector<std::string>{"freshness.stale_after must be positive, got 0",
                                                                            "freshness.expired_after is out of range, got -1",
                                                                            "freshness.ahead must not be negative, got -1"});
}
