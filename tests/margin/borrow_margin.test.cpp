#include "bulwark/margin/borrow_margin.hpp"

#include "bulwark/laws/margin_laws.hpp"
#include "bulwark/margin/debt_margin.hpp"
#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinRel;

namespace {
const BorrowMargin margin{.quote = {0.10, 0.02}, .otherwise = {0.5, 0.25}, .of_asset = {{0.2, 0.1}}};
}

TEST_CASE("a share of what is owed is charged, of each asset its own", "[margin][borrow_margin]") {
  CHECK(required(margin, {.positions = {{Spot{btc}, 1.0}}, .cash = -1'000.0}).initial == 100.0);
  CHECK(required(margin, {.positions = {{Spot{btc}, 1.0}}, .cash = -1'000.0}).maintenance == 20.0);
  CHECK(required(margin, {.positions = {{Spot{btc}, -1.0}}}).initial == 20'800.0);
  CHECK(required(margin, {.positions = {{Spot{eth}, -1.0}}}).maintenance == 640.0);
  CHECK(required(margin, {.positions = {{Spot{eth}, 5.0}}, .cash = 1.0}).initial == 0.0);
}

TEST_CASE("profits and options of the same money pay a debt", "[margin][borrow_margin]") {
  // A loss of 1,000 in the quote against 400 of cash.
  CHECK(required(margin, {.positions = {{LinearFuture{btc}, -1.0, 103'000.0}}, .cash = 400.0}).initial == 60.0);
  // Ten dollars of an inverse future lost more coins than are held.
  const Account inverse{.positions = {{InverseFuture{btc}, 10'400.0, 208'000.0}, {Spot{btc}, 0.5}}};
  CHECK_THAT(required(margin, {.positions = {inverse.positions[0]}}).initial, WithinRel(0.2 * 0.5 * 104'000.0, 1e-12));
  CHECK(required(margin, inverse).initial < 1e-9);
}

TEST_CASE("the fee of a liquidation is kept to maintain", "[margin][borrow_margin]") {
  BorrowMargin with_fee = margin;
  with_fee.fee = 0.001;
  const Requirement one = with_fee.charge({0.10, 0.02}, 1'000.0);
  CHECK(one.initial == 100.0);
  CHECK_THAT(one.maintenance, WithinRel(20.0 + 1.02, 1e-14));
  CHECK(with_fee.charge({0.02, 0.02}, 1'000.0).initial == one.maintenance);
}

TEST_CASE("at full rates it is the debt itself", "[margin][borrow_margin]") {
  const Account debts{.positions = {{Spot{btc}, -1.0}, {Spot{eth}, -2.0}}, .cash = -500.0};
  CHECK(required(BorrowMargin{}, debts).initial == required(DebtMargin{}, debts).initial);
}

TEST_CASE("borrow margin keeps the laws of margin", "[margin][borrow_margin][laws]") { CHECK(broken_by(margin).empty()); }

TEST_CASE("rates are refused that ask for more to keep than to open", "[margin][borrow_margin][faults]") {
  CHECK(margin.faults().empty());
  CHECK(BorrowMargin{.quote = {0.1, 0.2}, .otherwise = {-1.0, -1.0}, .of_asset = {{0.1, 0.3}}, .fee = -1.0}.faults().size() == 4);
}
