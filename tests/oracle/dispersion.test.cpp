#include "bulwark/oracle/dispersion.hpp"

#include <vector>

#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinRel;

namespace {
double of(std::vector<double> prices) {
  std::vector<Weighted> weighted;
  for (const double p : prices) weighted.push_back({p, 1.0});
  return dispersion(weighted);
}
}  // namespace

TEST_CASE("sources that agree are not dispersed, and one is alone with itself", "[oracle][dispersion]") {
  CHECK(of({3.0}) == 0.0);
  CHECK(of({3.0, 3.0, 3.0}) == 0.0);
}

TEST_CASE("dispersion is the whole range over the median", "[oracle][dispersion]") {
  CHECK(of({1.0, 2.0, 4.0}) == 1.5);
  CHECK(of({4.0, 1.0}) == 1.2);
  CHECK_THAT(of({1.30, 1.09, 1.02, 1.01, 1.01}), WithinRel(0.2843137254901961, 1e-12));  // Compound, 26 November 2020
}

TEST_CASE("dispersion has no unit, and grows with the range", "[oracle][dispersion]") {
  CHECK(of({0x1p20, 0x1p21, 0x1p22}) == of({1.0, 2.0, 4.0}));
  CHECK(of({0.5, 2.0, 4.0}) > of({1.0, 2.0, 4.0}));
  CHECK(of({1.0, 2.0, 5.0}) > of({1.0, 2.0, 4.0}));
}

TEST_CASE("what is no price has no dispersion", "[oracle][dispersion]") {
  const double unknown = std::numeric_limits<double>::quiet_NaN(), infinite = std::numeric_limits<double>::infinity();
  for (const double bad : {0.0, -1.0, unknown, infinite}) CHECK(std::isnan(of({1.0, 2.0, bad})));
  CHECK(std::isnan(of({})));
}
