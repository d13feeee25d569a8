// How much of a weekend counts, by 24 shares over six years: `equity_daily_logret_2020_2026.csv`.

#include "bulwark/scenario/closed_market.hpp"

#include <chrono>
#include <cmath>
#include <cstdio>

#include "support/catch.hpp"
#include "support/csv.hpp"
#include "support/shared.hpp"

using namespace bulwark;
using namespace bulwark::test;
using namespace std::chrono_literals;

TEST_CASE(
    "returns over a weekend vary by a ninth more than those over a night: an hour closed counts for one or two hundredths of one open",
    "[data][closed_market]") {
  const auto path = shared("data/prices/equity_daily_logret_2020_2026.csv");
  if (!path) return;
  const Csv file{*path};
  double squares[5] = {};
  Index count[5] = {};
  std::chrono::sys_days before{std::chrono::year{2020} / 1 / 2};
  for (Index i = 0; i < file.rows(); ++i) {
    int y = 0;
    unsigned m = 0, d = 0;
    REQUIRE(std::sscanf(file.text(i, "date").c_str(), "%d-%u-%u", &y, &m, &d) == 3);
    const std::chrono::sys_days day{std::chrono::year{y} / std::chrono::month{m} / std::chrono::day{d}};
    const auto gap = static_cast<std::size_t>((day - before).count());
    before = day;
    REQUIRE(gap < 5);
    for (const std::string& name : file.header())
      if (name != "date")
        if (const auto r = file.number(i, name)) squares[gap] += *r * *r, ++count[gap];
  }
  const double night = squares[1] / static_cast<double>(count[1]), weekend = squares[3] / static_cast<double>(count[3]);
  const double measured = weekend / night;
  INFO("weekend / night " << measured);
  CHECK((measured > 1.05 && measured < 1.17));

  const std::chrono::sys_days monday{std::chrono::year{2026} / 3 / 2};
  const TradingCalendar calendar = weekday_calendar(monday, std::chrono::days{14}, 14h + 30min, 21h);
  const auto predicted = [&](double hour_closed) {
    const ClosedMarket share = ClosedMarket::from_volatility(0.3, 252.0 * 6.5 / 8'760.0, hour_closed);
    return *share.variance(calendar, monday + 24h * 4 + 21h, monday + 24h * 7 + 21h) /
           *share.variance(calendar, monday + 24h * 1 + 21h, monday + 24h * 2 + 21h);
  };
  CHECK(std::abs(predicted(0.0155) - measured) < 0.01);
  CHECK(predicted(1.0) > 2.5 * measured);  // the clock would charge a weekend nearly threefold
  CHECK(predicted(0.0) < measured);        // and nothing at all is too little
}
