#include "bulwark/volatility/same_smile.hpp"

#include "bulwark/volatility/surface.hpp"
#include "support/books.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

Timestamp day(int days) { return now + std::chrono::days{days}; }

/// Whether two surfaces have, bit for bit, one volatility at every strike tried.
bool reads_the_same(const VolatilitySurface& a, const VolatilitySurface& b, Timestamp expiry) {
  for (const double strike : {50.0, 90.0, 100.0, 105.0, 180.0})
    if (!same_bits(volatility_at_strike(a, strike, 101.0, now, expiry), volatility_at_strike(b, strike, 101.0, now, expiry))) return false;
  return true;
}

VolatilitySurface changed(const VolatilitySurface& surface, std::size_t row) {
  VolatilitySurface other = surface;
  if (auto* grid = std::get_if<GridVolatility>(&other)) grid->volatility[2 * row + 1] *= 1.125;
  if (auto* svi = std::get_if<SviVolatility>(&other)) svi->slices[row].a *= 1.125;
  if (auto* ssvi = std::get_if<SsviVolatility>(&other)) ssvi->slices[row].phi *= 1.125;
  return other;
}

const VolatilitySurface grid_surface = GridVolatility{{day(10), day(20), day(40)}, {-0.5, 0.5}, {0.5, 0.5, 0.5, 0.5, 0.5, 0.5}};
const VolatilitySurface svi_surface = SviVolatility{{{day(10), 0.01, 0.1, -0.3, 0.02, 0.1, 100.0, 10.0 / 365.0},
                                                     {day(20), 0.02, 0.1, -0.3, 0.02, 0.1, 100.0, 20.0 / 365.0},
                                                     {day(40), 0.04, 0.1, -0.3, 0.02, 0.1, 100.0, 40.0 / 365.0}},
                                                    OtherExpiries::in_between};
const VolatilitySurface ssvi_surface = SsviVolatility{
    {{day(10), 0.01, -0.2, 2.0, 10.0 / 365.0}, {day(20), 0.02, -0.2, 2.0, 20.0 / 365.0}, {day(40), 0.04, -0.2, 2.0, 40.0 / 365.0}}};

}  // namespace

TEST_CASE("a changed row reaches its own expiry and those read from it, on every kind of surface", "[volatility][same_smile]") {
  for (const VolatilitySurface& surface : {grid_surface, svi_surface, ssvi_surface})
    for (std::size_t row = 0; row < 3; ++row)
      for (const int days : {5, 10, 15, 20, 30, 40, 50}) {
        const VolatilitySurface other = changed(surface, row);
        CAPTURE(surface.index(), row, days);
        const bool is_same = same_smile(surface, other, day(days));
        CHECK(is_same == reads_the_same(surface, other, day(days)));
        const std::pair<int, int> from = row == 0 ? std::pair{0, 20} : row == 1 ? std::pair{10, 40} : std::pair{20, 100};
        CHECK(is_same == !(days > from.first && days < from.second));
      }
}

TEST_CASE("a row that comes or goes reaches the expiries around it", "[volatility][same_smile]") {
  VolatilitySurface fewer = svi_surface;
  auto& slices = std::get<SviVolatility>(fewer).slices;
  slices.erase(slices.begin() + 1);
  for (const int days : {5, 10, 40, 50}) CHECK(same_smile(svi_surface, fewer, day(days)));
  for (const int days : {15, 20, 30}) CHECK_FALSE(same_smile(svi_surface, fewer, day(days)));
  std::get<SviVolatility>(fewer) = std::get<SviVolatility>(svi_surface);
  std::get<SviVolatility>(fewer).others = OtherExpiries::nothing;
  CHECK_FALSE(same_smile(svi_surface, fewer, day(15)));
}

TEST_CASE("surfaces of different kinds never say the same for sure, flat ones where they are one number", "[volatility][same_smile]") {
  CHECK_FALSE(same_smile(svi_surface, ssvi_surface, day(10)));
  CHECK_FALSE(same_smile(VolatilitySurface{}, VolatilitySurface{FlatVolatility{0.5}}, day(10)));
  CHECK(same_smile(VolatilitySurface{FlatVolatility{0.5}}, VolatilitySurface{FlatVolatility{0.5}}, day(10)));
  CHECK_FALSE(same_smile(VolatilitySurface{FlatVolatility{0.5}}, VolatilitySurface{FlatVolatility{0.25}}, day(10)));
  CHECK(same_smile(VolatilitySurface{}, VolatilitySurface{}, day(10)));
}

TEST_CASE("a grid that is not complete, or has another axis, is never the same for sure", "[volatility][same_smile]") {
  GridVolatility grid = std::get<GridVolatility>(grid_surface);
  grid.volatility.pop_back();
  CHECK_FALSE(same_smile(VolatilitySurface{grid}, VolatilitySurface{grid}, day(10)));
  grid = std::get<GridVolatility>(grid_surface);
  grid.log_moneyness[0] = -0.25;
  CHECK_FALSE(same_smile(grid_surface, VolatilitySurface{grid}, day(10)));
}

TEST_CASE("two surfaces are one where every row is", "[volatility][same_smile]") {
  for (const VolatilitySurface& surface :
       {VolatilitySurface{}, VolatilitySurface{FlatVolatility{0.5}}, grid_surface, svi_surface, ssvi_surface}) {
    CHECK(same_surface(surface, surface));
    CHECK_FALSE(same_surface(surface, VolatilitySurface{FlatVolatility{0.25}}));
  }
  for (const VolatilitySurface& surface : {grid_surface, svi_surface, ssvi_surface})
    for (std::size_t row = 0; row < 3; ++row) CHECK_FALSE(same_surface(surface, changed(surface, row)));
}
