#include "bulwark/evaluate/limits.hpp"
#include "bulwark/evaluate/liquidation_price.hpp"
#include "bulwark/venue/lending_pool.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinRel;

namespace {

constexpr AssetId ether{0};
constexpr AssetId usdc{1};

const auto pool = venue::lending_pool({.of_asset = {venue::aave_v3_ether, {.borrow = 0.72, .liquidation = 0.77}}});

MarketState market_at(double ether_price) { return {.now = Timestamp{}, .assets = {{.spot = ether_price}, {.spot = 1.0}}}; }

Account loan(double ethers, double debt, double stable = 0.0) {
  Account account{.positions = {{.instrument = Spot{ether}, .quantity = ethers}}, .cash = -debt};
  if (stable != 0.0) account.positions.push_back({.instrument = Spot{usdc}, .quantity = stable});
  return account;
}

}  // namespace

TEST_CASE("a loan's health is what its deposits still count for over its debt", "[venue][lending_pool]") {
  // aave_v3.json: "hf.10 ETH@2000 LT 82.5% debt 15000" and "hf.two collaterals".
  CHECK_THAT(pool.evaluate(loan(10.0, 15'000.0), market_at(2000.0))->health.value(), WithinRel(1.1, 1e-15));
  CHECK_THAT(pool.evaluate(loan(5.0, 14'000.0, 10'000.0), market_at(2000.0))->health.value(), WithinRel(1.139285714285714285, 1e-15));
}

TEST_CASE("a loan is liquidated where its counted deposits no longer cover the debt", "[venue][lending_pool]") {
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

TEST_CASE("a debt in coins rises with their price, and then the loan is liquidated above", "[venue][lending_pool]") {
  Account account{.positions = {{.instrument = Spot{ether}, .quantity = -1.0}, {.instrument = Spot{usdc}, .quantity = 5'000.0}}};
  const auto safe = liquidation_price(pool, account, market_at(2000.0), {.asset = ether});
  REQUIRE(safe);
  CHECK_FALSE(safe->below());
  CHECK_THAT(safe->above().value(), WithinRel(5'000.0 * 0.77, 1e-15));
}

TEST_CASE("one liquidation repays half the debt, and all of it below 0.95", "[venue][lending_pool]") {
  // aave_v3.json: "close.HF .96 large" and "close.HF .94 large".
  const auto verdict_at_health = [](double health) { return pool.evaluate(loan(1.0, 1'650.0 / health), market_at(2000.0))->verdict; };
  CHECK(verdict_at_health(1.01).close_fraction == 0.0);
  CHECK(verdict_at_health(0.96) == Verdict{Standing::liquidatable, 0.5});
  CHECK(verdict_at_health(0.94) == Verdict{Standing::liquidatable, 1.0});
}

TEST_CASE("no more may be borrowed than the deposits' loan-to-value ratio allows", "[venue][lending_pool]") {
  const std::vector<ListedInstrument> listed{{.id = "ETH", .instrument = Spot{ether}}};
  const auto listing = Listing::from(listed);
  const Account account = loan(10.0, 15'000.0);
  const AccountRows rows = listing->admit(std::span{&account, 1});
  const auto tick = pool.price(*listing, market_at(2000.0));
  Workspace workspace = tick->workspace();
  ChangedAccount scratch;
  CHECK_THAT(largest_withdrawal(*tick, rows.at(0), 0.01, workspace, scratch).value(), WithinRel(1'000.0, 1e-12));
}

TEST_CASE("a pool's parameters are checked before anything is priced", "[venue][lending_pool]") {
  const auto wrong = venue::lending_pool({.of_asset = {{.borrow = 0.9, .liquidation = 0.8}}, .close_factor = 0.0});
  CHECK(wrong.faults().size() == 2);
  CHECK(wrong.evaluate(loan(1.0, 1.0), market_at(2000.0)).faults().size() == 2);
}
