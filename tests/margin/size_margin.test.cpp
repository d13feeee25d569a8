#include "bulwark/collateral/haircut.hpp"
#include "bulwark/evaluate/explain.hpp"
#include "bulwark/evaluate/risk_evaluator.hpp"
#include "bulwark/liquidation/health_threshold.hpp"
#include "bulwark/margin/size_margin.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

constexpr AssetId coin{0};
const RiskEvaluator house{no_haircut(), SizeMargin{.rate = {.initial = 0.02, .maintenance = 0.01, .per_coin = 0.001}}, Black{}, NoVar{},
                          HealthThreshold{}};
const MarketState market{.now = Timestamp{}, .assets = {{.spot = 1'000.0}}};

Requirement of(const Instrument& instrument, double quantity) {
  return house.evaluate({.positions = {{instrument, quantity, 1'000.0}}}, market)->requirement;
}

}  // namespace

TEST_CASE("the share of notional grows with the coins held, whatever the future settles in", "[margin][size_margin]") {
  CHECK_THAT(of(LinearFuture{coin}, 10.0).initial, WithinRel(0.03 * 10'000.0, 1e-15));
  CHECK_THAT(of(LinearFuture{coin}, -10.0).maintenance, WithinRel(0.02 * 10'000.0, 1e-15));
  CHECK_THAT(of(InverseFuture{coin}, -10'000.0).initial, WithinRel(0.03 * 10'000.0, 1e-15));
  CHECK(of(Spot{coin}, 10.0).initial == 0.0);
}

TEST_CASE("an asset may have a rate of its own, and charges are rounded position by position", "[margin][size_margin]") {
  const auto needed = [](const SizeMargin& margin) {
    const RiskEvaluator venue{no_haircut(), margin, Black{}, NoVar{}, HealthThreshold{}};
    return venue
        .evaluate({.positions = {{InverseFuture{coin}, 1'500.0, 1'000.0},
                                 {InverseFuture{coin, Timestamp::max() - std::chrono::days{1}}, -1'500.0, 1'000.0}}},
                  market)
        ->requirement;
  };
  const SizeRate rate{.initial = 0.02, .maintenance = 0.01, .per_coin = 0.0};
  CHECK_THAT(needed({.rate = {1.0, 1.0, 0.0}, .of_asset = {rate}}).initial, WithinRel(0.06 * 1'000.0, 1e-15));
  // 0.03 and 0.015 coins each, to steps of 0.02.
  const Requirement rounded = needed({.rate = rate, .rounding = 0.02});
  CHECK_THAT(rounded.initial, WithinRel(0.08 * 1'000.0, 1e-14));
  CHECK_THAT(rounded.maintenance, WithinRel(0.04 * 1'000.0, 1e-14));
}

TEST_CASE("the slope of a size margin is what one contract more costs", "[margin][size_margin]") {
  const std::vector<ListedInstrument> listed{{.id = "perpetual", .instrument = LinearFuture{coin}}};
  const auto listing = Listing::from(listed);
  const auto tick = house.price(*listing, market);
  for (const double held : {10.0, -10.0}) {
    const Account account{.positions = {{LinearFuture{coin}, held, 1'000.0}}};
    const AccountRows rows = listing->admit(std::span{&account, 1});
    const Explanation why = explain(*tick, rows.at(0));
    REQUIRE(why.gradient.size() == 1);
    const double step = 1e-3, moved = of(LinearFuture{coin}, held + step).initial - of(LinearFuture{coin}, held).initial;
    CHECK_THAT(why.gradient[0].initial, WithinAbs(moved / step, 2e-3));
  }
}

TEST_CASE("what is sold may be charged by a rate of its own", "[margin][size_margin]") {
  const RiskEvaluator venue{no_haircut(),
                            SizeMargin{.rate = {1.0, 1.0, 0.0}, .of_asset = {{0.02, 0.01, 0.0}}, .sold_of_asset = {{0.04, 0.03, 0.001}}},
                            Black{}, NoVar{}, HealthThreshold{}};
  const std::vector<ListedInstrument> listed{{.id = "perpetual", .instrument = LinearFuture{coin}}};
  const auto listing = Listing::from(listed);
  const auto tick = venue.price(*listing, market);
  const auto sold = [&](double quantity) {
    return venue.evaluate({.positions = {{LinearFuture{coin}, quantity, 1'000.0}}}, market)->requirement;
  };
  CHECK_THAT(sold(10.0).initial, WithinRel(0.02 * 10'000.0, 1e-15));
  CHECK_THAT(sold(-10.0).initial, WithinRel(0.05 * 10'000.0, 1e-15));
  CHECK_THAT(sold(-10.0).maintenance, WithinRel(0.04 * 10'000.0, 1e-15));
  const Account account{.positions = {{LinearFuture{coin}, -10.0, 1'000.0}}};
  const AccountRows rows = listing->admit(std::span{&account, 1});
  CHECK_THAT(explain(*tick, rows.at(0)).gradient[0].initial, WithinRel(-0.06 * 1'000.0, 1e-14));
  CHECK(SizeMargin{.rate = {0.02, 0.01, 0.0}, .sold_of_asset = {{0.01, 0.02, 0.0}}}.faults().size() == 1);
}

TEST_CASE("a size margin with rates that fall or are negative is a fault", "[margin][size_margin]") {
  CHECK(SizeMargin{.rate = {0.01, 0.02, -1.0}}.faults().size() == 2);
  CHECK(SizeMargin{.rate = {0.02, 0.01, 0.0}}.faults().empty());
  CHECK(SizeMargin{.rate = {0.02, 0.01, 0.0}, .of_asset = {{-1.0, 0.0, 0.0}}, .rounding = -1.0}.faults().size() == 3);
}
