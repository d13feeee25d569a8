#include "bulwark/calibration/smile.hpp"

#include "support/catch.hpp"

using namespace bulwark;

TEST_CASE("a smile of ordinary quotes has no faults", "[calibration][smile]") {
  CHECK(faults(Smile{100.0, 0.5, {{-0.1, 0.6, 1.0}, {0.0, 0.5, 0.0}}}).empty());
}

TEST_CASE("a smile names every number that cannot be fitted, and where", "[calibration][smile]") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const Faults found = faults(Smile{0.0, nan, {{nan, 0.6, 1.0}, {0.0, -0.5, 1.0}, {0.1, 0.5, -1.0}}});
  REQUIRE(found.size() == 5);
  CHECK(describe(found[2]).starts_with("smile.log_moneyness[0] must be finite"));
  CHECK(describe(found[3]) == "smile.volatility[1] must be positive, got -0.5");
  CHECK(describe(found[4]) == "smile.weight[2] must not be negative, got -1");
}

TEST_CASE("a smile needs a quote that weighs something", "[calibration][smile]") {
  CHECK(faults(Smile{100.0, 0.5, {}}).front().code == FaultCode::empty);
  CHECK(describe(faults(Smile{100.0, 0.5, {{0.0, 0.5, 0.0}}}).front()) == "smile.weight must not be empty");
}
