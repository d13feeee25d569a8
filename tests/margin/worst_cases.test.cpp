#include "bulwark/margin/worst_cases.hpp"

#include <limits>

#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

/// Two units, three scenarios each.
struct Case {
  std::vector<double> first, second;
  ScenarioBlock block{.first = 0, .count = 3};

  template <class Charged>
  Requirement worst(Charged charged, double initial = 1.0, double maintenance = 1.0) const {
    std::vector<double> sums(16);
    std::copy(first.begin(), first.end(), sums.begin());
    std::copy(second.begin(), second.end(), sums.begin() + 8);
    const HeldUnit units[] = {{.asset = btc}, {.asset = eth, .price = 2.0}};
    return sum_of_worst(
        Profits({&block, 1}, units, sums.data(), 1), initial, maintenance,
        [](const HeldUnit&, std::span<const double> profit) { return worst_of(profit); }, charged);
  }
  Requirement plain(double initial = 1.0, double maintenance = 1.0) const {
    return worst([](const HeldUnit&, double loss) { return loss; }, initial, maintenance);
  }
};

}  // namespace

TEST_CASE("units' worst losses add, each in its own scenario, and gains count for nothing", "[margin][worst_cases]") {
  const Case both{{5.0, -3.0, 1.0}, {-2.0, 4.0, -1.0}};
  CHECK(both.plain().maintenance == 5.0);
  CHECK(both.plain(1.5, 0.5).initial == 7.5);
  CHECK(both.plain(1.5, 0.5).maintenance == 2.5);
  const Case gain{{5.0, 3.0, 1.0}, {0.0, 4.0, 1.0}};
  CHECK(gain.plain().initial == 0.0);
  CHECK_FALSE(gain.plain().binding);
}

TEST_CASE("the binding scenario is that of the unit that is charged most", "[margin][worst_cases]") {
  const Case both{{5.0, -3.0, 1.0}, {-4.0, 4.0, -1.0}};
  REQUIRE(both.plain().binding);
  CHECK(both.plain().binding->asset == eth);
  CHECK(both.plain().binding->scenario == 0);
  CHECK(both.plain().binding->loss == 4.0);
  CHECK(both.plain().binding->gap == 3.0);
  const Requirement relieved = both.worst([](const HeldUnit& unit, double loss) { return loss / (unit.price * unit.price); });
  CHECK(relieved.maintenance == 4.0);
  CHECK(relieved.binding->asset == btc);
  CHECK(relieved.binding->loss == 3.0);
}

TEST_CASE("an unknown profit makes an unknown requirement", "[margin][worst_cases][A18]") {
  for (const Case& c : {Case{{5.0, unknown, 1.0}, {-4.0, 4.0, -1.0}}, Case{{5.0, 1.0, 1.0}, {1.0, 4.0, unknown}}}) {
    CHECK_FALSE(is_finite(c.plain().initial));
    CHECK_FALSE(is_finite(c.plain().maintenance));
  }
}

TEST_CASE("factors are positive, and maintenance no more than initial", "[margin][worst_cases][faults]") {
  const auto faults = [](double initial, double maintenance) {
    Faults found;
    check_factors(found, "rule.initial", initial, "rule.maintenance", maintenance);
    return said(found);
  };
  CHECK(faults(1.0, 1.0).empty());
  CHECK(faults(1.25, 0.5).empty());
  CHECK(faults(1.0, 1.25) == std::vector<std::string>{"rule.maintenance is out of range, got 1.25"});
  CHECK(faults(0.0, 0.0) == std::vector<std::string>{"rule.initial is out of range, got 0", "rule.maintenance is out of range, got 0"});
  CHECK(faults(unknown, unknown).size() == 2);
  CHECK(faults(std::numeric_limits<double>::infinity(), 1.0).size() == 1);
}
