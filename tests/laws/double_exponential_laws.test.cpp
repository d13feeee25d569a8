#include "bulwark/laws/pricer_laws.hpp"
#include "bulwark/pricing/double_exponential.hpp"
#include "support/catch.hpp"

using namespace bulwark;

TEST_CASE("the double-exponential pricer keeps the laws of pricing", "[laws][double_exponential]") {
  for (const auto& law : broken_by(DoubleExponential{})) FAIL_CHECK(law);
}
