#include "bulwark/volatility/grid.hpp"

#include <bit>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <limits>

#include "support/catch.hpp"

using namespace bulwark;
using namespace std::chrono_literals;

namespace {

const Timestamp now = std::chrono::sys_days{std::chrono::year{2025} / 6 / 1};
Timestamp in_days(int days) { return now + std::chrono::days{days}; }
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

GridVolatility smiles() {
  return {.expiries = {in_days(10), in_days(40), in_days(100)},
          .log_moneyness = {-0.5, 0.0, 0.25},
          .volatility = {0.80, 0.60, 0.70,  //
                         0.75, 0.65, 0.68,  //
                         0.72, 0.66, 0.66}};
}

bool same_bits(double a, double b) { return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b); }

bool names(const Faults& faults, FaultCode code, const std::string& field, Where where) {
  for (const Fault& f : faults)
    if (f.code == code && f.field == field && f.where.outer == where.outer && f.where.inner == where.inner) return true;
  return false;
}

}  // namespace

TEST_CASE("a quoted point is returned as quoted, bit by bit", "[volatility][grid]") {
  const GridVolatility grid = smiles();
  for (std::size_t e = 0; e < 3; ++e)
    for (std::size_t k = 0; k < 3; ++k)
      CHECK(same_bits(*volatility_at(grid, grid.log_moneyness[k], now, grid.expiries[e]), grid.volatility[3 * e + k]));
}

TEST_CASE("within an expiry volatility is linear in log-moneyness and flat outside the quotes", "[volatility][grid]") {
  const GridVolatility grid = smiles();
  CHECK(*volatility_at(grid, -0.25, now, in_days(10)) == Catch::Approx(0.70).epsilon(1e-15));
  CHECK(*volatility_at(grid, 0.125, now, in_days(40)) == Catch::Approx(0.665).epsilon(1e-15));
  CHECK(*volatility_at(grid, -3.0, now, in_days(10)) == 0.80);
  CHECK(*volatility_at(grid, infinity, now, in_days(100)) == 0.66);
  CHECK(*volatility_at(grid, -infinity, now, in_days(40)) == 0.75);
}

TEST_CASE("between expiries total variance is linear in time at fixed log-moneyness", "[volatility][grid]") {
  const GridVolatility grid = smiles();
  for (const double k : {-0.7, -0.5, -0.1, 0.0, 0.2, 1.0})
    for (const int day : {11, 20, 25, 39, 41, 70, 99}) {
      const int before = day < 40 ? 10 : 40;
      const int after = day < 40 ? 40 : 100;
      const auto total_variance = [&](int d) { return std::pow(*volatility_at(grid, k, now, in_days(d)), 2) * d; };
      const double share = double(day - before) / double(after - before);
      CHECK(total_variance(day) == Catch::Approx((1 - share) * total_variance(before) + share * total_variance(after)).epsilon(1e-14));
    }
}

TEST_CASE("before the first and after the last expiry volatility stays what it is there", "[volatility][grid]") {
  const GridVolatility grid = smiles();
  CHECK(*volatility_at(grid, 0.0, now, in_days(1)) == 0.60);
  CHECK(*volatility_at(grid, 0.0, now, in_days(1000)) == 0.66);
  CHECK(*volatility_at(grid, 0.0, now, perpetual) == 0.66);
  CHECK(*volatility_at(grid, 0.0, now, now) == 0.60);
  CHECK(*volatility_at(grid, 0.0, now, in_days(-5)) == 0.60);
}

TEST_CASE("expired rows do not count, and a surface of nothing else has no volatility", "[volatility][grid]") {
  const GridVolatility grid = smiles();
  CHECK(*volatility_at(grid, 0.0, in_days(10), in_days(20)) == 0.65);
  CHECK(*volatility_at(grid, 0.0, in_days(11), in_days(20)) == 0.65);
  CHECK_FALSE(volatility_at(grid, 0.0, in_days(100), in_days(120)).has_value());
  CHECK(faults(grid, in_days(50)).empty());
  CHECK(names(faults(grid, in_days(100)), FaultCode::expired, "volatility.expiries", {2, -1}));
}

TEST_CASE("a grid of one volatility gives its own bits everywhere", "[volatility][grid]") {
  for (const double v : {0.1, 0.3, 0.55, 0.77, 1.0 / 3.0, 2.4}) {
    GridVolatility grid = smiles();
    grid.volatility.assign(9, v);
    REQUIRE(faults(grid, now).empty());
    for (int day = 1; day < 120; ++day)
      for (double k = -0.8; k < 0.8; k += 0.037) CHECK(same_bits(*volatility_at(grid, k, now, in_days(day) + 3217ms), v));
  }
}

TEST_CASE("volatility is continuous in time and in log-moneyness", "[volatility][grid]") {
  const GridVolatility grid = smiles();
  for (const int day : {10, 40, 100})
    for (const double k : {-0.5, -0.2, 0.0, 0.25, 0.4}) {
      const double here = *volatility_at(grid, k, now, in_days(day));
      CHECK(std::abs(*volatility_at(grid, k, now, in_days(day) - 1ms) - here) < 1e-8);
      CHECK(std::abs(*volatility_at(grid, k, now, in_days(day) + 1ms) - here) < 1e-8);
      CHECK(std::abs(*volatility_at(grid, k - 1e-12, now, in_days(day)) - here) < 1e-11);
    }
}

