#include "bulwark/evaluate/venue_totals.hpp"

#include <limits>

#include "support/catch.hpp"

using namespace bulwark;

namespace {

RiskReport report(double equity, double needs, Standing standing) {
  return {.equity = equity, .resources = {equity - 2.0, equity - 1.0}, .requirement = {2.0 * needs, needs}, .verdict = {standing, 0.0}};
}

}  // namespace

TEST_CASE("totals are sums over known accounts, and every account is counted", "[evaluate][venue_totals]") {
  constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
  VenueTotals totals;
  totals.add(report(100.0, 10.0, Standing::healthy));
  totals.add(report(12.0, 10.0, Standing::warned));
  totals.add(report(5.0, 10.0, Standing::liquidatable));
  totals.add(report(-3.0, 1.0, Standing::bankrupt));
  totals.add(report(unknown, unknown, Standing::unknown));
  totals.add(report(1e9, 1e9, Standing::unknown));  // a number behind it was not known: none of it counts
  CHECK(totals.accounts() == 6);
  CHECK(totals.known() == 4);
  CHECK(totals.unknown() == 2);
  for (const Standing s : {Standing::healthy, Standing::warned, Standing::liquidatable, Standing::bankrupt}) CHECK(totals.count(s) == 1);
  CHECK(totals.equity.value() == 114.0);
  CHECK(totals.initial_resources.value() == 106.0);
  CHECK(totals.maintenance_resources.value() == 110.0);
  CHECK(totals.initial_requirement.value() == 62.0);
  CHECK(totals.maintenance_requirement.value() == 31.0);
  CHECK(totals.shortfall.value() == 6.0 + 5.0);
  CHECK(totals.bad_debt.value() == 3.0);
}

TEST_CASE("totals of parts merge to those of the whole", "[evaluate][venue_totals]") {
  VenueTotals whole, one, other;
  for (int i = 0; i < 4'000; ++i) {
    const double equity = 0.1 * i - 50.0;
    const RiskReport r = report(equity, 7.3, equity < 0.0 ? Standing::bankrupt : i % 9 == 0 ? Standing::unknown : Standing::healthy);
    whole.add(r), (i % 3 == 0 ? one : other).add(r);
  }
  VenueTotals swapped = other;
  one.merge(other);
  CHECK(one == whole);
  swapped.merge(VenueTotals{});
  CHECK(swapped == other);
}
