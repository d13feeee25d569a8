#include "bulwark/margin/short_option_margin.hpp"

#include <limits>

#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("a short option needs what the venue's formula says", "[margin][short_option_margin]") {
  const ShortOptionMargin rule;
  // Coin-settled call: max(0.15 - (110 - 100) / 100, 0.10) + 0.03, keep 0.075 + 0.03.
  const Requirement call = rule.per_coin(OptionSide::call, 110.0, 100.0, 0.03, 1.0);
  CHECK(call.initial == Catch::Approx(0.13));
  CHECK(call.maintenance == Catch::Approx(0.105));
  // Put deep in the money: maintenance follows the mark, initial is at least that.
  const Requirement put = rule.per_coin(OptionSide::put, 400.0, 100.0, 3.0, 1.0);
  CHECK(put.maintenance == Catch::Approx(3.225));
  CHECK(put.initial == Catch::Approx(put.maintenance));
}

TEST_CASE("a tier's factor leaves the mark alone, a fee is kept to stay, an order above the mark opens at its price",
          "[margin][short_option_margin]") {
  // OKX help, "option margin": the second tier, 100 USD out of the money at 5,900, mark 0.0575: 0.1932 per coin.
  const ShortOptionMargin okx{.share = 0.15, .least_share = 0.10, .keep = 0.03, .factor = 1.02};
  const Requirement tiered = okx.per_coin(OptionSide::call, 6'000.0, 5'900.0, 0.0575, 1.0);
  CHECK(tiered.initial == Catch::Approx((0.15 - 100.0 / 5'900.0) * 1.02 + 0.0575).epsilon(1e-14));
  CHECK(tiered.maintenance == Catch::Approx(0.0306 + 0.0575).epsilon(1e-14));
  const ShortOptionMargin fee{.keep = 0.03, .fee = 0.002};
  CHECK(fee.per_coin(OptionSide::put, 18'500.0, 20'250.0, 290.0, 20'250.0).maintenance == Catch::Approx(938.0).epsilon(1e-14));
  CHECK(fee.per_coin(OptionSide::put, 18'500.0, 20'250.0, 290.0, 20'250.0, 280.0).initial == Catch::Approx(2'315.0).epsilon(1e-14));
  CHECK(fee.per_coin(OptionSide::put, 18'500.0, 20'250.0, 290.0, 20'250.0, 300.0).initial == Catch::Approx(2'325.0).epsilon(1e-14));
}

TEST_CASE("a vertical is charged though it cannot lose", "[margin][short_option_margin]") {
  // The counterexample to "a hedge is charged by what it may cost": the bought put is worth more than the sold one at every price.
  const Account vertical{.positions = {{VanillaOption{btc, OptionSide::put, 78'000.0, july}, -1.0, 0.0, AssetId::quote},
                                       {VanillaOption{btc, OptionSide::put, 104'000.0, july}, 1.0, 0.0, AssetId::quote}}};
  CHECK(required(ShortOptionMargin{}, vertical).maintenance > 0.075 * 104'000.0);
}

TEST_CASE("long options need nothing, and verticals do not net", "[margin][short_option_margin][B09]") {
  const Position shorted{VanillaOption{btc, OptionSide::call, 104'000.0, july}, -1.0, 0.0, btc};
  const Position bought{VanillaOption{btc, OptionSide::call, 130'000.0, july}, 1.0, 0.0, btc};
  CHECK(required(ShortOptionMargin{}, {.positions = {bought}}).initial == 0.0);
  CHECK(required(ShortOptionMargin{}, {.positions = {shorted, bought}}).initial ==
        required(ShortOptionMargin{}, {.positions = {shorted}}).initial);
}

TEST_CASE("a put keeps a share of spot or of its mark, and opens with some more than that", "[margin][short_option_margin]") {
  // derive_srm.json, "cases.Test21": a put at 4,500 with spot at 1,500, worth 2,999.166722861363625984.
  const ShortOptionMargin derive{.put_initial = 1.05, .underlying = UnderlyingPrice::spot};
  const Requirement put = derive.per_coin(OptionSide::put, 4'500.0, 1'500.0, 2999.166722861363625984, 1'500.0);
  CHECK(put.maintenance == Catch::Approx(3224.10422707596558336).epsilon(1e-14));
  CHECK(put.initial == Catch::Approx(3385.309438429764255744).epsilon(1e-14));
  CHECK(derive.keep_put == derive.keep);
  CHECK(ShortOptionMargin{.keep = 0.05, .keep_put = 0.06}.keep_put_mark == 0.05);
}

TEST_CASE("shares are taken of the forward or of spot, as the venue says", "[margin][short_option_margin]") {
  const Account account{.positions = {{VanillaOption{btc, OptionSide::call, 104'000.0, december}, -1.0, 0.0, AssetId::quote}}};
  const double on_forward = required(ShortOptionMargin{}, account).maintenance;
  const double on_spot = required(ShortOptionMargin{.underlying = UnderlyingPrice::spot}, account).maintenance;
  CHECK(on_forward - on_spot == Catch::Approx(0.075 * 104'000.0 * 0.03125).epsilon(1e-12));
}

TEST_CASE("constants that let an option be opened with less than it keeps are refused", "[margin][short_option_margin][faults]") {
  constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
  CHECK(ShortOptionMargin{}.faults().empty());
  CHECK(ShortOptionMargin{.share = -1.0, .least_share = nothing, .keep = -1.0}.faults().size() == 5);  // of puts too, by default
  CHECK(said(ShortOptionMargin{.least_share = 0.05, .put_initial = 0.9}.faults()) ==
        std::vector<std::string>{"short_option_margin.least_share is out of range, got 0.050000000000000003",
                                 "short_option_margin.put_initial is out of range, got 0.90000000000000002"});
  CHECK(ShortOptionMargin{.put_initial = nothing}.faults().size() == 1);
}
