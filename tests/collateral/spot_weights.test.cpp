#include "bulwark/collateral/spot_weights.hpp"

#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Int = long long;

namespace {
constexpr MarginKind kinds[] = {MarginKind::initial, MarginKind::fill, MarginKind::maintenance};
const SpotWeights<Int> token{8'000, 9'000, 12'000, 11'000, 2'000, 500'000'000'000};
}  // namespace

TEST_CASE("deposits count for less and debts weigh more with size, and never better to open than to stay", "[collateral][spot_weights]") {
  Int asset[3] = {10'000, 10'000, 10'000}, liability[3] = {0, 0, 0};
  for (Int size = 0; size < 1'000'000'000'000'000; size = 2 * size + 1'000'000'000) {
    for (int k = 0; k < 3; ++k) {
      CHECK(token.asset(kinds[k], size) <= asset[k]);
      CHECK(token.liability(kinds[k], size) >= liability[k]);
      asset[k] = token.asset(kinds[k], size), liability[k] = token.liability(kinds[k], size);
    }
    CHECK((asset[0] <= asset[1] && asset[1] <= asset[2]));
    CHECK((liability[0] >= liability[1] && liability[1] >= liability[2]));
    CHECK(liability[2] >= 10'000);
  }
}

TEST_CASE("what the venue holds scales what opens, half of it what fills, and not what stays", "[collateral][spot_weights]") {
  SpotWeights<Int> unsized = token;
  unsized.size_factor = 0;
  const Int deposits = 1'000'000'000'000;
  CHECK(unsized.asset(MarginKind::initial, 1, deposits) == 4'000);
  CHECK(unsized.asset(MarginKind::fill, 1, deposits) == 6'500);
  CHECK(unsized.asset(MarginKind::maintenance, 1, deposits) == 9'000);
}

TEST_CASE("weights of spot balances are those of the programme's tests", "[collateral][spot_weights]") {
  // drift_v2.json, "asset_weight.second fill" and "... imf fill": 100,000 tokens.
  CHECK(SpotWeights<Int>{1'500, 7'500, 10'000, 10'000, 0}.asset(MarginKind::fill, 100'000'000'000'000) == 4'500);
  CHECK(SpotWeights<Int>{1'500, 7'500, 10'000, 10'000, 100'000}.asset(MarginKind::fill, 100'000'000'000'000) == 337);
}

TEST_CASE("spot weights report every fault", "[collateral][spot_weights][faults]") {
  CHECK(token.faults().empty());
  CHECK(said(SpotWeights<Int>{9'000, 8'000, 9'000, 9'500, -1, -1}.faults()) ==
        std::vector<std::string>{"spot_weights.initial_asset is out of range, got 9000",
                                 "spot_weights.initial_liability is out of range, got 9000",
                                 "spot_weights.maintenance_liability is out of range, got 9500",
                                 "spot_weights.size_factor is out of range, got -1", "spot_weights.scale_start is out of range, got -1"});
  CHECK(SpotWeights<Int>{-1, 10'001, 12'000, 11'000}.faults().size() == 2);
}
