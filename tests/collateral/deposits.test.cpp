#include "bulwark/collateral/deposits.hpp"

#include "bulwark/laws/collateral_laws.hpp"
#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("deposits count in full, debts and open contracts not at all", "[collateral][deposits]") {
  CHECK(broken_by(Deposits{}).empty());
  const Account account{.positions = {{Spot{btc}, 2.0}, {Spot{eth}, -10.0}, {LinearFuture{btc}, 5.0, 100'000.0}}, .cash = 500.0};
  const Resources r = counted(Deposits{}, account);
  CHECK(r.initial == 208'500.0);
  CHECK(r.maintenance == r.initial);
  CHECK(counted(Deposits{}, {.positions = {}, .cash = -500.0}).initial == 0.0);
}
