#include "bulwark/evaluate/fund_need.hpp"

#include "support/books.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

const Listing listing = *Listing::from(chain());

/// Futures alone, at a flat maintenance rate and twice as much to open.
auto flat(double rate) {
  return RiskEvaluator{no_haircut(), NotionalMargin{.rate = {2.0 * rate, rate}}, Black{}, NoVar{}, HealthThreshold{}};
}

/// One BTC long at 104,000 with so much cash.
Account long_one(double cash) { return {.positions = {{LinearFuture{btc}, 1.0, 104'000.0}}, .cash = cash}; }

StressedMarket btc_at(double spot, double probability) {
  StressedMarket stress{three_assets(), probability};
  AssetMarket& asset = stress.market.assets[static_cast<std::size_t>(row(btc))];
  asset = {.spot = spot, .volatility = FlatVolatility{0.5}};
  return stress;
}

MarketState today() { return btc_at(104'000.0, 0.0).market; }

}  // namespace

TEST_CASE("a fund pays what equities lack of nothing, at each stress and on average", "[evaluate][fund_need]") {
  // At 94,000 a long BTC has lost 10,000, at 84,000 20,000. Maintenance at 1 %: 1,040.
  const std::vector<Account> accounts{long_one(50'000.0), long_one(15'000.0), long_one(4'000.0), long_one(1'000.0), long_one(-500.0)};
  const AccountRows rows = listing.admit(accounts);
  const std::vector<StressedMarket> stresses{btc_at(94'000.0, 0.1), btc_at(84'000.0, 0.01), btc_at(110'000.0, 0.2)};
  const auto need = fund_need(flat(0.01), listing, rows, today(), stresses);
  REQUIRE(need);
  CHECK(need->now == 500.0);
  // The fourth is liquidated today at no loss, so it costs nothing later; the fifth costs its 500 in any case.
  const double at_94 = 6'000.0 + 500.0, at_84 = 5'000.0 + 16'000.0 + 500.0;
  CHECK(need->worst == Catch::Approx(at_84).epsilon(1e-12));
  CHECK(need->worst_stress == 1);
  CHECK(need->expected == Catch::Approx(0.1 * at_94 + 0.01 * at_84 + 0.2 * 500.0 + 0.69 * 500.0).epsilon(1e-12));
  CHECK(need->unknown == 0);
}

TEST_CASE("rules that liquidate sooner never need a larger fund", "[evaluate][fund_need]") {
  Random random{11};
  for (int trial = 0; trial < 40; ++trial) {
    std::vector<Account> accounts;
    for (int i = 0; i < 50; ++i) accounts.push_back(long_one(random.between(-2'000.0, 30'000.0)));
    const AccountRows rows = listing.admit(accounts);
    const std::vector<StressedMarket> stresses{btc_at(random.between(60'000.0, 104'000.0), 0.1),
                                               btc_at(random.between(60'000.0, 104'000.0), 0.1)};
    double before = std::numeric_limits<double>::infinity();
    for (const double rate : {0.005, 0.01, 0.05, 0.1, 0.25}) {
      const auto need = fund_need(flat(rate), listing, rows, today(), stresses);
      REQUIRE(need);
      CHECK((need->expected <= before && need->worst >= need->now));
      before = need->expected;
    }
  }
}

TEST_CASE("what a stress leaves unknown is counted, and the rest is still summed", "[evaluate][fund_need][A18]") {
  const std::vector<Account> accounts{long_one(4'000.0), {.positions = {{LinearFuture{eth}, 1.0, 2'560.0}}, .cash = 1'000.0}};
  const AccountRows rows = listing.admit(accounts);
  const std::vector<StressedMarket> stresses{btc_at(std::numeric_limits<double>::quiet_NaN(), 0.5), btc_at(94'000.0, 0.5)};
  const auto need = fund_need(flat(0.01), listing, rows, today(), stresses);
  REQUIRE(need);
  CHECK((need->unknown == 1 && need->worst == Catch::Approx(6'000.0).epsilon(1e-12) && need->worst_stress == 1));
}

TEST_CASE("probabilities add up to one at most", "[evaluate][fund_need][faults]") {
  const std::vector<Account> none;
  const AccountRows rows = listing.admit(none);
  const double nan = std::numeric_limits<double>::quiet_NaN();
  for (const std::array<double, 2>& p : {std::array{0.6, 0.6}, std::array{-0.1, 0.5}, std::array{0.1, nan}})
    CHECK_FALSE(fund_need(flat(0.01), listing, rows, today(), std::vector{btc_at(9e4, p[0]), btc_at(8e4, p[1])}));
  CHECK(fund_need(flat(0.01), listing, rows, today(), std::vector{btc_at(9e4, 0.25), btc_at(8e4, 0.75)}));
}
