#include "bulwark/liquidation/auctioned_account.hpp"

#include "support/catch.hpp"

using namespace bulwark;

TEST_CASE("a buffer enlarges what is required, counted from equity", "[liquidation][auctioned_account]") {
  const AuctionedAccount account{.equity = 100.0, .surplus = -20.0};  // 120 required
  CHECK(account.buffered(0.0) == -20.0);
  CHECK(account.buffered(0.25) == -50.0);
  CHECK(AuctionedAccount{.equity = 100.0, .surplus = 30.0}.buffered(0.5) == -5.0);
  // derive_auction.json, "Test1.action0", mm and bm
  CHECK(AuctionedAccount{119.306330180774723584, -103.090619490529640448}.buffered(0.2) ==
        Catch::Approx(-147.570009424790470656).epsilon(1e-14));
}

TEST_CASE("a sale takes its share of everything but the reserved cash, and leaves what was paid", "[liquidation][auctioned_account]") {
  const AuctionedAccount account{.equity = 100.0, .surplus = -20.0, .reserved = 10.0};
  const AuctionedAccount then = account.after_sale(0.5, 30.0);
  CHECK(then.equity == 55.0 + 30.0);
  CHECK(then.surplus == -5.0 + 30.0);
  CHECK(then.reserved == 40.0);
  const AuctionedAccount all = account.after_sale(1.0, 0.0);
  CHECK(all.equity == 10.0);
  CHECK(all.surplus == 10.0);
  CHECK(account.after_sale(0.0, 0.0).surplus == -20.0);
}

TEST_CASE("an account goes to auction as its report says", "[liquidation][auctioned_account]") {
  const RiskReport report{.equity = 50.0, .resources = {40.0, 45.0}, .requirement = {.initial = 80.0, .maintenance = 60.0}};
  const AuctionedAccount account = auctioned(report);
  CHECK(account.equity == 50.0);
  CHECK(account.surplus == -15.0);
  CHECK(account.reserved == 0.0);
}
