#include "bulwark/backstop/share_pool.hpp"

#include "support/catch.hpp"
#include "support/int128.hpp"
#include "support/random.hpp"

using namespace bulwark;
using test::Int128;
using Pool = SharePool<Int128>;

TEST_CASE("a loss falls on those who are there, in proportion and at once", "[backstop][share_pool]") {
  const auto first = *Pool{}.deposit(6'000'000);
  const auto second = *first.left.deposit(3'000'000);
  const Pool after = second.left.pay(3'000'000).left;
  CHECK(magnitude_of<Int128>(after.assets_for(first.amount) - 4'000'000) <= 1);
  CHECK(magnitude_of<Int128>(after.assets_for(second.amount) - 2'000'000) <= 1);
  // Who comes later bears none of it.
  const auto late = *after.deposit(1'000'000);
  CHECK(late.left.assets_for(late.amount) <= 1'000'000);
  CHECK(late.left.assets_for(late.amount) >= 999'999);
}

TEST_CASE("nobody can make shares so dear that others' deposits round to nothing", "[backstop][share_pool]") {
  // The attack: deposit one unit, give the pool a million, wait for a deposit of less than a share.
  const auto attacker = *Pool{}.deposit(1);
  Pool pumped = attacker.left;
  pumped.assets += 1'000'000;
  const auto victim = *pumped.deposit(500'000);
  const Int128 victims = victim.left.assets_for(victim.amount);
  CHECK(victims > 499'000);
  CHECK(victim.left.assets_for(attacker.amount) < 1'000'001);  // the attack costs more than it brings
  CHECK_FALSE(pumped.deposit(400));                            // less than a share buys nothing, and costs nothing
}

TEST_CASE("what is not there is not paid, and a pool without assets sells no shares", "[backstop][share_pool]") {
  const auto deposit = *Pool{}.deposit(1'000);
  CHECK_FALSE(deposit.left.withdraw(deposit.amount + 1));
  CHECK_FALSE(deposit.left.withdraw(-1));
  const Pool wiped = deposit.left.pay(5'000).left;
  CHECK(wiped.assets == 0);
  CHECK_FALSE(wiped.deposit(10));
  CHECK(wiped.withdraw(deposit.amount)->amount == 0);
  CHECK_FALSE(Pool{}.deposit(0));
  CHECK(Pool{-1, -1, 0}.faults().size() == 3);
}
