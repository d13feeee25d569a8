#include "bulwark/backstop/insured_debt.hpp"

#include <limits>

#include "support/catch.hpp"

using namespace bulwark;

TEST_CASE("what insurance does not cover is the depositors', and the two are the debt", "[backstop][insured_debt]") {
  for (double debt = 0.5; debt < 1e9; debt *= 3.7)
    for (const double vault : {0.0, 1'000.0, 1e7}) {
      const DebtShares shares = insured_debt(debt, 2.0, 0.05, 0.5, vault);
      CHECK(shares.covered + shares.socialised == Catch::Approx(debt).epsilon(1e-15));
      CHECK(shares.insurance <= vault);
      if (shares.socialised > 0.0) CHECK(shares.insurance == vault);
      CHECK(shares.covered * 2.0 * 1.05 <= shares.insurance * 0.5 + 1e-9 * debt);
    }
}

TEST_CASE("insurance pays in whole units, rounded up", "[backstop][insured_debt]") {
  const DebtShares shares = insured_debt(10.0, 1.0, 0.05, 1.0, 1'000.0);
  CHECK(shares.insurance == 11.0);
  CHECK(shares.covered == 10.0);
  CHECK(shares.socialised == 0.0);
  const DebtShares drained = insured_debt(10.0, 1.0, 0.0, 1.0, 4.0);
  CHECK(drained.socialised == 6.0);
}

TEST_CASE("depositors lose in proportion, and never more than everything", "[backstop][insured_debt]") {
  CHECK(deposit_index_after(1.25, 25.0, 100.0) == 1.25 * 0.75);
  CHECK(deposit_index_after(1.25, 100.0, 100.0) == 0.0);
  CHECK(deposit_index_after(1.25, 200.0, 100.0) == 0.0);
}

TEST_CASE("an unknown debt has unknown shares", "[backstop][insured_debt]") {
  const DebtShares shares = insured_debt(std::numeric_limits<double>::quiet_NaN(), 1.0, 0.0, 1.0, 4.0);
  CHECK(shares.covered != shares.covered);
  CHECK(shares.socialised != shares.socialised);
}
