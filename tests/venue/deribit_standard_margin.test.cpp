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
