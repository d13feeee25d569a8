#include "bulwark/var/window_forecast.hpp"

#include <cmath>

#include "bulwark/var/walk.hpp"
#include "support/catch.hpp"
#include "support/normal_profits.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("a window forgets its oldest day", "[var][window_forecast]") {
  const WindowForecast policy{.most = 4, .least = 2, .tail = 0.25};
  ProfitWindow seen = policy.start();
  for (const double profit : {-9.0, 1.0, -2.0, -4.0}) seen = policy.after(std::move(seen), profit);
  CHECK(policy.forecast(seen).value_at_risk == 9.0);
  CHECK(policy.forecast(seen).scenarios == 4);
  seen = policy.after(std::move(seen), 3.0);
  CHECK(policy.forecast(seen).value_at_risk == 4.0);
  CHECK(policy.forecast(seen).expected_shortfall == 4.0);
}

TEST_CASE("value at risk is a rank, shortfall the mean up to it", "[var][window_forecast]") {
  const WindowForecast policy{.most = 8, .least = 8, .tail = 0.25};
  ProfitWindow seen;
  for (const double profit : {1.0, -8.0, 2.0, -6.0, -1.0, 0.0, 3.0, 5.0}) seen = policy.after(std::move(seen), profit);
  CHECK(policy.forecast(seen).value_at_risk == 6.0);
  CHECK(policy.forecast(seen).expected_shortfall == 7.0);
}

TEST_CASE("with a decay an old loss counts for less than a new one", "[var][window_forecast]") {
  const WindowForecast policy{.most = 100, .least = 1, .tail = 0.05, .decay = 0.9};
  ProfitWindow old_loss, new_loss;
  for (int day = 0; day < 100; ++day) {
    old_loss = policy.after(std::move(old_loss), day == 20 ? -10.0 : -1.0);
    new_loss = policy.after(std::move(new_loss), day == 98 ? -10.0 : -1.0);
  }
  CHECK(policy.forecast(old_loss).value_at_risk == 1.0);
  CHECK(policy.forecast(new_loss).value_at_risk == 10.0);
}

TEST_CASE("little history is said to be little", "[var][window_forecast][faults]") {
  const WindowForecast policy{.most = 500, .least = 60, .tail = 0.01};
  const auto days = walk(policy, normal_profits(120, 5));
  CHECK(std::isnan(days[59].value_at_risk));
  CHECK_FALSE(std::isnan(days[60].value_at_risk));
  CHECK(std::isnan(days[99].expected_shortfall));
  CHECK_FALSE(std::isnan(days[100].expected_shortfall));
  CHECK(policy.faults().empty());
  CHECK(WindowForecast{.most = 10, .least = 20, .tail = 1.0, .decay = 0.0}.faults().size() == 3);
  CHECK(WindowForecast{.least = 0}.faults().size() == 1);
}
