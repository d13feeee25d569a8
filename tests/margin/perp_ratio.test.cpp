#include "bulwark/margin/perp_ratio.hpp"

#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Int = long long;

namespace {
constexpr MarginKind kinds[] = {MarginKind::initial, MarginKind::fill, MarginKind::maintenance};
const PerpRatio<Int> market{
    .initial = 1'000, .maintenance = 500, .size_factor = 1'000, .leveraged_initial = 100, .leveraged_maintenance = 66};
}  // namespace

TEST_CASE("a perpetual's ratio grows with size, is never below its base, and never lower to open than to stay", "[margin][perp_ratio]") {
  for (const bool is_high : {false, true}) {
    Int before[3] = {0, 0, 0};
    for (Int size = 0; size < 1'000'000'000'000'000; size = 2 * size + 100'000'000) {
      Int ratio[3];
      for (int k = 0; k < 3; ++k) {
        ratio[k] = market.ratio(kinds[k], size, is_high);
        CHECK(ratio[k] >= before[k]);
        CHECK(ratio[k] >= (is_high ? for_kind<Int>(kinds[k], 100, 66) : for_kind<Int>(kinds[k], 1'000, 500)));
        CHECK(ratio[k] <= std::max<Int>(market.ratio(kinds[k], size), 1));
        before[k] = ratio[k];
      }
      CHECK((ratio[0] >= ratio[1] && ratio[1] >= ratio[2]));
    }
  }
}

TEST_CASE("the relief of high leverage fades with size until nothing is left of it", "[margin][perp_ratio]") {
  // premium = 800 + 0.1 x root / 1000 ... of the ordinary 1,000: 800 is all relief, 900 half of it, 1,000 and more none.
  const auto at_premium = [&](Int premium) {
    Int size = 0;
    while (unbounded_size_premium<Int>(1'000, 1'000, size) < premium) size += 10'000'000;
    REQUIRE(unbounded_size_premium<Int>(1'000, 1'000, size) == premium);
    return market.ratio(MarginKind::initial, size, true);
  };
  CHECK(market.ratio(MarginKind::initial, 0, true) == 100);
  CHECK(at_premium(850) == 100 + 900 / 4);
  CHECK(at_premium(900) == 100 + 900 / 2);
  CHECK(at_premium(999) == 100 + 895);
  CHECK(at_premium(1'000) == 100);  // the programme's own gap: whole relief again at this one premium
  CHECK(at_premium(1'001) == 1'001);
}

TEST_CASE("staying in high-leverage mode has its own ratio with the ordinary premium", "[margin][perp_ratio]") {
  CHECK(market.ratio(MarginKind::maintenance, 0, true) == 66);
  const Int size = 1'000'000'000'000;
  CHECK(market.ratio(MarginKind::maintenance, size, true) == size_premium<Int>(66, 1'000, size));
}

TEST_CASE("a market without the mode, or without a size factor, has no fading", "[margin][perp_ratio]") {
  const PerpRatio<Int> plain{.initial = 1'000, .maintenance = 500};
  CHECK(plain.ratio(MarginKind::fill, 1, true) == 750);
  const PerpRatio<Int> unsized{.initial = 1'000, .maintenance = 500, .leveraged_initial = 100, .leveraged_maintenance = 66};
  CHECK(unsized.ratio(MarginKind::initial, 1'000'000'000'000'000, true) == 100);
  CHECK(unsized.ratio(MarginKind::fill, 1'000'000'000'000'000, true) == 83);
}

TEST_CASE("perpetual ratios report every fault", "[margin][perp_ratio][faults]") {
  CHECK(market.faults().empty());
  CHECK(said(PerpRatio<Int>{500, 1'000, -1, 100, 200}.faults()) ==
        std::vector<std::string>{"perp_ratio.initial is out of range, got 500", "perp_ratio.size_factor is out of range, got -1",
                                 "perp_ratio.leveraged_initial is out of range, got 100"});
  CHECK(PerpRatio<Int>{10'001, 0}.faults().size() == 2);
  CHECK(PerpRatio<Int>{1'000, 500, 0, 1'100, 600}.faults().size() == 2);
}
