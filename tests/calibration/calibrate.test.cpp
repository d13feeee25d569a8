#include "bulwark/calibration/calibrate.hpp"

#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "bulwark/calibration/merton_smile.hpp"
#include "calibration/synthetic.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
constexpr double unbound = std::numeric_limits<double>::infinity();

double level_of(const MertonParameters& p) {
  const auto& [n, m, d] = p.jumps;
  return std::sqrt(p.volatility * p.volatility + n * (m * m + d * d));
}

void check_met(const MertonParameters& found, const MertonParameters& truth, double tolerance) {
  const auto a = MertonSmile::values_of(found), b = MertonSmile::values_of(truth);
  for (std::size_t k = 0; k < 4; ++k) {
    INFO(MertonSmile::names[k]);
    CHECK_THAT(a[k], WithinRel(b[k], tolerance) || WithinAbs(b[k], tolerance));
  }
}

const MertonParameters bitcoin{0.4, {2.0, -0.1, 0.15}};

}  // namespace

TEST_CASE("parameters come back from exact quotes to 1e-6, minutes to a year from expiry", "[calibration][calibrate]") {
  for (const MertonParameters& truth : {bitcoin, MertonParameters{0.15, {0.5, -0.25, 0.1}}, MertonParameters{0.6, {20.0, 0.02, 0.08}}})
    for (const double years : {0.001, 0.005, 0.05, 0.25, 1.0}) {
      const Smile smile = test::smile_of<MertonSmile>(truth, level_of(truth), years, 60);
      for (const Residual kind : {Residual::volatility, Residual::price_over_vega}) {
        const auto fit = calibrate<MertonSmile>(smile, {.residual = kind});
        REQUIRE(fit);
        INFO("years " << years << ", volatility " << truth.volatility << ", undetermined " << fit->undetermined);
        CHECK(fit->end == FitEnd::converged);
        CHECK(fit->rms < 1e-6);
        if (fit->is_determined()) check_met(fit->parameters, truth, 1e-6);
        CHECK(fit->residuals.size() == 60);
      }
    }
}

TEST_CASE("one set of parameters is fitted to several expiries", "[calibration][calibrate]") {
  std::vector<Smile> smiles;
  for (const double years : {0.02, 0.1, 0.5, 1.0}) smiles.push_back(test::smile_of<MertonSmile>(bitcoin, 0.47, years, 15));
  const auto fit = calibrate<MertonSmile>(smiles);
  REQUIRE(fit);
  CHECK(fit->is_determined());
  check_met(fit->parameters, bitcoin, 1e-6);
  CHECK(fit->residuals.size() == 60);
}

TEST_CASE("errors of parameters from noisy quotes are as large as the fit says", "[calibration][calibrate]") {
  std::array<double, 4> squares{};
  constexpr int draws = 40;
  for (int seed = 1; seed <= draws; ++seed) {
    const auto fit = calibrate<MertonSmile>(test::smile_of<MertonSmile>(bitcoin, 0.47, 0.05, 60, 3.0, 0.002, unsigned(seed)));
    REQUIRE(fit);
    CHECK_THAT(fit->rms, WithinRel(0.002, 0.35));
    const auto found = MertonSmile::values_of(fit->parameters), truth = MertonSmile::values_of(bitcoin);
    for (std::size_t k = 0; k < 4; ++k) squares[k] += std::pow((found[k] - truth[k]) / fit->standard_errors[k], 2.0);
  }
  for (std::size_t k = 0; k < 4; ++k) {
    INFO(MertonSmile::names[k]);
    CHECK_THAT(std::sqrt(squares[k] / draws), WithinRel(1.0, 0.35));  // a chi of 40: one standard error is 11 %
  }
}

TEST_CASE("the valley of many small jumps against few large ones is warned of", "[calibration][calibrate]") {
  const MertonParameters truth{0.6, {20.0, 0.02, 0.08}};  // forty jumps until expiry: nearly a normal law
  const auto fit = calibrate<MertonSmile>(test::smile_of<MertonSmile>(truth, level_of(truth), 2.0, 60, 3.0, 0.002));
  REQUIRE(fit);
  CHECK(fit->rms < 0.0025);
  CHECK(fit->undetermined >= 1);
  CHECK_FALSE(fit->is_determined());
  CHECK(fit->singular_values[3] < 1e-3 * fit->singular_values[0]);
  CHECK(fit->standard_errors[1] > 0.5 * fit->parameters.jumps.per_year);
  CHECK(std::abs(fit->weakest_direction[1]) > 0.5 * fit->parameters.jumps.per_year);
  const auto& [n, m, d] = fit->parameters.jumps;
  const double whole = fit->parameters.volatility * fit->parameters.volatility + n * (m * m + d * d);
  CHECK_THAT(std::sqrt(whole), WithinRel(level_of(truth), 0.01));  // what is determined is met
}

