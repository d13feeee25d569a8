#include "bulwark/volatility/arbitrage.hpp"

#include <chrono>
#include <cmath>
#include <limits>
#include <set>

#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinAbs;
using std::chrono::days;

namespace {

const Timestamp now = std::chrono::sys_days{std::chrono::year{2026} / 2 / 5};
const SviSlice vogt{now + days{365}, -0.0410, 0.1331, 0.3060, 0.3586, 0.4153, 1.0, 1.0};
const SviSlice good{now + days{30}, 0.01, 0.05, -0.3, 0.0, 0.2, 1.0, 30.0 / 365.0};

std::set<Arbitrage> kinds(const std::vector<Violation>& found) {
  std::set<Arbitrage> set;
  for (const Violation& v : found) set.insert(v.kind);
  return set;
}

}  // namespace

TEST_CASE("a good surface has no arbitrage, nor has a flat one or none", "[volatility][arbitrage]") {
  SviSlice later = good;
  later.expiry += days{30}, later.a += 0.01;
  CHECK(arbitrage(VolatilitySurface{SviVolatility{{good, later}}}, now).empty());
  CHECK(arbitrage(VolatilitySurface{FlatVolatility{0.5}}, now).empty());
  CHECK(arbitrage(VolatilitySurface{}, now).empty());
  const SsviVolatility ssvi{{{now + days{30}, 0.04, -0.5, 6.0, 0.1}, {now + days{90}, 0.1, -0.3, 4.0, 0.3}}};
  CHECK(arbitrage(VolatilitySurface{ssvi}, now).empty());
}

TEST_CASE("every law that slices break is named with its place and size", "[volatility][arbitrage][svi_arbitrage]") {
  const std::vector<Violation> fly = arbitrage(SviVolatility{{good, vogt}});
  REQUIRE(kinds(fly) == std::set{Arbitrage::butterfly, Arbitrage::calendar});
  for (const Violation& v : fly) {
    CHECK(v.expiry == 1);
    CHECK(v.amount > 0.0);
    CHECK(v.low <= v.worst);
    CHECK(v.worst <= v.high);
    CHECK(v.other == (v.kind == Arbitrage::calendar ? 0 : -1));
    if (v.kind == Arbitrage::calendar)
      CHECK_THAT(svi_point(good, v.worst).variance - svi_point(vogt, v.worst).variance, WithinAbs(v.amount, 1e-12));
  }
  SviSlice steep = good;
  steep.b = 1.8;
  const std::vector<Violation> wing = arbitrage(steep);
  REQUIRE(wing.front().kind == Arbitrage::wing);
  CHECK_THAT(wing.front().amount, WithinAbs(0.34, 1e-12));  // the left wing, 1.8 x 1.3
  SviSlice sunk = good;
  sunk.a = -0.02;
  const std::vector<Violation> negative = arbitrage(sunk, 4);
  REQUIRE(negative.size() == 1);
  CHECK(negative[0].kind == Arbitrage::variance);
  CHECK(negative[0].expiry == 4);
  CHECK_THAT(negative[0].amount, WithinAbs(-svi_point(sunk, negative[0].worst).variance, 1e-15));
  CHECK(std::string(name(negative[0].kind)) == "negative variance");
}

TEST_CASE("the same arbitrage is found in an SSVI slice", "[volatility][arbitrage]") {
  const SsviVolatility sharp{{{now + days{30}, 0.04, -0.9, 18.0, 0.1}}};
  CHECK(kinds(arbitrage(sharp)) == std::set{Arbitrage::butterfly});
  const SsviVolatility crossing{{{now + days{30}, 0.04, -0.5, 6.0, 0.1}, {now + days{60}, 0.045, 0.5, 4.0, 0.2}}};
  CHECK(kinds(arbitrage(crossing)).contains(Arbitrage::calendar));
}

TEST_CASE("a grid's kinks, cells and columns are checked", "[volatility][arbitrage][grid_arbitrage]") {
  GridVolatility grid{{now + days{30}, now + days{60}}, {-0.2, 0.0, 0.2}, {0.62, 0.6, 0.62, 0.62, 0.6, 0.62}};
  std::vector<Violation> found = arbitrage(grid, now);
  for (const Violation& v : found) {  // the flat ends bend down, nothing else does
    CHECK(v.kind == Arbitrage::kink);
    CHECK(v.other != 1);
  }
  CHECK(found.size() == 4);
  grid.volatility[4] = 0.4;  // 60 days at the money: less total variance than 30 days
  found = arbitrage(grid, now);
  CHECK(kinds(found).contains(Arbitrage::calendar));
  grid.volatility = {0.6, 0.7, 0.6, 0.6, 0.7, 0.6};  // a roof
  found = arbitrage(grid, now);
  bool has_roof = false;
  for (const Violation& v : found) has_roof = has_roof || (v.kind == Arbitrage::kink && v.other == 1 && v.worst == 0.0);
  CHECK(has_roof);
  grid.volatility = {3.0, 0.6, 0.62, 3.0, 0.6, 0.62};  // a cliff: the cell itself has no density
  CHECK(kinds(arbitrage(grid, now)).contains(Arbitrage::butterfly));
  CHECK(arbitrage(GridVolatility{}, now).empty());
}

TEST_CASE("a grid's butterflies are where its density is negative", "[volatility][arbitrage][grid_arbitrage]") {
  const GridVolatility grid{{now + days{365}}, {-0.2, 0.0}, {1.6, 0.4}};
  const auto g = [&](double k) {
    const double slope = -6.0, v = 0.4 + slope * k;
    return durrleman(k, {v * v, 2.0 * v * slope, 2.0 * slope * slope});
  };
  std::vector<Violation> found;
  for (const Violation& v : arbitrage(grid, now))
    if (v.kind == Arbitrage::butterfly) found.push_back(v);
  REQUIRE_FALSE(found.empty());
  for (double k = -0.1999; k < 0.0; k += 0.0003) {
    bool is_inside = false;
    for (const Violation& v : found) is_inside = is_inside || (v.low <= k && k <= v.high);
    if (std::fabs(g(k)) > 1e-3) CHECK(is_inside == (g(k) < 0.0));
  }
}
