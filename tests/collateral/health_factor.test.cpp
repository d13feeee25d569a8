#include "bulwark/collateral/health_factor.hpp"

#include <boost/multiprecision/cpp_int.hpp>

#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinRel;
using Wide = boost::multiprecision::int512_t;

TEST_CASE("health falls with debt, rises with what counts, and is none where nothing is owed", "[collateral][health_factor]") {
  CHECK_FALSE(health_factor(Wide(1), Wide(0)));
  CHECK_FALSE(health_factor(1.0, 0.0));
  for (int debt = 1; debt < 100; ++debt) {
    CHECK(*health_factor(Wide(825'000), Wide(debt + 1)) < *health_factor(Wide(825'000), Wide(debt)));
    CHECK(*health_factor(Wide(825'000 + 10'000 * debt), Wide(debt)) > *health_factor(Wide(825'000), Wide(debt)));
  }
}

TEST_CASE("health is the chain's, half up in wads and then truncated", "[collateral][health_factor]") {
  // aave_v3.json: "hf.10 ETH@2000 LT 82.5% debt 15000" and "hf.two collaterals", computed by the same text in both arithmetics.
  CHECK(*health_factor(Wide(10 * 2'000 * 8'250), Wide(15'000)) == Wide("1100000000000000000"));
  CHECK(*health_factor(Wide(10'000) * 8'250 + Wide(10'000) * 7'700, Wide(14'000)) == Wide("1139285714285714285"));
  CHECK_THAT(*health_factor(10'000 * 0.825 + 10'000 * 0.77, 14'000.0), WithinRel(1.139285714285714285, 1e-15));
  // 1 / 3 of a wad is 3333.3 parts of 10,000: the quotient of wads rounds, the parts are cut.
  CHECK(*health_factor(Wide(20'000), Wide(3)) == Wide("666666666666666666"));
}

TEST_CASE("what may be borrowed rounds down and what a debt needs rounds up, so that they never disagree", "[collateral][health_factor]") {
  for (int deposits = 0; deposits < 300; ++deposits)
    for (const int share : {1, 7'442, 8'000, 10'000}) {
      const Wide can = borrowable(Wide(deposits), Wide(share), Wide(0));
      CHECK(deposits_needed(can, Wide(share)) <= deposits);
      CHECK(deposits_needed(Wide(can + 1), Wide(share)) > deposits);
    }
  CHECK(borrowable(Wide(100), Wide(8'000), Wide(81)) == 0);
  CHECK(borrowable(100.0, 0.8, 30.0) == 50.0);
}
