#include "bulwark/oracle/conservative_valuation.hpp"

#include <cmath>
#include <limits>

#include "support/catch.hpp"
#include "support/random.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {
const double unknown = std::numeric_limits<double>::quiet_NaN();
}

TEST_CASE("assets count at the low end, debts at the high end", "[oracle][conservative_valuation]") {
  const ConservativeValuation twice{.multiple = 2.0};
  CHECK(twice.value(10.0, {100.0, 1.5, {}}) == 970.0);
  CHECK(twice.value(-10.0, {100.0, 1.5, {}}) == -1'030.0);
  CHECK(twice.value(0.0, {100.0, 1.5, {}}) == 0.0);
}

TEST_CASE("equity never rises with the multiple, and is the middle's at none (F11)", "[oracle][conservative_valuation]") {
  Random random{6};
  for (int round = 0; round < 200; ++round) {
    const OraclePrint one{random.between(1.0, 100.0), random.between(0.0, 30.0), {}},
        two{random.between(1.0, 100.0), random.between(0.0, 30.0), {}};
    const double q1 = random.quantity(), q2 = random.quantity();
    double before = product(q1, one.price) + product(q2, two.price);  // rounded as the rule rounds
    for (const double multiple : {0.0, 0.5, 1.0, 2.0, 8.0}) {
      const ConservativeValuation rule_of{multiple};
      const double equity = rule_of.value(q1, one) + rule_of.value(q2, two);
      CHECK(equity <= before);
      if (multiple == 0.0) CHECK(equity == before);
      before = equity;
    }
  }
}

TEST_CASE("an asset is never worth less than nothing", "[oracle][conservative_valuation]") {
  CHECK(ConservativeValuation{3.0}.value(10.0, {1.0, 0.5, {}}) == 0.0);
}

TEST_CASE("an unknown price or width makes the value unknown", "[oracle][conservative_valuation]") {
  for (const double quantity : {-1.0, 1.0}) {
    CHECK(std::isnan(ConservativeValuation{1.0}.value(quantity, {unknown, 0.0, {}})));
    CHECK(std::isnan(ConservativeValuation{1.0}.value(quantity, {1.0, unknown, {}})));
    CHECK(std::isnan(ConservativeValuation{1.0}.value(quantity, {1.0, -0.1, {}})));
    for (const double no_price : {0.0, -5.0, std::numeric_limits<double>::infinity()})
      CHECK(std::isnan(ConservativeValuation{1.0}.value(quantity, {no_price, 0.5, {}})));
  }
}

TEST_CASE("a negative multiple is a fault", "[oracle][conservative_valuation][faults]") {
  CHECK(ConservativeValuation{0.0}.faults().empty());
  CHECK(ConservativeValuation{-1.0}.faults().size() == 1);
  CHECK(ConservativeValuation{unknown}.faults().size() == 1);
}
