#include "bulwark/evaluate/account_gap_risk.hpp"

#include <cmath>

#include "support/books.hpp"
#include "support/catch.hpp"
#include "support/jump_walk.hpp"

using namespace bulwark;
using namespace bulwark::test;
using namespace std::chrono_literals;

namespace {

MarketState jumpy(const ModelParameters& model) {
  MarketState market = three_assets();
  market.assets[row(btc)].model = model;
  for (AssetMarket& asset : market.assets) asset.forwards.clear();
  return market;
}

Checked<AccountGapRisk> gap_of(const Account& account, const MarketState& market, const LiquidationWatch& watch) {
  const Listing listing = *listing_of(account);
  const AccountRows rows = listing.admit(std::span{&account, 1});
  const auto tick = tiered_venue().price(listing, market);
  return account_gap_risk(*tick, rows.at(0), market, {.asset = btc}, watch);
}

const Account leveraged{.positions = {{LinearFuture{btc}, 1.0, 104'000.0}}, .cash = 6'000.0};
const Account short_puts{.positions = {{VanillaOption{btc, OptionSide::put, 95'000.0, july}, -3.0}}, .cash = 25'000.0};
const JumpParameters merton{20.0, -0.02, 0.07};
const DoubleExponentialJumps kou{20.0, 0.4, 25.0, 18.0};

}  // namespace

TEST_CASE("without jumps and delay an account with margin left leaves nothing unpaid", "[evaluate][account_gap_risk]") {
  for (const Account& account : {leveraged, short_puts}) {
    const auto found = gap_of(account, jumpy({}), {.horizon = 7 * 24h});
    REQUIRE(found);
    CHECK(found->gap.probability > 0.0);
    CHECK(found->gap.expected_loss == 0.0);
  }
}

TEST_CASE("a leveraged long's gap risk is a formula of Kou's rate", "[evaluate][account_gap_risk]") {
  const auto found = gap_of(leveraged, jumpy(kou), {.horizon = 7 * 24h});
  REQUIRE(found);
  const double end = 98'000.0 / 0.99, jumps = found->distance.in_horizon.shares.below_by_jump;
  CHECK(found->gap.expected_loss == Catch::Approx(jumps * std::pow(98'000.0 / end, 18.0) * 98'000.0 / 19.0).epsilon(3e-3));
}

TEST_CASE("50,000 walks of an account of short puts leave unpaid what is expected, within three standard errors",
          "[evaluate][account_gap_risk]") {
  for (const ModelParameters& model :
       {ModelParameters{DoubleExponentialJumps{60.0, 0.4, 25.0, 8.0}}, ModelParameters{JumpParameters{60.0, -0.08, 0.15}}}) {
    const MarketState market = jumpy(model);
    const auto found = gap_of(short_puts, market, {.horizon = 7 * 24h, .delay = 1h});
    REQUIRE(found);
    REQUIRE(found->distance.deviations_below);
    // Its equity by the script door at a hundred prices, and walks that know nothing of the library's laws.
    const auto equity = [&, points = std::vector<double>{}](double price) mutable {
      constexpr int steps = 300;
      if (points.empty())
        for (int i = 0; i <= steps; ++i) {
          MarketState moved = market;
          moved.assets[row(btc)].spot = 20'000.0 + 500.0 * i;
          points.push_back(tiered_venue().evaluate(short_puts, moved)->equity);
        }
      const double at = std::fmin(std::fmax((price - 20'000.0) / 500.0, 0.0), steps - 1.0);
      const auto i = static_cast<std::size_t>(at);
      return points[i] + (at - static_cast<double>(i)) * (points[i + 1] - points[i]);
    };
    auto equity_at = equity;
    Sample loss;
    for (Index path = 0; path < 50'000; ++path) {
      JumpWalk walk(found->distance.price, 91, path);
      const auto fall = walk.fall(found->distance.range.below, 7.0 / 365.0);
      loss.add(fall.is_there ? std::fmax(-equity_at(104'000.0 * std::exp(fall.at + walk.move(1.0 / 8760.0))), 0.0) : 0.0);
    }
    INFO(found->gap.expected_loss << " for " << loss.mean() << " +- " << loss.error());
    CHECK(std::fabs(loss.score(found->gap.expected_loss)) < 3.0);
    CHECK(found->gap.expected_loss > 0.0);
  }
}

TEST_CASE("more cash leaves less unpaid; an account in distress is closed from where it stands", "[evaluate][account_gap_risk]") {
  double before = 1e9;
  for (const double cash : {10.0, 3'000.0, 9'000.0, 27'000.0}) {
    Account account = leveraged;
    account.cash = cash;
    const auto found = gap_of(account, jumpy(kou), {.horizon = 24h, .update = 1min, .delay = 30min});
    REQUIRE(found);
    CHECK(found->gap.expected_loss < before);
    CHECK(found->gap.expected_loss > 0.0);
    before = found->gap.expected_loss;
    CHECK((cash > 10.0 || found->gap.probability == 1.0));
  }
}

TEST_CASE("what has no distance has no gap risk but faults", "[evaluate][account_gap_risk][faults]") {
  CHECK(gap_of(leveraged, jumpy(StochasticVariance{}), {.horizon = 24h}).faults().size() == 1);
  CHECK(gap_of(leveraged, jumpy({}), {.horizon = 0s}).faults().size() == 1);
}
