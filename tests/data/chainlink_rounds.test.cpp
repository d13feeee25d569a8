// Eleven thousand rounds of a feed: how late they were, how far they moved, and what a venue that reads them is exposed to in between.
// The figures were counted apart from this library, from the files alone (a dozen lines of Python: differences and quotients of columns).

#include <cmath>
#include <vector>

#include "bulwark/oracle/freshness.hpp"
#include "bulwark/oracle/plausibility.hpp"
#include "bulwark/oracle/stale_mark.hpp"
#include "bulwark/oracle/timed_price.hpp"
#include "bulwark/oracle/update_exposure.hpp"
#include "support/catch.hpp"
#include "support/csv.hpp"
#include "support/quantile.hpp"
#include "support/shared.hpp"

using namespace bulwark;
using namespace std::chrono_literals;

namespace {

/// The rounds of a feed by time; empty where the reference material is absent.
std::vector<TimedPrice> rounds_of(const std::string& name) {
  std::vector<TimedPrice> rounds;
  if (const auto path = test::shared("data/prices/" + name)) {
    const test::Csv file{*path};
    for (Index i = 0; i < file.rows(); ++i)
      rounds.push_back({Timestamp{std::chrono::seconds{static_cast<long long>(*file.number(i, "updated_at"))}}, *file.number(i, "price")});
  }
  return rounds;
}

/// Updates before which a reader would have found the last round stale.
Index late(const std::vector<TimedPrice>& rounds, std::chrono::seconds stale_after) {
  const Freshness rule{.stale_after = stale_after, .expired_after = 10 * stale_after};
  Index count = 0;
  for (std::size_t i = 1; i < rounds.size(); ++i) count += rule.trust(rounds[i - 1].at, rounds[i].at - 1ms) == Trust::stale;
  return count;
}

double ratio(const std::vector<TimedPrice>& rounds, std::size_t i) { return rounds[i].price / rounds[i - 1].price; }

/// Deviation of the log price per sqrt(year), as the rounds themselves have it.
double realised(const std::vector<TimedPrice>& rounds) {
  double sum = 0.0;
  for (std::size_t i = 1; i < rounds.size(); ++i) sum += std::log(ratio(rounds, i)) * std::log(ratio(rounds, i));
  return std::sqrt(sum / years_between(rounds.front().at, rounds.back().at));
}

}  // namespace

