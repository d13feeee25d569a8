#include "bulwark/math/root.hpp"

#include <cmath>
#include <limits>

#include "bulwark/math/normal.hpp"
#include "golden/golden.hpp"
#include "support/catch.hpp"

using namespace bulwark;

namespace {
constexpr double inf = std::numeric_limits<double>::infinity();
}

TEST_CASE("a bracketed root is found to the last bits in few evaluations", "[math][root]") {
  int evaluations = 0;
  for (int i = 1; i < 100; ++i) {
    const double target = i / 100.0;
    const Root root = bracketed_root([&](double x) { return normal_cdf(x) - target; }, -8.0, 8.0);
    REQUIRE(root.converged);
    REQUIRE(root.low <= root.root);
    REQUIRE(root.root <= root.high);
    REQUIRE(std::fabs(root.root - normal_quantile(target)) <= 1e-14);
    evaluations += root.evaluations;
  }
  CHECK(evaluations < 99 * 16);
}

TEST_CASE("steps, poles, flats and brackets of any width end too", "[math][root]") {
  const auto step = bracketed_root([](double x) { return x < 3.7 ? -1.0 : 1.0; }, -1e300, 1e300);
  CHECK(step.converged);
  CHECK(std::fabs(step.root - 3.7) <= 1e-14);
  CHECK(step.evaluations <= 180);
  const auto steep = bracketed_root([](double x) { return bulwark::exp(x) - 1e300; }, -1000.0, 1e6);  // infinite at the right end
  CHECK(steep.converged);
  CHECK(std::fabs(bulwark::exp(steep.root) / 1e300 - 1.0) <= 1e-12);
  const auto flat = bracketed_root([](double x) { return (x - 1.0) * (x - 1.0) * (x - 1.0); }, -5.0, 1e10);
  CHECK(flat.converged);
  CHECK(std::fabs(flat.root - 1.0) <= 1e-5);
  const auto tiny = bracketed_root([](double x) { return x - 1e-290; }, 0.0, 1.0);
  CHECK(tiny.converged);
  CHECK(std::fabs(tiny.root / 1e-290 - 1.0) <= 1e-14);
}

TEST_CASE("a root at an end is found there, and a missing change of sign is said", "[math][root]") {
  const auto at_end = bracketed_root([](double x) { return x - 2.0; }, 2.0, 5.0);
  CHECK(at_end.converged);
  CHECK(at_end.root == 2.0);
  CHECK_FALSE(bracketed_root([](double x) { return x * x + 1.0; }, -1.0, 1.0).converged);
  CHECK_FALSE(bracketed_root([](double) { return std::numeric_limits<double>::quiet_NaN(); }, -1.0, 1.0).converged);
  const auto hole = bracketed_root([](double x) { return std::fabs(x) > 0.5 ? x : std::numeric_limits<double>::quiet_NaN(); }, -1.0, 1.0);
  CHECK_FALSE(hole.converged);
  const auto hurried = bracketed_root([](double x) { return x - 0.1; }, -7.0, 9.0, {.most_evaluations = 3});
  CHECK(hurried.evaluations == 3);
}

TEST_CASE("a coarse goal ends early", "[math][root]") {
  const auto cube = [](double x) { return x * x * x - 20.0; };
  const auto fine = bracketed_root(cube, 0.0, 100.0);
  const auto coarse = bracketed_root(cube, 0.0, 100.0, {.absolute = 0.1});
  CHECK(coarse.evaluations < fine.evaluations);
  CHECK(std::fabs(coarse.root - fine.root) <= 0.1);
  CHECK(coarse.high - coarse.low <= 0.11);
}

TEST_CASE("an answer that flips is followed to two neighbouring doubles", "[math][root]") {
  test::Inputs inputs{41};
  for (int i = 0; i < 300; ++i) {
    const double at = inputs.with_sign(inputs.of_sizes(-1022, 1022));
    int asked = 0;
    const auto is_below = [&](double x) {
      ++asked;
      return x < at;
    };
    const AdjacentPair up = adjacent_flip(is_below, -inf, inf);
    REQUIRE(up.after == at);
    REQUIRE(up.before == at_ordinal(ordinal(at) - 1));
    REQUIRE(asked <= 65);
    const AdjacentPair down = adjacent_flip(is_below, 0x1p1023, -0x1p1023);
    REQUIRE(down.before == at);
    REQUIRE(down.after == up.before);
  }
  const AdjacentPair zero = adjacent_flip([](double x) { return x < 0.0; }, -1.0, 1.0);
  CHECK(zero.before == -0x1p-1074);
  CHECK(zero.after == 0.0);
}
