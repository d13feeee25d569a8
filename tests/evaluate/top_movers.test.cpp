#include "bulwark/evaluate/top_movers.hpp"

#include "support/compared.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("top movers are those that a full sort puts first, equals by place", "[evaluate][top_movers]") {
  Random random{6};
  for (int trial = 0; trial < 500; ++trial) {
    std::vector<Impact> impacts;
    for (Index i = random.below(40); i > 0; --i) {
      impacts.push_back(impact(100.0, static_cast<double>(random.below(5)), static_cast<double>(random.below(8))));
      if (random.below(8) == 0) impacts.back().after = unknown_report();
    }
    std::vector<std::pair<double, Index>> sorted;
    for (Index i = 0; i < std::ssize(impacts); ++i) {
      const Impact& a = impacts[static_cast<std::size_t>(i)];
      const double rise = a.after.requirement.maintenance - a.before.requirement.maintenance;
      if (a.after.verdict.is_known() && rise > 0.0) sorted.emplace_back(-rise, i);
    }
    std::sort(sorted.begin(), sorted.end());
    std::vector<Index> movers(static_cast<std::size_t>(random.below(12)));
    const Index found = top_movers(impacts, movers);
    REQUIRE(found == std::min(std::ssize(movers), std::ssize(sorted)));
    for (std::size_t k = 0; k < static_cast<std::size_t>(found); ++k) CHECK(movers[k] == sorted[k].second);
  }
}
