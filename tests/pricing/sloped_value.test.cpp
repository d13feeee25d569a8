#include "bulwark/pricing/sloped_value.hpp"

#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinRel;

TEST_CASE("a linear future earns the move of its price", "[pricing][sloped_value]") {
  CHECK(LinearValue{}.value({61000.0}) - LinearValue{}.value({60000.0}) == 1000.0);
  CHECK(LinearValue{}.slopes({60000.0}).gamma == 0.0);
}

TEST_CASE("an inverse future of 60,000 bought at 60,000 earns a coin less 60,000 over the price", "[pricing][sloped_value]") {
  for (const double price : {30000.0, 59000.0, 120000.0})
    CHECK_THAT(60000.0 * (InverseValue{}.value({price}) - InverseValue{}.value({60000.0})), WithinRel(1.0 - 60000.0 / price, 1e-12));
}

TEST_CASE("the slopes of an inverse future are those of its value", "[pricing][sloped_value]") {
  // Central differences; 1e-6 is their own error at this step.
  const double at = 60000.0, step = 6.0;
  const ValueSlopes s = InverseValue{}.slopes({at});
  CHECK_THAT(s.delta, WithinRel((InverseValue{}.value({at + step}) - InverseValue{}.value({at - step})) / (2.0 * step), 1e-6));
  CHECK_THAT(s.gamma,
             WithinRel((InverseValue{}.slopes({at + step}).delta - InverseValue{}.slopes({at - step}).delta) / (2.0 * step), 1e-6));
}
