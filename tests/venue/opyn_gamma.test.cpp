#include "bulwark/venue/opyn_gamma.hpp"

#include "support/catch.hpp"

using namespace bulwark;
using namespace std::chrono_literals;
using Catch::Matchers::WithinRel;

namespace {

constexpr AssetId ether{0};
const venue::OpynGamma terms = venue::opyn_gamma_of_its_tests();

MarketState market_at(double spot) { return {.now = Timestamp{}, .assets = {{.spot = spot, .volatility = FlatVolatility{0.8}}}}; }

Account put_vault(double cash) {
  return {.positions = {{VanillaOption{ether, OptionSide::put, 100.0, Timestamp{} + std::chrono::days{7}}, -1.0}}, .cash = cash};
}

}  // namespace

TEST_CASE("a vault may be taken over where its deposits no longer cover the naked margin", "[venue][opyn_gamma]") {
  const auto venue = venue::opyn_gamma(terms);
  CHECK_THAT(venue.evaluate(put_vault(16.78), market_at(150.0))->requirement.maintenance, WithinRel(16.78, 1e-15));
  CHECK(venue.evaluate(put_vault(16.79), market_at(150.0))->verdict.is_healthy());
  CHECK(venue.evaluate(put_vault(16.77), market_at(150.0))->verdict.is_liquidatable());
  CHECK(venue.evaluate(put_vault(16.79), market_at(120.0))->verdict.is_liquidatable());  // 10 in the money after the shock
  const Account call{
      .positions = {{Spot{ether}, 0.17}, {VanillaOption{ether, OptionSide::call, 2'500.0, Timestamp{} + std::chrono::days{7}}, -1.0}}};
  CHECK(venue.evaluate(call, market_at(1'800.0))->verdict.is_healthy());
  CHECK(venue.evaluate(call, market_at(2'400.0))->verdict.is_liquidatable());
}

TEST_CASE("a vault is offered from its cash value less the oracle's deviation up to all that it holds", "[venue][opyn_gamma]") {
  venue::OpynGamma wide = terms;
  wide.oracle_deviation = 0.05;
  const PriceRamp put = wide.offer(OptionSide::put, 100.0, 80.0, 60.0, 2.0);
  CHECK_THAT(put.first, WithinRel(16.0, 1e-14));
  CHECK(put.last == 30.0);
  CHECK_THAT(put.at(30min), WithinRel(23.0, 1e-14));
  const PriceRamp call = wide.offer(OptionSide::call, 80.0, 100.0, 1.0, 2.0);
  CHECK_THAT(call.first, WithinRel(0.15, 1e-14));
  CHECK(call.last == 0.5);
  CHECK(wide.offer(OptionSide::put, 100.0, 120.0, 60.0, 2.0).first == 0.0);
  CHECK(wide.offer(OptionSide::call, 100.0, 80.0, 60.0, 2.0).first == 0.0);
}

TEST_CASE("every fault of a product is named", "[venue][opyn_gamma][faults]") {
  CHECK(terms.faults().empty());
  const venue::OpynGamma wrong{.naked = {.bounds = {}, .shock = 2.0}, .oracle_deviation = -1.0, .auction = 0s};
  CHECK(wrong.faults().size() == 4);
  CHECK(venue::opyn_gamma(wrong).faults().size() == 4);
}
