#include "bulwark/venue/deribit_standard_margin.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinRel;

namespace {

constexpr AssetId coin{0};
constexpr Timestamp now{};
const auto deribit = venue::deribit_standard_margin(venue::deribit_btc_standard_2024());

Requirement coins_for(const Instrument& instrument, double quantity, double price, std::optional<double> mark = {}) {
  const Account account{.positions = {{.instrument = instrument, .quantity = quantity, .entry_price = price, .settlement = coin}}};
  const MarketState market{.now = now, .assets = {{.spot = price, .volatility = FlatVolatility{0.6}}}, .marks = {mark}};
  const Requirement r = deribit.evaluate(account, market)->requirement;
  return {.initial = r.initial / price, .maintenance = r.maintenance / price};
}

}  // namespace

TEST_CASE("larger futures positions are charged at a higher rate", "[venue][deribit_standard_margin]") {
  // deribit_standard.json (futures specification): 25 BTC need 2.125 %, 350 BTC 3.75 %.
  CHECK_THAT(coins_for(InverseFuture{coin}, 25.0 * 60'000.0, 60'000.0).initial, WithinRel(0.53125, 1e-14));
  CHECK_THAT(coins_for(InverseFuture{coin}, -350.0 * 60'000.0, 60'000.0).initial, WithinRel(13.125, 1e-14));
}

TEST_CASE("a future's margins are rounded to 9 decimals of the coin", "[venue][deribit_standard_margin]") {
  // deribit_standard.json, "deribit-eth-perp-sm": one USD of the ETH perpetual, as an account of February 2026 showed it.
  const auto eth = venue::deribit_standard_margin({.future_per_coin = 0.0});
  const Requirement r =
      eth.evaluate({.positions = {{InverseFuture{coin}, 1.0, 1963.31}}}, {.now = now, .assets = {{.spot = 1963.31}}})->requirement;
  CHECK_THAT(r.initial / 1963.31, WithinRel(1.0187e-05, 1e-14));
  CHECK_THAT(r.maintenance / 1963.31, WithinRel(5.093e-06, 1e-14));
}

TEST_CASE("cross margin adds coin-settled and linear positions of all currencies in USD", "[venue][deribit_standard_margin]") {
  constexpr AssetId ether{1}, usdc{2};
  const auto cross = venue::deribit_cross_standard_margin(
      {.of_asset = {
           {.futures = {0.02, 0.01, 0.00005}, .haircut = 0.0}, {.futures = {0.02, 0.01, 0.000001}, .haircut = 0.1}, {.futures = {}}}});
  REQUIRE(cross.faults().empty());
  const MarketState market{.now = now,
                           .assets = {{.spot = 60'000.0, .volatility = FlatVolatility{0.6}}, {.spot = 2'000.0}, {.spot = 0.999}}};
  const auto of = [&](std::vector<Position> positions) { return *cross.evaluate({.positions = std::move(positions)}, market); };
  const Position inverse{InverseFuture{coin}, 6e5, 60'000.0}, linear{LinearFuture{coin}, -5.0, 60'000.0, usdc},
      other{InverseFuture{ether}, -2e5, 2'000.0},
      option{
          .instrument = VanillaOption{coin, OptionSide::put, 55'000.0, now + std::chrono::days{30}}, .quantity = -1.0, .settlement = coin};
  CHECK_THAT(of({inverse}).requirement.initial, WithinRel(0.0205 * 6e5, 1e-8));
  CHECK_THAT(of({linear}).requirement.initial, WithinRel(0.02025 * 3e5 * 0.999, 1e-8));
  double legs = 0.0;
  for (const Position& p : {inverse, linear, other, option}) legs += of({p}).requirement.maintenance;
  CHECK_THAT(of({inverse, linear, other, option}).requirement.maintenance, WithinRel(legs, 1e-14));  // no netting
  // Equity in ether carries bitcoin's positions, less its haircut to open; a debt is carried by the rest.
  const RiskReport report = of({inverse, {Spot{ether}, 10.0}, {Spot{usdc}, -1'000.0}});
  CHECK_THAT(report.resources.initial, WithinRel(0.9 * 20'000.0 - 999.0, 1e-14));
  CHECK_THAT(report.resources.maintenance, WithinRel(20'000.0 - 999.0, 1e-14));
  CHECK(report.verdict.is_healthy());
}

TEST_CASE("short coin-settled options need the published formula of their mark", "[venue][deribit_standard_margin]") {
  // deribit_standard.json: "deribit-inverse-option-call-otm" and "-put-deep-itm".
  const Timestamp expiry = now + std::chrono::days{30};
  const Requirement call = coins_for(VanillaOption{coin, OptionSide::call, 75'000.0, expiry}, -1.0, 70'000.0, 0.0215);
  CHECK_THAT(call.initial, WithinRel(0.1215, 1e-14));
  CHECK_THAT(call.maintenance, WithinRel(0.0965, 1e-14));
  const Requirement put = coins_for(VanillaOption{coin, OptionSide::put, 140'000.0, expiry}, -1.0, 70'000.0, 1.0005);
  CHECK_THAT(put.initial, WithinRel(1.1505, 1e-14));
  CHECK_THAT(put.maintenance, WithinRel(1.0755375, 1e-14));
  CHECK(coins_for(VanillaOption{coin, OptionSide::call, 75'000.0, expiry}, 1.0, 70'000.0, 0.0215).initial == 0.0);
}
