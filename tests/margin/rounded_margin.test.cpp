#include "bulwark/margin/rounded_margin.hpp"

#include "bulwark/margin/fixed_margin.hpp"
#include "bulwark/margin/notional_margin.hpp"
#include "bulwark/margin/sum_of.hpp"
#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("the initial requirement is rounded to steps of the settlement asset, maintenance is not", "[margin][rounded_margin]") {
  const NotionalMargin part{.rate = {0.0123, 0.01}};
  const Account inverse{.positions = {{InverseFuture{btc}, 10'400.0, 104'000.0}}};  // 104,000 USD of face value, 1 BTC
  const Requirement exact = required(part, inverse), rounded = required(RoundedMargin{part, btc, 0.002}, inverse);
  CHECK(exact.initial == Catch::Approx(0.0123 * 104'000.0));
  CHECK(rounded.initial == 0.012 * 104'000.0);
  CHECK(rounded.maintenance == exact.maintenance);
  // Not below maintenance, not for who holds nothing of it, and the quote is everybody's.
  CHECK(required(RoundedMargin{NotionalMargin{.rate = {0.0123, 0.0122}}, btc, 0.002}, inverse).initial ==
        required(NotionalMargin{.rate = {0.0123, 0.0122}}, inverse).maintenance);
  CHECK(required(RoundedMargin{part, eth, 0.002}, inverse).initial == exact.initial);
  CHECK(required(RoundedMargin{part, AssetId::quote, 100.0}, inverse).initial == 1'300.0);
  CHECK(required(RoundedMargin{part, AssetId::quote, 100.0}, {}).initial == 0.0);
}

TEST_CASE("what is rounded is the sum, after its last part", "[margin][rounded_margin]") {
  const auto sum = sum_of(NotionalMargin{.rate = {0.01, 0.01}}, FixedMargin{.settlement = btc, .initial = 0.0014});
  const Account inverse{.positions = {{InverseFuture{btc}, 10'400.0, 104'000.0}}};
  CHECK(required(RoundedMargin{sum, btc, 0.002}, inverse).initial == 0.012 * 104'000.0);
  CHECK(RoundedMargin{sum, btc, -1.0}.faults().size() == 1);
}
