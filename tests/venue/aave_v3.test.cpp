#include "bulwark/evaluate/limits.hpp"
#include "bulwark/evaluate/liquidation_price.hpp"
#include "bulwark/venue/aave_v3.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinRel;

namespace {

constexpr AssetId ether{0};
constexpr AssetId usdc{1};

const auto pool = venue::aave_v3({.of_asset = {venue::aave_v3_ether, {.terms = {7'200, 7'700, 10'500}, .decimals = 6}}});

MarketState market_at(double ether_price) { return {.now = Timestamp{}, .assets = {{.spot = ether_price}, {.spot = 1.0}}}; }

Account loan(double ethers, double debt, double stable = 0.0) {
  Account account{.positions = {{.instrument = Spot{ether}, .quantity = ethers}}, .cash = -debt};
  if (stable != 0.0) account.positions.push_back({.instrument = Spot{usdc}, .quantity = stable});
  return account;
}

}  // namespace

TEST_CASE("a loan's health is what its deposits still count for over its debt", "[venue][aave_v3]") {
  // aave_v3.json: "hf.10 ETH@2000 LT 82.5% debt 15000" and "hf.two collaterals".
  CHECK_THAT(pool.evaluate(loan(10.0, 15'000.0), market_at(2000.0))->health.value(), WithinRel(1.1, 1e-15));
  CHECK_THAT(pool.evaluate(loan(5.0, 14'000.0, 10'000.0), market_at(2000.0))->health.value(), WithinRel(1.139285714285714285, 1e-15));
}

TEST_CASE("a loan is liquidated where its counted deposits no longer cover the debt", "[venue][aave_v3]") {
  // deposit x price x threshold = debt, less what another deposit covers
  const auto one = liquidation_price(pool, loan(10.0, 15'000.0), market_at(2000.0), {.asset = ether});
  REQUIRE(one);
  CHECK_THAT(one->below().value(), WithinRel(15'000.0 / (10.0 * 0.825), 1e-15));
  CHECK_FALSE(one->above());
  const auto two = liquidation_price(pool, loan(5.0, 14'000.0, 10'000.0), market_at(2000.0), {.asset = ether});
  REQUIRE(two);
  CHECK_THAT(two->below().value(), WithinRel((14'000.0 - 7'700.0) / (5.0 * 0.825), 1e-15));
  const double price = *one->below();
  CHECK_FALSE(pool.evaluate(loan(10.0, 15'000.0), market_at(price))->verdict.is_liquidatable());
  CHECK(pool.evaluate(loan(10.0, 15'000.0), market_at(price * (1.0 - 0x1p-52)))->verdict.is_liquidatable());
}

TEST_CASE("a debt in coins rises with their price, and then the loan is liquidated above", "[venue][aave_v3]") {
  Account account{.positions = {{.instrument = Spot{ether}, .quantity = -1.0}, {.instrument = Spot{usdc}, .quantity = 5'000.0}}};
  const auto safe = liquidation_price(pool, account, market_at(2000.0), {.asset = ether});
  REQUIRE(safe);
  CHECK_FALSE(safe->below());
  CHECK_THAT(safe->above().value(), WithinRel(5'000.0 * 0.77, 1e-15));
}

TEST_CASE("one liquidation repays half the debt, and all of it below 0.95", "[venue][aave_v3]") {
  // aave_v3.json: "close.HF .96 large" and "close.HF .94 large".
  const auto verdict_at_health = [](double health) { return pool.evaluate(loan(1.0, 1'650.0 / health), market_at(2000.0))->verdict; };
  CHECK(verdict_at_health(1.01).close_fraction == 0.0);
  CHECK(verdict_at_health(0.96) == Verdict{Standing::liquidatable, 0.5});
  CHECK(verdict_at_health(0.94) == Verdict{Standing::liquidatable, 1.0});
}

TEST_CASE("no more may be borrowed than the deposits' loan-to-value ratio allows", "[venue][aave_v3]") {
  const std::vector<ListedInstrument> listed{{.id = "ETH", .instrument = Spot{ether}}};
  const auto listing = Listing::from(listed);
  const Account account = loan(10.0, 15'000.0);
  const AccountRows rows = listing->admit(std::span{&account, 1});
  const auto tick = pool.price(*listing, market_at(2000.0));
  Workspace workspace = tick->workspace();
  ChangedAccount scratch;
  CHECK_THAT(largest_withdrawal(*tick, rows.at(0), 0.01, workspace, scratch).value(), WithinRel(1'000.0, 1e-12));
}

TEST_CASE("in an efficiency mode its terms replace a reserve's own, where both sides are inside it", "[venue][aave_v3]") {
  const venue::AaveV3 stables{.of_asset = {venue::aave_v3_ether, venue::aave_v3_usdc, venue::aave_v3_dai}};
  const venue::AaveV3::Category category{.terms = venue::aave_v3_stablecoins, .collateral = {usdc, AssetId{2}}, .borrowable = {AssetId{2}}};
  const venue::AaveV3 seen = stables.in(category);
  CHECK(seen.of_asset[0].terms.threshold == 8'250);  // outside it
  for (const std::size_t inside : {1u, 2u}) {
    CHECK(seen.of_asset[inside].terms.loan_to_value == 9'700);
    CHECK(seen.of_asset[inside].terms.threshold == 9'750);
    CHECK(seen.of_asset[inside].terms.liquidation_bonus == 10'100);
  }
  CHECK_FALSE(seen.of_asset[0].is_borrowable);
  CHECK_FALSE(seen.of_asset[1].is_borrowable);
  CHECK(seen.of_asset[2].is_borrowable);
  CHECK(seen.faults().empty());

  // The same 1,000 USDC against 900 DAI: liquidatable outside, healthy inside.
  const MarketState market{.now = Timestamp{}, .assets = {{.spot = 2'000.0}, {.spot = 1.0}, {.spot = 1.0}}};
  const Account account{.positions = {{Spot{usdc}, 1'000.0}, {Spot{AssetId{2}}, -900.0}}};
  CHECK_THAT(venue::aave_v3(stables).evaluate(account, market)->health.value(), WithinRel(850.0 / 900.0, 1e-15));
  CHECK_THAT(venue::aave_v3(seen).evaluate(account, market)->health.value(), WithinRel(975.0 / 900.0, 1e-15));

  venue::AaveV3 frozen = stables;
  frozen.of_asset[1].terms.loan_to_value = 0;
  CHECK(frozen.in(category).of_asset[1].terms.loan_to_value == 0);  // still not lent against
  CHECK(frozen.in(category).of_asset[1].terms.threshold == 9'750);
  frozen.of_asset[1].terms = {};
  CHECK(frozen.in(category).of_asset[1].terms.threshold == 0);  // still no collateral
}

TEST_CASE("parameters under which liquidation would harm from the start are refused", "[venue][aave_v3][faults]") {
  const venue::AaveV3 toxic{.of_asset = {{.terms = {8'000, 9'600, 10'500}}}};
  REQUIRE(toxic.faults().size() == 1);
  CHECK(describe(toxic.faults()[0]) == "toxic_frontier.threshold x (1 + bonus)[0] is out of range, got 1.008");
  CHECK_FALSE(venue::aave_v3(toxic).evaluate(loan(1.0, 1.0), market_at(2000.0)));
}

TEST_CASE("every fault of a pool's parameters is named", "[venue][aave_v3][faults]") {
  const venue::AaveV3 wrong{.of_asset = {{.terms = {9'000, 8'000, 9'000}, .decimals = -1, .protocol_fee = 10'001}},
                            .close_factor = 0,
                            .full_close_up_to = 11'000,
                            .small = -1,
                            .least_left = 1};
  std::vector<std::string> said;
  for (const Fault& fault : wrong.faults()) said.push_back(describe(fault));
  CHECK(said == std::vector<std::string>{"loan_to_value.liquidation[0] is out of range, got 0.80000000000000004",
                                         "health_threshold.full_close is out of range, got 1.1000000000000001",
                                         "health_threshold.close_fraction is out of range, got 0",
                                         "toxic_frontier.bonus[0] is out of range, got -0.10000000000000001",
                                         "aave_v3.decimals[0] is out of range, got -1",
                                         "aave_v3.protocol_fee[0] is out of range, got 10001", "aave_v3.small must not be negative, got -1",
                                         "aave_v3.least_left is out of range, got 1"});
  CHECK(venue::AaveV3{
      .of_asset = {venue::aave_v3_ether, venue::aave_v3_wrapped_bitcoin, venue::aave_v3_link, venue::aave_v3_usdc, venue::aave_v3_dai}}
            .faults()
            .empty());
}

TEST_CASE("a pool's parameters are checked before anything is priced", "[venue][aave_v3]") {
  const auto wrong = venue::aave_v3({.of_asset = {{.terms = {9'000, 8'000, 10'500}}}, .close_factor = 0});
  CHECK(wrong.faults().size() == 2);
  CHECK(wrong.evaluate(loan(1.0, 1.0), market_at(2000.0)).faults().size() == 2);
}
