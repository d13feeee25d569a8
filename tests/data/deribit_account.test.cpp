#include <array>
#include <cmath>
#include <vector>

#include "bulwark/venue/deribit_portfolio_margin.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

// Two accounts whose margins Deribit's interface published, futures only: BTC in June 2024, ETH in February 2026 (captured answers of
// private/pme/simulate in public repositories; collected in deribit_pm.json). Positions are given in coins; an inverse future's face
// value is coins x mark. Margins do not depend on the mark, so any will do for BTC; ETH's index was published.

namespace {

constexpr AssetId coin{0};
constexpr Timestamp now{};
constexpr Timestamp next_month = now + std::chrono::days{30};

struct Published {
  double price;             ///< quote per coin
  double perpetual, dated;  ///< coins, signed
  venue::DeribitReserved reserved{.currency = coin};
};

const Published btc{.price = 65'000.0,
                    .perpetual = 0.314538364,
                    .dated = -0.001187534,
                    .reserved = {.currency = coin, .mmp_margin = 0.06, .open_orders_margin = 1.8212e-05}};
const Published eth{.price = 1949.34, .perpetual = -0.999487053, .dated = 0.0};

MarketState market_of(const Published& p) { return {.now = now, .assets = {{.spot = p.price}}}; }

Account account_of(const Published& p) {
  Account account{.positions = {{.instrument = Spot{coin}, .quantity = 1.0}}};
  if (p.perpetual != 0.0) account.positions.push_back({InverseFuture{coin}, p.perpetual * p.price, p.price});
  if (p.dated != 0.0) account.positions.push_back({InverseFuture{coin, next_month}, p.dated * p.price, p.price});
  return account;
}

/// The venue, with what it reserved for market maker protection and open orders as one more rule.
auto venue_of(const venue::DeribitPortfolioMargin& parameters, const Published& p) {
  return venue::deribit_with_reserved(venue::deribit_portfolio_margin(parameters), p.reserved);
}

/// Profits of one inverse future, in coins, as the priced table has them.
std::vector<double> coins_under_scenarios(const venue::DeribitPortfolioMargin& parameters, double price, double coins) {
  const std::vector<ListedInstrument> listed{{.id = "perpetual", .instrument = InverseFuture{coin}}};
  const auto listing = Listing::from(listed);
  const auto tick = venue::deribit_portfolio_margin(parameters).price(*listing, {.now = now, .assets = {{.spot = price}}});
  std::vector<double> result;
  for (const double profit : tick->table().profits(0, 0)) result.push_back(coins * price * profit / price);
  return result;
}

}  // namespace

TEST_CASE("Deribit's published BTC futures account needs the margins that Deribit says", "[data][deribit]") {
  const auto venue = venue_of(venue::deribit_btc_june_2024(), btc);
  const auto report = venue.evaluate(account_of(btc), market_of(btc));
  REQUIRE(report);
  // Published: worst case 0.05968587238, rounded to 9 decimals before the roll shock 0.00315725898 is added; risk matrix 0.06284313098.
  CHECK_THAT(report->requirement.maintenance / btc.price, WithinRel(0.050274504784, 1e-10));
  CHECK_THAT(report->requirement.initial / btc.price, WithinRel(0.122861343, 1e-14));  // rounded to 9 decimals at the end
  // Published: worst bucket the lowest price, volatility same (which wins the tie of the three).
  REQUIRE(report->requirement.binding);
  CHECK(report->requirement.binding->scenario == 0);
  CHECK_THAT(report->requirement.binding->loss / btc.price, WithinAbs(0.05968587238095239, 0.5e-9));
  CHECK(report->requirement.binding->gap >= 0.0);
  CHECK(report->requirement.binding->gap / btc.price < 1e-15);
  CHECK(report->verdict.is_healthy());
}

TEST_CASE("Deribit's published ETH futures account needs the margins that Deribit says", "[data][deribit]") {
  const auto venue = venue_of(venue::deribit_eth_february_2026(), eth);
  const auto report = venue.evaluate(account_of(eth), market_of(eth));
  REQUIRE(report);
  CHECK_THAT(report->requirement.maintenance / eth.price, WithinRel(0.125969249812, 1e-11));
  CHECK_THAT(report->requirement.initial / eth.price, WithinRel(0.157461562, 1e-14));
}

