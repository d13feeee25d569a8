#include "bulwark/system/cascade_rules.hpp"

#include "bulwark/system/restoring_share.hpp"
#include "support/catch.hpp"

using namespace bulwark;

TEST_CASE("rules as they come are good, and every bad one is named, the policies' own too", "[system][cascade_rules][faults]") {
  CHECK(CascadeRules<>{}.faults().empty());
  const CascadeRules<RestoringShare, LotsPerRound> bad{.sizing = {.target = 0.0},
                                                       .queue = {0},
                                                       .waterfall = {-1},
                                                       .order = {},
                                                       .penalty = -1.0,
                                                       .fund_share = 1.5,
                                                       .minor_unit = 0.0,
                                                       .most_move = 0.0,
                                                       .pass_through = 2.0,
                                                       .most_rounds = 0};
  CHECK(bad.faults().size() == 9);
}
