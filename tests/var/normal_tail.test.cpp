#include "bulwark/var/normal_tail.hpp"

#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

TEST_CASE("a normal profit's tail is that of the standard one, moved and stretched", "[var][normal_tail]") {
  for (const double tail : {1e-8, 0.0002, 0.01, 0.025, 0.3}) {
    const VarReport standard = normal_tail(0.0, 1.0, tail), other = normal_tail(3.0, 20.0, tail);
    CHECK(standard.expected_shortfall > standard.value_at_risk);
    CHECK_THAT(other.value_at_risk, WithinRel(20.0 * standard.value_at_risk - 3.0, 1e-14));
    CHECK_THAT(other.expected_shortfall, WithinRel(20.0 * standard.expected_shortfall - 3.0, 1e-14));
  }
  const VarReport certain = normal_tail(3.0, 0.0, 0.01);
  CHECK((certain.value_at_risk == -3.0 && certain.expected_shortfall == -3.0));
}

TEST_CASE("it is symmetric about the mean", "[var][normal_tail]") {
  CHECK_THAT(normal_tail(0.0, 1.0, 0.3).value_at_risk, WithinRel(-normal_tail(0.0, 1.0, 0.7).value_at_risk, 1e-14));
  CHECK_THAT(normal_tail(0.0, 1.0, 0.5).value_at_risk, WithinAbs(0.0, 1e-16));
  CHECK_THAT(normal_tail(0.0, 1.0, 0.5).expected_shortfall, WithinRel(0.7978845608028654, 1e-15));  // sqrt(2 / pi)
}

TEST_CASE("the shortfall of 97.5 % stands where the value at risk of 99 % does", "[var][normal_tail]") {
  // var_es.json, "normal-es975-vs-var99": why the Basel Committee moved from one to the other.
  CHECK_THAT(normal_tail(0.0, 1.0, 0.025).expected_shortfall, WithinRel(2.3378027922014173, 1e-14));
  CHECK_THAT(normal_tail(0.0, 1.0, 0.01).value_at_risk, WithinRel(2.3263478740408408, 1e-14));
}

TEST_CASE("a normal tail outside (0, 1) or of no number is no number", "[var][normal_tail]") {
  for (const VarReport& r :
       {normal_tail(0.0, 1.0, -0.1), normal_tail(0.0, 1.0, 1.1), normal_tail(0.0, 1.0, NAN), normal_tail(NAN, 1.0, 0.1)}) {
    CHECK_FALSE(r.value_at_risk == r.value_at_risk);
    CHECK_FALSE(r.expected_shortfall == r.expected_shortfall);
  }
}
