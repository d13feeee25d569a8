#include "bulwark/collateral/size_weight.hpp"

#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("a larger deposit counts for a smaller share and never for less money", "[collateral][size_weight]") {
  const SizeWeight weight{.initial = 0.8, .maintenance = 0.9, .factor = 0.003};
  Share before = weight.share(0.0, 100.0);
  double initial = 0.0, maintenance = 0.0;
  CHECK(before.initial == 0.8);
  CHECK(before.maintenance == 0.9);
  for (double coins = 0.0; coins < 1e6; coins = 1.5 * coins + 1.0) {
    const Share share = weight.share(coins, 100.0);
    CHECK(share.initial <= before.initial);
    CHECK(share.initial <= share.maintenance);
    CHECK(share.initial * coins >= initial);
    CHECK(share.maintenance * coins >= maintenance);
    before = share, initial = share.initial * coins, maintenance = share.maintenance * coins;
  }
}

TEST_CASE("a size weight reports every fault", "[collateral][size_weight][faults]") {
  CHECK(SizeWeight{0.8, 0.9, 0.01}.faults().empty());
  CHECK(said(SizeWeight{0.8, 1.9, -0.01}.faults()) ==
        std::vector<std::string>{"size_weight is out of range, got 1.8999999999999999", "size_weight.factor is out of range, got -0.01"});
}
