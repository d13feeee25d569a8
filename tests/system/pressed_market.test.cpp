#include "bulwark/system/pressed_market.hpp"

#include "bulwark/liquidation/health_threshold.hpp"
#include "support/books.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinRel;

TEST_CASE("a market that is not pressed prices as it did, and a pressed one as if it had been quoted there", "[system][pressed_market]") {
  const Listing listing = *Listing::from(chain());
  const RiskEvaluator house{no_haircut(), NotionalMargin{.rate = {.initial = 0.1, .maintenance = 0.05}}, Black{}, NoVar{},
                            HealthThreshold{}};
  const MarketState market = three_assets();
  const auto before = *house.price(listing, market);
  PressedMarket pressed(market, before.table());
  const auto same = *house.price(listing, pressed.market());
  MarketState fallen = market;
  fallen.assets[0].spot *= 0.5;
  for (ForwardPoint& f : fallen.assets[0].forwards) f.forward *= 0.5;
  const auto quoted = *house.price(listing, fallen);
  const auto moved = *house.price(listing, pressed.move(std::vector{0.5}));
  for (Index r = 0; r < listing.rows(); ++r)
    for (const Column c : {Column::coins, Column::option_value, Column::future_value, Column::notional, Column::delta}) {
      CAPTURE(r, static_cast<int>(c));
      CHECK_THAT(same.table().at(r, c), WithinRel(before.table().at(r, c), 1e-12));
      CHECK_THAT(moved.table().at(r, c), WithinRel(quoted.table().at(r, c), 1e-12));
    }
}
