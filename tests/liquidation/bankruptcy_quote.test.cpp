#include "bulwark/liquidation/bankruptcy_quote.hpp"

#include "bulwark/liquidation/risk_order.hpp"
#include "support/books.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using Risk = ExactRisk<long long>;

namespace {
/// A position of `notional` at 10 % maintenance, rounded up.
Risk position(long long notional) { return {.equity = notional, .maintenance = quotient(magnitude_of(notional), 10LL, Rounding::ceil)}; }
}  // namespace

TEST_CASE("closing at the bankruptcy price never worsens an account, and gives it less than a unit too much",
          "[liquidation][bankruptcy_quote][C11][C12]") {
  test::Random random{7};
  for (int i = 0; i < 5'000; ++i) {
    const long long notional = random.below(2) == 0 ? 1 + random.below(1'000'000) : -1 - random.below(1'000'000);
    const long long left = notional - (notional < 0 ? -1 : 1) * (1 + random.below(magnitude_of(notional)));  // of the same sign, or none
    const Risk other = position(random.below(1'000'000) - 500'000);
    const Risk account = position(notional) + other + Risk{.equity = random.below(200'000) - 100'000 - notional - other.equity};
    const auto quote = bankruptcy_quote(account, position(notional), position(left));
    REQUIRE(quote);
    const Risk after{.equity = account.equity + *quote + left - notional,
                     .maintenance = account.maintenance - position(notional).maintenance + position(left).maintenance};
    if (after.maintenance > 0) CHECK((risk_order(after, account) <= 0));
    if (after.maintenance == 0) CHECK(after.equity == 0);  // all of it closed: nothing left, to the last unit
    // equity' = equity x M' / M, rounded up: less than a unit above the proportional share.
    CHECK((after.equity - 1) * account.maintenance < account.equity * after.maintenance);
  }
}

TEST_CASE("a larger part costs more, and parts closed one by one cost no less than the whole", "[liquidation][bankruptcy_quote]") {
  const Risk account = position(1'000'003) + Risk{.equity = -999'000};
  long long before = 0;
  for (long long left = 1'000'000; left >= 0; left -= 50'000) {
    const long long quote = *bankruptcy_quote(account, position(1'000'003), position(left));
    CHECK(quote >= before);
    before = quote;
  }
}

TEST_CASE("without a maintenance requirement there is no bankruptcy price", "[liquidation][bankruptcy_quote]") {
  CHECK_FALSE(bankruptcy_quote(Risk{.equity = -5}, Risk{}, Risk{}));
}

TEST_CASE("bankruptcy prices are those of the chain's own tests", "[liquidation][bankruptcy_quote]") {
  // x/clob/keeper/liquidations_test.go (v4-chain at commit 84d4664, 2026): one bitcoin at 50,000, 13 USDC owed (had), 21,347 quantums
  // closed.
  const Risk held = position(50'000'000'000), left = position(49'989'326'500);
  CHECK(*bankruptcy_quote(held + Risk{.equity = -13'000'000}, held, left) == 2'776);
  CHECK(*bankruptcy_quote(position(-50'000'000'000) + Risk{.equity = 13'000'000}, position(-50'000'000'000), position(-49'989'326'500)) ==
        -2'775);
  CHECK(*bankruptcy_quote(position(5'000'000'000) + Risk{.equity = -4'501'000'000}, position(5'000'000'000), Risk{}) == 4'501'000'000);
}
