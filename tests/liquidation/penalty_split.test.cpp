#include "bulwark/liquidation/penalty_split.hpp"

#include "support/catch.hpp"
#include "support/int128.hpp"
#include "support/random.hpp"
#include "support/said.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

PenaltySplit<Int128> any_split(Random& random) {
  const Index a = random.below(1'000'001), b = random.below(1'000'001 - a), c = random.below(1'000'001 - a - b);
  return {.liquidator = a, .fund = b, .protocol = c, .owner = 1'000'000 - a - b - c};
}

}  // namespace

TEST_CASE("the parts are the penalty, and only the fund gets more than its share", "[liquidation][penalty_split]") {
  Random random{1};
  for (int i = 0; i < 20'000; ++i) {
    const PenaltySplit<Int128> split = any_split(random);
    REQUIRE(split.faults().empty());
    const Int128 penalty = random.below(i % 2 == 0 ? 20 : 1'000'000'000), one = 1'000'000;
    const PenaltyParts<Int128> parts = split.parts(penalty);
    CHECK(parts.sum() == penalty);
    CHECK((parts.liquidator * one <= penalty * split.liquidator && penalty * split.liquidator < (parts.liquidator + 1) * one));
    CHECK((parts.fund * one >= penalty * split.fund && (parts.fund - 3) * one < penalty * split.fund));
    CHECK((parts.protocol >= 0 && parts.owner >= 0));
  }
}

TEST_CASE("a penalty in pieces gives nobody but the fund more", "[liquidation][penalty_split]") {
  Random random{2};
  for (int i = 0; i < 5'000; ++i) {
    const PenaltySplit<Int128> split = any_split(random);
    const Int128 first = random.below(1'000), second = random.below(1'000);
    const PenaltyParts<Int128> a = split.parts(first), b = split.parts(second), all = split.parts(first + second);
    CHECK((a.liquidator + b.liquidator <= all.liquidator && a.owner + b.owner <= all.owner && a.protocol + b.protocol <= all.protocol));
  }
}

TEST_CASE("money repays the debt before it pays the penalty, and the owner last", "[liquidation][penalty_split]") {
  const PenaltySplit<Int128> split{.liquidator = 500'000, .fund = 300'000, .protocol = 200'000, .owner = 0};
  const auto short_of = settled_sale<Int128>(100, 13, 90, split);
  CHECK((short_of.repaid == 90 && short_of.bad_debt == 10 && short_of.penalty.sum() == 0 && short_of.surplus == 0));
  const auto part = settled_sale<Int128>(100, 13, 107, split);  // 3.5, 2.1 and 1.4
  CHECK((part.bad_debt == 0 && part.penalty.liquidator == 3 && part.penalty.protocol == 1 && part.penalty.fund == 3));
  const auto more = settled_sale<Int128>(100, 13, 150, split);
  CHECK((more.penalty.sum() == 13 && more.surplus == 37));
}

TEST_CASE("shares that are not a whole are a fault", "[liquidation][penalty_split][faults]") {
  CHECK(said(PenaltySplit<Int128>{500'000, 500'001, -1, 1}.faults()) ==
        std::vector<std::string>{"penalty_split.protocol must not be negative, got -1", "penalty_split.sum is out of range, got 1000001"});
}
