#include <cmath>
#include <cstdio>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "bulwark/liquidation/close_factor.hpp"
#include "support/catch.hpp"
#include "support/csv.hpp"
#include "support/quantile.hpp"
#include "support/shared.hpp"

using namespace bulwark;

namespace {

/// Seconds since 2020 of "2020-12-17T14:19:27Z", every month as long as 31 days: differences within a day are right but at a month's end.
double seconds_of_text(const std::string& text) {
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0;
  REQUIRE(std::sscanf(text.c_str(), "%d-%d-%dT%d:%d:%d", &year, &month, &day, &hour, &minute, &second) == 6);
  return ((((year - 2020) * 12.0 + month) * 31.0 + day) * 24.0 + hour) * 3600.0 + minute * 60.0 + second;
}

}  // namespace

TEST_CASE("successive liquidations of one debt repay what the close factor leaves", "[data][aave]") {
  const auto liquidations = test::shared("data/positions/aave_v2_liquidations.csv");
  if (!liquidations) return;
  // Half of a debt at a time: who repaid the most that he might, leaves as much, and half of that is the most that the next one may. The
  // debts themselves are not in the data, so that the first of a row of liquidations says what was left.
  const CloseFactor<double> version_2{.share = 0.5, .whole_up_to = 0.0, .small = 0.0};
  REQUIRE(version_2.faults().empty());
  const test::Csv rows{*liquidations};
  struct Repaid {
    double time, amount;
  };
  std::map<std::tuple<std::string, std::string, std::string>, std::vector<Repaid>> of;
  for (Index i = 0; i < rows.rows(); ++i)
    if (const auto amount = rows.number(i, "debt_repaid"); amount && *amount > 0.0)
      of[{rows.text(i, "user"), rows.text(i, "collateral"), rows.text(i, "debt")}].push_back(
          {seconds_of_text(rows.text(i, "time_utc")), *amount});
  std::vector<double> predicted;  // what was repaid, per what the rule leaves to the next
  int exact = 0, beyond = 0;
  for (auto& [who, repaid] : of)
    for (std::size_t k = 1; k < repaid.size(); ++k) {
      if (!(repaid[k].time >= repaid[k - 1].time && repaid[k].time - repaid[k - 1].time <= 86'400.0)) continue;
      const double left = repaid[k - 1].amount;  // half was repaid, half is left
      const double ratio = repaid[k].amount / version_2.most(0.9, left, 1e300, left);
      predicted.push_back(ratio);
      exact += std::abs(ratio - 1.0) < 0.002;
      beyond += ratio > 2.002;  // more than the whole of what the first can have left
    }
  const auto count = static_cast<double>(predicted.size());
  std::printf(
      "%zu pairs within a day: median %.6f of the factor's, %.1f %% within 0.2 %%, %.1f %% after a liquidator who took less than he "
      "might\n",
      predicted.size(), test::quantile(predicted, 0.5), 100.0 * exact / count, 100.0 * beyond / count);
  CHECK(predicted.size() > 900);
  CHECK(std::abs(test::quantile(predicted, 0.5) - 1.0) < 1e-4);
  CHECK(exact > 0.5 * count);
  CHECK(beyond < 0.2 * count);
}
