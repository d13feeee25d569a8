#include "bulwark/oracle/with_oracle_price.hpp"

#include "support/books.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using namespace bulwark::test;
using namespace std::chrono_literals;

namespace {
const ConsensusPrice half_sure{.trust = Trust::stale, .print = OraclePrint{200.0, 5.0, now - 90s}};
}

TEST_CASE("an asset has its oracle's price, half-width and age, and keeps what other feeds say", "[oracle][with_oracle_price]") {
  const AssetMarket before = three_assets().assets[0], after = with_oracle_price(before, half_sure, now);
  CHECK(after.spot == 200.0);
  CHECK(after.confidence == 0.025);
  CHECK(after.oracle_age == 90s);
  CHECK(after.forwards.size() == before.forwards.size());
  CHECK(with_oracle_price(before, half_sure, now - 1h).oracle_age == 0s);
}

TEST_CASE("without a price the asset's holders are unknown, and nobody else is", "[oracle][with_oracle_price]") {
  MarketState market = three_assets();
  market.assets[1] = with_oracle_price(market.assets[1], {}, now);
  CHECK(std::isnan(market.assets[1].spot));
  const Listing listing = *Listing::from(chain());
  const std::vector<Account> accounts{{.positions = {{Spot{btc}, 1.0}}, .cash = -1'000.0},
                                      {.positions = {{Spot{eth}, 1.0}}, .cash = -1'000.0}};
  const AccountRows rows = listing.admit(accounts);
  on_every_venue([&](const auto& venue) {
    const auto tick = venue.price(listing, market);
    REQUIRE(tick);
    CHECK_FALSE(tick->faults().empty());
    Workspace workspace = tick->workspace();
    std::vector<RiskReport> reports(2);
    tick->evaluate(rows, workspace, reports);
    CHECK(reports[0].verdict.is_known());
    CHECK_FALSE((reports[1].verdict.is_known() || reports[1].verdict.is_healthy() || reports[1].verdict.is_liquidatable()));
  });
}