TEST_CASE("one row and one column are enough for a grid", "[volatility][grid]") {
  const GridVolatility grid{.expiries = {in_days(30)}, .log_moneyness = {0.0}, .volatility = {0.5}};
  CHECK(faults(grid, now).empty());
  for (const double k : {-1.0, 0.0, 1.0})
    for (const int day : {1, 30, 60}) CHECK(*volatility_at(grid, k, now, in_days(day)) == 0.5);
}

TEST_CASE("NaN goes to whom it concerns and to nobody else", "[volatility][grid]") {
  GridVolatility grid = smiles();
  CHECK(std::isnan(*volatility_at(grid, not_a_number, now, in_days(20))));
  const double before = *volatility_at(grid, -0.4, now, in_days(70));
  grid.volatility[2] = not_a_number;
  CHECK(std::isnan(*volatility_at(grid, 0.1, now, in_days(10))));
  CHECK(std::isnan(*volatility_at(grid, 0.3, now, in_days(20))));
  CHECK(same_bits(*volatility_at(grid, -0.4, now, in_days(70)), before));
  CHECK(*volatility_at(grid, 0.0, now, in_days(40)) == 0.65);
}

TEST_CASE("a grid that is not complete has no volatility and is not read", "[volatility][grid]") {
  GridVolatility grid = smiles();
  grid.volatility.pop_back();
  CHECK_FALSE(volatility_at(grid, 0.0, now, in_days(20)).has_value());
  CHECK_FALSE(volatility_at(GridVolatility{}, 0.0, now, in_days(20)).has_value());
}

TEST_CASE("the bits of a grid are these on every compiler and instruction set", "[volatility][grid][bits]") {
  const GridVolatility grid = smiles();
  std::uint64_t hash = 14695981039346656037u;
  for (int hour = -5; hour < 3000; hour += 17)
    for (double k = -0.75; k < 0.75; k += 0.0625) {
      hash ^= std::bit_cast<std::uint64_t>(*volatility_at(grid, k, now, now + std::chrono::hours{hour}));
      hash *= 1099511628211u;
    }
  CHECK(hash == 0xaf2c94ea58109cbeu);
}

TEST_CASE("every fault of a grid is named with its place", "[volatility][grid][faults]") {
  CHECK(faults(smiles(), now).empty());

  const Faults of_nothing = faults(GridVolatility{}, now);
  CHECK(names(of_nothing, FaultCode::empty, "volatility.expiries", {}));
  CHECK(names(of_nothing, FaultCode::empty, "volatility.log_moneyness", {}));

  GridVolatility grid = smiles();
  grid.expiries[1] = grid.expiries[0];
  grid.log_moneyness = {-0.5, infinity, -0.6};
  grid.volatility[0] = not_a_number;
  grid.volatility[4] = 0.0;
  grid.volatility[8] = -1.0;
  const Faults several = faults(grid, now);
  CHECK(names(several, FaultCode::out_of_order, "volatility.expiries", {1, -1}));
  CHECK(names(several, FaultCode::not_finite, "volatility.log_moneyness", {-1, 1}));
  CHECK(names(several, FaultCode::not_finite, "volatility.volatility", {0, 0}));
  CHECK(names(several, FaultCode::not_positive, "volatility.volatility", {1, 1}));
  CHECK(names(several, FaultCode::not_positive, "volatility.volatility", {2, 2}));
  CHECK(several.size() == 5);

  grid = smiles();
  grid.log_moneyness[2] = 0.0;
  CHECK(names(faults(grid, now), FaultCode::out_of_order, "volatility.log_moneyness", {-1, 2}));

  grid = smiles();
  grid.volatility.push_back(0.5);
  const Faults too_long = faults(grid, now);
  REQUIRE(too_long.size() == 1);
  CHECK(describe(too_long[0]) == "volatility.volatility has the wrong length, got 10");
}

TEST_CASE("total variance that falls with time is a fault, equal total variance is not", "[volatility][grid][faults]") {
  GridVolatility grid = smiles();
  grid.volatility[3] = 0.35;  // 0.35^2 * 40 < 0.80^2 * 10
  const Faults found = faults(grid, now);
  REQUIRE(found.size() == 1);
  CHECK(names(found, FaultCode::out_of_order, "volatility.total_variance", {1, 0}));
  CHECK(found[0].value == Catch::Approx(0.35 * 0.35 * 40 / 365).epsilon(1e-14));

  for (const double v : {0.31, 0.6, 0.777, 1.9}) {
    const GridVolatility flat_forward{.expiries = {in_days(7), in_days(21)}, .log_moneyness = {0.0}, .volatility = {v, v / std::sqrt(3.0)}};
    CHECK(faults(flat_forward, now).empty());
  }
  CHECK(faults(grid, in_days(10)).empty());  // the row it fell from has expired
}

TEST_CASE("times at the end of the calendar neither overflow nor hide", "[volatility][grid]") {
  const GridVolatility grid{.expiries = {in_days(30), Timestamp::max()}, .log_moneyness = {0.0}, .volatility = {0.5, 0.6}};
  CHECK(faults(grid, Timestamp::min()).empty());
  CHECK(std::isfinite(*volatility_at(grid, 0.0, Timestamp::min(), in_days(300))));
  CHECK(*volatility_at(grid, 0.0, now, in_days(300)) > 0.5);
}
