// What a liquidation takes from a loan: chains' integers, random prices, units and amounts.

#include <vector>

#include <boost/multiprecision/cpp_int.hpp>

#include "bulwark/liquidation/discounted_exchange.hpp"
#include "bulwark/liquidation/liquidation_rights.hpp"
#include "bulwark/liquidation/seizure.hpp"
#include "bulwark/liquidation/token_exchange.hpp"
#include "bulwark/venue/aave_v3_exact.hpp"
#include "bulwark/venue/morpho.hpp"
#include "support/catch.hpp"
#include "support/random.hpp"

using namespace bulwark;
using bulwark::test::Random;
using Wide = boost::multiprecision::int512_t;
using Holding = venue::AaveHolding<Wide>;

namespace {

constexpr int draws = 20'000;

Wide power_of_ten(Index n) {
  Wide ten = 1;
  for (; n > 0; --n) ten *= 10;
  return ten;
}

/// Up to `digits` digits, each length as likely as another.
Wide any_up_to(Random& random, Index digits) {
  const Wide most = power_of_ten(1 + random.below(digits));
  return Wide(random.next()) * Wide(random.next()) % most + 1;
}

/// One loan: what is deposited and owed of two tokens, and the terms between them.
struct Loan {
  SeizureTerms<Wide> terms;
  Wide deposit, debt;

  // In one money, exactly: price x units x the other's unit.
  Wide value_of_deposit(const Wide& units) const { return units * terms.deposit_price * terms.debt_unit; }
  Wide value_of_debt(const Wide& units) const { return units * terms.debt_price * terms.deposit_unit; }

