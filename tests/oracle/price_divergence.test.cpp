#include "bulwark/oracle/price_divergence.hpp"

#include "support/catch.hpp"
#include "support/said.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Int = long long;

namespace {
constexpr Int quote = 1'000'000;
const DivergenceLimits<Int> limits;
}  // namespace

TEST_CASE("funding goes on while mark and oracle are within a tenth of the mark", "[oracle][price_divergence]") {
  CHECK(limits.may_update_funding(100 * quote, 90 * quote));
  CHECK(limits.may_update_funding(100 * quote, 110 * quote));
  CHECK_FALSE(limits.may_update_funding(100 * quote, 110 * quote + 100));
  CHECK_FALSE(limits.may_update_funding(100 * quote, 90 * quote - 100));
}

TEST_CASE("nobody is liquidated at half or one and a half of the average price", "[oracle][price_divergence]") {
  CHECK(limits.may_liquidate(150 * quote - 100, 100 * quote));
  CHECK_FALSE(limits.may_liquidate(150 * quote, 100 * quote));
  CHECK_FALSE(limits.may_liquidate(50 * quote, 100 * quote));
}

TEST_CASE("profit is settled only in a quiet market", "[oracle][price_divergence]") {
  CHECK(limits.may_settle(100 * quote, 100 * quote, 2 * quote - 1));
  CHECK_FALSE(limits.may_settle(100 * quote, 100 * quote, 2 * quote));
  CHECK_FALSE(limits.may_settle(100'500'000, 100 * quote, 0));
  CHECK_FALSE(limits.may_settle(100 * quote, 100'500'000, 0));
  CHECK(limits.may_settle(100'499'000, 100 * quote, 0));
}

TEST_CASE("no action is allowed on a price that is not positive", "[oracle][price_divergence]") {
  for (const Int bad : {0LL, -quote}) {
    CHECK_FALSE(limits.may_update_funding(bad, 100 * quote));
    CHECK_FALSE(limits.may_liquidate(100 * quote, bad));
    CHECK_FALSE(limits.may_settle(bad, 100 * quote, 0));
    CHECK_FALSE(limits.may_settle(100 * quote, bad, 0));
  }
}

TEST_CASE("divergence limits report every fault", "[oracle][price_divergence][faults]") {
  CHECK(limits.faults().empty());
  CHECK(DivergenceLimits<Int>{0, -1, 0, 0}.faults().size() == 4);
}
