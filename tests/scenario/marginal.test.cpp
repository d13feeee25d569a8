#include "bulwark/scenario/marginal.hpp"

#include <cmath>
#include <limits>

#include "bulwark/var/jump_mixture.hpp"
#include "support/catch.hpp"
#include "support/said.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("a law's tails have their probability, on either side", "[scenario][marginal]") {
  std::vector<NormalPart> room(64);
  const auto parts = jump_mixture(0.5, {20.0, -0.1, 0.1}, 0.0, 0.01, room);
  const MixtureMarginal jumps{{parts.begin(), parts.end()}};
  for (const double tail : {1e-9, 1e-4, 0.01, 0.3, 0.5})
    for (const double side : {1.0, -1.0}) {
      CHECK(normal_cdf(side * (tail_quantile(NormalMarginal{0.1, 2.0}, tail, side) - 0.1) / 2.0) == Catch::Approx(tail).epsilon(1e-12));
      CHECK(student_tail(std::fabs(tail_quantile(StudentMarginal{0.1, 2.0, 3}, tail, side) - 0.1) / 2.0, 3) ==
            Catch::Approx(tail).epsilon(1e-11));
      CHECK(mixture_probability(jumps.parts, tail_quantile(jumps, tail, side), side) == Catch::Approx(tail).epsilon(1e-10));
      CHECK(side * tail_quantile(StudentMarginal{0.0, 1.0, 3}, tail, side) <= 1e-12);
    }
}

TEST_CASE("a law of what happened is linear between neighbours, and ends where they end", "[scenario][marginal]") {
  const EmpiricalMarginal five{{-3.0, -1.0, 0.0, 2.0, 6.0}};
  CHECK(tail_quantile(five, 0.25, 1.0) == -1.0);
  CHECK(tail_quantile(five, 0.25, -1.0) == 2.0);
  CHECK(tail_quantile(five, 0.125, 1.0) == -2.0);
  CHECK(tail_quantile(five, 0.5, 1.0) == 0.0);
  CHECK(tail_quantile(five, 0.5, -1.0) == 0.0);
  CHECK(tail_quantile(five, 1e-15, -1.0) == Catch::Approx(6.0));
  CHECK(tail_quantile(five, 1e-15, 1.0) == Catch::Approx(-3.0));
}

TEST_CASE("laws report every fault", "[scenario][marginal][faults]") {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  CHECK(said(faults(NormalMarginal{nan, -1.0}, {.outer = 2})) ==
        std::vector<std::string>{"marginal.mean[2] must be finite, got nan", "marginal.deviation[2] must not be negative, got -1"});
  CHECK(said(faults(StudentMarginal{0.0, -1.0, 0})) ==
        std::vector<std::string>{"marginal.scale must not be negative, got -1", "marginal.degrees is out of range, got 0"});
  CHECK(said(faults(EmpiricalMarginal{{1.0}})) == std::vector<std::string>{"marginal.sorted must not be empty"});
  CHECK(said(faults(EmpiricalMarginal{{1.0, 0.5, nan}})) ==
        std::vector<std::string>{"marginal.sorted must increase, got 0.5", "marginal.sorted must be finite, got nan"});
  CHECK(said(faults(MixtureMarginal{})) == std::vector<std::string>{"marginal.parts.weights is out of range, got 0"});
  CHECK(faults(MixtureMarginal{{{1.0, 0.0, 0.1}}}).empty());
}
