#include "bulwark/var/incremental_risk.hpp"

#include "bulwark/var/historical_var.hpp"
#include "support/catch.hpp"
#include "support/normal_profits.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("a trade adds what the book risks with it and not without", "[var][incremental_risk]") {
  const HistoricalVar rule{.history = {.assets = 1, .log_return = std::vector<double>(400, 0.0)}, .tail = 0.025};
  const std::vector<double> book = normal_profits(400, 71), trade = normal_profits(400, 72);
  std::vector<double> scratch(400), alone = book, with = sum(book, trade), itself = trade;
  const IncrementalRisk risk = incremental_risk(rule, book, trade, scratch);
  CHECK(risk.before.expected_shortfall == rule.measure(alone).expected_shortfall);
  CHECK(risk.after.value_at_risk == rule.measure(with).value_at_risk);
  CHECK(risk.expected_shortfall() == risk.after.expected_shortfall - risk.before.expected_shortfall);
  CHECK(risk.expected_shortfall() <= rule.measure(itself).expected_shortfall);  // subadditive
}

TEST_CASE("closing a book takes all of its risk away, nothing takes none", "[var][incremental_risk]") {
  const HistoricalVar rule{.history = {.assets = 1, .log_return = std::vector<double>(400, 0.0)}, .tail = 0.025};
  const std::vector<double> book = normal_profits(400, 73), nothing(400, 0.0);
  std::vector<double> scratch(400), opposite = book;
  for (double& p : opposite) p = -p;
  const IncrementalRisk closed = incremental_risk(rule, book, opposite, scratch);
  CHECK((closed.after.value_at_risk == 0.0 && closed.after.expected_shortfall == 0.0));
  const IncrementalRisk same = incremental_risk(rule, book, nothing, scratch);
  CHECK((same.value_at_risk() == 0.0 && same.expected_shortfall() == 0.0));
}
