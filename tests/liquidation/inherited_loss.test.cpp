#include "bulwark/liquidation/inherited_loss.hpp"

#include <limits>

#include "support/catch.hpp"
#include "support/said.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("what may still come is reported when it is more than has come, and is beyond a fund that is less",
          "[liquidation][inherited_loss]") {
  CHECK(InheritedLoss{100.0, 100.0}.outlook(1e6) == InheritedOutlook::ordinary);
  CHECK(InheritedLoss{100.0, 101.0}.outlook(1e6) == InheritedOutlook::reported);
  CHECK(InheritedLoss{100.0, 101.0}.outlook(101.0) == InheritedOutlook::reported);
  CHECK(InheritedLoss{100.0, 101.0}.outlook(100.0) == InheritedOutlook::beyond);
  CHECK(InheritedLoss{100.0, 1.0}.outlook(0.0) == InheritedOutlook::beyond);
  CHECK(InheritedLoss{0.0, 0.0}.outlook(0.0) == InheritedOutlook::ordinary);
}

TEST_CASE("an unknown loss has an unknown outlook", "[liquidation][inherited_loss][faults]") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  for (const InheritedLoss loss : {InheritedLoss{nan, 1.0}, InheritedLoss{1.0, nan}, InheritedLoss{-1.0, 1.0}})
    CHECK(loss.outlook(10.0) == InheritedOutlook::unknown);
  CHECK(InheritedLoss{1.0, 1.0}.outlook(nan) == InheritedOutlook::unknown);
  CHECK(InheritedLoss{1.0, 1.0}.faults().empty());
  CHECK(said(InheritedLoss{-1.0, 2.0}.faults()) == std::vector<std::string>{"inherited_loss.realised must not be negative, got -1"});
}
