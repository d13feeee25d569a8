#include "bulwark/protection/completion_buffer.hpp"

#include <cmath>

#include "support/catch.hpp"

using namespace bulwark;
using namespace std::chrono_literals;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {
constexpr CompletionBuffer rule_of_three{.sigmas = 3.0, .penalty = 0.02};
constexpr LiquidationCourse course{.wait = 60s, .unwind = 10min, .slippage = 0.003, .gas = 40.0};
}  // namespace

TEST_CASE("the buffer is the move until the position is gone, and what taking part costs", "[protection][completion_buffer]") {
  const double move = std::exp(3.0 * 0.8 * std::sqrt((60.0 + 200.0) / (365.0 * 86'400.0))) - 1.0;
  CHECK_THAT(rule_of_three.share(course, 0.8, 10'000.0), WithinRel(move + 0.003 + 0.02 + 0.004, 1e-12));
}

TEST_CASE("an instant liquidation without costs needs no buffer but its penalty", "[protection][completion_buffer]") {
  CHECK(rule_of_three.share({0s, 0s, 0.0, 0.0}, 0.8, 1e4) == 0.02);
}

TEST_CASE("every delay, cost and danger makes the buffer larger, and size only smaller", "[protection][completion_buffer]") {
  const double now = rule_of_three.share(course, 0.8, 1e4);
  const auto with = [&](auto change) {
    LiquidationCourse other = course;
    change(other);
    return rule_of_three.share(other, 0.8, 1e4);
  };
  CHECK(with([](LiquidationCourse& c) { c.wait += 1s; }) > now);
  CHECK(with([](LiquidationCourse& c) { c.unwind += 1s; }) > now);
  CHECK(with([](LiquidationCourse& c) { c.slippage += 0.001; }) > now);
  CHECK(with([](LiquidationCourse& c) { c.gas += 1.0; }) > now);
  CHECK(rule_of_three.share(course, 0.9, 1e4) > now);
  CHECK(rule_of_three.share(course, 0.8, 2e4) < now);
  CHECK(CompletionBuffer{.sigmas = 4.0, .penalty = 0.02}.share(course, 0.8, 1e4) > now);
  CHECK(CompletionBuffer{.sigmas = 3.0, .penalty = 0.02, .jump = 0.01}.share(course, 0.8, 1e4) > now);
}

TEST_CASE("an account of the least notional is just covered", "[protection][completion_buffer]") {
  for (const double margin : {0.03, 0.05, 0.2}) {
    const double least = rule_of_three.least_notional(course, 0.8, margin);
    CHECK_THAT(rule_of_three.share(course, 0.8, least), WithinAbs(margin, 1e-14));
  }
  CHECK(std::isnan(rule_of_three.least_notional(course, 0.8, 0.02)));  // no size suffices
}

TEST_CASE("an unknown volatility, cost or size makes the buffer unknown", "[protection][completion_buffer]") {
  CHECK(std::isnan(rule_of_three.share(course, std::nan(""), 1e4)));
  CHECK(std::isnan(rule_of_three.share(course, 0.8, std::nan(""))));
  CHECK(std::isnan(rule_of_three.share({60s, 60s, std::nan(""), 1.0}, 0.8, 1e4)));
  CHECK(std::isnan(rule_of_three.least_notional(course, std::nan(""), 0.5)));
}

TEST_CASE("every fault of a buffer is named", "[protection][completion_buffer][faults]") {
  CHECK(rule_of_three.faults().empty());
  CHECK(CompletionBuffer{.sigmas = -1.0, .penalty = -1.0, .jump = 1.0}.faults().size() == 3);
}
