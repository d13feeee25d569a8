#include "bulwark/backstop/takeover_loss.hpp"

#include <cmath>

#include "support/catch.hpp"
#include "support/random.hpp"

using namespace bulwark;
using Catch::Matchers::WithinRel;

TEST_CASE("at the price where so much is lost, so much is lost", "[backstop][takeover_loss]") {
  test::Random random{43};
  for (int i = 0; i < 1'000; ++i) {
    const double coins = random.quantity(), from = random.between(10.0, 100.0), loss = random.between(1.0, 1e4);
    const double price = price_where_lost(coins, from, loss);
    CHECK_THAT(takeover_loss(coins, from, price), WithinRel(loss, 1e-9));
    CHECK((price < from) == (coins > 0.0));
    CHECK(takeover_loss(-coins, from, price) == -takeover_loss(coins, from, price));
  }
  CHECK(std::isnan(price_where_lost(0.0, 1.0, 1.0)));
}

TEST_CASE("an inverse contract loses coins: its linear loss at the price it is worth", "[backstop][takeover_loss]") {
  // 1,000 of notional is 10 coins at 100; at 80 they would have to be 12.5.
  CHECK_THAT(inverse_takeover_loss(1'000.0, 100.0, 80.0), WithinRel(2.5, 1e-12));
  CHECK_THAT(inverse_takeover_loss(1'000.0, 100.0, 80.0) * 80.0, WithinRel(takeover_loss(10.0, 100.0, 80.0), 1e-12));
  CHECK(inverse_takeover_loss(-1'000.0, 100.0, 80.0) == -inverse_takeover_loss(1'000.0, 100.0, 80.0));
}
