#include "bulwark/scenario/drawn_days.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "support/books.hpp"
#include "support/catch.hpp"
#include "support/said.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {
/// Days that say which they are: asset 0 moves by the day's number, asset 1 by its negative.
History numbered(Index days) {
  History history{.assets = 2, .log_return = {}, .vol_move = {}};
  for (Index day = 0; day < days; ++day) {
    const double x = 1e-3 * static_cast<double>(day + 1);
    history.log_return.insert(history.log_return.end(), {x, -x});
    history.vol_move.insert(history.vol_move.end(), {x, 2.0 * x});
  }
  return history;
}
}  // namespace

TEST_CASE("drawn days keep assets together and neighbours in their block", "[scenario][drawn_days]") {
  const DrawnDays drawn{.history = numbered(50), .days = 10, .block = 5, .count = 400, .seed = 3};
  CHECK(drawn.faults().empty());
  const ScenarioSet set = drawn.scenarios(three_assets());
  CHECK(set.joint);
  CHECK(set.scenarios == 400);
  CHECK(faults(set, 3).empty());
  for (Index s = 0; s < 400; ++s) {
    double sum = 0.0, vol = 1.0;
    for (Index day = 0; day < 10; ++day) {
      const Index of = drawn.day_of(s, day);
      REQUIRE(of >= 0);
      REQUIRE(of < 50);
      if (day % 5 != 0) CHECK(of == (drawn.day_of(s, day - 1) + 1) % 50);
      sum += 1e-3 * static_cast<double>(of + 1);
      vol *= 1.0 + 1e-3 * static_cast<double>(of + 1);
    }
    CHECK(set.price_move[set.at(s, btc)] == Catch::Approx(std::expm1(sum)).epsilon(1e-13));
    CHECK(set.price_move[set.at(s, eth)] == Catch::Approx(std::expm1(-sum)).epsilon(1e-13));
    CHECK(set.vol_move[set.at(s, btc)] == Catch::Approx(vol - 1.0).epsilon(1e-13));
    CHECK(set.price_move[set.at(s, sol)] == 0.0);
  }
}

TEST_CASE("days are drawn alike, and the same ones for the same seed however many are asked for", "[scenario][drawn_days]") {
  const DrawnDays drawn{.history = numbered(20), .days = 4, .count = 10'000, .seed = 5};
  std::vector<int> times(20, 0);
  for (Index s = 0; s < drawn.count; ++s)
    for (Index day = 0; day < 4; ++day) ++times[static_cast<std::size_t>(drawn.day_of(s, day))];
  double chi = 0.0;
  for (const int n : times) chi += (n - 2000.0) * (n - 2000.0) / 2000.0;
  CHECK(chi < 43.8);  // 99.9 % of 19 degrees of freedom
  DrawnDays fewer = drawn;
  fewer.count = 100;
  const ScenarioSet all = drawn.scenarios(three_assets()), some = fewer.scenarios(three_assets());
  CHECK(std::equal(some.price_move.begin(), some.price_move.end(), all.price_move.begin()));
  fewer.seed = 6;
  CHECK(fewer.scenarios(three_assets()).price_move != some.price_move);
}

TEST_CASE("moves over days overlap, add up and compound", "[scenario][drawn_days]") {
  const History week = over_days(numbered(12), 5);
  CHECK(week.size() == 8);
  CHECK(week.log_return[0] == Catch::Approx(15e-3).epsilon(1e-14));
  CHECK(week.log_return[15] == Catch::Approx(-50e-3).epsilon(1e-14));
  CHECK(week.vol_move[0] == Catch::Approx(1.001 * 1.002 * 1.003 * 1.004 * 1.005 - 1.0).epsilon(1e-13));
  CHECK(over_days(numbered(4), 5).size() == 0);
  CHECK(over_days(numbered(4), 1).log_return == numbered(4).log_return);
}

TEST_CASE("drawn days report every fault", "[scenario][drawn_days][faults]") {
  CHECK(said(DrawnDays{.history = numbered(3), .days = 0, .block = 0, .count = 0}.faults()) ==
        std::vector<std::string>{"drawn_days.days must be positive, got 0", "drawn_days.block must be positive, got 0",
                                 "drawn_days.count must be positive, got 0"});
}