  /// Debt over deposits is below 1 / (1 + bonus).
  bool is_below_frontier() const { return value_of_debt(debt) * terms.bonus < value_of_deposit(deposit) * 10'000; }
};

/// A loan that owes between nothing and 1.3 of its deposit.
Loan any_loan(Random& random) {
  const Wide debt_unit = power_of_ten(6 + random.below(13)), deposit_unit = power_of_ten(6 + random.below(13));
  Loan loan{.terms = {.debt_price = any_up_to(random, 13),
                      .debt_unit = debt_unit,
                      .deposit_price = any_up_to(random, 13),
                      .deposit_unit = deposit_unit,
                      .bonus = 10'000 + random.below(2'000),
                      .fee_share = random.below(10'001)},
            .deposit = any_up_to(random, 24),
            .debt = 0};
  const Wide worth = loan.value_of_deposit(loan.deposit) / (loan.terms.debt_price * loan.terms.deposit_unit);
  loan.debt = worth * random.below(1'300) / 1'000 + 1;
  return loan;
}

}  // namespace

TEST_CASE("C03: below the frontier a liquidation never raises what is owed of what is deposited", "[properties][liquidation][C03]") {
  Random random{3};
  int below = 0, worse = 0;
  for (int i = 0; i < draws; ++i) {
    const Loan loan = any_loan(random);
    const Wide part = loan.debt * random.below(1'001) / 1'000;
    const Seizure<Wide> taken = loan.terms.seize(part, loan.deposit);
    if (taken.repaid > loan.debt) continue;
    const Wide debt = loan.debt - taken.repaid, deposit = loan.deposit - taken.seized();
    const Wide after = loan.value_of_debt(debt) * loan.value_of_deposit(loan.deposit),
               before = loan.value_of_debt(loan.debt) * loan.value_of_deposit(deposit);
    if (loan.is_below_frontier()) {
      ++below;
      CHECK(after <= before);
    } else {
      worse += after > before;
    }
  }
  CHECK(below > draws / 2);
  CHECK(worse > 100);  // beyond it, it does: the counterexample
}

TEST_CASE("C04: what is repaid is as large a share of the debt as what is seized is of the deposit, or larger",
          "[properties][liquidation][C04]") {
  Random random{4};
  int checked = 0;
  for (int i = 0; i < draws; ++i) {
    Loan loan = any_loan(random);
    const venue::MorphoMarket<Wide> market{Wide(500 + random.below(450)) * power_of_ten(15)};
    loan.terms.bonus = market.incentive() / power_of_ten(14);  // basis points, rounded down
    loan.terms.fee_share = 0;
    if (!loan.is_below_frontier()) continue;
    const Seizure<Wide> taken = loan.terms.seize(loan.debt * random.below(1'001) / 1'000, loan.deposit);
    ++checked;
    CHECK(taken.repaid * loan.deposit >= taken.seized() * loan.debt);
  }
  CHECK(checked > draws / 2);
}

TEST_CASE("C05: what is seized is worth at most what was repaid, the bonus and one unit", "[properties][liquidation][C05]") {
  Random random{5};
  int limited = 0;
  for (int i = 0; i < draws; ++i) {
    const Loan loan = any_loan(random);
    const Seizure<Wide> taken = loan.terms.seize(loan.debt, loan.deposit);
    const bool is_limited = taken.seized() == loan.deposit;
    limited += is_limited;
    const Wide unit = loan.value_of_debt(1);
    CHECK(loan.value_of_deposit(taken.seized()) * 10'000 <=
          loan.value_of_debt(taken.repaid) * loan.terms.bonus + (is_limited ? unit * 10'000 : Wide(0)));
    CHECK(taken.fee <= taken.seized());
    CHECK(taken.to_liquidator >= 0);
    // At one price and one unit: no more debt is repaid than collateral seized, but for the units lost to rounding.
    SeizureTerms<Wide> same = loan.terms;
    same.debt_price = same.deposit_price, same.debt_unit = same.deposit_unit;
    const Seizure<Wide> even = same.seize(loan.debt, loan.deposit + 2 * loan.debt);
    CHECK(even.repaid <= even.seized() + 1);
  }
  CHECK(limited > 100);
}

TEST_CASE("C06: naming what is seized and naming what is repaid are one liquidation", "[properties][liquidation][C06]") {
  Random random{6};
  for (int i = 0; i < draws; ++i) {
    const Loan loan = any_loan(random);
    const Wide plenty = loan.deposit * 1'000'000 + power_of_ten(40);
    // Of so much deposit and no more: what must be repaid; repaying that, what is seized; and of that again.
    const Wide seized = loan.deposit;
    const Wide repaid = loan.terms.seize(loan.debt + power_of_ten(60), seized).repaid;
    const Wide again = loan.terms.seize(repaid, plenty).seized();
    const Wide tolerance = loan.value_of_debt(2) * loan.terms.bonus + loan.value_of_deposit(2) * 10'000;
    CHECK(abs(loan.value_of_deposit(again) - loan.value_of_deposit(seized)) * 10'000 <= tolerance);
    const Wide once_more = loan.terms.seize(power_of_ten(60), again).repaid;
    CHECK((once_more <= repaid && repaid - once_more <= 1 + loan.value_of_deposit(1) * 2 / loan.value_of_debt(1)));
  }
}

TEST_CASE("C21: many small liquidations never take more than one of the sum", "[properties][liquidation][C21]") {
  Random random{21};
  for (int i = 0; i < draws / 10; ++i) {
    const Loan loan = any_loan(random);
    const Wide plenty = power_of_ten(60);
    Wide sum = 0, seized = 0, to_liquidator = 0;
    const Index parts = 1 + random.below(40);
    for (Index k = 0; k < parts; ++k) {
      const Wide part = any_up_to(random, 20);
      const Seizure<Wide> taken = loan.terms.seize(part, plenty);
      sum += part, seized += taken.seized(), to_liquidator += taken.to_liquidator;
    }
    const Seizure<Wide> one = loan.terms.seize(sum, plenty);
    CHECK(seized <= one.seized());
    CHECK(to_liquidator <= one.to_liquidator + parts);
  }
}

namespace {

constexpr AssetId ether{0}, bitcoin{1}, usdc{2}, dai{3};
const venue::AaveV3 pool{.of_asset = {venue::aave_v3_ether, venue::aave_v3_wrapped_bitcoin, venue::aave_v3_usdc, venue::aave_v3_dai}};
const Wide dollar = 100'000'000;

/// One to four reserves, the first deposited, the second owed, sizes from dollars to millions, health about 1.
std::vector<Holding> any_account(Random& random) {
  const AssetId assets[] = {ether, usdc, bitcoin, dai};
  const Index prices[] = {2'000, 1, 100'000, 1};
  const Index reserves = 2 + random.below(3);
  std::vector<Holding> held;
  const double size = random.between(1.0, 8.0);
  Wide worth = 1;
  for (double s = size; s > 1.0; s -= 1.0) worth *= 10;
  for (Index r = 0; r < reserves; ++r) {
    const auto at = static_cast<std::size_t>(r);
    Holding h{.asset = assets[at], .price = Wide(prices[at]) * dollar * (500 + random.below(1'000)) / 1'000};
    const Wide units = worth * (1 + random.below(1'000)) * h.unit(pool) / (1'000 * prices[at]);
    (r == 0 || (r == 2 && random.below(2) == 0) ? h.deposited : h.owed) = units;
    held.push_back(h);
  }
  return held;
}

Wide value(const Holding& h, const Wide& units, bool is_debt) {
  return product_over<Wide>(units, h.price, h.unit(pool), is_debt ? Rounding::ceil : Rounding::floor);
}

/// Runs `check(account, debt to cover, call)` for random calls.
template <class Check>
void on_calls(std::uint64_t seed, Check check) {
  Random random{seed};
  for (int i = 0; i < draws; ++i) {
    const std::vector<Holding> held = any_account(random);
    const Wide cover = random.below(3) == 0 ? held[1].owed * 2 : held[1].owed * (1 + random.below(1'000)) / 1'000;
    check(held, cover, venue::aave_liquidation<Wide>(pool, held, 0, 1, cover));
  }
}

}  // namespace

TEST_CASE("C07: afterwards the debt is gone, or the deposit is, or both are worth a thousand dollars", "[properties][liquidation][C07]") {
  int cleared = 0, emptied = 0, left = 0, dust = 0;
  on_calls(7, [&](const std::vector<Holding>& held, const Wide&, const venue::AaveLiquidation<Wide>& call) {
    dust += call.refused == venue::AaveRefusal::leaves_dust;
    if (call.refused != venue::AaveRefusal::none) return;
    const Wide debt = held[1].owed - call.taken.repaid, deposit = held[0].deposited - call.taken.seized();
    if (debt == 0) return void(++cleared);
    if (deposit == 0) return void(++emptied);
    ++left;
    CHECK(value(held[1], debt, true) >= 1'000 * dollar);
    CHECK(value(held[0], deposit, false) >= 1'000 * dollar);
  });
  CHECK((cleared > 100 && emptied > 100 && left > 100 && dust > 100));
}

TEST_CASE("C08: more than half of all that is owed goes only near ruin or where a side is small", "[properties][liquidation][C08]") {
  int more = 0, half = 0;
  on_calls(8, [&](const std::vector<Holding>& held, const Wide&, const venue::AaveLiquidation<Wide>& call) {
    if (call.refused != venue::AaveRefusal::none) return;
    const venue::AaveAccount<Wide> account = venue::aave_account<Wide>(pool, held);
    const bool is_more = value(held[1], call.taken.repaid, false) * 2 > account.debt;
    (is_more ? more : half) += 1;
    if (!is_more) return;
    const bool is_near_ruin = *account.health() <= Wide("950000000000000000");
    const bool is_small = value(held[1], held[1].owed, true) < 2'000 * dollar || value(held[0], held[0].deposited, false) < 2'000 * dollar;
    CHECK((is_near_ruin || is_small));
  });
  CHECK((more > 100 && half > 100));
}

TEST_CASE("C09: a deficit is only ever what is owed when no collateral is left", "[properties][liquidation][C09]") {
  int deficits = 0;
  on_calls(9, [&](const std::vector<Holding>& held, const Wide&, const venue::AaveLiquidation<Wide>& call) {
    CHECK(call.deficit >= 0);
    CHECK(call.deficit <= held[1].owed);
    if (call.deficit == 0) return;
    ++deficits;
    CHECK(call.is_empty_handed);
    CHECK(call.deficit == held[1].owed - call.taken.repaid);
    std::vector<Holding> after = held;
    after[0].deposited -= call.taken.seized();
    CHECK(venue::aave_account<Wide>(pool, after).deposits == 0);
  });
  CHECK(deficits > 100);
}

TEST_CASE("A13: after a liquidation that is complete nobody owes without collateral", "[properties][liquidation][A13]") {
  int ruined = 0;
  on_calls(13, [&](const std::vector<Holding>& held, const Wide&, const venue::AaveLiquidation<Wide>& call) {
    if (call.refused != venue::AaveRefusal::none) return;
    std::vector<Holding> after = held;
    after[0].deposited -= call.taken.seized(), after[1].owed -= call.taken.repaid + call.deficit;
    if (call.is_empty_handed)
      for (std::size_t r = 2; r < after.size(); ++r) after[r].owed = 0;  // as the field says: every other debt becomes deficit too
    const venue::AaveAccount<Wide> account = venue::aave_account<Wide>(pool, after);
    ruined += call.is_empty_handed;
    CHECK((account.debt == 0 || account.deposits > 0));
  });
  CHECK(ruined > 100);
}

TEST_CASE("C24: nobody is given what the account did not have", "[properties][liquidation][C24]") {
  on_calls(24, [&](const std::vector<Holding>& held, const Wide& cover, const venue::AaveLiquidation<Wide>& call) {
    CHECK(call.taken.seized() <= held[0].deposited);
    CHECK(call.taken.repaid <= held[1].owed);
    CHECK(call.taken.repaid <= cover);
    CHECK((call.taken.to_liquidator >= 0 && call.taken.fee >= 0));
  });
  Random random{25};
  for (int i = 0; i < draws; ++i) {
    const FeeToken asset{random.between(0.0, 0.95), random.between(0.01, 1e5), random.between(0.0, 0.1), random.between(0.0, 0.1)};
    const FeeToken liability{random.between(1.05, 1.5), random.between(0.01, 1e5), random.between(0.0, 0.1), random.between(0.0, 0.1)};
    const double debt = random.between(0.0, 1e4), deposit = random.between(0.0, 1e4);
    const auto exchange = exchange_to_health(random.between(-1e6, 0.0), asset, liability, debt, deposit);
    if (!exchange) continue;
    CHECK(exchange->repaid <= debt);
    CHECK(exchange->taken <= deposit * (1.0 + 1e-14));
    CHECK(exchange->to_liquidator <= exchange->taken * (1.0 + 1e-15));
  }
}

TEST_CASE("C25: beyond the frontier a bonus liquidation is refused, and short of it every one that is left helps",
          "[properties][liquidation][C25]") {
  Random random{26};
  int refused = 0;
  for (int i = 0; i < draws; ++i) {
    const ToxicFrontier frontier{.threshold = random.between(0.3, 0.85), .bonus = random.between(0.0, 0.15)};
    const LiquidationRights house{.frontier = frontier}, blind{};
    REQUIRE(house.faults().empty());
    const double owed = random.between(frontier.threshold, 1.3);  // of deposits worth 1
    const LiquidationRequest asked{.liquidator = OwnerId{1},
                                   .owner = OwnerId{2},
                                   .verdict = {Standing::liquidatable, 1.0},
                                   .are_prices_set = true,
                                   .is_collateral = true,
                                   .has_some = true,
                                   .loan_to_value = owed};
    CHECK(blind.permits(asked, {}));
    const double repaid = owed * random.between(0.01, 0.7), health = 1.0 / owed;
    const double after = ToxicFrontier{1.0, frontier.bonus}.health_after(1.0, owed, repaid);
    if (std::abs(owed * (1.0 + frontier.bonus) - 1.0) < 1e-12) continue;
    CHECK(house.permits(asked, {}) == (after > health));
    refused += house.refusal(asked, {}) == LiquidationRefusal::bonus_would_harm;
  }
  CHECK(refused > draws / 10);
}
