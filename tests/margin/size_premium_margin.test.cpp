#include "bulwark/margin/size_premium_margin.hpp"

#include "bulwark/laws/margin_laws.hpp"
#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {
const SizePremiumMargin charge{.of_asset = {{0.1, 0.05, 0.02}, {0.2, 0.1}}, .otherwise = {0.5, 0.25}};
}

TEST_CASE("size premiums break no law of margin", "[margin][size_premium_margin]") {
  CHECK(broken_by(charge) == BrokenLaws{});
  CHECK(broken_by(SizePremiumMargin{.of_asset = {{0.1, 0.05, 0.0005}}}) == BrokenLaws{});
}

TEST_CASE("each position is charged by its own size, never below its share", "[margin][size_premium_margin]") {
  double before = 0.0;
  for (double coins = 0.25; coins < 4'096.0; coins *= 2.0) {
    const double share = required(charge, {.positions = {{LinearFuture{btc}, coins, 1.0}}}).initial / (coins * 104'000.0);
    CHECK(share >= 0.1 - 1e-15);
    CHECK(share >= before);
    CHECK(share == Catch::Approx(std::max(0.1, 0.08 + 0.02 * std::sqrt(coins))).epsilon(1e-14));
    before = share;
  }
  CHECK(required(charge, {.positions = {{LinearFuture{btc}, -16.0, 1.0}}}).maintenance ==
        Catch::Approx(16.0 * 104'000.0 * 0.12).epsilon(1e-14));
  CHECK(required(charge, {.positions = {{LinearFuture{eth}, 1e4, 1.0}}}).initial == Catch::Approx(0.2 * 2'560e4).epsilon(1e-14));
  CHECK(required(charge, {.positions = {{LinearFuture{sol}, 1.0, 1.0}, {Spot{btc}, 1e3}}}).initial == Catch::Approx(80.0).epsilon(1e-14));
  const double face = 16.0 * 104'000.0;
  CHECK(required(charge, {.positions = {{InverseFuture{btc}, face / 10.0, 1.0}}}).initial == Catch::Approx(0.16 * face).epsilon(1e-14));
}

TEST_CASE("a size premium reports every fault with its asset", "[margin][size_premium_margin][faults]") {
  CHECK(charge.faults().empty());
  CHECK(said(SizePremiumMargin{.of_asset = {{0.1, 0.2, -1.0}}, .otherwise = {-1.0, 0.0}}.faults()) ==
        std::vector<std::string>{"size_premium_margin.initial is out of range, got -1",
                                 "size_premium_margin.maintenance is out of range, got 0",
                                 "size_premium_margin.maintenance[0] is out of range, got 0.20000000000000001",
                                 "size_premium_margin.factor[0] is out of range, got -1"});
}
