#include "bulwark/liquidation/target_health.hpp"

#include <cmath>
#include <limits>

#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinRel;

namespace {

constexpr ToxicFrontier ether{.threshold = 0.825, .bonus = 0.05};

}  // namespace

TEST_CASE("just enough is repaid: health is at its target and not beyond", "[liquidation][target_health]") {
  for (const double target : {1.0, 1.05, 1.24})
    for (double health = 0.9; health < target; health += 0.01) {
      const double debt = 20'000.0, counted = health * debt;
      const auto repaid = TargetHealth{target}.repayment(counted, debt, ether);
      REQUIRE(repaid);
      CHECK((*repaid > 0.0 && *repaid < debt));
      CHECK_THAT(ether.health_after(counted, debt, *repaid), WithinRel(target, 1e-12));
    }
}

TEST_CASE("a healthy account repays nothing, and one that no part would heal everything", "[liquidation][target_health]") {
  CHECK(TargetHealth{1.05}.repayment(1'100.0, 1'000.0, ether).value() == 0.0);
  CHECK_FALSE(TargetHealth{1.0}.repayment(860.0, 1'000.0, ether));        // below the frontier
  CHECK_FALSE(TargetHealth{1.0}.repayment(990.0, 1'000.0, {0.9, 0.12}));  // which lies above the target
}

TEST_CASE("of an account that is not known nobody says that everything must go", "[liquidation][target_health]") {
  constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
  CHECK(std::isnan(TargetHealth{1.0}.repayment(unknown, 1'000.0, ether).value()));
  CHECK(std::isnan(TargetHealth{1.0}.repayment(900.0, unknown, ether).value()));
  CHECK(std::isnan(TargetHealth{1.0}.repayment(900.0, 1'000.0, {unknown, 0.05}).value()));
}

TEST_CASE("a target below 1 is a fault", "[liquidation][target_health][faults]") {
  CHECK(TargetHealth{1.0}.faults().empty());
  CHECK(TargetHealth{0.99}.faults().size() == 1);
  CHECK(TargetHealth{std::numeric_limits<double>::infinity()}.faults().size() == 1);
}
