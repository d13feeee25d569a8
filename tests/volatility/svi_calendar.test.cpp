#include "bulwark/volatility/svi_calendar.hpp"

#include <cmath>
#include <limits>
#include <random>

#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinAbs;

namespace {
const SviSlice base{{}, 0.02, 0.1, -0.3, 0.02, 0.2, 1.0, 0.5};
constexpr double inf = std::numeric_limits<double>::infinity();
}  // namespace

TEST_CASE("a slice does not cross itself, nor one that lies above it", "[volatility][svi_calendar]") {
  CHECK(calendar_crossings(base, base).empty());
  SviSlice above = base;
  above.a += 1e-9;
  CHECK(calendar_crossings(base, above).empty());
  above.b *= 1.5;
  CHECK(calendar_crossings(base, above).empty());
}

TEST_CASE("a slice that lies below everywhere is below on the whole line", "[volatility][svi_calendar]") {
  SviSlice below = base;
  below.a -= 0.005;
  const std::vector<NegativeRange> found = calendar_crossings(base, below);
  REQUIRE(found.size() == 1);
  CHECK(found[0].low == -inf);
  CHECK(found[0].high == inf);
  CHECK_THAT(found[0].value, WithinAbs(-0.005, 1e-12));
}

TEST_CASE("a flatter later wing crosses once and stays below", "[volatility][svi_calendar]") {
  SviSlice later = base;
  later.a += 0.02, later.rho = -0.5;  // the right wing rises by 0.05, not 0.07
  const std::vector<NegativeRange> found = calendar_crossings(base, later);
  REQUIRE(found.size() == 1);
  CHECK(found[0].high == inf);
  const auto gap = [&](double k) { return svi_point(later, k).variance - svi_point(base, k).variance; };
  CHECK(gap(found[0].low - 1e-5) > 0.0);
  CHECK(gap(found[0].low + 1e-5) < 0.0);
}

TEST_CASE("crossings are those of a dense scan", "[volatility][svi_calendar]") {
  std::mt19937_64 random(6);
  std::uniform_real_distribution<double> any(0.0, 1.0);
  const auto slice = [&](double level) {
    const double b = 0.02 + 0.2 * any(random), rho = -0.9 + 1.8 * any(random), sigma = 0.01 + 0.5 * any(random);
    return SviSlice{{}, level - b * sigma * 0.5 * any(random), b, rho, 0.4 * any(random) - 0.2, sigma, 1.0, 1.0};
  };
  int crossing = 0;
  for (int i = 0; i < 300; ++i) {
    const SviSlice earlier = slice(0.06), later = slice(0.1);
    const std::vector<NegativeRange> found = calendar_crossings(earlier, later);
    crossing += !found.empty();
    for (double x = -8.0; x < 8.0; x += 1.0 / 64) {
      const double k = 0.1 * std::sinh(x);
      const double gap = svi_point(later, k).variance - svi_point(earlier, k).variance;
      bool is_inside = false;
      for (const NegativeRange& range : found) is_inside = is_inside || (range.low <= k && k <= range.high);
      if (std::fabs(gap) > 1e-6) CHECK(is_inside == (gap < 0.0));
    }
  }
  CHECK(crossing > 50);
}
