#include "bulwark/core/report.hpp"

#include "support/catch.hpp"

using namespace bulwark;

TEST_CASE("an unknown account is neither healthy nor liquidatable", "[core][report][A18]") {
  constexpr Verdict unknown;
  CHECK_FALSE(unknown.is_known());
  CHECK_FALSE(unknown.is_healthy());
  CHECK_FALSE(unknown.is_liquidatable());
  for (const Standing standing : {Standing::healthy, Standing::warned, Standing::liquidatable, Standing::bankrupt})
    CHECK(Verdict{standing}.is_healthy() != Verdict{standing}.is_liquidatable());
}

TEST_CASE("surplus is signed", "[core][report]") {
  const RiskReport report{.equity = 0.0, .resources = {10.0, 20.0}, .requirement = {15.0, 12.0}};
  CHECK(report.initial_surplus() == -5.0);
  CHECK(report.maintenance_surplus() == 8.0);
}
