#include "bulwark/backstop/insurance_draw.hpp"

#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Int = long long;

TEST_CASE("the shares of a loss add up to it, and nobody pays more than there is", "[backstop][insurance_draw]") {
  for (Int loss = 0; loss <= 120; loss += 7)
    for (Int vault = 0; vault <= 60; vault += 9)
      for (Int cap = 0; cap <= 60; cap += 12)
        for (Int drawn = 0; drawn <= cap; drawn += 5)
          for (const Int pool : {-10LL, 0LL, 20LL}) {
            const InsuranceLimit<Int> limit{vault, cap, drawn};
            const WaterfallShares<Int> shares = waterfall_shares<Int>(loss, limit, pool);
            CHECK(shares.insurance + shares.fee_pool + shares.socialised == loss);
            CHECK((shares.insurance >= 0 && shares.fee_pool >= 0 && shares.socialised >= 0));
            CHECK(shares.insurance <= std::max<Int>(0, vault - 1));
            CHECK(shares.insurance <= cap - drawn);
            CHECK(shares.fee_pool <= std::max<Int>(0, pool));
            if (shares.fee_pool > 0) CHECK(shares.insurance == limit.available());
            if (shares.socialised > 0) CHECK(shares.fee_pool == std::max<Int>(0, pool));
          }
}

TEST_CASE("an insurance limit reports every fault", "[backstop][insurance_draw][faults]") {
  CHECK(InsuranceLimit<Int>{5, 3, 3}.faults().empty());
  CHECK(said(InsuranceLimit<Int>{-5, -3, 1}.faults()) == std::vector<std::string>{"insurance_limit.vault must not be negative, got -5",
                                                                                  "insurance_limit.cap must not be negative, got -3",
                                                                                  "insurance_limit.drawn is out of range, got 1"});
}
