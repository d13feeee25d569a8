#include "bulwark/calibration/bates_smile.hpp"

#include <cmath>
#include <vector>

#include "bulwark/calibration/calibrate.hpp"
#include "calibration/model_checks.hpp"
#include "calibration/synthetic.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

const BatesSmile model = BatesSmile::within({}, 0.3);
const BatesParameters bitcoin{0.5, {3.0, 0.3, 0.8, -0.4, {1.0, -0.1, 0.1}}};

}  // namespace

TEST_CASE("Bates's parameters and their coordinates say the same", "[calibration][bates_smile]") {
  test::check_round_trip(model, bitcoin);
  test::check_round_trip(model, BatesParameters{0.2, {0.5, 0.06, 0.3, 0.7, {5.0, 0.05, 0.04}}});
}

TEST_CASE("the slopes of Bates's parameters by their coordinates are those of differences", "[calibration][bates_smile]") {
  test::check_slopes_of_map(model, {-1.0, 0.3, 0.2, -0.7, 0.5, -0.4, 0.1, -0.9});
}

TEST_CASE("the slopes of Bates's values by their parameters are good to 1e-4", "[calibration][bates_smile]") {
  test::check_slopes_of_value<BatesSmile>(bitcoin, 0.25, 1e-4);
}

TEST_CASE("wherever a search goes, Bates's parameters are in their domain", "[calibration][bates_smile]") {
  for (const double far : {-1e4, 0.0, 1e4}) {
    const BatesParameters p = BatesSmile::from_values(model.at({2.0, far, far, 1.0, far, -far, far, -far}).values);
    CHECK(p.dynamics.reversion > 0.0);
    CHECK(p.dynamics.long_variance > 0.0);
    CHECK(p.dynamics.volatility_of_variance > 0.0);
    CHECK(std::abs(p.dynamics.correlation) <= 1.0);
    CHECK(std::isfinite(p.dynamics.jumps.per_year));
  }
}

TEST_CASE("Bates's model meets exact quotes of several expiries, and its parameters where they are determined",
          "[calibration][bates_smile]") {
  std::vector<Smile> smiles;
  for (const double years : {0.03, 0.1, 0.3, 1.0}) smiles.push_back(test::smile_of<BatesSmile>(bitcoin, 0.53, years, 12, 2.5));
  const auto fit = calibrate<BatesSmile>(smiles);
  REQUIRE(fit);
  CHECK(fit->rms < 1e-4);
  CHECK(fit->residuals.size() == 48);
  const auto found = BatesSmile::values_of(fit->parameters), truth = BatesSmile::values_of(bitcoin);
  for (std::size_t k = 0; k < BatesSmile::size; ++k) {
    INFO(BatesSmile::names[k] << " " << found[k] << " +- " << fit->standard_errors[k]);
    CHECK_THAT(found[k], WithinAbs(truth[k], 3.0 * fit->standard_errors[k]) || WithinRel(truth[k], 1e-3));
  }
}

TEST_CASE("one expiry leaves Bates's parameters open, and the fit says so", "[calibration][bates_smile]") {
  const auto fit = calibrate<BatesSmile>(test::smile_of<BatesSmile>(bitcoin, 0.53, 0.1, 20, 2.5, 0.001));
  REQUIRE(fit);
  CHECK(fit->rms < 2e-3);
  CHECK(fit->undetermined >= 1);
}
