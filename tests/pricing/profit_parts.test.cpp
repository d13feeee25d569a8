#include "bulwark/pricing/profit_parts.hpp"

#include <limits>

#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinRel;

namespace {

constexpr ProfitParts some{.delta = 3.0,
                           .gamma = -2.0,
                           .vega = 0.5,
                           .theta = -0.25,
                           .vanna = 0.125,
                           .volga = 1.0,
                           .jump = -4.0,
                           .residual = 0.0625,
                           .total = -1.5625};

}  // namespace

TEST_CASE("nothing held makes nothing", "[pricing][profit_parts]") {
  CHECK(ProfitParts{}.sum() == 0.0);
  CHECK(times(some, 0.0).total == 0.0);
}

TEST_CASE("the parts of several positions are the sums of their parts", "[pricing][profit_parts]") {
  const ProfitParts both = some + times(some, -3.0);
  CHECK(both.sum() == both.total);
  CHECK(both.gamma == 4.0);
  CHECK(both.jump == 8.0);
  CHECK(both.residual == -0.125);
  CHECK(both.total == 3.125);
}

TEST_CASE("a profit in coins is the account's profit in quote when the coins held before move with the price", "[pricing][profit_parts]") {
  const double held = 2.5, before = 60000.0, after = 54000.0;  // coins, quote per coin
  const ProfitParts quote = in_quote(some, held, before, after);
  CHECK_THAT(quote.total, WithinRel((held + some.total) * after - held * before, 1e-15));
  CHECK_THAT(quote.sum(), WithinRel(quote.total, 1e-15));
  CHECK_THAT(quote.delta, WithinRel(3.0 * 54000.0 - 2.5 * 6000.0, 1e-15));
  CHECK(quote.theta == -0.25 * 54000.0);
}

TEST_CASE("an unknown part makes the sum unknown", "[pricing][profit_parts]") {
  ProfitParts unknown = some;
  unknown.vega = std::numeric_limits<double>::quiet_NaN();
  CHECK(!(unknown.sum() == unknown.sum()));
  const ProfitParts lost = in_quote(some, unknown.vega, 1.0, 2.0);
  CHECK(!(lost.total == lost.total));
}
