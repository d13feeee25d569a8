#include "bulwark/protection/concentration_limit.hpp"

#include <array>
#include <vector>

#include "support/catch.hpp"
#include "support/random.hpp"
#include "support/said.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinRel;

namespace {
constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
constexpr ConcentrationLimit limit{.free = 0.1, .most = 0.3, .rate = 0.5};
}  // namespace

TEST_CASE("a share is free, then charged, then refused", "[protection][concentration_limit]") {
  CHECK(limit.judge(10.0, 100.0) == Concentration::within);
  CHECK(limit.judge(11.0, 100.0) == Concentration::charged);
  CHECK(limit.judge(30.0, 100.0) == Concentration::charged);
  CHECK(limit.judge(31.0, 100.0) == Concentration::refused);
  for (const auto& [size, whole] : {std::pair{unknown, 1.0}, {1.0, unknown}, {1.0, 0.0}, {-1.0, 1.0}})
    CHECK(limit.judge(size, whole) == Concentration::unknown);
}

TEST_CASE("the charge begins at the free share and is the rate on what is beyond it at the largest", "[protection][concentration_limit]") {
  CHECK(limit.charge(10.0, 100.0) == 0.0);
  CHECK_THAT(limit.charge(30.0, 100.0), WithinRel(0.5 * 20.0, 1e-14));
  CHECK_THAT(limit.charge(20.0, 100.0), WithinRel(0.5 * 0.5 * 10.0, 1e-14));
  CHECK(std::isnan(limit.charge(unknown, 100.0)));
}

TEST_CASE("owners are summed whatever the order of their wallets, and wallets without one are counted",
          "[protection][concentration_limit]") {
  Random random{91};
  for (int draw = 0; draw < 200; ++draw) {
    std::vector<long long> size;
    std::vector<Index> group;
    for (int i = 0; i < 50; ++i) size.push_back(random.below(1'000'000)), group.push_back(random.below(7) - 1);
    std::array<long long, 5> total{}, again{};
    const Index left_out = sum_by_group<long long>(size, group, total);
    for (std::size_t i = size.size(); i-- > 1;) {
      const auto j = static_cast<std::size_t>(random.below(static_cast<Index>(i + 1)));
      std::swap(size[i], size[j]), std::swap(group[i], group[j]);
    }
    CHECK((sum_by_group<long long>(size, group, again) == left_out && total == again));
    Index strangers = 0;
    for (const Index g : group) strangers += g < 0 || g >= 5;
    CHECK(left_out == strangers);
  }
}

TEST_CASE("a concentration limit reports every fault", "[protection][concentration_limit][faults]") {
  CHECK(ConcentrationLimit{}.faults().empty());
  CHECK(said(ConcentrationLimit{.free = -0.1, .most = -0.2, .rate = -1.0}.faults()) ==
        std::vector<std::string>{"concentration_limit.free is out of range, got -0.10000000000000001",
                                 "concentration_limit.most is out of range, got -0.20000000000000001",
                                 "concentration_limit.rate is out of range, got -1"});
}
