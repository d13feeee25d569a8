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

TEST_CASE("long options need nothing, and verticals do not net", "[margin][short_option_margin][B09]") {
  const Position shorted{VanillaOption{btc, OptionSide::call, 104'000.0, july}, -1.0, 0.0, btc};
  const Position bought{VanillaOption{btc, OptionSide::call, 130'000.0, july}, 1.0, 0.0, btc};
  CHECK(required(ShortOptionMargin{}, {.positions = {bought}}).initial == 0.0);
  CHECK(required(ShortOptionMargin{}, {.positions = {shorted, bought}}).initial ==
        required(ShortOptionMargin{}, {.positions = {shorted}}).initial);
  CHECK(ShortOptionMargin{.share = -1.0, .least_share = std::numeric_limits<double>::quiet_NaN(), .keep = -1.0}.faults().size() == 3);
}
