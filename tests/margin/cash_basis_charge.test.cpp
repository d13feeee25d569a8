#include "bulwark/margin/cash_basis_charge.hpp"

#include "bulwark/laws/margin_laws.hpp"
#include "bulwark/margin/roll_charge.hpp"
#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinRel;

TEST_CASE("each expiry is charged by itself, its least move or its time", "[margin][cash_basis_charge]") {
  const ByExpiry charge{CashBasisCharge{{0.002, 0.05}}};
  const auto needed = [&](std::vector<Position> positions) { return required(charge, {.positions = std::move(positions)}).maintenance; };
  CHECK_THAT(needed({{LinearFuture{btc}, -1.0, 1.0}}), WithinRel(208.0, 1e-14));
  const double forward = 104'000.0 * 1.0078125;
  CHECK_THAT(needed({{LinearFuture{btc, july}, 8.0, 1.0}}), WithinRel(forward * 0.05 * 30.0 / 365.0, 1e-13));
  CHECK_THAT(needed({{LinearFuture{btc, july}, 8.0, 1.0}, {LinearFuture{btc}, -1.0, 1.0}}),
             WithinRel(208.0 + forward * 0.05 * 30.0 / 365.0, 1e-13));
  CHECK_THAT(required(ByExpiry<CashBasisCharge>{{{0.002, 0.05}}, {{{0.01, 0.0}}}}, {.positions = {{LinearFuture{btc}, 1.0, 1.0}}}).initial,
             WithinRel(1'040.0, 1e-14));
}

TEST_CASE("at a future's own price equal to spot it is the roll charge", "[margin][cash_basis_charge]") {
  const Account perpetuals{.positions = {{LinearFuture{btc}, 3.0, 1.0}, {LinearFuture{eth}, -5.0, 1.0}, {InverseFuture{sol}, 100.0, 1.0}}};
  CHECK_THAT(required(ByExpiry{CashBasisCharge{{0.002, 0.05}}}, perpetuals).maintenance,
             WithinRel(required(RollCharge{0.002, 0.05}, perpetuals).maintenance, 1e-14));
}

TEST_CASE("a basis charge keeps the laws of margin", "[margin][cash_basis_charge][laws]") {
  CHECK(broken_by(ByExpiry{CashBasisCharge{{0.002, 0.05}}}).empty());
}

TEST_CASE("basis moves are sizes", "[margin][cash_basis_charge][faults]") { CHECK(CashBasisCharge{{-1.0, -1.0}}.faults().size() == 2); }
