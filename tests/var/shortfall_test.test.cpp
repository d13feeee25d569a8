#include "bulwark/var/shortfall_test.hpp"

#include <cmath>
#include <vector>

#include "bulwark/var/normal_tail.hpp"
#include "support/catch.hpp"
#include "support/normal_profits.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

constexpr double tail = 0.025;

/// Normal days of this deviation against forecasts of deviation 1.
std::vector<ForecastDay> history(std::size_t days, std::uint64_t seed, double deviation = 1.0) {
  const VarReport forecast = normal_tail(0.0, 1.0, tail);
  std::vector<ForecastDay> all;
  for (const double profit : normal_profits(days, seed, deviation))
    all.push_back({profit, forecast.value_at_risk, forecast.expected_shortfall});
  return all;
}

}  // namespace

TEST_CASE("the statistics of four days by hand", "[var][shortfall_test]") {
  const std::vector<ForecastDay> days{{-3.0, 2.0, 2.5}, {1.0, 2.0, 2.5}, {-2.0, 2.0, 2.5}, {-4.0, 2.0, 4.0}};
  CHECK(conditional_shortfall_statistic(days) == Catch::Approx(1.0 - (1.2 + 1.0) / 2.0));
  CHECK(shortfall_statistic(days, 0.5) == Catch::Approx(1.0 - (1.2 + 1.0) / 2.0));
  CHECK(shortfall_statistic(days, 0.25) == Catch::Approx(1.0 - 2.2));
  const double scores[] = {(0.5 - 2.0) / 2.5, 0.5 / 2.5, 0.5 / 2.5, (2.0 - 4.0) / 4.0};
  double mean = 0.0, squares = 0.0;
  for (const double s : scores) mean += s / 4.0;
  for (const double s : scores) squares += (s - mean) * (s - mean);
  const ShortfallTest test = minimally_biased_test(days, 0.5);
  CHECK(test.statistic == Catch::Approx(mean));
  CHECK(test.p_value == Catch::Approx(normal_cdf(mean / std::sqrt(squares / 12.0))));
}

TEST_CASE("right forecasts are near zero on average, forecasts too low are below", "[var][shortfall_test]") {
  const std::vector<ForecastDay> right = history(200'000, 181), low = history(200'000, 181, 1.2);
  CHECK(conditional_shortfall_statistic(right) == Catch::Approx(0.0).margin(0.01));
  CHECK(shortfall_statistic(right, tail) == Catch::Approx(0.0).margin(0.05));
  CHECK_FALSE(minimally_biased_test(right, tail).rejects(0.01));
  CHECK(conditional_shortfall_statistic(low) < -0.02);
  CHECK(shortfall_statistic(low, tail) < -0.5);
  CHECK(minimally_biased_test(low, tail).rejects(1e-6));
}

TEST_CASE("a wrong value at risk misleads the least biased test towards caution, and but little", "[var][shortfall_test]") {
  std::vector<ForecastDay> days = history(400'000, 182);
  const double right = minimally_biased_test(days, tail).statistic;
  for (const double off : {-0.1, 0.1}) {
    std::vector<ForecastDay> other = days;
    for (ForecastDay& day : other) day.value_at_risk += off;
    const double moved = minimally_biased_test(other, tail).statistic;
    CHECK(moved < right);
    CHECK(moved > right - 0.01);
    CHECK(std::fabs(shortfall_statistic(other, tail) - shortfall_statistic(days, tail)) > 0.1);
  }
}

TEST_CASE("five of a hundred right years of 97.5 % are yellow, hardly any red", "[var][shortfall_test]") {
  int yellow = 0, red = 0;
  for (std::uint64_t year = 0; year < 4000; ++year) {
    const Light light = shortfall_light(shortfall_statistic(history(250, 20'000 + year), tail));
    yellow += light == Light::yellow ? 1 : 0;
    red += light == Light::red ? 1 : 0;
  }
  CHECK(yellow + red == Catch::Approx(200).margin(50));
  CHECK(red < 6);
  CHECK(shortfall_light(-0.5) == Light::green);
  CHECK(shortfall_light(-2.0) == Light::red);
}

TEST_CASE("what is not known passes no test", "[var][shortfall_test][faults]") {
  for (std::size_t field = 0; field < 3; ++field) {
    std::vector<ForecastDay> days = history(250, 183);
    (field == 0 ? days[7].profit : field == 1 ? days[7].value_at_risk : days[7].expected_shortfall) = std::nan("");
    CHECK(std::isnan(conditional_shortfall_statistic(days)));
    CHECK(std::isnan(shortfall_statistic(days, tail)));
    CHECK(shortfall_light(shortfall_statistic(days, tail)) == Light::red);
    CHECK(std::isnan(minimally_biased_test(days, tail).p_value));
  }
  const std::vector<ForecastDay> calm{{1.0, 2.0, 2.5}, {0.5, 2.0, 2.5}};
  CHECK(std::isnan(conditional_shortfall_statistic(calm)));
  CHECK(shortfall_statistic(calm, tail) == 1.0);
  CHECK(std::isnan(shortfall_statistic({}, tail)));
  CHECK(std::isnan(minimally_biased_test(std::span(calm).first(1), tail).p_value));
}
