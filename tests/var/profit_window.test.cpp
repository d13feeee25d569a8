#include "bulwark/var/profit_window.hpp"

#include "support/catch.hpp"

using namespace bulwark;

TEST_CASE("a window holds the newest days in their order", "[var][profit_window]") {
  ProfitWindow seen;
  for (const double profit : {1.0, 2.0, 3.0, 4.0, 5.0}) seen = std::move(seen).after(profit, 3);
  CHECK(seen.profits == std::vector<double>{3.0, 4.0, 5.0});
  seen = std::move(seen).after(6.0, 1);
  CHECK(seen.profits == std::vector<double>{6.0});
}
