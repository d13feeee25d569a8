#include "bulwark/laws/walking_laws.hpp"

#include "bulwark/math/variance_forecast.hpp"
#include "bulwark/var/delta_normal_forecast.hpp"
#include "bulwark/var/deviation_forecast.hpp"
#include "bulwark/var/filtered_forecast.hpp"
#include "bulwark/var/linear_profits.hpp"
#include "bulwark/var/normal_tail.hpp"
#include "support/catch.hpp"
#include "support/normal_profits.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {
template <class Policy>
BrokenLaws broken(const Policy& policy, std::vector<double>& days) {
  return broken_by_walking(
      policy, days, [](double p, Index) { return p; }, [](double p) { return -4.0 * p; });
}
template <class Policy>
BrokenLaws broken(const Policy& policy) {
  std::vector<double> days = normal_profits(240, 31, 0.03);
  return broken(policy, days);
}

/// Looks the day's own profit up behind the state's back.
struct KnowsTheDay {
  using State = std::size_t;
  const std::vector<double>* history;
  std::size_t ahead;
  State start() const { return 0; }
  VarReport forecast(const State& at) const {
    const double loss = -(*history)[at + ahead < history->size() ? at + ahead : history->size() - 1];
    return {loss, loss};
  }
  State after(State at, double) const { return at + 1; }
};
}  // namespace

TEST_CASE("every policy that walks keeps the laws", "[laws][walking]") {
  const VarReport unit = normal_tail(0.0, 1.0, 0.01);
  CHECK(broken(WindowForecast{}).empty());
  CHECK(broken(WindowForecast{.decay = 0.98}).empty());
  CHECK(broken(DeviationForecast<EwmaVariance>{{}, unit}).empty());
  CHECK(broken(DeviationForecast<GarchVariance>{{{.constant = 1e-5, .reaction = 0.1, .memory = 0.85}}, unit}).empty());
  CHECK(broken(DeviationForecast<HarVariance>{{{.constant = 1e-5, .day = 0.3, .week = 0.3, .month = 0.3}}, unit}).empty());
  CHECK(broken(DeviationForecast<RegimeVariance>{
                   {{.calm_deviation = 0.02, .wild_deviation = 0.08, .calm_to_wild = 0.05, .wild_to_calm = 0.15}}, unit})
            .empty());
  CHECK(broken(FilteredForecast<EwmaVariance>{}).empty());
}

TEST_CASE("a policy of many assets keeps them too", "[laws][walking]") {
  std::vector<std::vector<double>> table;
  for (int i = 0; i < 240; ++i) table.push_back(normal_profits(3, static_cast<std::uint64_t>(100 + i), 0.03));
  std::vector<std::span<const double>> days(table.begin(), table.end());
  const std::vector<double> exposure{1.0, -0.5, 0.25}, crash{-0.5, -0.6, -0.7};
  CHECK(broken_by_walking(
            DeltaNormalForecast{.delta = exposure}, days,
            [&](std::span<const double> moves, Index) { return linear_profit(exposure, moves); },
            [&](std::span<const double>) { return std::span<const double>(crash); })
            .empty());
}

TEST_CASE("a policy that looks at its own day, or the next, is found out", "[laws][walking]") {
  for (const std::size_t ahead : {std::size_t{0}, std::size_t{1}}) {
    std::vector<double> days = normal_profits(240, 31, 0.03);
    const BrokenLaws laws = broken(KnowsTheDay{&days, ahead}, days);
    REQUIRE_FALSE(laws.empty());
    CHECK(laws[0] == "a forecast uses nothing of its day or later ones");
  }
}
