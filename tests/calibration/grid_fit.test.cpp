#include "bulwark/calibration/grid_fit.hpp"

#include <chrono>
#include <cmath>

#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinRel;

namespace {
const Timestamp now = std::chrono::sys_days{std::chrono::year{2026} / 2 / 5};
const std::vector<Timestamp> expiries = {now + std::chrono::days{73}, now + std::chrono::days{146}};
const std::vector<double> columns = {-0.2, 0.0, 0.1};
}  // namespace

TEST_CASE("a grid goes through quotes and is a line between them", "[calibration][grid_fit]") {
  const std::vector<Smile> smiles = {{100.0, 0.2, {{-0.2, 0.6, 1.0}, {0.2, 0.7, 2.0}, {0.0, 0.5, 1.0}}},
                                     {100.0, 0.4, {{0.0, 0.5, 1.0}, {0.0, 0.6, 3.0}, {0.9, 9.0, 0.0}}}};
  const Checked<GridFit> fit = fit_grid(smiles, expiries, columns);
  REQUIRE(fit.has_value());
  const std::vector<double> expected = {0.6, 0.5, 0.6, 0.575, 0.575, 0.575};
  for (std::size_t i = 0; i < 6; ++i) CHECK_THAT(fit->grid.volatility[i], WithinRel(expected[i], 1e-14));
  CHECK(fit->moved == 0.0);
  CHECK(faults(fit->grid, now).empty());
}

TEST_CASE("total variance that falls in time is pooled", "[calibration][grid_fit]") {
  const std::vector<Smile> smiles = {{100.0, 0.2, {{0.0, 0.8, 1.0}}}, {100.0, 0.4, {{0.0, 0.5, 1.0}}}};
  const Checked<GridFit> fit = fit_grid(smiles, expiries, columns);
  REQUIRE(fit.has_value());
  const double pooled = 0.5 * (0.64 * 0.2 + 0.25 * 0.4);
  CHECK_THAT(fit->grid.volatility[0], WithinRel(std::sqrt(pooled / 0.2), 1e-14));
  CHECK_THAT(fit->grid.volatility[3], WithinRel(std::sqrt(pooled / 0.4), 1e-14));
  CHECK_THAT(fit->moved, WithinRel(0.8 - std::sqrt(pooled / 0.2), 1e-12));
  CHECK(faults(fit->grid, now).empty());
}

TEST_CASE("a grid needs an expiry for each smile and columns in order", "[calibration][grid_fit][faults]") {
  const std::vector<Smile> smiles = {{100.0, 0.2, {{0.0, 0.8, 1.0}}}, {100.0, 0.4, {{0.0, 0.5, 1.0}}}};
  CHECK_FALSE(fit_grid(smiles, std::span(expiries).first(1), columns).has_value());
  CHECK_FALSE(fit_grid(smiles, expiries, std::vector<double>{0.1, 0.0}).has_value());
  CHECK_FALSE(fit_grid(smiles, expiries, {}).has_value());
}
