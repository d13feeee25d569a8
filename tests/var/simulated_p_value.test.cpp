#include "bulwark/var/simulated_p_value.hpp"

#include <cmath>
#include <vector>

#include "bulwark/var/normal_tail.hpp"
#include "support/catch.hpp"
#include "support/normal_profits.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

constexpr double tail = 0.025;
constexpr auto z2 = [](std::span<const ForecastDay> days) { return shortfall_statistic(days, tail); };
constexpr auto normal_day = [](Index, double u) { return normal_quantile(u); };

std::vector<ForecastDay> history(std::size_t days, std::uint64_t seed, double deviation = 1.0) {
  const VarReport forecast = normal_tail(0.0, 1.0, tail);
  std::vector<ForecastDay> all;
  for (const double profit : normal_profits(days, seed, deviation))
    all.push_back({profit, forecast.value_at_risk, forecast.expected_shortfall});
  return all;
}

}  // namespace

TEST_CASE("right forecasts have every p-value as often, wrong ones small ones", "[var][simulated_p_value]") {
  std::vector<ForecastDay> scratch(100);
  int low = 0, high = 0, rejected = 0;
  for (std::uint64_t h = 0; h < 200; ++h) {
    const double p = simulated_p_value(history(100, 30'000 + h), z2, normal_day, scratch, {.paths = 500, .seed = h}).p_value;
    low += p <= 0.25 ? 1 : 0, high += p > 0.75 ? 1 : 0;
    if (h < 20) rejected += simulated_p_value(history(100, 30'000 + h, 2.0), z2, normal_day, scratch, {.paths = 500}).rejects() ? 1 : 0;
  }
  CHECK(low == Catch::Approx(50).margin(20));
  CHECK(high < 70);
  CHECK(rejected >= 19);
}

TEST_CASE("the five-percent point of a year's second statistic is -0.70", "[var][simulated_p_value]") {
  // Acerbi, Szekely (2014): 250 days, 97.5 %.
  std::vector<ForecastDay> scratch(250), days = history(250, 191);
  const auto critical = [&](std::span<const ForecastDay> path) { return path.data() == days.data() ? -0.70 : z2(path); };
  CHECK(simulated_p_value(days, critical, normal_day, scratch, {.paths = 20'000}).p_value == Catch::Approx(0.05).margin(0.008));
}

TEST_CASE("the same seed is the same bits; the first statistic skips paths without exceptions", "[var][simulated_p_value]") {
  std::vector<ForecastDay> scratch(30);
  const std::vector<ForecastDay> days = history(30, 193, 1.5);
  const auto p = [&](std::uint64_t seed) { return simulated_p_value(days, z2, normal_day, scratch, {.paths = 300, .seed = seed}).p_value; };
  CHECK(p(1) == p(1));
  CHECK(p(1) != p(2));
  const ShortfallTest first = simulated_p_value(days, conditional_shortfall_statistic, normal_day, scratch, {.paths = 300});
  CHECK((first.p_value > 0.0 && first.p_value <= 1.0) == (first.statistic == first.statistic));
}

TEST_CASE("a statistic that is no number has no p-value", "[var][simulated_p_value][faults]") {
  std::vector<ForecastDay> scratch(30), days = history(30, 194);
  days[3].profit = std::nan("");
  CHECK(std::isnan(simulated_p_value(days, z2, normal_day, scratch, {.paths = 10}).p_value));
}
