#include "bulwark/margin/largest_of.hpp"

#include <limits>

#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("the largest part rules, each number by itself", "[margin][largest_of]") {
  const auto rule =
      largest_of(NotionalMargin{.rate = {0.2, 0.05}}, NotionalMargin{.rate = {0.1, 0.1}}, ScenarioMargin{.grid = {.price_range = 0.0625}});
  const Requirement r = required(rule, {.positions = {{LinearFuture{btc}, 1.0, 1.0}}});
  CHECK(r.initial == 20'800.0);
  CHECK(r.maintenance == 10'400.0);
  CHECK_FALSE(r.binding);  // no scenario set it
  CHECK(required(largest_of(ScenarioMargin{.grid = {.price_range = 0.25}}, DebtMargin{}), {.positions = {{LinearFuture{btc}, 1.0, 1.0}}})
            .binding);
  CHECK(largest_of(ShortOptionFloor{-1.0}, ShortOptionFloor{-2.0}).faults().size() == 2);
}

TEST_CASE("a part that does not know makes the largest unknown", "[margin][largest_of][A18]") {
  struct Unknown {
    Requirement requirement(const ValuedAccount&, const Profits&) const noexcept {
      return {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::quiet_NaN(), {}};
    }
  };
  const NotionalMargin known{.rate = {0.2, 0.05}};
  for (const Requirement& r : {required(largest_of(known, Unknown{}), {}), required(largest_of(Unknown{}, known), {})}) {
    CHECK_FALSE(is_finite(r.initial));
    CHECK_FALSE(is_finite(r.maintenance));
  }
}
