#include "bulwark/math/leading_variance.hpp"

#include <cmath>

#include "support/catch.hpp"

using namespace bulwark;

TEST_CASE("signs are what the averages say", "[math][leading_variance]") {
  const LeadingVariance rule{.forecast = {.constant = 0.0, .weight = {1.0, 0.0, 0.0}}, .fast = 0.5, .slow = 0.9};
  auto seen = rule.start();
  CHECK(std::isnan(rule.variance(seen)));
  for (const double move : {0.02, -0.04}) seen = rule.after(seen, move);
  const auto signs = rule.signs_of(seen);
  CHECK(signs[0] == Catch::Approx(std::log(0.001)));    // mean of 4e-4 and 16e-4
  CHECK(signs[1] == Catch::Approx(0.0).margin(1e-12));  // after two days both are means
  CHECK(signs[2] == Catch::Approx(0.8));
  CHECK(rule.variance(seen) == Catch::Approx(0.001));
  seen = rule.after(seen, 0.0);
  CHECK(rule.signs_of(seen)[1] == Catch::Approx(std::log(0.0005 / (0.002 / 3.0))));
}

TEST_CASE("a price that stands still has a variance that is tiny and known", "[math][leading_variance]") {
  const LeadingVariance rule{.forecast = {.constant = 0.0, .weight = {1.0, 0.5, 0.5}}};
  CHECK(rule.variance(rule.after(rule.start(), 0.0)) == Catch::Approx(1e-10));
  CHECK(std::isnan(rule.variance(rule.after(rule.start(), std::nan("")))));
}

TEST_CASE("weights and decays that are none are faults", "[math][leading_variance][faults]") {
  CHECK(LeadingVariance{.forecast = {.constant = 0.0, .weight = {}}}.faults().empty());
  CHECK(LeadingVariance{.forecast = {.constant = std::nan(""), .weight = {}}, .fast = 1.0, .slow = -0.5}.faults().size() == 3);
}
