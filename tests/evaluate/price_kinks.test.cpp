#include "bulwark/evaluate/price_kinks.hpp"

#include <algorithm>
#include <limits>

#include "support/books.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("kinks are strikes by coin and by forward, and the tiers of a rule however deep it stands", "[evaluate][price_kinks]") {
  const auto venue = tiered_venue();  // floors at 1e6 and 1e7
  const ContractTerms future{.kind = InstrumentKind::linear_future, .asset = btc, .multiplier = 0.5, .underlying = 110'000.0};
  std::vector<double> prices;
  add_kinks(venue.margin, future, -40.0, 100'000.0, 0.04, prices);
  std::sort(prices.begin(), prices.end());
  REQUIRE(prices.size() == 3);
  CHECK(prices[1] == Catch::Approx(50'000.0 / 1.1).epsilon(1e-14));  // 20 coins at 50,000 are a million; the future is 10 % above
  CHECK(prices[2] == Catch::Approx(500'000.0 / 1.1).epsilon(1e-14));
  const ContractTerms option{.kind = InstrumentKind::option, .asset = btc, .strike = 120'000.0, .underlying = 110'000.0};
  prices.clear();
  add_kinks(portfolio_venue().margin, option, 1.0, 100'000.0, 0.04, prices);  // no tiers there
  CHECK(prices == std::vector<double>{120'000.0, 120'000.0 * (100'000.0 / 110'000.0)});
}

TEST_CASE("a strike is a kink while the option's time left does not round it off", "[evaluate][price_kinks]") {
  ContractTerms option{
      .kind = InstrumentKind::option, .asset = btc, .strike = 120'000.0, .years = 30.0 / 365.0, .underlying = 1e5, .volatility = 0.6};
  std::vector<double> prices;
  add_kinks(portfolio_venue().margin, option, 1.0, 1e5, 0.04, prices);
  CHECK(prices.empty());
  option.years = 0.5 / 365.0;
  add_kinks(portfolio_venue().margin, option, 1.0, 1e5, 0.04, prices);
  CHECK(prices.empty());
  option.years = 0.0;
  add_kinks(portfolio_venue().margin, option, 1.0, 1e5, 0.04, prices);
  CHECK(prices.size() == 2);
}

TEST_CASE("an inverse future's notional stays where the price goes: it has no kink", "[evaluate][price_kinks]") {
  std::vector<double> prices;
  add_kinks(tiered_venue().margin, {.kind = InstrumentKind::inverse_future, .asset = btc, .underlying = 1e5}, 1.0, 1e5, 0.04, prices);
  add_kinks(tiered_venue().margin, {.kind = InstrumentKind::spot, .asset = btc, .underlying = 1e5}, 1.0, 1e5, 0.04, prices);
  CHECK(prices.empty());
}
