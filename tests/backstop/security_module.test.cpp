#include "bulwark/backstop/security_module.hpp"

#include "support/catch.hpp"
#include "vectors/case.hpp"

using namespace bulwark;

namespace {
using Int = bulwark::test::Wide;
using Module = SecurityModule<Int>;
}  // namespace

TEST_CASE("a fund pays what it has, and what it pays and leaves is what was asked, to the unit", "[backstop][security_module]") {
  for (const int cash : {-5, 0, 1, 99, 100, 101, 1'000})
    for (const int asked : {0, 1, 100, 500}) {
      const FundPayment<Int> payout = Module{Int(cash)}.payout(Int(asked));
      CHECK(payout.paid + payout.shortfall == asked);
      CHECK((payout.paid >= 0 && payout.shortfall >= 0));
      CHECK(payout.paid <= (cash > 0 ? cash : 0));
      CHECK((payout.shortfall == 0 || payout.paid == (cash > 0 ? cash : 0)));
    }
}

TEST_CASE("withdrawals stop while insolvent accounts lack more than the fund has, at exactly as much not", "[backstop][security_module]") {
  CHECK(Module{Int(599)}.blocks_withdrawals(Int(600)));
  CHECK_FALSE(Module{Int(600)}.blocks_withdrawals(Int(600)));
  CHECK_FALSE(Module{Int(0)}.blocks_withdrawals(Int(0)));
  CHECK(Module{Int(-10)}.blocks_withdrawals(Int(1)));
  CHECK_FALSE(Module{Int(-10)}.blocks_withdrawals(Int(0)));
}
