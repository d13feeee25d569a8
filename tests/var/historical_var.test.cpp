#include "bulwark/var/historical_var.hpp"

#include <limits>

#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {
History days(Index count) { return {.assets = 1, .log_return = std::vector<double>(static_cast<std::size_t>(count), 0.0)}; }
VarReport of(const HistoricalVar& rule, std::vector<double> profits) { return rule.measure(profits); }
}  // namespace

TEST_CASE("value at risk is the named order statistic, shortfall the mean of the tail", "[var][historical_var][B24]") {
  std::vector<double> profits;
  for (int i = 1; i <= 100; ++i) profits.push_back(static_cast<double>((i * 37) % 101));  // 1 to 100, mixed
  const VarReport five = of({.history = days(100), .tail = 0.05}, profits);
  CHECK(five.value_at_risk == -5.0);
  CHECK(five.expected_shortfall == -3.0);
  CHECK(five.scenarios == 100);
  const VarReport part = of({.history = days(100), .tail = 0.025}, profits);
  CHECK(part.value_at_risk == -3.0);                                 // rank ceil(2.5)
  CHECK(part.expected_shortfall == -(1.0 + 2.0 + 0.5 * 3.0) / 2.5);  // Rockafellar and Uryasev
  CHECK(of({.history = days(100), .tail = 0.05, .convention = QuantileConvention::interpolated}, profits).value_at_risk ==
        Catch::Approx(-5.95));  // R type 7
}

TEST_CASE("a shortfall includes the value at risk, stops before it, or takes it in part", "[var][historical_var]") {
  // var_es.json, "ore-histsim-tail": the worst 8 of 715, whose 8th is the 1 % quantile.
  std::vector<double> profits(707, 0.0);
  for (const double p :
       {-1069145.188965, -1016501.188572, -965400.870434, -929586.683671, -916945.520777, -916424.386422, -910260.713482, -874503.346996})
    profits.push_back(p);
  const auto report = [&](ShortfallConvention shortfall) { return of({.history = days(715), .shortfall = shortfall}, profits); };
  const VarReport through = report(ShortfallConvention::through_rank), exact = report(ShortfallConvention::exact_tail);
  const VarReport beyond = report(ShortfallConvention::beyond_rank);
  CHECK(through.value_at_risk == 874503.346996);
  CHECK(through.expected_shortfall == Catch::Approx(949845.987415).epsilon(1e-12));
  CHECK(beyond.expected_shortfall == Catch::Approx((949845.987414875 * 8.0 - 874503.346996) / 7.0).epsilon(1e-12));
  CHECK(through.expected_shortfall < exact.expected_shortfall);
  CHECK(exact.expected_shortfall < beyond.expected_shortfall);
  // Where scenarios x tail is whole, the first two are one.
  const std::vector<double> few{-5.0, -4.0, -3.0, -2.0, 0.0};
  for (const ShortfallConvention shortfall : {ShortfallConvention::exact_tail, ShortfallConvention::through_rank})
    CHECK(of({.history = days(5), .tail = 0.4, .shortfall = shortfall}, few).expected_shortfall == 4.5);
  CHECK(of({.history = days(5), .tail = 0.4, .shortfall = ShortfallConvention::beyond_rank}, few).expected_shortfall == 5.0);
  CHECK(of({.history = days(5), .tail = 0.1, .shortfall = ShortfallConvention::beyond_rank}, few).expected_shortfall == 5.0);
}

TEST_CASE("both grow as the tail shrinks", "[var][historical_var][B24]") {
  Random random{151};
  std::vector<double> profits(333);
  for (double& p : profits) p = random.quantity();
  for (const QuantileConvention convention : {QuantileConvention::order_statistic, QuantileConvention::interpolated}) {
    VarReport before{-1e9, -1e9, 0};
    for (const double tail : {0.5, 0.25, 0.1, 0.05, 0.01, 0.004, 0.001}) {
      const VarReport r = of({.history = days(333), .tail = tail, .convention = convention}, profits);
      CHECK(r.value_at_risk >= before.value_at_risk);
      CHECK(r.expected_shortfall >= before.expected_shortfall);
      before = r;
    }
  }
}

TEST_CASE("shortfall is no less than value at risk, rounding or not", "[var][historical_var][B24]") {
  const std::vector<double> equal(1000, -0.1);  // ten tenths add up to less than one
  for (const double tail : {0.01, 0.003, 0.0255, 0.5}) {
    const VarReport r = of({.history = days(1000), .tail = tail}, equal);
    CHECK(r.value_at_risk == 0.1);
    CHECK(r.expected_shortfall >= r.value_at_risk);
  }
}

TEST_CASE("a tail is a share, and a history's faults are the rule's", "[var][historical_var][faults]") {
  for (const double bad : {0.0, 1.0, -0.1, std::numeric_limits<double>::quiet_NaN()})
    CHECK(HistoricalVar{.history = days(10), .tail = bad}.faults().size() == 1);
  CHECK(HistoricalVar{.history = {.assets = 0, .log_return = {}}, .tail = 2.0}.faults().size() == 3);
}

TEST_CASE("fewer days than the tail needs are a fault: the worst of them is no quantile", "[var][historical_var][faults]") {
  HistoricalVar var{.history = {.assets = 1, .log_return = std::vector<double>(99, 0.01)}, .tail = 0.01};
  REQUIRE(var.faults().size() == 1);
  CHECK(std::string(var.faults()[0].field) == "historical_var.scenarios");
  CHECK(var.faults()[0].value == 99.0);
  var.history.log_return.push_back(0.01);
  CHECK(var.faults().empty());
}
