#include "bulwark/liquidation/liquidation_size.hpp"

#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {
// 1,000 USDC at least, 10 % of a position, 100,000 USDC of an account; a bitcoin of 10^8 quantums at 50,000 USDC.
constexpr LiquidationSize genesis{1'000'000'000, 100'000, 100'000'000'000};
constexpr UnitPrice<long long> bitcoin{.price = 500, .exponent = 0};
constexpr long long coin = 100'000'000, step = 1'000;
}  // namespace

TEST_CASE("the least is never above the most, nor the most above the position", "[liquidation][liquidation_size]") {
  for (const std::uint64_t least : {std::uint64_t{0}, std::uint64_t{100}, std::uint64_t{1'000'000'000}})
    for (const std::uint32_t share : {1u, 100'000u, 1'000'000u})
      for (const long long notional : {0LL, 1LL, 99LL, 5'000'000LL, 50'000'000'000LL, -50'000'000'000LL}) {
        const auto bounds = LiquidationSize{least, share, 1}.of_position(notional);
        CHECK((bounds.least <= bounds.most && bounds.most <= magnitude_of(notional)));
        CHECK(bounds.least == smaller(static_cast<long long>(least), magnitude_of(notional)));
      }
}

TEST_CASE("what is left of the account's allowance falls to nothing and no further", "[liquidation][liquidation_size][C20]") {
  CHECK(genesis.of_account(0LL) == 100'000'000'000);
  CHECK(genesis.of_account(99'999'999'999LL) == 1);
  CHECK(genesis.of_account(100'000'000'001LL) == 0);
}

TEST_CASE("an order closes against the position, in steps, within both bounds", "[liquidation][liquidation_size]") {
  for (const long long side : {1LL, -1LL})
    for (long long coins = 1; coins <= 60; ++coins)
      for (const long long closed : {0LL, 60'000'000'000LL, 99'900'000'000LL}) {
        const long long base = side * (coins * coin + 777);
        const long long order = genesis.closing(base, bitcoin, step, closed);
        CHECK((order < 0) == (base > 0));
        CHECK(magnitude_of(order) <= magnitude_of(base));
        CHECK((order % step == 0 || order == -base));
        const long long most = smaller(genesis.of_position(bitcoin.notional(base)).most, genesis.of_account(closed));
        CHECK(bitcoin.notional(magnitude_of(order)) <= most);
        CHECK(bitcoin.notional(magnitude_of(order) + step) > most);
      }
}

TEST_CASE("a position within the bounds goes whole, and so does one of less than a step", "[liquidation][liquidation_size]") {
  CHECK(genesis.closing(1'999'999LL, bitcoin, step, 0LL) == -1'999'999);  // 999.9995 USDC
  CHECK(genesis.closing(-2'000'000LL, bitcoin, step, 0LL) == 2'000'000);  // 1,000
  CHECK(genesis.closing(2'000'777LL, bitcoin, step, 0LL) == -2'000'000);  // a little more: the least, in steps
  CHECK(genesis.closing(20 * coin, bitcoin, step, 0LL) == -2 * coin);     // 10 %
  CHECK(genesis.closing(60 * coin, bitcoin, step, 0LL) == -2 * coin);     // 100,000 of the account
  CHECK(genesis.closing(-999LL, UnitPrice<long long>{.price = 500'000'000, .exponent = 0}, step, 0LL) == 999);
  // Nothing left of the allowance: the chain still names one step, whose fill the allowance refuses.
  CHECK(genesis.closing(20 * coin, bitcoin, step, 100'000'000'000LL) == -step);
}

TEST_CASE("bounds are those of the chain's own tests", "[liquidation][liquidation_size]") {
  // x/clob/keeper/liquidations_test.go (v4-chain at commit 84d4664, 2026)
  CHECK(LiquidationSize{100, 500'000, 1}.of_position(50'000'000'000LL).most == 25'000'000'000);
  CHECK(LiquidationSize{10'000'000, 1'000'000, 1}.of_position(5'000'000LL).least == 5'000'000);
}

TEST_CASE("a liquidation size reports every fault", "[liquidation][liquidation_size][faults]") {
  CHECK(genesis.faults().empty());
  CHECK(said(LiquidationSize{0, 0, 0}.faults()) ==
        std::vector<std::string>{"liquidation_size.max_position_share is out of range, got 0",
                                 "liquidation_size.max_account_notional must be positive, got 0"});
  CHECK(said(LiquidationSize{0, 1'000'001, 1}.faults()) ==
        std::vector<std::string>{"liquidation_size.max_position_share is out of range, got 1000001"});
}
