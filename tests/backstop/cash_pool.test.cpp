#include "bulwark/backstop/cash_pool.hpp"

#include "bulwark/backstop/security_module.hpp"
#include "support/catch.hpp"
#include "vectors/case.hpp"

using namespace bulwark;
using bulwark::test::Wide;

namespace {

using Pool = CashPool<Wide>;

Wide coins(int whole) { return Wide(whole) * Wide(Pool::one); }

const Pool full{.coins = coins(800), .supplied = coins(1'000), .borrowed = coins(200)};

}  // namespace

TEST_CASE("cash is worth a coin while coins cover every claim", "[backstop][cash_pool]") {
  CHECK(full.claims() == coins(800));
  CHECK(full.rate() == Wide(Pool::one));
  CHECK(*full.cash_for(coins(5)) == coins(5));
  CHECK(full.fee_share(Wide(7)) == Wide(7));
  CHECK(Pool{.coins = coins(900), .supplied = coins(1'000), .borrowed = coins(200)}.rate() == Wide(Pool::one));
  CHECK(Pool{.coins = coins(0), .supplied = coins(0)}.rate() == Wide(Pool::one));
}

TEST_CASE("a loss that nobody covers is borne by all withdrawals alike", "[backstop][cash_pool]") {
  const Pool hit = full.after_loss(coins(200));
  CHECK(hit.is_haircut);
  CHECK(hit.claims() == coins(1'000));
  CHECK(hit.rate() * Wide(10) == Wide(Pool::one) * Wide(8));
  CHECK(*hit.cash_for(coins(80)) == coins(100));
  CHECK(hit.fee_share(Wide(7)) == Wide(Pool::one));
  // Whoever leaves takes what he is due, and leaves the others what they are due.
  const auto after = hit.after_withdrawal(coins(80));
  REQUIRE(after);
  CHECK(after->coins == coins(720));
  CHECK(after->claims() == coins(900));
  CHECK(after->rate() == hit.rate());
}

TEST_CASE("leaving early takes nothing from those who stay, but for roundings of a unit", "[backstop][cash_pool]") {
  const Pool hit = Pool{.coins = Wide(7'000'001), .supplied = Wide(10'000'003)}.after_loss(Wide(777));
  Pool pool = hit;
  Wide cash(0);
  for (int i = 0; i < 50; ++i) {
    cash += *pool.cash_for(Wide(100'003));
    pool = *pool.after_withdrawal(Wide(100'003));
  }
  CHECK(pool.coins + Wide(50) * Wide(100'003) == hit.coins);
  CHECK(pool.supplied + cash == hit.supplied);
  const Wide fair = product_over(hit.coins, pool.claims(), hit.claims(), Rounding::floor);
  CHECK(magnitude_of<Wide>(fair - pool.coins) <= Wide(50));
}

TEST_CASE("fees that are not yet credited bear a loss first", "[backstop][cash_pool]") {
  Pool pool = full;
  pool.coins = coins(850);
  pool.fees = coins(50);
  const Pool small = pool.after_loss(coins(30));
  CHECK(small.fees == coins(20));
  CHECK_FALSE(small.is_haircut);
  const Pool large = pool.after_loss(coins(60));
  CHECK(large.fees == coins(0));
  CHECK(large.is_haircut);
  CHECK(large.claims() == coins(860));
}

TEST_CASE("claims of settlements that are half done are no claims", "[backstop][cash_pool]") {
  Pool pool = full;
  pool.supplied = coins(1'100);
  CHECK(pool.rate() < Wide(Pool::one));
  pool.settled = coins(100);
  CHECK(pool.rate() == Wide(Pool::one));
}

TEST_CASE("a haircut ends when the loss is repaid, and not before", "[backstop][cash_pool]") {
  const Pool hit = full.after_loss(coins(200));
  CHECK(hit.asked_to_recover().is_haircut);
  CHECK(hit.after_donation(coins(150)).asked_to_recover().is_haircut);
  const Pool repaid = hit.after_donation(coins(999));  // no more is taken than is missing
  CHECK(repaid.claims() == repaid.coins);
  CHECK_FALSE(repaid.asked_to_recover().is_haircut);
  CHECK(full.after_donation(coins(5)).supplied == full.supplied);
}

TEST_CASE("what the fund pays and what is printed is what was promised, to the unit", "[backstop][cash_pool][security_module]") {
  const Wide promised = coins(70);
  const FundPayment<Wide> payout = SecurityModule<Wide>{coins(45)}.payout(promised);
  const Pool after = full.after_loss(payout.shortfall);  // what the fund pays moves between balances and changes no total
  CHECK(after.supplied - full.supplied + payout.paid == promised);
}

TEST_CASE("nothing is paid out that is not there, and what cannot be is named", "[backstop][cash_pool][faults]") {
  const Pool empty = Pool{.coins = coins(0), .supplied = coins(100)}.after_loss(coins(1));
  CHECK_FALSE(empty.cash_for(coins(1)));
  CHECK_FALSE(full.after_withdrawal(coins(801)));
  CHECK_FALSE(Pool{.coins = coins(10), .supplied = coins(5)}.after_withdrawal(coins(6)));
  CHECK(full.faults().empty());
  CHECK(Pool{.coins = coins(-1), .supplied = coins(1), .borrowed = coins(-2), .fees = coins(-9)}.faults().size() == 4);
}
