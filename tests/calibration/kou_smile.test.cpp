#include "bulwark/calibration/kou_smile.hpp"

#include <array>
#include <cmath>

#include "bulwark/calibration/calibrate.hpp"
#include "calibration/model_checks.hpp"
#include "calibration/synthetic.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinRel;

namespace {

const KouSmile model = KouSmile::within({}, 0.3);
const KouParameters bitcoin{0.4, {5.0, 0.4, 12.0, 8.0}};

double level_of(const KouParameters& p) {
  const auto& [n, up, rise, fall] = p.jumps;
  return std::sqrt(p.volatility * p.volatility + 2.0 * n * (up / (rise * rise) + (1.0 - up) / (fall * fall)));
}

}  // namespace

TEST_CASE("Kou's parameters and their coordinates say the same", "[calibration][kou_smile]") {
  for (const KouParameters& p : {bitcoin, KouParameters{0.1, {0.3, 0.05, 30.0, 4.0}}, KouParameters{0.8, {20.0, 0.9, 5.0, 25.0}}})
    test::check_round_trip(model, p);
}

TEST_CASE("the slopes of Kou's parameters by their coordinates are those of differences", "[calibration][kou_smile]") {
  test::check_slopes_of_map(model, {-1.0, 0.3, 0.2, -0.7, 0.4});
  test::check_slopes_of_map(model, {0.5, -2.0, -1.0, 2.0, -1.5});
}

TEST_CASE("the slopes of Kou's values by their parameters are those of differences", "[calibration][kou_smile]") {
  test::check_slopes_of_value<KouSmile>(bitcoin, 0.25, 1e-5);
  test::check_slopes_of_value<KouSmile>({0.3, {30.0, 0.3, 25.0, 15.0}}, 0.02, 1e-5);
}

TEST_CASE("wherever a search goes, Kou's parameters are in their domain", "[calibration][kou_smile]") {
  for (const double a : {-12.0, 0.0, 4.0})
    for (const double b : {-40.0, 0.0, 40.0})
      for (const double c : {-40.0, 0.0, 40.0})
        for (const double d : {-1e4, 0.0, 1e4}) {
          const KouParameters p = KouSmile::from_values(model.at({a, b, c, d, -d}).values);
          CHECK(p.volatility >= 0.0);
          CHECK(p.jumps.per_year >= 0.0);
          CHECK(std::isfinite(p.jumps.per_year));
          CHECK(p.jumps.up_share >= 0.0);
          CHECK(p.jumps.up_share <= 1.0);
          CHECK(p.jumps.up_rate > 1.0);
          CHECK(p.jumps.down_rate > 0.0);
        }
}

TEST_CASE("Kou's starts have the variance, skewness and kurtosis of the smile", "[calibration][kou_smile]") {
  const SmileShape shape{.volatility = 0.5, .years = 0.1, .skewness = -0.2, .kurtosis = 1.5};
  std::array<std::vector<KouParameters>, KouSmile::families> starts;
  model.add_starts(shape, starts);
  for (std::size_t i = 0; i < starts[0].size(); i += 2) {  // every other one has larger jumps
    const auto& [n, up, rise, fall] = starts[0][i].jumps;
    const double variance = 0.25 * 0.1;
    CHECK_THAT(level_of(starts[0][i]), WithinRel(0.5, 1e-9));
    CHECK_THAT(24.0 * n * 0.1 * (up / std::pow(rise, 4.0) + (1.0 - up) / std::pow(fall, 4.0)) / (variance * variance),
               WithinRel(1.5, 1e-6));
    CHECK_THAT(6.0 * n * 0.1 * (up / std::pow(rise, 3.0) - (1.0 - up) / std::pow(fall, 3.0)) / std::pow(variance, 1.5),
               WithinRel(-0.2, 1e-6));
  }
}

TEST_CASE("Kou's parameters come back from exact quotes to 1e-6", "[calibration][kou_smile]") {
  for (const KouParameters& truth : {bitcoin, KouParameters{0.15, {2.0, 0.2, 30.0, 12.0}}, KouParameters{0.7, {40.0, 0.5, 10.0, 10.0}}})
    for (const double years : {0.01, 0.05, 0.2}) {
      const auto fit = calibrate<KouSmile>(test::smile_of<KouSmile>(truth, level_of(truth), years, 60, 4.0));
      REQUIRE(fit);
      INFO("years " << years << ", volatility " << truth.volatility);
      CHECK(fit->rms < 1e-6);
      if (!fit->is_determined()) continue;
      const auto found = KouSmile::values_of(fit->parameters), wanted = KouSmile::values_of(truth);
      for (std::size_t k = 0; k < KouSmile::size; ++k) CHECK_THAT(found[k], WithinRel(wanted[k], 1e-6));
    }
}

TEST_CASE("errors of Kou's parameters from noisy quotes are as large as the fit says", "[calibration][kou_smile]") {
  std::array<double, 5> squares{};
  constexpr int draws = 30;
  for (int seed = 1; seed <= draws; ++seed) {
    const auto fit = calibrate<KouSmile>(test::smile_of<KouSmile>(bitcoin, level_of(bitcoin), 0.03, 60, 4.0, 0.001, unsigned(seed)));
    REQUIRE(fit);
    const auto found = KouSmile::values_of(fit->parameters), truth = KouSmile::values_of(bitcoin);
    for (std::size_t k = 0; k < 5; ++k) squares[k] += std::pow((found[k] - truth[k]) / fit->standard_errors[k], 2.0);
  }
  for (std::size_t k = 0; k < 5; ++k) {
    INFO(KouSmile::names[k]);
    CHECK_THAT(std::sqrt(squares[k] / draws), WithinRel(1.0, 0.4));  // a chi of 30: one standard error is 13 %
  }
}
