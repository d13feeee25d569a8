// Properties E of funds, haircuts and the ledger of a whole venue.

#include "bulwark/backstop/crisis_haircut.hpp"
#include "bulwark/backstop/deleveraging_trade.hpp"
#include "bulwark/backstop/insurance_delta.hpp"
#include "bulwark/backstop/insurance_fund.hpp"
#include "bulwark/backstop/loss_index.hpp"
#include "bulwark/backstop/loss_shares.hpp"
#include "bulwark/backstop/reserve.hpp"
#include "bulwark/backstop/security_module.hpp"
#include "bulwark/backstop/share_pool.hpp"
#include "bulwark/backstop/waterfall.hpp"
#include "bulwark/backstop/withdrawal_gate.hpp"
#include "support/catch.hpp"
#include "support/int128.hpp"
#include "support/random.hpp"

using namespace bulwark;
using namespace std::chrono_literals;
using test::Int128;
using test::Random;
using Int = Int128;

TEST_CASE("E04: a haircut never relaxes while a crisis deepens, and taken twice it is taken once", "[properties][E04]") {
  Random random{4};
  for (int i = 0; i < 20'000; ++i) {
    CrisisHaircut<Int> crisis{.principal = random.below(10'000),
                              .warming = random.below(3'000),
                              .collateral = random.below(14'000),
                              .insurance = random.below(2'000)};
    const CrisisLoss<Int> loss = crisis.loss();
    CHECK(loss.warming + loss.insurance + loss.principal ==
          smaller<Int>(crisis.deficit(), loss.warming + loss.insurance + crisis.principal));
    CrisisHaircut<Int> deeper = crisis;
    deeper.collateral = larger<Int>(0, crisis.collateral - random.below(500));
    CHECK(deeper.share() >= crisis.share());
    // Afterwards nothing is missing, so that it takes nothing more.
    const CrisisHaircut<Int> after{.principal = crisis.principal - loss.principal,
                                   .warming = crisis.warming - loss.warming,
                                   .collateral = crisis.collateral + loss.insurance,
                                   .insurance = crisis.insurance - loss.insurance};
    CHECK(after.deficit() == 0);
    CHECK((after.loss().warming == 0 && after.loss().insurance == 0 && after.loss().principal == 0));
    // Profits that vest move from one pile to the other and change no total.
    const Int vested = random.below(static_cast<Index>(after.warming) + 1);
    const CrisisHaircut<Int> later{after.principal + vested, after.warming - vested, after.collateral, after.insurance};
    CHECK(later.deficit() == after.deficit());
    // Users together never get more than is there, and lose less than a unit each to rounding.
    Int own = crisis.principal, left = 0;
    int users = 0;
    while (own > 0) {
      const Int part = smaller<Int>(own, 1 + random.below(4'000));
      left += crisis.left_of(part), own -= part, ++users;
    }
    CHECK((left <= after.principal && after.principal - left <= users));
  }
}

TEST_CASE("E09: a fund takes a fill when the fill brings money or the fund has it", "[properties][E09]") {
  const InsuranceDelta rule{.max_fee = 5'000, .max_account_loss = 1'000'000};
  Random random{9};
  for (int i = 0; i < 20'000; ++i) {
    const Int received = random.below(20'001) - 10'000, bankruptcy = random.below(20'001) - 10'000, balance = random.below(8'000);
    const Int delta = rule.delta(received, bankruptcy);
    CHECK(rule.can_take(delta, balance, Int(0)) == (delta >= 0 || balance + delta >= 0));
    CHECK(delta <= larger<Int>(0, received - bankruptcy));
    CHECK((delta >= 0 || delta == received - bankruptcy));
  }
}

TEST_CASE("E10: while an account with negative equity is about, nobody withdraws", "[properties][E10]") {
  const WithdrawalGate gate{.blocks = 50, .outage = 5min};
  Random random{10};
  for (int i = 0; i < 5'000; ++i) {
    const auto seen = static_cast<std::uint32_t>(1'000 + random.below(1'000)),
               block = static_cast<std::uint32_t>(1'000 + random.below(1'100));
    CHECK(gate.is_shut(block, seen, std::nullopt) == (block < seen || block < seen + 50));
    CHECK_FALSE(gate.is_shut(block, std::nullopt, std::nullopt));
    const Int cash = random.below(1'000) - 100, lacked = random.below(1'000);
    const SecurityModule<Int> module{cash};
    CHECK(module.blocks_withdrawals(lacked) == (lacked > 0 && module.payout(lacked).shortfall > 0));
  }
}

TEST_CASE("E11: what was collected is shared as gain times collected over target, and all of it is paid out", "[properties][E11]") {
  Random random{11};
  for (int i = 0; i < 5'000; ++i) {
    std::vector<Int> gains(static_cast<std::size_t>(1 + random.below(10))), paid(gains.size());
    Int target = 0;
    for (Int& gain : gains) target += gain = random.below(1'000);
    const LossShares<Int> shares{.collected = random.below(static_cast<Index>(target) + 2), .expected = target};
    const auto rest = static_cast<std::size_t>(random.below(std::ssize(gains)));
    shares.pay(gains, rest, paid);
    Int sum = 0;
    for (std::size_t k = 0; k < gains.size(); ++k) {
      sum += paid[k];
      if (shares.is_short() && k != rest) CHECK(paid[k] == gains[k] * shares.collected / target);
    }
    CHECK(sum == (shares.is_short() ? shares.collected : target));
  }
}

TEST_CASE("E12: deposits and withdrawals hardly move what a share is worth; only payouts do", "[properties][E12]") {
  Random random{12};
  SharePool<Int> pool = SharePool<Int>{}.deposit(1'000'000)->left;
  const Int staked = pool.shares;  // one holder's, all along
  for (int i = 0; i < 20'000; ++i) {
    const Int before = pool.assets_for(staked);
    const Int price = (pool.assets + 1) / (pool.shares + pool.offset) + 1;  // of a share, rounded up
    const int kind = static_cast<int>(random.below(20));
    if (kind == 0) {
      pool = pool.pay(random.below(2'000)).left;
      CHECK(pool.assets_for(staked) <= before);
      continue;
    }
    if (kind < 11) {
      if (const auto in = pool.deposit(1 + random.below(50'000))) pool = in->left;
    } else {
      pool = pool.withdraw(random.below(static_cast<Index>(pool.shares - staked) + 1))->left;
    }
    CHECK(pool.assets_for(staked) >= before);
    CHECK(pool.assets_for(staked) - before <= price);
  }
}

TEST_CASE("E13: the ledger of a venue sums to what was put in, after every operation", "[properties][E13]") {
  Random random{13};
  for (int world = 0; world < 40; ++world) {
    struct Account {
      Int cash = 0;
      Int contracts = 0;
      IndexedUnits<Int> bears{};
    };
    std::vector<Account> accounts(8);
    InsuranceFund<Int> fund{.balance = 0, .market = {1'000'000}, .period = {500'000}};
    LossIndex<Int> everybody{.one = 1'000'000};
    Int fees = 0, deposited = 0;
    const auto touch = [&](Account& account) {
      const auto change = everybody.changed(account.bears, magnitude_of<Int>(account.contracts));
      account.cash -= change.owed, account.bears = change.holder, everybody = change.left;
    };
    const auto anybody = [&]() -> Account& { return accounts[static_cast<std::size_t>(random.below(std::ssize(accounts)))]; };
    for (int step = 0; step < 400; ++step) {
      Account &a = anybody(), &b = anybody();
      const Int amount = random.below(5'000), price = 90 + random.below(20), size = random.below(200) - 100;
      switch (random.below(7)) {
        case 0: a.cash += amount, deposited += amount; break;                  // deposit
        case 1: fund = fund.after_income(amount), deposited += amount; break;  // the operator tops the fund up
        case 2: {                                                              // withdrawal of what is there
          const Int out = smaller<Int>(amount, larger<Int>(0, a.cash));
          a.cash -= out, deposited -= out;
          break;
        }
        case 3: {  // a trade, with a fee that is rounded up
          if (&a == &b) break;
          const Int fee = parts_per_million<Int>(magnitude_of<Int>(size * price), 350u, Rounding::ceil);
          a.contracts += size, a.cash -= size * price + fee, b.contracts -= size, b.cash += size * price, fees += fee;
          touch(a), touch(b);
          break;
        }
        case 4: fund = fund.after_income(fees / 2), fees -= fees / 2; break;  // the fund's share of fees
        case 5: {                                                             // an account is closed against the others
          for (Account& other : accounts) {
            if (&other == &a) continue;
            const auto trade = deleveraged_at_bankruptcy<Int>({a.contracts, a.cash}, {other.contracts, other.cash}, 1'000'000);
            if (!trade) continue;
            a.contracts = trade->closed.contracts, a.cash = trade->closed.cash;
            other.contracts = trade->other.contracts, other.cash = trade->other.cash;
            touch(other);
          }
          touch(a);
          break;
        }
        case 6: {  // an account without a position owes: fund, then everybody who holds
          if (a.contracts != 0 || a.cash >= 0) break;
          const auto report = waterfall<Int>(Int(-a.cash), fund, everybody);
          a.cash += report.covered();
          fund = std::get<0>(report.levels), everybody = std::get<1>(report.levels);
          break;
        }
      }
      Int sum = fees + fund.balance + everybody.receivable, contracts = 0, open = 0;
      for (const Account& account : accounts) sum += account.cash, contracts += account.contracts, open += account.bears.units;
      REQUIRE(sum == deposited);
      REQUIRE(contracts == 0);
      REQUIRE(open == everybody.open);
    }
  }
}

TEST_CASE("E14: dust is the pool's: holders pay a loss and less than a unit more each, depositors never more than there is",
          "[properties][E14]") {
  Random random{14};
  for (int round = 0; round < 3'000; ++round) {
    LossIndex<Int> book{.one = 1'000'000};
    std::vector<IndexedUnits<Int>> holders(static_cast<std::size_t>(1 + random.below(12)));
    for (auto& holder : holders) {
      const auto change = book.changed(holder, 1 + random.below(50'000));
      holder = change.holder, book = change.left;
    }
    Int lost = 0, paid = 0;
    for (int k = 0; k < 5; ++k) {
      const Int loss = random.below(1'000'000);
      book = book.pay(loss).left, lost += loss;
    }
    for (auto& holder : holders) {
      const auto change = book.changed(holder, 0);
      paid += change.owed, book = change.left;
    }
    CHECK((paid >= lost && paid - lost < static_cast<int>(holders.size())));
    CHECK(-book.receivable == paid - lost);

    SharePool<Int> pool;
    std::vector<Int> shares;
    for (int k = 0; k < 6; ++k)
      if (const auto in = pool.deposit(1 + random.below(100'000))) shares.push_back(in->amount), pool = in->left;
    pool = pool.pay(random.below(200'000)).left;
    Int claims = 0;
    for (const Int s : shares) claims += pool.assets_for(s);
    CHECK(claims <= pool.assets);
    for (const Int s : shares) pool = pool.withdraw(s)->left;
    CHECK((pool.assets >= 0 && pool.shares == 0));
  }
}
