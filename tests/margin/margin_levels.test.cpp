#include "bulwark/margin/margin_levels.hpp"

#include "support/catch.hpp"
#include "support/judged.hpp"
#include "vectors/case.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinRel;

TEST_CASE("levels stand in their order above maintenance", "[margin][margin_levels]") {
  for (const double maintenance : {0.0, 1.0, 139'442.0}) {
    const MarginLevels<double> at = LevelScales{}.of(maintenance);
    CHECK((at.maintenance <= at.search && at.search <= at.initial && at.initial <= at.release));
  }
}

TEST_CASE("in smallest units they are rounded down, and differ from real ones by less than a unit", "[margin][margin_levels]") {
  // Vega's own tests of capped futures: 2250, 2475, 2700, 3150.
  const MarginLevels<Wide> whole = LevelScales{}.of(Wide(2'250));
  CHECK((whole.search == 2'475 && whole.initial == 2'700 && whole.release == 3'150));
  const MarginLevels<Wide> part = LevelScales{}.of(Wide(11));
  CHECK((part.search == 12 && part.initial == 13 && part.release == 15));
  for (int maintenance = 0; maintenance < 2'000; maintenance += 7) {
    const double real = LevelScales{}.of(static_cast<double>(maintenance)).initial;
    const double exact = LevelScales{}.of(Wide(maintenance)).initial.convert_to<double>();
    CHECK((exact <= real + 1e-9 && real < exact + 1.0));
  }
}

TEST_CASE("levels out of order are faults", "[margin][margin_levels]") {
  CHECK(LevelScales{}.faults().empty());
  CHECK(said(LevelScales{.search = 90'000, .initial = 90'000, .release = 80'000}.faults()) ==
        std::vector<std::string>{"level_scales.search is out of range, got 90000", "level_scales.initial must increase, got 90000",
                                 "level_scales.release must increase, got 80000"});
}
