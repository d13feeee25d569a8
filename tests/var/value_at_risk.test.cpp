#include "bulwark/var/value_at_risk.hpp"

#include <cmath>

#include "support/catch.hpp"
#include "support/normal_profits.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("the order statistic is the worst scenario of its rank", "[var][value_at_risk]") {
  std::vector<double> profits;
  for (int i = 1; i <= 100; ++i) profits.push_back(static_cast<double>((i * 37) % 101) - 50.0);  // -49 to 50, mixed
  CHECK(order_statistic_var(profits, 0.05) == 45.0);
  CHECK(order_statistic_var(profits, 0.041) == 45.0);
  CHECK(order_statistic_var(profits, 0.001) == 49.0);
  CHECK(interpolated_var(profits, 0.05) == Catch::Approx(44.05));
}

TEST_CASE("value at risk scales with the book and falls by what is certain", "[var][value_at_risk]") {
  const std::vector<double> profits = normal_profits(997, 11);
  for (const double tail : {0.3, 0.05, 0.01, 0.001}) {
    std::vector<double> one = profits, other = profits;
    for (double& p : other) p = 4.0 * p + 8.0;
    CHECK(order_statistic_var(other, tail) == Catch::Approx(4.0 * order_statistic_var(one, tail) - 8.0).epsilon(1e-14));
    CHECK(interpolated_var(other, tail) == Catch::Approx(4.0 * interpolated_var(one, tail) - 8.0).epsilon(1e-14));
  }
}

TEST_CASE("no scenarios, or one that is no number, have no value at risk", "[var][value_at_risk][faults]") {
  std::vector<double> none, bad{1.0, std::nan(""), -3.0};
  CHECK(std::isnan(order_statistic_var(none, 0.01)));
  CHECK(std::isnan(interpolated_var(none, 0.01)));
  CHECK(std::isnan(order_statistic_var(bad, 0.01)));
  CHECK(std::isnan(interpolated_var(bad, 0.01)));
}
