#include "bulwark/calibration/smile_problem.hpp"

#include <array>
#include <limits>
#include <vector>

#include "bulwark/calibration/merton_smile.hpp"
#include "calibration/synthetic.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

const MertonParameters truth{0.4, {2.0, -0.1, 0.15}};
constexpr double unbound = std::numeric_limits<double>::infinity();

const FitOptions<MertonParameters> pulled{
    .pull = Pull<MertonParameters>{.towards = {0.5, {1.0, 0.0, 0.1}}, .scale = {0.1, {unbound, 0.05, 0.02}}, .error = 0.02}};

}  // namespace

TEST_CASE("the slopes that a search sees are those of differences, the pull's too", "[calibration][smile_problem]") {
  const Smile smile = test::smile_of<MertonSmile>(truth, 0.48, 0.1, 15);
  const SmileProblem<MertonSmile> problem({&smile, 1}, pulled);
  REQUIRE(problem.rows() == 19);
  const std::array<double, 4> x{-1.6, 0.2, 0.1, -0.4};
  std::vector<double> y(19), slopes(76), up(19), down(19), unused(76);
  problem(x, y, slopes);
  for (std::size_t j = 0; j < 4; ++j) {
    auto above = x, below = x;
    above[j] += 1e-5, below[j] -= 1e-5;
    problem(above, up, unused), problem(below, down, unused);
    for (std::size_t i = 0; i < 19; ++i) {
      const double difference = (up[i] - down[i]) / 2e-5;
      CHECK_THAT(slopes[j * 19 + i], WithinRel(difference, 1e-6) || WithinAbs(difference, 1e-9));
    }
  }
}

TEST_CASE("a distance of one scale counts as one quote off by the pull's error; an infinite scale does not pull",
          "[calibration][smile_problem]") {
  const Smile smile = test::smile_of<MertonSmile>(truth, 0.48, 0.1, 15);
  const SmileProblem<MertonSmile> problem({&smile, 1}, pulled);
  std::vector<double> y(19), slopes(76);
  problem(problem.model().coordinates({0.6, {3.0, -0.05, 0.12}}), y, slopes);
  CHECK_THAT(y[15], WithinRel(0.02, 1e-9));
  CHECK(y[16] == 0.0);
  CHECK_THAT(y[17], WithinRel(-0.02, 1e-9));
  CHECK_THAT(y[18], WithinRel(0.02, 1e-9));
}

TEST_CASE("a quote that weighs nothing moves nothing, whatever it says", "[calibration][smile_problem]") {
  Smile smile = test::smile_of<MertonSmile>(truth, 0.48, 0.1, 15);
  smile.quotes[7] = {50.0, 9.0, 0.0};
  const SmileProblem<MertonSmile> problem({&smile, 1}, {});
  std::vector<double> y(15), slopes(60);
  problem(problem.model().coordinates(truth), y, slopes);
  for (const double r : y) CHECK_THAT(r, WithinAbs(0.0, 1e-9));
  CHECK(y[7] == 0.0);
}
