#include "bulwark/evaluate/var_tick.hpp"

#include "bulwark/var/historical_var.hpp"
#include "support/allocations.hpp"
#include "support/books.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

const Listing listing = *Listing::from(chain());

auto venue() {
  Random random{111};
  History history{.assets = 3, .log_return = {}};
  for (int i = 0; i < 3 * 250; ++i) history.log_return.push_back(static_cast<double>(random.below(2'001) - 1'000) / 8'192.0);
  return RiskEvaluator{no_haircut(), ShortOptionFloor{0.01}, Black{}, HistoricalVar{.history = history, .tail = 0.02}, HealthThreshold{}};
}

}  // namespace

TEST_CASE("shortfall is at least value at risk, and both scale with the book to the bit", "[evaluate][var_tick][B24]") {
  const auto tick = venue().price_var(listing, three_assets());
  Workspace workspace = tick->workspace();
  Random random{112};
  for (int i = 0; i < 100; ++i) {
    std::vector<Account> accounts(2, random_book(random, chain(), 8));
    for (Position& p : accounts[1].positions) p.quantity *= 4.0;
    const AccountRows rows = listing.admit(accounts);
    const auto one = tick->var(rows.at(0), workspace), four = tick->var(rows.at(1), workspace);
    REQUIRE((one && four));
    CHECK(one->scenarios == 250);
    CHECK(one->expected_shortfall >= one->value_at_risk);
    CHECK(four->expected_shortfall == 4.0 * one->expected_shortfall);
    CHECK(four->value_at_risk == 4.0 * one->value_at_risk);
  }
}

TEST_CASE("shortfall of two books together is no more than of each", "[evaluate][var_tick][B24]") {
  const auto tick = venue().price_var(listing, three_assets());
  Workspace workspace = tick->workspace();
  Random random{113};
  for (int i = 0; i < 100; ++i) {
    std::vector<Account> accounts{random_book(random, chain(), 6), random_book(random, chain(), 6)};
    accounts.push_back(accounts[0]);
    accounts[2].positions.insert(accounts[2].positions.end(), accounts[1].positions.begin(), accounts[1].positions.end());
    const AccountRows rows = listing.admit(accounts);
    const double a = tick->var(rows.at(0), workspace)->expected_shortfall, b = tick->var(rows.at(1), workspace)->expected_shortfall;
    CHECK(tick->var(rows.at(2), workspace)->expected_shortfall <= a + b + 1e-9 * (std::abs(a) + std::abs(b)));
  }
}

TEST_CASE("joint history nets across assets, a long and a short of one coin cancel", "[evaluate][var_tick]") {
  const Account flat{.positions = {{Spot{btc}, 1.0}, {LinearFuture{btc}, -1.0, 104'000.0}}};
  const Account nothing{.positions = {}, .cash = 5.0};
  const std::vector<Account> both{flat, nothing};
  const AccountRows rows = listing.admit(both);
  const auto tick = venue().price_var(listing, three_assets());
  Workspace workspace = tick->workspace();
  CHECK(tick->var(rows.at(0), workspace)->expected_shortfall == 0.0);
  CHECK(tick->var(rows.at(1), workspace)->expected_shortfall == 0.0);
}

TEST_CASE("scenarios in which each asset moves alone make no value at risk", "[evaluate][var_tick][faults]") {
  struct Alone {
    ScenarioSet scenarios(const MarketState&) const { return grid().scenarios(3); }
    VarReport measure(std::span<double>) const noexcept { return {}; }
  };
  const auto refused =
      RiskEvaluator{no_haircut(), ShortOptionFloor{0.01}, Black{}, Alone{}, HealthThreshold{}}.price_var(listing, three_assets());
  REQUIRE_FALSE(refused);
  CHECK(describe(refused.faults()[0]) == "scenario_set.joint is out of range, got 0");
}

TEST_CASE("value at risk of an unknown account is none, and needs no heap", "[evaluate][var_tick][A18]") {
  MarketState market = three_assets();
  market.assets[row(eth)].spot = -1.0;
  const std::vector<Account> accounts{{.positions = {{LinearFuture{eth}, 1.0, 1.0}}}, {.positions = {{LinearFuture{btc}, 1.0, 1.0}}}};
  const AccountRows rows = listing.admit(accounts);
  const auto tick = venue().price_var(listing, market);
  Workspace workspace = tick->workspace();
  static_assert(noexcept(tick->var(rows.at(0), workspace)));
  CHECK_FALSE(tick->var(rows.at(0), workspace));
  CHECK(tick->var(rows.at(1), workspace));
  CHECK_FALSE(tick->var(AccountRow{}, workspace));
  CHECK(allocations_during([&] { (void)tick->var(rows.at(1), workspace); }) == 0);
}
