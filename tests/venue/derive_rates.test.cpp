#include "bulwark/venue/derive_rates.hpp"

#include "support/catch.hpp"

using namespace bulwark;

TEST_CASE("the deployed rates are those of the configuration", "[venue][derive_rates]") {
  CHECK(venue::derive_borrow_rate.per_year(85.0, 100.0) == Catch::Approx(0.088).epsilon(1e-15));
  CHECK(venue::derive_borrow_rate.per_year(100.0, 100.0) == Catch::Approx(0.223).epsilon(1e-15));
  CHECK(venue::derive_funding.per_hour(100.0, 200.0, 201.0) == 0.004);
  CHECK(venue::derive_borrow_rate.faults().empty());
  CHECK(venue::derive_funding.faults().empty());
}
