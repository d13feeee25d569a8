// Properties G of pools, indices and time.

#include "bulwark/backstop/cash_pool.hpp"
#include "bulwark/backstop/draw_limit.hpp"
#include "bulwark/backstop/insurance_fund.hpp"
#include "bulwark/backstop/loss_index.hpp"
#include "bulwark/backstop/share_pool.hpp"
#include "bulwark/backstop/socialised_loss.hpp"
#include "bulwark/settlement/kinked_rate.hpp"
#include "support/catch.hpp"
#include "support/int128.hpp"
#include "support/random.hpp"

using namespace bulwark;
using namespace std::chrono_literals;
using test::Random;
using Int = test::Int128;
using Pool = SharePool<Int>;

namespace {

/// A pool with a past: deposits, withdrawals, losses and gifts.
Pool used_pool(Random& random) {
  Pool pool{random.below(1'000'000) + 1, random.below(1'000'000), 1 + random.below(1'000)};
  for (int i = 0; i < 4; ++i) {
    if (const auto in = pool.deposit(random.below(10'000))) pool = in->left;
    pool = pool.withdraw(random.below(static_cast<Index>(pool.shares) / 2 + 1))->left;
    if (i == 2) pool = pool.pay(random.below(5'000)).left;
  }
  return pool;
}

}  // namespace

TEST_CASE("G01: deposit and withdraw at once, and there is no profit in it", "[properties][G01]") {
  Random random{1};
  for (int i = 0; i < 20'000; ++i) {
    const Pool pool = used_pool(random);
    const Int amount = random.below(1'000'000);
    const auto in = pool.deposit(amount);
    if (!in) continue;
    const auto out = in->left.withdraw(in->amount);
    CHECK(out->amount <= amount);
    CHECK(out->left.assets >= pool.assets);
    // Nor in parts.
    const Int half = in->amount / 2;
    const auto first = in->left.withdraw(half);
    CHECK(first->amount + first->left.withdraw(in->amount - half)->amount <= amount);
  }
}

TEST_CASE("G02: conversions take nothing to nothing, grow with the amount, add weakly and never gain there and back", "[properties][G02]") {
  Random random{2};
  for (int i = 0; i < 20'000; ++i) {
    const Pool pool = used_pool(random);
    const Int a = random.below(100'000), b = random.below(100'000);
    const auto shares = [&](Int assets) { return pool.shares_for(assets).value_or(0); };
    CHECK((shares(0) == 0 && pool.assets_for(0) == 0));
    CHECK(shares(a) + shares(b) <= shares(a + b));
    CHECK(shares(a + b) <= shares(a) + shares(b) + 1);
    CHECK(shares(a) <= shares(a + b));
    CHECK(pool.assets_for(a) + pool.assets_for(b) <= pool.assets_for(a + b));
    CHECK(pool.assets_for(a) <= pool.assets_for(a + b));
    CHECK(pool.assets_for(shares(a)) <= a);
    CHECK(shares(pool.assets_for(a)) <= a);
  }
}

TEST_CASE("G03: claims are rounded down and debts up: together no more than is there, and no less than is owed", "[properties][G03]") {
  Random random{3};
  for (int i = 0; i < 5'000; ++i) {
    const Pool pool = used_pool(random);
    Int claims = 0, left = pool.shares;
    while (left > 0) {
      const Int part = smaller<Int>(left, 1 + random.below(200'000));
      claims += pool.assets_for(part), left -= part;
    }
    CHECK(claims <= pool.assets);
    // Debts: the index of a socialised loss, in two ways.
    const Int loss = 1 + random.below(1'000'000'000), base_long = 1 + random.below(1'000'000'000'000), base_short = base_long;
    const Int delta = *funding_delta<Int>(loss, base_long, base_short);
    CHECK(delta * (base_long + base_short) >= loss * Int(fixed::base) * 1'000);
    LossIndex<Int> book{.one = Int(1'000'000'000) * 1'000'000, .open = 3};
    book = book.pay(loss).left;
    Int debts = 0;
    for (int k = 0; k < 3; ++k) debts += book.owed({1, 0});
    CHECK((debts >= loss && debts < loss + 3));
  }
}

TEST_CASE("G04: an index never falls, is the same for a loss in one or in parts, and charges once", "[properties][G04]") {
  Random random{4};
  for (int i = 0; i < 20'000; ++i) {
    const LossIndex<Int> book{.one = 1'000'000, .open = 1 + random.below(100'000), .index = random.below(1'000)};
    const Int loss = random.below(1'000'000), part = random.below(static_cast<Index>(loss) + 1);
    const LossIndex<Int> whole = book.pay(loss).left, split = book.pay(part).left.pay(loss - part).left;
    CHECK(whole.index >= book.index);
    CHECK((split.index == whole.index && split.carried == whole.carried && split.receivable == whole.receivable));
    CHECK(whole.pay(0).left.index == whole.index);
    const auto settled = whole.settled({book.open, book.index});
    CHECK(settled.left.owed(settled.holder) == 0);
  }
}

TEST_CASE("G04: what depositors earn is no more than what borrowers pay", "[properties][G04]") {
  const KinkedRate rate{.base = 0.02, .slope = 0.1, .steep_slope = 2.0, .kink = 0.8};
  Random random{5};
  for (int i = 0; i < 5'000; ++i) {
    const double supplied = random.between(1.0, 1e6), borrowed = supplied * random.between(0.0, 1.0), years = random.between(0.0, 1.0);
    const double paid = borrowed * KinkedRate::interest(rate.per_year(borrowed, supplied), years);
    CHECK(paid >= 0.0);
    const double earned_per_unit = paid / supplied, paid_per_unit = KinkedRate::interest(rate.per_year(borrowed, supplied), years);
    CHECK(earned_per_unit <= paid_per_unit);
    CHECK(rate.per_year(borrowed, supplied) >= rate.per_year(0.5 * borrowed, supplied));
  }
}

TEST_CASE("G05: time that goes back renews no limit, and a limit's period never starts earlier", "[properties][G05]") {
  constexpr Timestamp noon{1'700'000'000s};
  Random random{6};
  for (int i = 0; i < 5'000; ++i) {
    InsuranceFund<Int> fund{.balance = 10'000,
                            .market = {.most = 100, .drawn = 60, .period = 1h, .start = noon},
                            .period = {.most = 500, .drawn = 200, .period = 24h, .start = noon}};
    Timestamp latest = noon;
    Int available = fund.available();
    for (int step = 0; step < 20; ++step) {
      const Timestamp now = latest + std::chrono::minutes{random.below(200) - 100};
      const InsuranceFund<Int> then = fund.at(now);
      CHECK(then.market.start >= fund.market.start);
      CHECK(then.period.start >= fund.period.start);
      if (now < fund.market.start) CHECK(then.available() == available);
      CHECK(then.at(now).available() == then.available());
      fund = then.pay(random.below(30)).left, available = fund.available();
      latest = std::max(latest, now);
    }
    CHECK(fund.faults().empty());
  }
}

TEST_CASE("G10: a rate that is nothing, or nothing to divide by, is refused before anything is divided", "[properties][G10]") {
  Random random{7};
  for (int i = 0; i < 2'000; ++i) {
    const Int amount = 1 + random.below(1'000'000);
    const Pool wiped{0, 1 + random.below(1'000'000)};
    CHECK_FALSE(wiped.deposit(amount));
    CHECK(wiped.withdraw(1)->amount == 0);
    const CashPool<Int> empty = CashPool<Int>{.coins = 0, .supplied = amount}.after_loss(amount);
    CHECK_FALSE(empty.cash_for(amount));
    CHECK_FALSE(funding_delta<Int>(amount, Int(0), Int(0)));
    CHECK(LossIndex<Int>{.one = 1'000}.pay(amount).paid == 0);
  }
}

TEST_CASE("G11: however often somebody goes in and out, he loses a unit each time and never gains", "[properties][G11]") {
  Random random{8};
  for (int i = 0; i < 200; ++i) {
    Pool pool = used_pool(random);
    const Int start = 1'000'000 + random.below(1'000'000);
    const Int price = (pool.assets + 1) / (pool.shares + pool.offset) + 1;  // a share's, rounded up: the most that one rounding takes
    Int money = start;
    for (int trip = 1; trip <= 65; ++trip) {
      const auto in = *pool.deposit(money);
      const auto out = *in.left.withdraw(in.amount);
      CHECK(out.amount <= money);
      money = out.amount, pool = out.left;
      CHECK(start - money <= trip * (price + 1));
    }
  }
}
