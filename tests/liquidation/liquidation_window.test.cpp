#include "bulwark/liquidation/liquidation_window.hpp"

#include <limits>

#include "support/catch.hpp"

using namespace bulwark;
using namespace std::chrono_literals;
using Catch::Matchers::WithinRel;

namespace {

constexpr LiquidationWindow window{
    .maker_fee = 0.007, .taker_fee = 0.003, .skew_scale = 1'000.0, .multiplier = 1.0, .length = 10s, .most_skew = 0.01};

}  // namespace

TEST_CASE("a window bears what the market's fees say", "[liquidation][liquidation_window]") {
  CHECK_THAT(window.capacity(), WithinRel(100.0, 1e-15));  // synthetix_v3_perps.json, "window.100" and "window.300"
  LiquidationWindow longer = window;
  longer.length = 30s;
  CHECK_THAT(longer.capacity(), WithinRel(300.0, 1e-15));
}

TEST_CASE("no more may be closed than is wanted, nor than the window has left", "[liquidation][liquidation_window]") {
  const double whole = window.capacity();
  for (double closed = 0.0; closed < 150.0; closed += 10.0)
    for (double wanted = 0.0; wanted < 200.0; wanted += 10.0) {
      const double allowed = window.allowed(wanted, {.closed = closed, .skew = 500.0});
      CHECK(allowed <= wanted);
      CHECK(allowed <= greatest(0.0, whole - closed));
    }
  CHECK(window.allowed(50.0, {.closed = 70.0, .skew = 500.0}) == whole - 70.0);
}

TEST_CASE("a window that is used up opens once more where the skew is small, but not twice in a block",
          "[liquidation][liquidation_window]") {
  CHECK(window.allowed(250.0, {.closed = 100.0, .skew = 5.0}) == window.capacity());
  CHECK(window.allowed(250.0, {.closed = 100.0, .skew = -5.0}) == window.capacity());
  CHECK(window.allowed(250.0, {.closed = 100.0, .skew = 10.0}) == 0.0);
  CHECK(window.allowed(250.0, {.closed = 100.0, .skew = 5.0, .is_same_block = true}) == 0.0);
}

TEST_CASE("an endorsed liquidator and a market without fees know no limit", "[liquidation][liquidation_window]") {
  CHECK(window.allowed(1e6, {.closed = 100.0, .skew = 500.0, .is_endorsed = true}) == 1e6);
  LiquidationWindow never_set = window;
  never_set.skew_scale = 0.0;
  CHECK(never_set.allowed(1e6, {.closed = 100.0, .skew = 500.0}) == 1e6);
  CHECK(std::isnan(window.allowed(50.0, {.closed = std::numeric_limits<double>::quiet_NaN()})));
}

TEST_CASE("every fault of a window is named", "[liquidation][liquidation_window][faults]") {
  CHECK(window.faults().empty());
  CHECK(LiquidationWindow{-1.0, -1.0, -1.0, -1.0, -1s, -1.0}.faults().size() == 6);
}