TEST_CASE("a pull decides what the quotes leave open, and hardly moves what they do not", "[calibration][calibrate]") {
  const MertonParameters truth{0.6, {20.0, 0.02, 0.08}};
  const Smile smile = test::smile_of<MertonSmile>(truth, level_of(truth), 2.0, 60, 3.0, 0.002);
  FitOptions<MertonParameters> options{
      .pull = Pull<MertonParameters>{.towards = {0.55, {25.0, 0.01, 0.09}}, .scale = {0.1, {5.0, 0.05, 0.02}}},
      .bounds = {.most_jumps = 400.0}};
  const auto fit = calibrate<MertonSmile>(smile, options);
  REQUIRE(fit);
  CHECK(fit->is_determined());
  CHECK_THAT(fit->parameters.jumps.per_year, WithinAbs(25.0, 5.0));
  CHECK(fit->rms < 0.0025);

  options.pull->scale = {1e-9, {1e-9, 1e-9, 1e-9}};
  const auto held = calibrate<MertonSmile>(smile, options);
  REQUIRE(held);
  check_met(held->parameters, options.pull->towards, 1e-6);

  options.pull->scale = {unbound, {unbound, unbound, unbound}};
  const auto loose = calibrate<MertonSmile>(test::smile_of<MertonSmile>(bitcoin, 0.47, 0.1, 60), options);
  REQUIRE(loose);
  check_met(loose->parameters, bitcoin, 1e-6);
}

TEST_CASE("only ratios of weights count", "[calibration][calibrate]") {
  Smile smile = test::smile_of<MertonSmile>(bitcoin, 0.47, 0.1, 30, 3.0, 0.003);
  for (std::size_t i = 0; i < 30; ++i) smile.quotes[i].weight = 1.0 + double(i % 4);
  const auto one = calibrate<MertonSmile>(smile);
  for (SmileQuote& q : smile.quotes) q.weight *= 4096.0;
  const auto other = calibrate<MertonSmile>(smile);
  REQUIRE(one);
  REQUIRE(other);
  check_met(other->parameters, one->parameters, 1e-9);
  CHECK_THAT(other->standard_errors[1], WithinRel(one->standard_errors[1], 1e-6));
}

TEST_CASE("a flat smile has no jumps worth the name, and says that it does not know them", "[calibration][calibrate]") {
  Smile smile{.forward = 1.0, .years = 0.1, .quotes = {}};
  for (int i = -10; i <= 10; ++i) smile.quotes.push_back({0.03 * i, 0.5, 1.0});
  const auto fit = calibrate<MertonSmile>(smile);
  REQUIRE(fit);
  CHECK(fit->rms < 1e-3);
  CHECK(fit->undetermined >= 1);
}

TEST_CASE("every bad quote is named, with its smile and place, and nothing is fitted", "[calibration][calibrate]") {
  std::vector<Smile> smiles{test::smile_of<MertonSmile>(bitcoin, 0.47, 0.1, 9), test::smile_of<MertonSmile>(bitcoin, 0.47, 0.5, 9)};
  smiles[0].quotes[2].volatility = not_a_number;
  smiles[1].quotes[0].weight = -1.0;
  smiles[1].quotes[8].log_moneyness = unbound;
  smiles[1].years = 0.0;
  const auto fit = calibrate<MertonSmile>(smiles);
  REQUIRE_FALSE(fit);
  const Faults found = fit.faults();
  REQUIRE(found.size() == 4);
  CHECK(std::string(found[0].field) == "smile.volatility");
  CHECK(found[0].where.outer == 0);
  CHECK(found[0].where.inner == 2);
  CHECK(std::string(found[1].field) == "smile.years");
  CHECK(found[2].where.outer == 1);
  CHECK(found[2].where.inner == 0);
  CHECK(found[3].where.inner == 8);
}

TEST_CASE("too few quotes, and options that mean nothing, are faults", "[calibration][calibrate]") {
  const Smile three = test::smile_of<MertonSmile>(bitcoin, 0.47, 0.1, 3);
  CHECK(calibrate<MertonSmile>(three).faults().size() == 1);
  CHECK(calibrate<MertonSmile>(std::span<const Smile>{}).faults().size() == 1);
  FitOptions<MertonParameters> options{.pull = Pull<MertonParameters>{.towards = bitcoin, .scale = {0.1, {1.0, 0.1, 0.1}}}};
  CHECK(calibrate<MertonSmile>(three, options));
  options.pull->scale.jumps.mean_log_jump = 0.0;
  options.pull->towards.volatility = not_a_number;
  options.starts = 0;
  options.bounds.largest_jump = -1.0;
  options.least_error = unbound;
  CHECK(calibrate<MertonSmile>(three, options).faults().size() == 5);
}
