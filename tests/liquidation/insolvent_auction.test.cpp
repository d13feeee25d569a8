#include "bulwark/liquidation/insolvent_auction.hpp"

#include <cmath>
#include <limits>

#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;
using namespace std::chrono_literals;

namespace {
const InsolventAuction auction{.length = 10min};
const AuctionedAccount owing{.equity = -40.0, .surplus = -100.0};
}  // namespace

TEST_CASE("whoever takes the account is paid its debt at first, and in the end all that it lacks", "[liquidation][insolvent_auction]") {
  CHECK(auction.price(owing, 0s) == -40.0);
  CHECK(auction.price(owing, 5min) == -70.0);
  CHECK(auction.price(owing, 10min) == -100.0);
  CHECK(auction.price(owing, 24h) == -100.0);
  CHECK(auction.price(owing, -1h) == -40.0);
  CHECK(auction.price({.equity = 25.0, .surplus = -100.0}, 0s) == 0.0);
  for (const auto elapsed : {0s, 1'200s}) {
    const AuctionedAccount unknown{.equity = std::numeric_limits<double>::quiet_NaN(), .surplus = -100.0};
    CHECK(std::isnan(auction.price(unknown, elapsed)));
    CHECK_FALSE(auction.sale(unknown, elapsed, 1.0));
  }
  double last = 0.0;
  for (auto elapsed = 0s; elapsed <= 11min; elapsed += 7s) {
    CHECK(auction.price(owing, elapsed) <= last);
    last = auction.price(owing, elapsed);
  }
}

TEST_CASE("what is paid and what is held make up what the account lacks", "[liquidation][insolvent_auction]") {
  for (const auto elapsed : {0s, 100s, 600s, 700s})
    for (const double wanted : {0.25, 0.5, 1.0}) {
      const auto sale = auction.sale(owing, elapsed, wanted);
      REQUIRE(sale);
      CHECK(sale->share == wanted);
      CHECK(sale->needs - sale->price == Catch::Approx(100.0 * wanted).epsilon(1e-15));
      CHECK(sale->is_last == (wanted == 1.0));
    }
  CHECK(auction.sale(owing, 10min, 1.0)->needs == 0.0);
}

TEST_CASE("nobody is paid for an account that has its requirement, or of which nothing is known", "[liquidation][insolvent_auction]") {
  constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
  CHECK(auction.price({.equity = -5.0, .surplus = 0.0}, 10min) == 0.0);
  CHECK_FALSE(auction.sale({.equity = -5.0, .surplus = 0.0}, 10min, 1.0));
  CHECK_FALSE(auction.sale({.equity = nothing, .surplus = -5.0}, 1min, 1.0));
  CHECK_FALSE(auction.sale({.equity = -5.0, .surplus = nothing}, 1min, 1.0));
  CHECK_FALSE(auction.sale(owing, 1min, 1.25));
  CHECK(said(InsolventAuction{.length = 0s}.faults()) == std::vector<std::string>{"insolvent_auction.length must be positive, got 0"});
}
