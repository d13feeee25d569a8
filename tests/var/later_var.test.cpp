#include "bulwark/var/later_var.hpp"

#include "bulwark/laws/var_laws.hpp"
#include "bulwark/var/historical_var.hpp"
#include "support/catch.hpp"

using namespace bulwark;

TEST_CASE("a later value at risk is the same measure of later scenarios", "[var][later_var]") {
  const HistoricalVar at_once{.history = {.assets = 1, .log_return = std::vector<double>(200, 0.01)}};
  const LaterVar<HistoricalVar> later{at_once, 7.3};
  CHECK(later.scenarios(specimens().market).years_later == Catch::Approx(0.02));
  CHECK(later.scenarios(specimens().market).price_move == at_once.scenarios(specimens().market).price_move);
  CHECK(broken_by(later).empty());
  CHECK(later.faults().empty());
  CHECK(LaterVar<HistoricalVar>{at_once, -1.0}.faults().size() == 1);
}
