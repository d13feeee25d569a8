#include "bulwark/evaluate/walked_account.hpp"

#include "bulwark/venue/deribit_standard_margin.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinRel;

namespace {

constexpr AssetId coin{0};
constexpr Timestamp now{};
const MarketState market{.now = now, .assets = {{.spot = 70'000.0, .volatility = FlatVolatility{0.6}}}};
const Account account{
    .positions = {{Spot{coin}, 1.0}, {VanillaOption{coin, OptionSide::put, 60'000.0, now + std::chrono::days{30}}, -1.0, {}, coin}}};

}  // namespace

TEST_CASE("a walked account is worth at any price what a new market says", "[evaluate][walked_account]") {
  const auto venue = venue::deribit_standard_margin({});
  const auto listing = listing_of(account);
  const AccountRows rows = listing->admit(std::span{&account, 1});
  const auto tick = venue.price(*listing, market);
  WalkedAccount walked(*tick, rows.at(0), market, {.asset = coin});
  REQUIRE(walked.is_known());
  for (const double price : {70'000.0, 35'000.0, 90'000.0}) {
    MarketState moved = market;
    moved.assets[0].spot = price;
    const RiskReport there = walked.at(price), fresh = *venue.evaluate(account, moved);
    CHECK_THAT(there.equity, WithinRel(fresh.equity, 1e-13));
    CHECK_THAT(there.requirement.maintenance, WithinRel(fresh.requirement.maintenance, 1e-13));
  }
}

TEST_CASE("an account that is not current cannot be walked", "[evaluate][walked_account]") {
  const auto venue = venue::deribit_standard_margin({});
  const auto tick = venue.price(*listing_of(account), market);
  CHECK_FALSE(WalkedAccount(*tick, AccountRow{}, market, {.asset = coin}).is_known());
}
