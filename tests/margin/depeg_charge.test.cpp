#include "bulwark/margin/depeg_charge.hpp"

#include <limits>

#include "bulwark/laws/margin_laws.hpp"
#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {
const DepegCharge charge{.depeg = {.threshold = 0.98, .factor = 1.2}};

double charged(const Account& account, double quote_price) {
  MarketState market = three_assets();
  market.quote_price = quote_price;
  const Requirement r = required(charge, account, market);
  CHECK(r.maintenance == 0.0);
  return r.initial;
}
}  // namespace

TEST_CASE("a stable coin near its peg costs nothing, below it every coin of futures and of shorts", "[margin][depeg_charge]") {
  const Account account{.positions = {{LinearFuture{btc}, -2.0, 104'000.0},
                                      {VanillaOption{eth, OptionSide::put, 2'560.0, july}, -3.0, 0.0, AssetId::quote},
                                      {VanillaOption{eth, OptionSide::call, 2'560.0, july}, 5.0, 0.0, AssetId::quote},
                                      {Spot{btc}, 4.0}}};
  CHECK(charged(account, 1.0) == 0.0);
  CHECK(charged(account, 0.98) == 0.0);
  CHECK(charged(account, 0.48) == Catch::Approx(0.6 * (2.0 * 104'000.0 + 3.0 * 2'560.0)).epsilon(1e-14));
  // derive_srm.json, "portfolio.test_USDC_depeg": one short put at 2,000, the stable coin at 0.1
  CHECK(charge.depeg.loss(0.1) * 2'000.0 == Catch::Approx(2'112.0).epsilon(1e-14));
}

TEST_CASE("the charge is known exactly as far as the stable coin's price is", "[margin][depeg_charge]") {
  constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
  CHECK_FALSE(is_finite(charge.depeg.loss(nothing)));
  CHECK(DepegCharge{.depeg = {nothing, -1.0}}.faults().size() == 2);
  CHECK(broken_by(charge).empty());
}
