#include "bulwark/calibration/smile_residuals.hpp"

#include <cmath>
#include <vector>

#include "bulwark/calibration/merton_smile.hpp"
#include "calibration/synthetic.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

const MertonParameters truth{0.4, {2.0, -0.1, 0.15}};
MertonSmile::Scratch scratch;

}  // namespace

TEMPLATE_TEST_CASE_SIG("a model has no residuals at its own quotes", "[calibration][smile_residuals]", ((Residual kind), kind),
                       Residual::volatility, Residual::price_over_vega) {
  const Smile smile = test::smile_of<MertonSmile>(truth, 0.48, 0.1, 37, 5.0);
  const SmileColumns quotes({&smile, 1});
  std::vector<double> residuals(37), slopes(4 * 37);
  smile_residuals<MertonSmile>(quotes, truth, kind, scratch, residuals, slopes);
  for (const double r : residuals) CHECK_THAT(r, WithinAbs(0.0, 1e-13));
}

TEMPLATE_TEST_CASE_SIG("slopes of residuals are those of differences", "[calibration][smile_residuals]", ((Residual kind), kind),
                       Residual::volatility, Residual::price_over_vega) {
  const std::vector<Smile> smiles{test::smile_of<MertonSmile>(truth, 0.48, 0.1, 11), test::smile_of<MertonSmile>(truth, 0.48, 1.0, 7)};
  const SmileColumns quotes(smiles);
  REQUIRE(quotes.size() == 18);
  const auto at = [&](const std::array<double, 4>& v, std::vector<double>& slopes) {
    std::vector<double> residuals(18);
    smile_residuals<MertonSmile>(quotes, MertonSmile::from_values(v), kind, scratch, residuals, slopes);
    return residuals;
  };
  const std::array<double, 4> values{0.3, 4.0, -0.05, 0.2};
  std::vector<double> slopes(4 * 18), unused(4 * 18);
  at(values, slopes);
  for (std::size_t k = 0; k < 4; ++k) {
    auto above = values, below = values;
    above[k] += 1e-6, below[k] -= 1e-6;
    const auto up = at(above, unused), down = at(below, unused);
    for (std::size_t i = 0; i < 18; ++i) CHECK_THAT(slopes[k * 18 + i], WithinRel((up[i] - down[i]) / 2e-6, 1e-6));
  }
}

TEST_CASE("the two residuals agree near the quotes", "[calibration][smile_residuals]") {
  const Smile smile = test::smile_of<MertonSmile>(truth, 0.48, 0.1, 21);
  const SmileColumns quotes({&smile, 1});
  std::vector<double> by_volatility(21), by_price(21), slopes(4 * 21);
  const MertonParameters near{0.4001, truth.jumps};
  smile_residuals<MertonSmile>(quotes, near, Residual::volatility, scratch, by_volatility, slopes);
  smile_residuals<MertonSmile>(quotes, near, Residual::price_over_vega, scratch, by_price, slopes);
  for (std::size_t i = 0; i < 21; ++i) CHECK_THAT(by_price[i], WithinRel(by_volatility[i], 1e-3));
}

TEST_CASE("a value too small to have a volatility counts as none, and holds no slope", "[calibration][smile_residuals]") {
  const Smile smile{.forward = 1.0, .years = 0.01, .quotes = {{2.0, 0.5, 1.0}}};  // 400 deviations away
  const SmileColumns quotes({&smile, 1});
  std::vector<double> residuals(1), slopes(4);
  smile_residuals<MertonSmile>(quotes, {0.05, {0.0, 0.0, 0.0}}, Residual::volatility, scratch, residuals, slopes);
  CHECK(residuals[0] == -0.5);
  for (const double slope : slopes) CHECK(slope == 0.0);
}

TEST_CASE("parameters without a price leave no residual", "[calibration][smile_residuals]") {
  const Smile smile = test::smile_of<MertonSmile>(truth, 0.48, 0.1, 5);
  const SmileColumns quotes({&smile, 1});
  std::vector<double> residuals(5), slopes(20);
  smile_residuals<MertonSmile>(quotes, {-1.0, {}}, Residual::volatility, scratch, residuals, slopes);
  for (const double r : residuals) CHECK(std::isnan(r));
}

TEST_CASE("weights have a mean square of one over the quotes that have any", "[calibration][smile_residuals]") {
  const Smile smile{.forward = 1.0, .years = 0.25, .quotes = {{-0.1, 0.5, 4e4}, {0.0, 0.5, 0.0}, {0.1, 0.5, 1e4}}};
  const SmileColumns quotes({&smile, 1});
  CHECK(quotes.weighted == 2);
  CHECK_THAT(quotes.weight[0], WithinRel(std::sqrt(1.6), 1e-14));
  CHECK(quotes.weight[1] == 0.0);
  CHECK_THAT(quotes.weight[2], WithinRel(std::sqrt(0.4), 1e-14));
}
