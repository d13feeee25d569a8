#include "bulwark/backstop/draw_limit.hpp"

#include <string>

#include "support/catch.hpp"
#include "support/said.hpp"

using namespace bulwark;
using namespace std::chrono_literals;
using Limit = DrawLimit<long long>;

namespace {
constexpr Timestamp noon{1'700'000'000s};
}

TEST_CASE("a limit renews with each period and never within one", "[backstop][draw_limit]") {
  const Limit limit{.most = 100, .drawn = 70, .period = 1h, .start = noon};
  CHECK(limit.left() == 30);
  CHECK(limit.at(noon + 59min).left() == 30);
  CHECK(limit.at(noon + 1h).left() == 100);
  CHECK(limit.at(noon + 1h).start == noon + 1h);
  CHECK(limit.at(noon + 5h + 7min).start == noon + 5h);
  CHECK(limit.at(noon - 10h).left() == 30);  // a clock that goes back renews nothing
  CHECK(limit.at(noon + 90min).at(noon + 90min).start == limit.at(noon + 90min).start);
  CHECK(limit.at(noon + 150min).start == limit.at(noon + 90min).at(noon + 150min).start);  // however often it is looked at
  CHECK(Limit{.most = 100, .drawn = 70}.at(noon + 10'000h).left() == 30);                  // for good
}

TEST_CASE("what was drawn is taken off, and no more is left than nothing", "[backstop][draw_limit]") {
  CHECK(Limit{.most = 100}.after(40).after(50).left() == 10);
  CHECK(Limit{.most = 100, .drawn = 120}.left() == 0);
  CHECK(test::said(Limit{.most = -1, .drawn = 3, .period = -2s}.faults()) ==
        std::vector<std::string>{"draw_limit.most must not be negative, got -1", "draw_limit.drawn is out of range, got 3",
                                 "draw_limit.period must not be negative, got -2"});
}