TEST_CASE("a feed with an hour's heartbeat is late by seconds every eighth time, and by two minutes never", "[data][chainlink]") {
  const auto rounds = rounds_of("chainlink_eth_usd_2023_2024.csv");
  if (rounds.empty()) return;
  CHECK(rounds.size() == 11'106);  // the data's README
  std::vector<double> gaps;
  for (std::size_t i = 1; i < rounds.size(); ++i) gaps.push_back(seconds_between(rounds[i - 1].at, rounds[i].at));
  CHECK(test::quantile(gaps, 0.5) == 3'024.0);
  CHECK(test::quantile(gaps, 1.0) == 3'720.0);
  // "A little above the heartbeat": at the heartbeat itself one update in eight is an alarm, a minute above one in three hundred.
  CHECK(late(rounds, 3'600s) == 1'328);
  CHECK(late(rounds, 3'630s) == 412);
  CHECK(late(rounds, 3'660s) == 36);
  CHECK(late(rounds, 3'690s) == 11);
  CHECK(late(rounds, 3'720s) == 0);
  const Freshness at_heartbeat{.stale_after = 3'600s, .expired_after = 7'200s};
  Index seconds = 0, stale = 0;  // of 299 days, by the second
  for (std::size_t i = 1; i < rounds.size(); ++i)
    for (Timestamp t = rounds[i - 1].at + 500ms; t < rounds[i].at; t += 1s)
      ++seconds, stale += at_heartbeat.trust(rounds[i - 1].at, t) == Trust::stale;
  CHECK(seconds == 25'823'808);
  CHECK(stale == 33'840);  // 0.13 %
}

TEST_CASE("a deviation of half a per cent is where updates begin, not where they end", "[data][chainlink]") {
  const auto rounds = rounds_of("chainlink_eth_usd_2023_2024.csv");
  if (rounds.empty()) return;
  const double volatility = realised(rounds);
  CHECK(volatility == Catch::Approx(0.42622818518760791).epsilon(1e-12));
  // Updates by which the market was further from the feed than the model allows, rises and falls: 11,105 in all. Of a Brownian market with
  // the year's mean volatility 15 would be beyond three deviations on either side. It has bad days and jumps instead: the lag alone
  // explains a tenth of what is beyond the deviation, and a jump of half a per cent most of the rest.
  struct Row {
    std::chrono::seconds lag;
    double jump;
    Index rises, falls;
  };
  for (const Row& row : {Row{0s, 0.0, 1'696, 1'668}, Row{60s, 0.0, 130, 197}, Row{300s, 0.0, 31, 65}, Row{900s, 0.0, 17, 24},
                         Row{60s, 0.005, 17, 24}, Row{60s, 0.01, 5, 8}, Row{60s, 0.03, 0, 0}}) {
    const UpdateExposure rule{.deviation = 0.005, .lag = row.lag, .jump = row.jump};
    const double rise = rule.unseen_rise(volatility, 3.0), fall = rule.unseen_fall(volatility, 3.0);
    Index rises = 0, falls = 0;
    for (std::size_t i = 1; i < rounds.size(); ++i) rises += ratio(rounds, i) > 1.0 + rise, falls += ratio(rounds, i) < 1.0 - fall;
    INFO("lag " << row.lag.count() << " s, jump " << row.jump);
    CHECK(rises == row.rises);
    CHECK(falls == row.falls);
  }
  // The largest: 17 August 2023, 3.28 % within a minute. A lender who counts on the deviation alone is exposed to six times as much.
  double least = 1.0, most = 1.0;
  for (std::size_t i = 1; i < rounds.size(); ++i) least = std::min(least, ratio(rounds, i)), most = std::max(most, ratio(rounds, i));
  CHECK(1.0 - least == Catch::Approx(0.03284848747634339).epsilon(1e-9));
  CHECK(most - 1.0 == Catch::Approx(0.0317550101162205).epsilon(1e-9));
}

TEST_CASE("what traders take from a mark that is an update behind has fatter tails than a normal gap's", "[data][chainlink]") {
  const auto rounds = rounds_of("chainlink_eth_usd_2023_2024.csv");
  if (rounds.empty()) return;
  double square = 0.0;
  for (std::size_t i = 1; i < rounds.size(); ++i) square += (ratio(rounds, i) - 1.0) * (ratio(rounds, i) - 1.0);
  const double updates = static_cast<double>(rounds.size() - 1), deviation = std::sqrt(square / updates);
  CHECK(deviation == Catch::Approx(0.0036584371805960057).epsilon(1e-6));
  struct Row {
    double fee, taken, normal;  ///< shares of the notional, mean per update
  };
  for (const Row& row : {Row{0.001, 0.0019240990693512932, 0.0020273838118480725}, Row{0.005, 0.0002470316126539278, 0.0002885872278311259},
                         Row{0.01, 2.7896112903936988e-05, 6.950489310463519e-06}}) {
    // Beyond one per cent four times what a normal gap of that deviation would leave; near the threshold itself a little less.
    const StaleMark mark{.fee = row.fee};
    double taken = 0.0;
    for (std::size_t i = 1; i < rounds.size(); ++i) taken += mark.most(ratio(rounds, i) - 1.0);
    CHECK(taken / updates == Catch::Approx(row.taken).epsilon(1e-6));
    CHECK(mark.expected(deviation) == Catch::Approx(row.normal).epsilon(1e-6));
  }
}

TEST_CASE("a claim on ether was let go by two per cent before anybody was told, until the feed was set to half a per cent",
          "[data][chainlink]") {
  const auto rounds = rounds_of("chainlink_steth_eth_2022_2024.csv");
  if (rounds.empty()) return;
  CHECK(rounds.size() == 745);  // the data's README; the low of June 2022 too
  double low = 1.0, largest_by_time = 0.0;
  Index beyond_two = 0, half_a_percent = 0;
  for (std::size_t i = 1; i < rounds.size(); ++i) {
    low = std::min(low, rounds[i].price);
    const double move = std::abs(ratio(rounds, i) - 1.0);
    const bool is_by_time = rounds[i].at - rounds[i - 1].at >= 24h;
    if (is_by_time) largest_by_time = std::max(largest_by_time, move);
    beyond_two += !is_by_time && move >= 0.02;
    half_a_percent += !is_by_time && move >= 0.004995 && move < 0.006;
  }
  CHECK(low == Catch::Approx(0.9350).epsilon(1e-4));
  CHECK(late(rounds, 86'400s) == 682);
  CHECK(late(rounds, 86'430s) == 142);
  CHECK(late(rounds, 86'460s) == 46);
  CHECK(late(rounds, 86'700s) == 0);
  // A day's move of 1.4 % brought no early update, seven of 2 % did (May and June 2022); nine from May 2023 on came at half a per cent.
  CHECK(largest_by_time == Catch::Approx(0.013991914415954598).epsilon(1e-9));
  CHECK(beyond_two == 7);
  CHECK(half_a_percent == 9);
  // What a venue that takes the claim at par would have been told by a guard against its anchor.
  const auto suspects = [&](double widest) {
    Index count = 0;
    for (const TimedPrice& round : rounds) count += Plausibility{widest, 5.0}.trust(round.price, 1.0) == Trust::suspect;
    return count;
  };
  CHECK(suspects(1.02) == 119);
  CHECK(suspects(1.03) == 53);
  CHECK(suspects(1.05) == 11);
}
