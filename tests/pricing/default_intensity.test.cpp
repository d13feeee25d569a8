#include "bulwark/pricing/default_intensity.hpp"

#include <array>
#include <cmath>
#include <limits>

#include "support/catch.hpp"
#include "support/said.hpp"

using namespace bulwark;
using Catch::Matchers::WithinRel;

TEST_CASE("standing and failing are everything, and a rare failure keeps its digits", "[pricing][default_intensity]") {
  for (const double rate : {0.0, 1e-12, 0.03, 5.0})
    for (const double years : {0.0, 1.0 / 365.0, 10.0})
      CHECK_THAT(survival({rate, 0.4}, years) + failure_probability({rate, 0.4}, years), WithinRel(1.0, 1e-15));
  CHECK_THAT(failure_probability({1e-15, 0.0}, 1.0), WithinRel(1e-15, 1e-12));
}

TEST_CASE("intensities come back from probabilities and from spreads", "[pricing][default_intensity]") {
  CHECK_THAT(intensity_of(failure_probability({0.07, 0.0}, 3.0), 3.0), WithinRel(0.07, 1e-13));
  CHECK_THAT(intensity_of_spread(0.012, 0.4), WithinRel(0.02, 1e-15));
  CHECK(intensity_of(1.0, 1.0) == std::numeric_limits<double>::infinity());
}

TEST_CASE("a coin at 0.87 that would recover 0.8 is thought to lose its peg with 65 %", "[pricing][default_intensity]") {
  CHECK_THAT(depeg_probability(0.87, 0.8), WithinRel(0.65, 1e-14));
  CHECK(depeg_probability(1.001, 0.8) == 0.0);
  CHECK(depeg_probability(0.7, 0.8) == 1.0);
  double last = 1.0;
  for (double price = 0.5; price < 1.1; price += 0.01) {
    CHECK(depeg_probability(price, 0.3) <= last);
    last = depeg_probability(price, 0.3);
  }
}

TEST_CASE("what rests on several things fails with the first of them", "[pricing][default_intensity]") {
  const std::array causes{Failure{0.01, 0.9}, Failure{0.03, 0.1}, Failure{0.0, 0.0}};
  const Failure wrapped = first_of(causes);
  CHECK_THAT(wrapped.per_year, WithinRel(0.04, 1e-15));
  CHECK_THAT(wrapped.recovery, WithinRel(0.3, 1e-14));
  CHECK_THAT(survival(wrapped, 2.0), WithinRel(survival(causes[0], 2.0) * survival(causes[1], 2.0), 1e-14));
  CHECK(first_of({}).per_year == 0.0);
}

TEST_CASE("what is not known of a failure is not known of its chance, and is named", "[pricing][default_intensity][faults]") {
  constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
  CHECK(std::isnan(failure_probability({unknown, 0.0}, 1.0)));
  CHECK(std::isnan(survival({0.1, 0.0}, -1.0)));
  CHECK(std::isnan(depeg_probability(unknown, 0.5)));
  CHECK(test::said(faults(Failure{-0.1, 1.5})) ==
        std::vector<std::string>{"failure.per_year must not be negative, got -0.10000000000000001",
                                 "failure.recovery is out of range, got 1.5"});
}
