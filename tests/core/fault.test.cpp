#include "bulwark/core/fault.hpp"

#include <limits>

#include "support/catch.hpp"

using namespace bulwark;

TEST_CASE("a fault reads as field, rule and value", "[core][fault]") {
  CHECK(describe({FaultCode::not_positive, "position.strike", {0, 3}, -5.0}) == "position.strike[0,3] must be positive, got -5");
  CHECK(describe({FaultCode::not_finite, "account.cash", {.outer = 2}, std::numeric_limits<double>::infinity()}) ==
        "account.cash[2] must be finite, got inf");
  CHECK(describe({FaultCode::empty, "listing"}) == "listing must not be empty");
  for (int code = 0; code <= static_cast<int>(FaultCode::damaged); ++code)
    CHECK(std::string(rule(static_cast<FaultCode>(code))) != "is wrong");
}

TEST_CASE("a checked value is a value or its faults, never both", "[core][fault]") {
  const Checked<int> good{7}, bad{Faults{{FaultCode::empty, "a"}, {FaultCode::empty, "b"}}};
  REQUIRE(good);
  CHECK(*good == 7);
  CHECK(good.faults().empty());
  CHECK_FALSE(bad);
  CHECK(bad.faults().size() == 2);
}
