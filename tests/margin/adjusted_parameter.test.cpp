#include "bulwark/margin/adjusted_parameter.hpp"

#include <cmath>
#include <vector>

#include "support/catch.hpp"
#include "support/random.hpp"
#include "support/said.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

AdjustedParameter rule_of(double gain) {
  return {.target = 0.01, .gain = gain, .deadband = 0.0, .step = 10.0, .lowest = 1e-6, .highest = 1e6};
}

/// Where the loop ends: what is measured is target x (parameter / 0.1)^response, `delay` steps late.
struct Walk {
  double last;   ///< the parameter's distance in logarithms from where it belongs, at the end
  bool crosses;  ///< whether it ever passes it by more than rounding
};

Walk walk(const AdjustedParameter& rule, double response, std::size_t delay, int steps) {
  std::vector<double> parameter(delay + 1, 0.1 * 1.05);
  bool crosses = false;
  for (int t = 0; t < steps; ++t) {
    const double seen = parameter[parameter.size() - 1 - delay];
    parameter.push_back(rule.next(parameter.back(), rule.target * std::pow(seen / 0.1, response)));
    crosses = crosses || std::log(parameter.back() / 0.1) < -1e-9;
  }
  return {std::log(parameter.back() / 0.1), crosses};
}

}  // namespace

TEST_CASE("a loop does what its behaviour says, walked step by step", "[margin][adjusted_parameter]") {
  Random random{9};
  int of_each[5] = {};
  for (int trial = 0; trial < 400; ++trial) {
    const double response = random.between(-4.0, 1.0), gain = random.between(0.01, 0.9);
    const Index delay = random.below(5);
    const AdjustedParameter rule = rule_of(gain);
    const LoopBehaviour behaviour = rule.behaviour(response, delay);
    ++of_each[static_cast<int>(behaviour)];
    const Walk walked = walk(rule, response, static_cast<std::size_t>(delay), 4000);
    // next to a boundary nothing is decided within 4,000 steps
    const double g = -gain * response, d = static_cast<double>(delay);
    const double edge = 2.0 * std::cos(std::acos(-1.0) * d / (2.0 * d + 1.0)), calm = std::pow(d / (d + 1.0), d) / (d + 1.0);
    if (std::abs(g - edge) < 0.02 || std::abs(g - calm) < 0.02 || std::abs(g) < 0.01) continue;
    switch (behaviour) {
      case LoopBehaviour::settles:
        CHECK(std::abs(walked.last) < 1e-6);
        CHECK_FALSE(walked.crosses);
        break;
      case LoopBehaviour::overshoots:
        CHECK(std::abs(walked.last) < 1e-6);
        CHECK(walked.crosses);
        break;
      case LoopBehaviour::oscillates: CHECK(walked.crosses); break;
      case LoopBehaviour::chases: CHECK(std::abs(walked.last) > 1.0); break;
      case LoopBehaviour::idle: CHECK(false); break;
    }
  }
  for (const LoopBehaviour behaviour :
       {LoopBehaviour::settles, LoopBehaviour::overshoots, LoopBehaviour::oscillates, LoopBehaviour::chases})
    CHECK(of_each[static_cast<int>(behaviour)] > 10);
  CHECK(rule_of(0.0).behaviour(-1.0, 0) == LoopBehaviour::idle);
  CHECK(rule_of(0.5).behaviour(0.0, 3) == LoopBehaviour::idle);
}

TEST_CASE("margins that make their own volatility chase it: the sign is not enough, the response is measured",
          "[margin][adjusted_parameter]") {
  // Raising margins liquidates, liquidations move prices, and more breaches follow.
  CHECK(rule_of(0.2).behaviour(0.5, 0) == LoopBehaviour::chases);
  // The same gain on answers that come five steps late.
  CHECK(rule_of(0.2).behaviour(-2.0, 0) == LoopBehaviour::settles);
  CHECK(rule_of(0.2).behaviour(-2.0, 5) == LoopBehaviour::oscillates);
}

TEST_CASE("nothing is done near the target, a step is limited, and the parameter stays within its limits", "[margin][adjusted_parameter]") {
  const AdjustedParameter rule{.target = 0.01, .gain = 0.5, .deadband = 0.25, .step = 0.1, .lowest = 0.02, .highest = 0.5};
  CHECK(rule.next(0.1, 0.01) == 0.1);
  CHECK(rule.next(0.1, 0.0125) == 0.1);
  CHECK(rule.next(0.1, 0.015) == Catch::Approx(0.1 * std::exp(0.5 * (std::log(1.5) - 0.25))));
  CHECK(rule.next(0.1, 1.0) == Catch::Approx(0.1 * std::exp(0.1)));
  CHECK(rule.next(0.1, 0.0) == Catch::Approx(0.1 * std::exp(-0.1)));
  CHECK(rule.next(0.5, 1.0) == 0.5);
  CHECK(rule.next(0.02, 0.0) == 0.02);
  CHECK(std::isnan(rule.next(0.1, -1.0)));
  CHECK(std::isnan(rule.next(0.1, std::nan(""))));
  CHECK(said(AdjustedParameter{.target = 0.0, .gain = INFINITY, .deadband = -1.0, .step = 0.0, .lowest = 0.0, .highest = -1.0}.faults())
            .size() == 6);
}
