#include "bulwark/var/likelihood_ratio.hpp"

#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinRel;

TEST_CASE("nothing is gained where as many were observed as expected, and something on either side", "[var][likelihood_ratio]") {
  CHECK(gain(5.0, 5.0) == 0.0);
  CHECK(gain(0.0, 0.0) == 0.0);
  CHECK(gain(0.0, 5.0) == 10.0);
  CHECK_THAT(gain(5.0, 2.5), WithinRel(10.0 * 0.6931471805599453 - 5.0, 1e-15));
  CHECK(gain(2.5, 5.0) > 0.0);
  CHECK_FALSE(gain(1.0, 0.0) == gain(1.0, 0.0));
}

TEST_CASE("where as many were observed as expected in all, gains add up to the likelihood ratio", "[var][likelihood_ratio]") {
  // 15 of 293 and not 14.65: 2 (15 ln(15 / 14.65) + 278 ln(278 / 278.35)), in 60-digit arithmetic of the double nearest to 0.05.
  CHECK_THAT(gain(15.0, 293.0 * 0.05) + gain(278.0, 293.0 * 0.95), WithinRel(0.008736247156896079, 1e-13));
}

TEST_CASE("a hypothesis is rejected where the facts are too unlikely under it, and not where that is unknown", "[var][likelihood_ratio]") {
  CHECK(LikelihoodRatio{4.0, 0.045}.rejects());
  CHECK_FALSE(LikelihoodRatio{4.0, 0.045}.rejects(0.01));
  CHECK_FALSE(LikelihoodRatio{NAN, NAN}.rejects());
}
