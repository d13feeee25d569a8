#include "bulwark/scenario/filtered_days.hpp"

#include <cmath>
#include <vector>

#include "bulwark/math/ewma.hpp"
#include "bulwark/math/normal.hpp"
#include "bulwark/scenario/filtered_returns.hpp"
#include "support/books.hpp"
#include "support/catch.hpp"
#include "support/said.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

constexpr Garch rule_of_both{.constant = 1e-6, .reaction = 0.1, .memory = 0.88};

History wild_after_calm(Index days = 500) {
  Random random{2};
  History history{.assets = 2, .log_return = {}};
  for (Index day = 0; day < days; ++day) {
    const double size = day < days - 50 ? 0.01 : 0.04, common = random.between(-1.0, 1.0);
    history.log_return.insert(history.log_return.end(), {size * common, size * (0.5 * common + random.between(-0.5, 0.5))});
  }
  return history;
}

}  // namespace

TEST_CASE("one day of an exponential average is the filtered return, drawn", "[scenario][filtered_days]") {
  const FilteredDays filtered{.history = wild_after_calm(), .rule = {{0.0, 0.06, 0.94}, {0.0, 0.03, 0.97}}, .count = 300, .seed = 4};
  CHECK(filtered.faults().empty());
  const ScenarioSet set = filtered.scenarios(three_assets());
  for (Index a = 0; a < 2; ++a) {
    std::vector<double> own, scaled(500);
    for (Index day = 0; day < 500; ++day) own.push_back(filtered.history.log_return[static_cast<std::size_t>(2 * day + a)]);
    const double decay = a == 0 ? 0.94 : 0.97;
    filtered_returns(
        own, [&](double variance, double move) { return ewma_variance(variance, move, decay); }, scaled);
    for (Index s = 0; s < 300; ++s) {
      const auto day = static_cast<std::size_t>(random_pair(4, s, 0)[0] * 500.0);
      CHECK(set.price_move[set.at(s, AssetId{static_cast<std::uint32_t>(a)})] == Catch::Approx(std::expm1(scaled[day])).epsilon(1e-12));
    }
  }
}

TEST_CASE("today's volatility is in every scenario, and over days it reverts", "[scenario][filtered_days]") {
  const auto deviation_of = [](Index days) {
    const FilteredDays filtered{
        .history = wild_after_calm(), .rule = {rule_of_both, rule_of_both}, .days = days, .count = 20'000, .seed = 9};
    const ScenarioSet set = filtered.scenarios(three_assets());
    double sum = 0.0;
    for (Index s = 0; s < set.scenarios; ++s) sum += std::pow(std::log1p(set.price_move[set.at(s, btc)]), 2);
    return std::sqrt(sum / static_cast<double>(set.scenarios));
  };
  const FilteredDays one{.history = wild_after_calm(), .rule = {rule_of_both, rule_of_both}};
  const double now_deviation = std::sqrt(one.variance_now(0));
  CHECK(now_deviation > 0.018);  // that of the last fifty days is 0.023, of those before 0.006
  // What the residuals are worth that the rule leaves: about one.
  const double worth = std::pow(deviation_of(1) / now_deviation, 2);
  CHECK(worth == Catch::Approx(1.0).epsilon(0.2));
  // Over ten days it is what the rule expects of moves with such residuals, and less than the root of ten days.
  const Garch with_them{rule_of_both.constant, rule_of_both.reaction * worth, rule_of_both.memory};
  const double expected = std::sqrt(worth * garch_variance_over(with_them, one.variance_now(0), 10));
  CHECK(expected < 0.99 * std::sqrt(10.0) * deviation_of(1));
  CHECK(deviation_of(10) == Catch::Approx(expected).epsilon(0.03));
}

TEST_CASE("filtered days report every fault, and a series that never moves", "[scenario][filtered_days][faults]") {
  FilteredDays bad{.history = wild_after_calm(), .rule = {{-1.0, -0.5, 0.5}}, .days = 0, .count = 0};
  CHECK(said(bad.faults()) == std::vector<std::string>{"filtered_days.rule has the wrong length, got 1",
                                                       "filtered_days.rule.constant[0] must not be negative, got -1",
                                                       "filtered_days.rule.reaction[0] must not be negative, got -0.5",
                                                       "filtered_days.days must be positive, got 0",
                                                       "filtered_days.count must be positive, got 0"});
  const FilteredDays still{.history = {.assets = 1, .log_return = std::vector<double>(100, 0.0)}, .rule = {{0.0, 0.06, 0.94}}};
  CHECK(said(still.faults()) == std::vector<std::string>{"filtered_days.variance[0] must be positive, got 0"});
}