TEST_CASE("the priced table has Deribit's published risk vectors", "[data][deribit]") {
  const auto check = [](const venue::DeribitPortfolioMargin& parameters, double price, double coins,
                        const std::array<double, 9>& published) {
    const std::vector<double> ours = coins_under_scenarios(parameters, price, coins);
    REQUIRE(ours.size() == 35);
    for (std::size_t bucket = 0; bucket < 9; ++bucket)
      for (std::size_t volatility = 0; volatility < 3; ++volatility) {
        INFO("bucket " << bucket << " volatility " << volatility);
        if (published[bucket] == 0.0)
          CHECK(ours[3 * bucket + volatility] == 0.0);
        else
          CHECK_THAT(ours[3 * bucket + volatility], WithinRel(published[bucket], 1e-12));
      }
  };
  check(venue::deribit_btc_june_2024(), btc.price, -0.001187534,
        {0.0002261969523809524, 0.00016193645454545456, 0.00010326382608695652, 4.948058333333334e-05, 0.0, -4.567438461538462e-05,
         -8.796548148148148e-05, -0.0001272357857142857, -0.00016379779310344832});
  check(venue::deribit_eth_february_2026(), eth.price, -0.999487053,
        {0.21939959699999997, 0.155989308849711, 0.09885036787912087, 0.04709624857068063, 0.0, -0.04304011233014354, -0.08252645391743119,
         -0.11888171996035243, -0.15246412672881357});
}

TEST_CASE("far entries of an inverse future equal its entries at the edge of the range", "[data][deribit]") {
  // Published for 0.314538364 BTC long, moves -66, -33, +50, +100 .. +500 %.
  const std::array<double, 8> published{-0.05991206933333334, -0.05991206933333334, 0.04338460193103449, 0.04338460193103449,
                                        0.04338460193103449,  0.04338460193103449,  0.04338460193103449, 0.04338460193103449};
  const std::vector<double> ours = coins_under_scenarios(venue::deribit_btc_june_2024(), btc.price, 0.314538364);
  for (std::size_t far = 0; far < 8; ++far) CHECK_THAT(ours[27 + far], WithinRel(published[far], 1e-12));
}

TEST_CASE("the dampener swallows the far losses of a small book and takes a fixed amount off those of a large one", "[data][deribit]") {
  // Published for the ETH account: all eight dampened entries are 0, so its worst case is the near grid's (checked above). The amount,
  // (|move| / range - 1) x dampener / (1 + edge), is Deribit's description; no published book is large enough to show it.
  const auto worst_case_of = [](double dampener, double quantity) {
    venue::DeribitPortfolioMargin parameters = venue::deribit_btc_june_2024();
    parameters.extended_dampener = dampener;
    const MarketState market{.now = now, .assets = {{.spot = 65'000.0, .volatility = FlatVolatility{0.5}}}};
    const Account account{
        .positions = {
            {.instrument = Spot{coin}, .quantity = 1e6},
            {.instrument = VanillaOption{coin, OptionSide::call, 130'000.0, next_month}, .quantity = quantity, .settlement = coin}}};
    const auto report = venue::deribit_portfolio_margin(parameters).evaluate(account, market);
    return report->requirement.binding.value();
  };
  const Binding small = worst_case_of(100'000.0, -10.0), small_undamped = worst_case_of(0.0, -10.0);
  CHECK(small.scenario < 27);
  CHECK(small_undamped.scenario >= 27);
  CHECK(small.loss < small_undamped.loss);
  const Binding large = worst_case_of(100'000.0, -10'000.0), large_undamped = worst_case_of(0.0, -10'000.0);
  REQUIRE(large.scenario >= 27);
  const double move = venue::deribit_btc_june_2024().extended_moves[static_cast<std::size_t>(large.scenario - 27)];
  REQUIRE(large.scenario <= large_undamped.scenario);
  if (large.scenario == large_undamped.scenario)
    CHECK_THAT(large_undamped.loss - large.loss, WithinRel((move / 0.16 - 1.0) * 100'000.0 / 1.16, 1e-9));
}
