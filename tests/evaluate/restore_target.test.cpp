#include "bulwark/evaluate/restore_target.hpp"

#include "support/catch.hpp"

using namespace bulwark;

namespace {

RiskReport report(double has, double needs, Standing standing = Standing::liquidatable) {
  return {.equity = has,
          .resources = {has - 10.0, has},
          .requirement = {.initial = 2.0 * needs, .maintenance = needs},
          .verdict = {standing, 0.0}};
}

}  // namespace

TEST_CASE("what is missing is the target's share of the requirement less the resources, of the kind that is asked",
          "[evaluate][restore_target]") {
  CHECK(RestoreTarget{.health = 1.25}.missing(report(100.0, 120.0)) == 50.0);
  CHECK(RestoreTarget{.kind = MarginKind::initial}.missing(report(100.0, 120.0)) == 150.0);
  CHECK(RestoreTarget{.kind = MarginKind::fill}.missing(report(100.0, 120.0)) == 85.0);
  CHECK(RestoreTarget{}.missing(report(100.0, 90.0)) == -10.0);
}

TEST_CASE("exactly at the target is met, and not while the venue would liquidate all the same", "[evaluate][restore_target][A04]") {
  CHECK(RestoreTarget{}.is_met(report(100.0, 100.0, Standing::healthy)));
  CHECK(RestoreTarget{}.is_met(report(100.0, 100.0, Standing::warned)));
  CHECK_FALSE(RestoreTarget{}.is_met(report(100.0, 100.0, Standing::liquidatable)));
  CHECK_FALSE(RestoreTarget{}.is_met(report(99.0, 100.0, Standing::healthy)));
}

TEST_CASE("an unknown account never meets a target, and what it misses is not a number", "[evaluate][restore_target][A18]") {
  const RiskReport unknown = report(100.0, 10.0, Standing::unknown);
  CHECK_FALSE(RestoreTarget{}.is_met(unknown));
  CHECK_FALSE(RestoreTarget{}.missing(unknown) == RestoreTarget{}.missing(unknown));
}

TEST_CASE("a target's health is positive", "[evaluate][restore_target][faults]") {
  CHECK(RestoreTarget{}.faults().empty());
  for (const double wrong : {0.0, -1.0, std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()})
    CHECK(RestoreTarget{.health = wrong}.faults().size() == 1);
}
