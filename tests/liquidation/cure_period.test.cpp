#include "bulwark/liquidation/cure_period.hpp"

#include "support/catch.hpp"
#include "support/random.hpp"

using namespace bulwark;
using namespace std::chrono_literals;

namespace {
constexpr Timestamp start{1'700'000'000s};
constexpr CurePeriod hour{.length = 1h, .rest = 10min};
}  // namespace

TEST_CASE("a call never lasts longer than its length while it is not cured, and its time only falls", "[liquidation][cure_period]") {
  test::Random random{1};
  for (int i = 0; i < 300; ++i) {
    CurePeriod::State state;
    Timestamp now = start;
    constexpr Timestamp never = Timestamp::min();
    Timestamp first = never, well = never;
    for (int k = 0; k < 200; ++k) {
      now += std::chrono::seconds{random.below(600)};
      const bool is_short = random.below(4) != 0;
      const auto before = hour.left(state, now);
      state = hour.updated(state, is_short, now);
      // The same by the words: a call begins when the account is short and was not, or had been well for ten minutes.
      if (is_short) {
        if (first == never || (well != never && now - well >= 10min)) first = now;
        well = never;
        CHECK(state.called == first);
        CHECK(hour.is_over(state, now) == (now - first >= 1h));
        CHECK(*hour.left(state, now) + (now - first) >= 1h);
        if (before && state.called == first) CHECK(*hour.left(state, now) <= 1h);
      } else {
        if (first != never && well == never) well = now;
        CHECK_FALSE(hour.left(state, now));
        CHECK_FALSE(hour.is_over(state, now));
        if (well != never && now - well >= 10min) first = well = never;
      }
    }
  }
}

TEST_CASE("no length is no time", "[liquidation][cure_period]") {
  constexpr CurePeriod at_once{.length = 0ms};
  const CurePeriod::State state = at_once.updated({}, true, start);
  CHECK(at_once.is_over(state, start));
  CHECK(at_once.left(state, start) == 0ms);
  CHECK(at_once.updated(state, false, start) == CurePeriod::State{});
}

TEST_CASE("times run forward", "[liquidation][cure_period][faults]") {
  CHECK(hour.faults().empty());
  CHECK(CurePeriod{.length = -1ms, .rest = -2ms}.faults().size() == 2);
}
