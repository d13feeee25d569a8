#include "bulwark/system/revalued_walk.hpp"

#include <cmath>

#include "bulwark/collateral/haircut.hpp"
#include "bulwark/liquidation/health_threshold.hpp"
#include "bulwark/margin/fixed_margin.hpp"
#include "bulwark/margin/tail_margin.hpp"
#include "bulwark/pricing/pricer.hpp"
#include "bulwark/system/moves_between.hpp"
#include "bulwark/var/historical_var.hpp"
#include "bulwark/var/later_var.hpp"
#include "bulwark/var/linear_profits.hpp"
#include "bulwark/var/walk.hpp"
#include "bulwark/var/window_forecast.hpp"
#include "support/catch.hpp"
#include "support/normal_profits.hpp"

using namespace bulwark;
using namespace bulwark::test;
using namespace std::chrono_literals;

namespace {

constexpr AssetId btc{0}, eth{1};
constexpr Index days = 160, window = 100;

/// Two assets, daily closes; volatility 0.6 and 0.8, and now and then a tenth more.
std::vector<MarketState> closes() {
  const std::vector<double> common = normal_profits(days, 3, 0.03), own = normal_profits(days, 4, 0.02);
  std::vector<MarketState> all;
  double spot[2] = {20'000.0, 1'500.0};
  for (std::size_t day = 0; day < static_cast<std::size_t>(days); ++day) {
    if (day > 0) spot[0] *= std::exp(common[day]), spot[1] *= std::exp(common[day] + own[day]);
    const double up = day % 7 == 3 ? 1.1 : 1.0;
    all.push_back(
        {.now = Timestamp{} + std::chrono::days(18'000 + day),
         .assets = {{.spot = spot[0], .volatility = FlatVolatility{0.6 * up}}, {.spot = spot[1], .volatility = FlatVolatility{0.8 * up}}}});
  }
  return all;
}

template <class Var>
auto with_var(Var var) {
  return RiskEvaluator{no_haircut(), value_at_risk_margin(var.history, 0.02), Black{}, var, HealthThreshold{}};
}
auto historical(std::span<const MarketState> seen) {
  return with_var(HistoricalVar{.history = moves_between(seen, window, 720h), .tail = 0.02});
}

double normal_cdf_by_erfc(double x) { return 0.5 * std::erfc(-x / std::sqrt(2.0)); }
double call(double spot, double strike, double deviation) {
  const double d = std::log(spot / strike) / deviation + 0.5 * deviation;
  return spot * normal_cdf_by_erfc(d) - strike * normal_cdf_by_erfc(d - deviation);
}

}  // namespace

TEST_CASE("a linear book walks alike through returns and through full revaluation", "[system][revalued_walk]") {
  const std::vector<MarketState> all = closes();
  const RestruckBook pair{.legs = {{btc, 1.0}, {eth, -0.8}}, .notional = 1'000.0};
  const History moves = moves_between(all, days, 720h);
  const double exposure[] = {1'000.0, -800.0};
  const auto fast = walk(WindowForecast{.most = window, .least = window, .tail = 0.02}, linear_profits(exposure, moves.log_return));
  const auto full = revalued_walk(all, pair, Black{}, var_of(historical), window);
  const auto margin = revalued_walk(all, pair, Black{}, requirement_of(historical), window);
  REQUIRE(full.size() == static_cast<std::size_t>(days - 1 - window));
  for (std::size_t i = 0; i < full.size(); ++i) {
    const ForecastDay& same = fast[i + static_cast<std::size_t>(window)];
    CHECK(full[i].profit == Catch::Approx(same.profit).margin(1e-9));
    CHECK(full[i].value_at_risk == Catch::Approx(same.value_at_risk).epsilon(1e-11));
    CHECK(full[i].expected_shortfall == Catch::Approx(same.expected_shortfall).epsilon(1e-11));
    CHECK(margin[i].value_at_risk == Catch::Approx(same.value_at_risk).epsilon(1e-11));
  }
}

TEST_CASE("a short straddle makes what the textbook says, time and volatility included", "[system][revalued_walk]") {
  const std::vector<MarketState> all = closes();
  const RestruckBook straddle{.legs = {{btc, -1.0, 720h, OptionSide::call}, {btc, -1.0, 720h, OptionSide::put}}};
  const auto walked = revalued_walk(all, straddle, Black{}, var_of(historical), window);
  for (const std::size_t i : {std::size_t{0}, std::size_t{9}, std::size_t{30}}) {
    const AssetMarket &today = all[i + window].assets[0], &tomorrow = all[i + window + 1].assets[0];
    const auto value = [&](const AssetMarket& market, double left) {
      const double c = call(market.spot, today.spot, std::get<FlatVolatility>(market.volatility).volatility * std::sqrt(left / 365.0));
      return (2.0 * c - market.spot + today.spot) / today.spot;  // the put by parity
    };
    CHECK(walked[i].profit == Catch::Approx(value(today, 30.0) - value(tomorrow, 29.0)).margin(1e-12));
    CHECK(walked[i].value_at_risk > 0.0);
  }
}

TEST_CASE("nothing that comes later is in a forecast", "[system][revalued_walk]") {
  std::vector<MarketState> all = closes();
  const RestruckBook book{.legs = {{btc, 1.0}, {eth, -1.0, 168h, OptionSide::put, 0.9}}};
  const auto before = revalued_walk(all, book, Black{}, var_of(historical), window);
  for (std::size_t day = 131; day < all.size(); ++day) all[day].assets[0].spot *= 0.5, all[day].assets[1].volatility = FlatVolatility{2.0};
  const auto after = revalued_walk(all, book, Black{}, var_of(historical), window);
  for (std::size_t i = 0; i + window <= 130; ++i) CHECK(before[i].value_at_risk == after[i].value_at_risk);
  CHECK(before[130 - window].profit != after[130 - window].profit);
  CHECK(before.back().value_at_risk != after.back().value_at_risk);
}

TEST_CASE("a day later a seller of options risks less than at once", "[system][later_var]") {
  const std::vector<MarketState> all = closes();
  const auto later = [](std::span<const MarketState> seen) {
    return RiskEvaluator{no_haircut(), value_at_risk_margin(moves_between(seen, window, 720h), 0.02), Black{},
                         LaterVar<HistoricalVar>{{.history = moves_between(seen, window, 720h), .tail = 0.02}}, HealthThreshold{}};
  };
  const RestruckBook straddle{.legs = {{btc, -1.0, 168h, OptionSide::call}, {btc, -1.0, 168h, OptionSide::put}}};
  const auto at_once = revalued_walk(all, straddle, Black{}, var_of(historical), 150),
             then = revalued_walk(all, straddle, Black{}, var_of(later), 150);
  for (std::size_t i = 0; i < then.size(); ++i) CHECK(then[i].value_at_risk < at_once[i].value_at_risk);
  // a perpetual does not decay
  const RestruckBook perpetual_only{.legs = {{btc, 1.0}}};
  CHECK(revalued_walk(all, perpetual_only, Black{}, var_of(later), 158)[0].value_at_risk ==
        revalued_walk(all, perpetual_only, Black{}, var_of(historical), 158)[0].value_at_risk);
}

TEST_CASE("a market that is unknown leaves its days unknown and no others", "[system][revalued_walk][faults]") {
  std::vector<MarketState> all = closes();
  all[150].assets[1].volatility = std::monostate{};
  const RestruckBook book{.legs = {{eth, -1.0, 168h, OptionSide::put, 0.9}}};
  Index told = 0;
  const auto walked = revalued_walk(all, book, Black{}, var_of(historical), 145, [&](Index) { ++told; });
  CHECK(told == std::ssize(walked));
  CHECK((std::isnan(walked[4].profit) && std::isnan(walked[5].profit)));
  CHECK(std::isnan(walked[5].value_at_risk));
  CHECK(std::isfinite(walked[6].profit));
  CHECK(known_days(walked).size() == walked.size() - 2);
  // a rule that looks at no volatility asks for something all the same, of an account that nobody can judge
  const auto fixed = [](std::span<const MarketState>) {
    return RiskEvaluator{no_haircut(), FixedMargin{.settlement = AssetId::quote, .initial = 0.25}, Black{}, NoVar{}, HealthThreshold{}};
  };
  const auto required = revalued_walk(all, book, Black{}, requirement_of(fixed), 145);
  CHECK(std::isnan(required[5].value_at_risk));
  CHECK(std::isfinite(required[6].value_at_risk));
}
