#include "bulwark/collateral/balance_weight.hpp"

#include <limits>

#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {
struct Half {
  Share share(double, double) const noexcept { return {0.5, 0.5}; }
};
struct Throwing {
  Share share(double, double) const { return {}; }
};
struct Bare {
  double share(double, double) const noexcept { return 0.5; }
};
static_assert(BalanceWeight<Half> && !BalanceWeight<Throwing> && !BalanceWeight<Bare> && !BalanceWeight<double>);
}  // namespace

TEST_CASE("a share is a fraction, and counts for no more to open than to stay", "[collateral][balance_weight][faults]") {
  const auto faults = [](double initial, double maintenance) {
    Faults found;
    report_share(found, "weight", {initial, maintenance});
    return said(found);
  };
  using Words = std::vector<std::string>;
  CHECK(faults(0.8, 0.9) == Words{});
  CHECK(faults(0.0, 1.0) == Words{});
  CHECK(faults(0.9, 0.8) == Words{"weight is out of range, got 0.80000000000000004"});
  CHECK(faults(-0.5, 1.5) == Words{"weight is out of range, got -0.5", "weight is out of range, got 1.5"});
  CHECK(faults(std::numeric_limits<double>::quiet_NaN(), 0.5).size() == 2);
}
