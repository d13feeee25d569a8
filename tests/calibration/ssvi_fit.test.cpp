#include "bulwark/calibration/ssvi_fit.hpp"

#include <chrono>
#include <cmath>
#include <random>

#include "bulwark/volatility/arbitrage.hpp"
#include "bulwark/volatility/ssvi_surface.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

std::vector<Smile> quoted(const std::vector<SsviSlice>& slices) {
  std::vector<Smile> smiles;
  for (const SsviSlice& s : slices) {
    smiles.push_back({100.0, s.years, {}});
    for (int i = -16; i <= 12; ++i) {
      const double k = 0.25 * i * std::sqrt(s.theta);
      smiles.back().quotes.push_back({k, std::sqrt(ssvi_point(s, k).variance / s.years), 1.0});
    }
  }
  return smiles;
}

/// Smiles that no surface without arbitrage has.
std::vector<Smile> wild(std::mt19937_64& random) {
  std::uniform_real_distribution<double> any(0.0, 1.0);
  std::vector<Smile> smiles;
  double years = 0.0;
  for (int e = 0; e < 5; ++e) {
    years += 0.01 + 0.2 * any(random);
    smiles.push_back({100.0, years, {}});
    const double level = 0.2 + 0.6 * any(random), tilt = any(random) - 0.5, bend = 2.0 * any(random);
    for (double k = -0.4; k < 0.41; k += 0.05) smiles.back().quotes.push_back({k, std::fmax(0.05, level + tilt * k + bend * k * k), 1.0});
  }
  return smiles;
}

}  // namespace

TEST_CASE("quotes of an SSVI surface give its rho and phi back", "[calibration][ssvi_fit]") {
  const PowerLawPhi phi{0.8, 0.4};
  std::vector<SsviSlice> slices;
  for (const double theta : {0.01, 0.03, 0.05, 0.12, 0.3}) slices.push_back(ssvi_slice(phi, -0.45, theta, {}, 3.0 * theta));
  const Checked<SsviFit> fit = fit_ssvi(quoted(slices));
  REQUIRE(fit.has_value());
  CHECK_THAT(fit->surface.slices[0].rho, WithinAbs(-0.45, 1e-4));
  CHECK_THAT(fit->phi.eta, WithinRel(0.8, 1e-3));
  CHECK_THAT(fit->phi.gamma, WithinAbs(0.4, 1e-3));
  for (const FitError& error : fit->errors) CHECK(error.largest < 1e-5);
}

TEST_CASE("quotes of an eSSVI surface give its slices back", "[calibration][ssvi_fit]") {
  const std::vector<SsviSlice> slices = {
      {{}, 0.01, -0.2, 9.0, 0.03}, {{}, 0.03, -0.35, 5.5, 0.1}, {{}, 0.08, -0.5, 3.5, 0.3}, {{}, 0.25, -0.4, 2.0, 1.0}};
  for (std::size_t i = 1; i < slices.size(); ++i) REQUIRE(ssvi_forbids_crossing(slices[i - 1], slices[i]));
  const Checked<SsviFit> fit = fit_essvi(quoted(slices));
  REQUIRE(fit.has_value());
  for (std::size_t i = 0; i < slices.size(); ++i) {
    CHECK(fit->errors[i].largest < 1e-5);
    CHECK_THAT(fit->surface.slices[i].rho, WithinAbs(slices[i].rho, 1e-3));
    CHECK_THAT(fit->surface.slices[i].theta, WithinRel(slices[i].theta, 1e-4));
    CHECK_THAT(fit->surface.slices[i].phi, WithinRel(slices[i].phi, 1e-3));
  }
}

TEST_CASE("whatever the quotes, the surfaces have no arbitrage", "[calibration][ssvi_fit]") {
  std::mt19937_64 random(13);
  for (int i = 0; i < 20; ++i) {
    const std::vector<Smile> smiles = wild(random);
    const Checked<SsviFit> one = fit_ssvi(smiles), each = fit_essvi(smiles);
    REQUIRE((one.has_value() && each.has_value()));
    CHECK(arbitrage(one->surface).empty());
    CHECK(arbitrage(each->surface).empty());
    double one_error = 0.0, each_error = 0.0;
    for (std::size_t e = 0; e < smiles.size(); ++e) {
      one_error += one->errors[e].weighted * one->errors[e].weighted, each_error += each->errors[e].weighted * each->errors[e].weighted;
    }
    CHECK(each_error <= one_error * 1.02);  // the one rho is one of theirs
  }
}

TEST_CASE("a fitted surface answers between its expiries once they are dated", "[calibration][ssvi_fit]") {
  const Timestamp now = std::chrono::sys_days{std::chrono::year{2026} / 2 / 5};
  std::mt19937_64 random(14);
  SsviVolatility surface = fit_essvi(wild(random))->surface;
  for (SsviSlice& s : surface.slices) s.expiry = now + std::chrono::milliseconds(std::int64_t(s.years * milliseconds_per_year));
  CHECK(faults(surface, now).empty());
  double before = 0.0;
  for (int day = 1; day < 500; ++day) {
    const double v = *volatility_at(surface, 0.1, now, now + std::chrono::days{day}), variance = v * v * day;
    CHECK(variance >= before * (1.0 - 1e-9));
    before = variance;
  }
}

TEST_CASE("smiles out of order, or none, are faults", "[calibration][ssvi_fit][faults]") {
  std::mt19937_64 random(15);
  std::vector<Smile> smiles = wild(random);
  std::swap(smiles[1], smiles[2]);
  CHECK(describe(fit_essvi(smiles).faults().front()).starts_with("smile.years[2] must increase"));
  CHECK_FALSE(fit_ssvi(smiles).has_value());
  CHECK_FALSE(fit_ssvi({}).has_value());
}
