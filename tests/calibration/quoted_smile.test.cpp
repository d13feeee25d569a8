#include "bulwark/calibration/quoted_smile.hpp"

#include <cmath>

#include "calibration/made_chain.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinRel;

TEST_CASE("the out-of-the-money side of every strike becomes its volatility", "[calibration][quoted_smile]") {
  for (const PremiumIn premium : {PremiumIn::quote, PremiumIn::coins}) {
    const double unit = premium == PremiumIn::coins ? 1e-4 : 1e-2;
    const ExpiryChain chain = test::made_chain(premium, 103.0, 0.97, unit);
    const auto found = quoted_smile(chain, 103.0, 0.97);
    REQUIRE(found);
    REQUIRE(found->smile.quotes.size() == 19);
    CHECK(found->smile.forward == 103.0);
    CHECK(found->smile.years == 0.25);
    for (std::size_t i = 0; i < 19; ++i) {
      const SmileQuote& q = found->smile.quotes[i];
      const OptionQuote& from = chain.quotes[static_cast<std::size_t>(found->quote[i])];
      CHECK_THAT(q.volatility, WithinRel(test::made_volatility, 1e-9));
      CHECK_THAT(q.log_moneyness, WithinRel(std::log(from.strike / 103.0), 1e-9));
      CHECK((from.side == OptionSide::call) == (from.strike >= 103.0));
      CHECK_THAT(q.weight, WithinRel(1.0 / (found->half_spread[i] * found->half_spread[i]), 1e-9));
    }
  }
}

TEST_CASE("half the spread in volatility is the premium's over vega", "[calibration][quoted_smile]") {
  const auto found = quoted_smile(test::made_chain(PremiumIn::quote, 103.0, 0.97, 0.01), 103.0, 0.97);
  REQUIRE(found);
  for (std::size_t i = 0; i < found->half_spread.size(); ++i) {
    const double strike = 103.0 * std::exp(found->smile.quotes[i].log_moneyness);
    const double vega = black_greeks(Claim<double>{103.0, strike, test::made_volatility, 0.25, 1.0}).vega;
    CHECK_THAT(found->half_spread[i], WithinRel(0.01 / 0.97 / vega, 1e-2));
  }
}

TEST_CASE("what is not quoted, not wanted or has no volatility is left out", "[calibration][quoted_smile]") {
  ExpiryChain chain = test::made_chain(PremiumIn::quote, 103.0, 1.0, 0.01);
  chain.quotes[1].bid.reset();                            // the put at 60
  chain.quotes[3].bid = 0.0;                              // at 65
  chain.quotes[5] = {70.0, OptionSide::put, 80.0, 81.0};  // more than its strike
  chain.quotes[7] = {75.0, OptionSide::put, 0.1, 2.0};    // wide
  CHECK(quoted_smile(chain, 103.0, 1.0)->smile.quotes.size() == 15);
  CHECK(quoted_smile(chain, 103.0, 1.0, {.widest = 10.0})->smile.quotes.size() == 16);
  CHECK(quoted_smile(chain, 103.0, 1.0, {.least_bid = 8.0})->smile.quotes.size() < 12);
  CHECK(quoted_smile(chain, 103.0, 1.0, {.most_deviations = 0.5})->smile.quotes.size() < 13);
}

TEST_CASE("a locked market weighs no more than the least spread allows", "[calibration][quoted_smile]") {
  const auto found = quoted_smile(test::made_chain(PremiumIn::quote, 103.0, 1.0, 0.0), 103.0, 1.0);
  REQUIRE(found);
  for (const SmileQuote& q : found->smile.quotes) CHECK_THAT(q.weight, WithinRel(1e8, 1e-9));
}

TEST_CASE("a bad quote, forward or discount is a fault", "[calibration][quoted_smile]") {
  ExpiryChain chain = test::made_chain(PremiumIn::quote, 103.0, 1.0, 0.01);
  CHECK(quoted_smile(chain, 0.0, -1.0).faults().size() == 2);
  chain.quotes[0].ask = -1.0;
  CHECK(quoted_smile(chain, 103.0, 1.0).faults().size() == 2);  // negative, and below the bid
}
