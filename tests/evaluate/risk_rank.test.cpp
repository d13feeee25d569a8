#include "bulwark/evaluate/risk_rank.hpp"

#include <cmath>

#include "support/catch.hpp"

using namespace bulwark;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

RiskReport report(double has, double needs, Standing standing = Standing::healthy) {
  RiskReport r{.equity = has, .resources = {has, has}, .requirement = {needs, needs}, .verdict = {standing, 0.0}};
  if (needs > 0.0) r.health = has / needs;
  return r;
}

}  // namespace

TEST_CASE("health and margin ratio are reciprocal, and infinite where there is nothing to divide by", "[evaluate][risk_rank]") {
  CHECK(health_of(report(3.0, 2.0)) == 1.5);
  CHECK(margin_ratio_of(report(4.0, 2.0)) == 0.5);
  CHECK(health_of(report(1.0, 0.0)) == infinity);
  CHECK(health_of(report(0.0, 0.0)) == infinity);
  CHECK(health_of(report(-1.0, 0.0)) == -infinity);
  CHECK(margin_ratio_of(report(1.0, 0.0)) == 0.0);
  CHECK(margin_ratio_of(report(0.0, 0.0)) == 0.0);
  CHECK(margin_ratio_of(report(-1.0, 0.0)) == infinity);
  CHECK(margin_ratio_of(report(-1.0, 2.0)) == infinity);
  CHECK(std::isnan(health_of(report(1.0, 1.0, Standing::unknown))));
  CHECK(std::isnan(margin_ratio_of(report(1.0, 1.0, Standing::unknown))));
}

TEST_CASE("an unknown account has no rank, and one that is not short has none by shortfall", "[evaluate][risk_rank]") {
  for (const RankedBy by : {RankedBy::health, RankedBy::surplus, RankedBy::shortfall})
    CHECK_FALSE(rank_of(report(1.0, 2.0, Standing::unknown), by));
  CHECK(rank_of(report(1.0, 2.0), RankedBy::health) == 0.5);
  CHECK(rank_of(report(1.0, 2.0), RankedBy::surplus) == -1.0);
  CHECK(rank_of(report(1.0, 2.0), RankedBy::shortfall) == -1.0);
  CHECK(rank_of(report(3.0, 2.0), RankedBy::surplus) == 1.0);
  CHECK_FALSE(rank_of(report(3.0, 2.0), RankedBy::shortfall));
  CHECK_FALSE(rank_of(report(2.0, 2.0), RankedBy::shortfall));
}

TEST_CASE("the lower number is riskier, of equal ones the lower account", "[evaluate][risk_rank]") {
  CHECK(RankedAccount{1.0, 7} < RankedAccount{2.0, 3});
  CHECK(RankedAccount{1.0, 3} < RankedAccount{1.0, 7});
  CHECK(RankedAccount{-infinity, 9} < RankedAccount{-1.0, 1});
}
