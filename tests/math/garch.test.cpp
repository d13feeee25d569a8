#include "bulwark/math/garch.hpp"

#include <cmath>

#include "bulwark/math/ewma.hpp"
#include "support/catch.hpp"

using namespace bulwark;

namespace {
constexpr Garch hull{.constant = 2e-6, .reaction = 0.13, .memory = 0.86};
}

TEST_CASE("Hull's variance after a move of one percent", "[math][garch]") {
  // var_es.json, "hull-garch".
  CHECK(garch_variance(hull, 0.016 * 0.016, 0.01) == Catch::Approx(0.00023516).epsilon(1e-14));
  CHECK(long_run_variance(hull) == Catch::Approx(0.0002).epsilon(1e-13));
}

TEST_CASE("a variance at its long run stays there on average; one above comes down", "[math][garch]") {
  const double there = long_run_variance(hull);
  CHECK(garch_variance_over(hull, there, 10) == Catch::Approx(10.0 * there).epsilon(1e-12));
  CHECK(garch_variance_over(hull, 2.0 * there, 10) < 20.0 * there);
  CHECK(garch_variance_over(hull, 2.0 * there, 10) > 10.0 * there);
  CHECK(garch_variance_over(hull, there, 0) == 0.0);
  CHECK(garch_variance_over(hull, 0.5, 1) == 0.5);
  CHECK(garch_variance(hull, there, std::sqrt(there)) == Catch::Approx(there).epsilon(1e-12));
}

TEST_CASE("without a constant and with no reversion it is exponential weighting", "[math][garch]") {
  const Garch rule{.constant = 0.0, .reaction = 1.0 - 0.94, .memory = 0.94};
  CHECK(garch_variance(rule, 0.0004, 0.03) == Catch::Approx(ewma_variance(0.0004, 0.03, 0.94)).epsilon(1e-15));
}

TEST_CASE("a rule that reverts to nothing is refused", "[math][garch][faults]") {
  CHECK(faults(hull).empty());
  CHECK(faults(Garch{.constant = 0.0, .reaction = 0.06, .memory = 0.94}).size() == 2);
  CHECK(faults(Garch{.constant = 1e-6, .reaction = -0.1, .memory = 0.9}).size() == 1);
  CHECK(faults(Garch{.constant = 1e-6, .reaction = 0.1, .memory = std::nan("")}).size() == 2);
}
