#include "bulwark/calibration/merton_smile.hpp"

#include <array>
#include <cmath>

#include "calibration/model_checks.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinRel;

namespace {

const MertonSmile model = MertonSmile::within({}, 0.3);

}  // namespace

TEST_CASE("Merton's parameters and their coordinates say the same", "[calibration][merton_smile]") {
  for (const MertonParameters& p :
       {MertonParameters{0.4, {2.0, -0.1, 0.15}}, MertonParameters{0.1, {0.3, 0.4, 0.02}}, MertonParameters{0.8, {20.0, 0.0, 0.1}}})
    test::check_round_trip(model, p);
}

TEST_CASE("the slopes of Merton's parameters by their coordinates are those of differences", "[calibration][merton_smile]") {
  test::check_slopes_of_map(model, {-1.0, 0.3, 0.2, -0.7});
  test::check_slopes_of_map(model, {0.5, -2.0, -1.0, 3.0});
}

TEST_CASE("the slopes of Merton's values by their parameters are those of differences", "[calibration][merton_smile]") {
  test::check_slopes_of_value<MertonSmile>({0.4, {2.0, -0.1, 0.15}}, 0.25);
  test::check_slopes_of_value<MertonSmile>({0.2, {30.0, 0.02, 0.05}}, 0.02);
}

TEST_CASE("wherever a search goes, Merton's parameters are in their domain", "[calibration][merton_smile]") {
  for (const double a : {-12.0, 0.0, 4.0})
    for (const double b : {-40.0, 0.0, 40.0})
      for (const double c : {-60.0, 0.0, 60.0})
        for (const double d : {-1e8, 0.0, 1e8}) {
          const MertonParameters p = MertonSmile::from_values(model.at({a, b, c, d}).values);
          CHECK(p.volatility >= 0.0);
          CHECK(p.jumps.per_year >= 0.0);
          CHECK(p.jumps.log_jump_deviation > 0.0);
          CHECK(std::isfinite(p.jumps.per_year));
          CHECK(std::hypot(p.jumps.mean_log_jump, p.jumps.log_jump_deviation) <= 2.0 * (1.0 + 1e-12));
        }
}

TEST_CASE("Merton's starts have the variance and the kurtosis of the smile", "[calibration][merton_smile]") {
  const SmileShape shape{.volatility = 0.5, .years = 0.1, .skewness = -0.4, .kurtosis = 1.5};
  std::array<std::vector<MertonParameters>, MertonSmile::families> starts;
  model.add_starts(shape, starts);
  for (const auto& family : starts) REQUIRE(!family.empty());
  for (std::size_t i = 0; i < starts[0].size(); i += 2) {  // every other one has larger jumps
    const auto& [volatility, jumps] = starts[0][i];
    const double m = jumps.mean_log_jump, d = jumps.log_jump_deviation;
    const double variance = volatility * volatility + jumps.per_year * (m * m + d * d);
    const double fourth = jumps.per_year * (m * m * m * m + 6.0 * m * m * d * d + 3.0 * d * d * d * d);
    CHECK_THAT(variance, WithinRel(0.25, 1e-9));
    CHECK_THAT(fourth / (variance * variance * 0.1), WithinRel(1.5, 1e-6));
    CHECK(m < 0.0);
    if (i > 1) CHECK_THAT(jumps.per_year * (m * m * m + 3.0 * m * d * d) / std::pow(variance, 1.5) / std::sqrt(0.1), WithinRel(-0.4, 1e-3));
  }
}
