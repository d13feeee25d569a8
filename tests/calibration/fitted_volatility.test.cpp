#include "bulwark/calibration/fitted_volatility.hpp"

#include <cmath>

#include "bulwark/calibration/merton_smile.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinRel;

TEST_CASE("without jumps the fitted smile is the diffusion's volatility, to the far wings", "[calibration][fitted_volatility]") {
  for (const double k : {-3.0, -0.5, -1e-9, 0.0, 0.4, 3.0})
    CHECK_THAT(fitted_volatility<MertonSmile>({0.6, {}}, k, 0.2).volatility.value(), WithinRel(0.6, 1e-12));
}

TEST_CASE("with jumps its wings rise", "[calibration][fitted_volatility]") {
  const MertonParameters p{0.4, {2.0, -0.1, 0.15}};
  const auto at = [&](double k) { return fitted_volatility<MertonSmile>(p, k, 0.1).volatility.value(); };
  CHECK(at(-0.5) > at(-0.25));
  CHECK(at(-0.25) > at(0.0));
  CHECK(at(0.6) > at(0.3));
}

TEST_CASE("where there is no volatility the status says why", "[calibration][fitted_volatility]") {
  CHECK(fitted_volatility<MertonSmile>({0.01, {}}, 5.0, 0.01).status == ImpliedStatus::no_time_value);
  CHECK(fitted_volatility<MertonSmile>({-0.01, {}}, 0.1, 1.0).status == ImpliedStatus::not_finite);
}
