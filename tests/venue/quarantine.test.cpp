#include <bit>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include "bulwark/collateral/haircut.hpp"
#include "bulwark/evaluate/risk_evaluator.hpp"
#include "bulwark/venue/deribit_portfolio_margin.hpp"
#include "bulwark/venue/hyperliquid.hpp"
#include "support/catch.hpp"

using namespace bulwark;

namespace {

constexpr Index assets = 20;
constexpr Index accounts = 100'000;
constexpr AssetId broken{7};
constexpr Timestamp now{};
constexpr Timestamp expiry = now + std::chrono::days{30};

MarketState healthy_market() {
  MarketState market{.now = now, .assets = {}};
  for (Index a = 0; a < assets; ++a)
    market.assets.push_back({.spot = 100.0 * static_cast<double>(a + 1), .volatility = FlatVolatility{0.5}});
  return market;
}

std::vector<ListedInstrument> everything() {
  std::vector<ListedInstrument> listed;
  const auto add = [&](const Instrument& instrument, AssetId settlement) {
    listed.push_back({.id = std::to_string(listed.size()), .instrument = instrument, .settlement = settlement});
  };
  for (std::uint32_t a = 0; a < assets; ++a) {
    const AssetId asset{a}, other{(a + 1) % static_cast<std::uint32_t>(assets)};
    const double spot = 100.0 * static_cast<double>(a + 1);
    add(Spot{asset}, asset);
    add(LinearFuture{asset}, AssetId::quote);
    add(LinearFuture{asset, expiry}, other);  // settles in another coin: hangs on two feeds
    add(InverseFuture{asset}, asset);
    add(VanillaOption{asset, OptionSide::call, 1.1 * spot, expiry}, asset);
    add(VanillaOption{asset, OptionSide::put, 0.9 * spot, expiry}, AssetId::quote);
  }
  return listed;
}

/// 100,000 accounts of one to six positions, any of everything.
struct Crowd {
  std::vector<Index> offsets{0};
  std::vector<RowId> rows;
  std::vector<double> quantity, entry_price, cash;
  std::vector<bool> holds_broken;

  explicit Crowd(const Listing& listing) {
    std::mt19937 random{20261121};
    const auto below = [&](std::uint32_t n) { return static_cast<Index>(random() % n); };
    for (Index i = 0; i < accounts; ++i) {
      bool holds = false;
      const Index positions = 1 + below(6);
      for (Index k = 0; k < positions; ++k) {
        const Index row = below(static_cast<std::uint32_t>(listing.rows()));
        rows.push_back(listing.id(row));
        quantity.push_back(static_cast<double>(below(41) - 20) + 0.1);  // no few of them cancel
        entry_price.push_back(100.0);
        holds |= asset_of(listing[row].instrument) == broken || listing[row].settlement == broken;
      }
      offsets.push_back(std::ssize(rows));
      cash.push_back(static_cast<double>(below(100'000)));
      holds_broken.push_back(holds);
    }
  }
  AccountRows admitted(const Listing& listing) const { return listing.admit(PositionColumns{offsets, rows, quantity, entry_price, cash}); }
};

bool is_same(const RiskReport& a, const RiskReport& b) {
  const auto same = [](double x, double y) { return std::bit_cast<std::uint64_t>(x) == std::bit_cast<std::uint64_t>(y); };
  const auto binding_of = [](const RiskReport& r) { return r.requirement.binding.value_or(Binding{}); };
  const Binding x = binding_of(a), y = binding_of(b);
  return same(a.equity, b.equity) && same(a.resources.initial, b.resources.initial) &&
         same(a.resources.maintenance, b.resources.maintenance) && same(a.requirement.initial, b.requirement.initial) &&
         same(a.requirement.maintenance, b.requirement.maintenance) && a.health.has_value() == b.health.has_value() &&
         same(a.health.value_or(0.0), b.health.value_or(0.0)) && a.verdict == b.verdict &&
         a.requirement.binding.has_value() == b.requirement.binding.has_value() && x.scenario == y.scenario && x.asset == y.asset &&
         same(x.loss, y.loss) && same(x.gap, y.gap);
}

template <class Venue>
void check_quarantine(const Venue& venue, double bad_price) {
  const auto instruments = everything();
  const auto listing = Listing::from(instruments);
  REQUIRE(listing);
  const Crowd crowd{*listing};
  const AccountRows rows = crowd.admitted(*listing);
  REQUIRE(rows.faults().empty());
  MarketState market = healthy_market();
  const auto good = venue.price(*listing, market);
  market.assets[static_cast<std::size_t>(row(broken))].spot = bad_price;
  const auto bad = venue.price(*listing, market);
  REQUIRE(good);
  REQUIRE(bad);
  CHECK(good->faults().empty());
  REQUIRE(bad->faults().size() == 1);
  CHECK(bad->faults().front().where.outer == row(broken));

  std::vector<RiskReport> before(static_cast<std::size_t>(accounts)), after(before.size());
  Workspace workspace = good->workspace();
  good->evaluate(rows, workspace, before);
  bad->evaluate(rows, workspace, after);
  Index holders = 0, known_before = 0, unknown = 0, neither = 0, others = 0, unchanged = 0;
  for (std::size_t i = 0; i < before.size(); ++i) {
    known_before += before[i].verdict.is_known();
    if (crowd.holds_broken[i]) {
      ++holders;
      unknown += !after[i].verdict.is_known();
      neither += !after[i].verdict.is_healthy() && !after[i].verdict.is_liquidatable();
    } else {
      ++others;
      unchanged += is_same(before[i], after[i]);
    }
  }
  CHECK(known_before == accounts);
  CHECK(holders > 10'000);
  CHECK(others > 50'000);
  CHECK(unknown == holders);
  CHECK(neither == holders);
  CHECK(unchanged == others);
}

}  // namespace

TEST_CASE("one NaN feed among 100,000 accounts makes its holders unknown and leaves every other account's bits alone",
          "[venue][quarantine]") {
  check_quarantine(venue::deribit_portfolio_margin(venue::deribit_btc_june_2024()), std::numeric_limits<double>::quiet_NaN());
  check_quarantine(venue::hyperliquid({.schedules = {venue::hyperliquid_btc()}}), std::numeric_limits<double>::quiet_NaN());
}

TEST_CASE("a price of zero or of infinity is no price either", "[venue][quarantine]") {
  check_quarantine(venue::deribit_portfolio_margin(venue::deribit_btc_june_2024()), 0.0);
  check_quarantine(venue::deribit_portfolio_margin(venue::deribit_btc_june_2024()), std::numeric_limits<double>::infinity());
}
