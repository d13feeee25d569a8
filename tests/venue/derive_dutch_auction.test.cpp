#include "bulwark/venue/derive_dutch_auction.hpp"

#include "support/catch.hpp"

using namespace bulwark;
using namespace std::chrono_literals;

TEST_CASE("the deployed auction takes a quarter of an hour, then half a day, then an hour", "[venue][derive_dutch_auction]") {
  const DutchAuction auction = venue::derive_dutch_auction();
  CHECK(auction.faults().empty());
  CHECK(auction.solvent.discount.share(0s) == 0.95);
  CHECK(auction.solvent.discount.share(15min) == 0.7);
  CHECK(auction.solvent.discount.share(15min + 6h) == Catch::Approx(0.35).epsilon(1e-15));
  CHECK(auction.solvent.discount.is_over(15min + 12h));
  CHECK(auction.insolvent.price({.equity = -10.0, .surplus = -30.0}, 30min) == -20.0);
  CHECK(venue::derive_dutch_auction(500.0).solvent.largest_share({.equity = 499.0, .surplus = -1.0}, 1.0) == 1.0);
}

TEST_CASE("an account goes from worth something to paid for as its prices fall", "[venue][derive_dutch_auction]") {
  const DutchAuction auction = venue::derive_dutch_auction();
  const Timestamp now{};
  const AuctionedAccount worth{.equity = 1'000.0, .surplus = -500.0};
  const auto start = auction.start(worth, now);
  REQUIRE(start);
  const double buffered = 500.0 + 0.15 * 1'500.0;
  CHECK(start->fee == Catch::Approx(0.1 * 1'000.0 * buffered / (buffered + 1'000.0)).epsilon(1e-14));
  const AuctionedAccount charged{.equity = worth.equity - start->fee, .surplus = worth.surplus - start->fee};
  const auto sale = auction.sale(start->auction, charged, now + 15min, 0.1);
  REQUIRE(sale);
  CHECK(sale->price == Catch::Approx(0.07 * charged.equity).epsilon(1e-14));
  // Prices fall until nothing but the payment is left; the auction ends and an insolvent one starts.
  const RunningAuction running = DutchAuction::after(start->auction, *sale);
  const AuctionedAccount fallen{.equity = -200.0, .surplus = -2'000.0};
  REQUIRE(auction.may_end(running, fallen, now + 1h));
  const auto again = auction.start(fallen, now + 1h);
  REQUIRE((again && again->auction.is_insolvent && again->auction.lacked == 2'000.0));
  const auto taken = auction.sale(again->auction, fallen, now + 90min, 1.0);
  REQUIRE((taken && taken->is_last));
  CHECK(taken->price == -1'100.0);
  CHECK(taken->needs == 900.0);
}
