#include "bulwark/evaluate/certified_interval.hpp"

#include <cmath>

#include "bulwark/evaluate/liquidation_price.hpp"
#include "support/books.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

template <class Pricing = Black>
auto scenarios_decide(const ShockGrid& shocks, double maintenance_factor = 1.0, double partial_close = 1.0, const Pricing& pricer = {}) {
  return RiskEvaluator{no_haircut(), ScenarioMargin{.grid = shocks, .initial_factor = 1.5, .maintenance_factor = maintenance_factor},
                       pricer, NoVar{}, HealthThreshold{.warn = 2.0, .partial_close = partial_close}};
}

/// Many books of a venue: an answer is held against the venue's verdict at its ends, next to them and at many prices in between, and
/// against the scan. How many were certified.
template <class Venue>
int check_books(const Venue& venue, std::uint64_t seed, int books, const MarketState& market = three_assets()) {
  Random random{seed};
  const std::vector<ListedInstrument> listed = quote_chain();
  const Listing listing = *Listing::from(listed);
  const auto tick = *venue.price(listing, market);
  int certified = 0, safe_now = 0;
  for (int i = 0; i < books; ++i) {
    const Account account = random_book(random, listed, 1 + random.below(10));
    const AccountRows rows = listing.admit(std::span{&account, 1});
    Workspace workspace = tick.workspace();
    if (!tick.evaluate(rows.at(0), workspace).verdict.is_healthy()) continue;
    ++safe_now;
    const PricePath path{.asset = btc, .lowest = 0x1p-4, .highest = 0x1p3, .steps = 96};
    const std::optional<SafePrices> found = certified_interval(tick, rows.at(0), market, path);
    if (!found) continue;
    ++certified;
    REQUIRE(found->intervals.size() == 1);
    CHECK(found->evaluations < 40);
    WalkedAccount walked(tick, rows.at(0), market, path);
    const auto is_safe = [&](double price) { return walked.at(price).verdict.is_healthy(); };
    const SafeInterval around = found->intervals.front();
    INFO("book " << i << ": " << around.low << " to " << around.high);
    CHECK(is_safe(around.low));
    CHECK(is_safe(around.high));
    if (!around.is_open_below) CHECK_FALSE(is_safe(std::nextafter(around.low, 0.0)));
    if (!around.is_open_above) CHECK_FALSE(is_safe(std::nextafter(around.high, 1e300)));
    int short_inside = 0;
    for (int k = 1; k < 256; ++k) short_inside += !is_safe(around.low * std::pow(around.high / around.low, k / 256.0));
    CHECK(short_inside == 0);
    const auto scanned = liquidation_price(tick, rows.at(0), market, path);
    REQUIRE((scanned && scanned->is_safe_now()));
    for (const SafeInterval& in : scanned->intervals)
      if (in.low <= 104'000.0 && 104'000.0 <= in.high) {
        CHECK(around.low >= in.low * (1.0 - 1e-13));
        CHECK(around.high <= in.high * (1.0 + 1e-13));
        if (in.is_open_below == around.is_open_below) CHECK(around.low == Catch::Approx(in.low).epsilon(1e-12));
        if (in.is_open_above == around.is_open_above) CHECK(around.high == Catch::Approx(in.high).epsilon(1e-12));
      }
  }
  INFO("certified " << certified << " of " << safe_now);
  CHECK(10 * certified >= 9 * safe_now);
  return certified;
}

}  // namespace

TEST_CASE("an interval that is certified is the venue's own, and nothing in it is missed", "[evaluate][certified_interval]") {
  CHECK(check_books(scenarios_decide(grid()), 301, 60) > 15);
}

TEST_CASE("scenarios that count in part, or more than in full, are certified as well", "[evaluate][certified_interval]") {
  CHECK(check_books(scenarios_decide(grid(), 0.75), 302, 30) > 5);
  CHECK(check_books(scenarios_decide(grid(), 1.25), 303, 30) > 5);
  CHECK(check_books(scenarios_decide(grid(), 1.0, 0.875), 304, 30) > 5);
}

TEST_CASE("volatilities move by the term of the expiry and end at their floor", "[evaluate][certified_interval]") {
  ShockGrid shocks = grid();
  shocks.term = {.reference_days = 60.0, .short_power = 0.3, .long_power = 0.5, .floor_when_up = 0.55};
  CHECK(check_books(scenarios_decide(shocks), 305, 40) > 8);
}

TEST_CASE("under jumps, and with no volatility moves at all, an interval is certified", "[evaluate][certified_interval]") {
  MarketState market = three_assets();
  market.assets[row(btc)].model = JumpParameters{.per_year = 2.0, .mean_log_jump = -0.1, .log_jump_deviation = 0.15};
  CHECK(check_books(scenarios_decide(ShockGrid{.price_range = 0.2, .steps_per_side = 2}, 1.0, 1.0, JumpDiffusion{}), 306, 24, market) > 5);
}

TEST_CASE("what is not decided by scenarios of one asset in the quote is left to the scan", "[evaluate][certified_interval][faults]") {
  const Listing listing = *Listing::from(chain());
  const Account futures{.positions = {{LinearFuture{btc}, 1.0, 104'000.0}}, .cash = 60'000.0};
  const auto certified = [&](const auto& venue, const Account& account, const PricePath& path) {
    const AccountRows rows = listing.admit(std::span{&account, 1});
    const auto tick = *venue.price(listing, three_assets());
    return certified_interval(tick, rows.at(0), three_assets(), path).has_value();
  };
  const auto venue = scenarios_decide(grid());
  CHECK(certified(venue, futures, {.asset = btc}));
  CHECK_FALSE(certified(portfolio_venue(), futures, {.asset = btc}));
  CHECK_FALSE(certified(venue, futures, {.asset = eth}));
  CHECK_FALSE(certified(venue, futures, {.asset = btc, .vol_response = -1.0}));
  CHECK_FALSE(certified(venue, futures, {.asset = btc, .beta = {1.0, 1.0}}));
  CHECK_FALSE(certified(venue, futures, {.asset = btc, .basis = {{july, 0.1}}}));
  Account other = futures;
  other.positions.push_back({Spot{btc}, 1.0});
  CHECK_FALSE(certified(venue, other, {.asset = btc}));
  other = futures, other.positions.push_back({LinearFuture{eth}, 1.0, 2'560.0});
  CHECK_FALSE(certified(venue, other, {.asset = btc}));
  auto rounded = venue;
  rounded.margin.rounding = 0.5;
  CHECK_FALSE(certified(rounded, futures, {.asset = btc}));
  rounded.margin.rounding = 0.0, rounded.margin.far_relief = 1e5;
  CHECK_FALSE(certified(rounded, futures, {.asset = btc}));
}

TEST_CASE("a future's interval ends where the range of moves has taken all it has", "[evaluate][certified_interval]") {
  const auto venue = scenarios_decide({.price_range = 0.16});
  const Listing listing = *Listing::from(chain());
  const Account account{.positions = {{LinearFuture{btc}, 1.0, 104'000.0}}, .cash = 20'000.0};
  const AccountRows rows = listing.admit(std::span{&account, 1});
  const auto tick = *venue.price(listing, three_assets());
  const auto safe = nearest_liquidation(tick, rows.at(0), three_assets(), {.asset = btc});
  REQUIRE(safe);
  CHECK(*safe->below() == Catch::Approx(84'000.0 / 0.84).epsilon(1e-14));  // 20,000 + price - 104,000 = 16 % of the price
  CHECK_FALSE(safe->above());
}
