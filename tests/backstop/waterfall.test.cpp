#include "bulwark/backstop/waterfall.hpp"

#include "bulwark/backstop/backstop_vault.hpp"
#include "bulwark/backstop/insurance_fund.hpp"
#include "bulwark/backstop/loss_index.hpp"
#include "bulwark/backstop/reserve.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using Int = long long;

namespace {

constexpr Reserve<Int> penalty{15};
constexpr InsuranceFund<Int> fund{.balance = 100, .market = {.most = 40}, .period = {.most = 70}};
constexpr BackstopVault<Int> vault{.depositors = {1'000, 10}, .loss = {.most = 25}};
constexpr Reserve<Int> profits{60};
constexpr LossIndex<Int> everybody{.one = 1'000, .open = 500};

}  // namespace

TEST_CASE("a loss goes down level by level until it is paid", "[backstop][waterfall]") {
  const auto small = waterfall(Int(10), penalty, fund, vault, profits, everybody);
  CHECK(small.paid == std::array<Int, 5>{10, 0, 0, 0, 0});
  CHECK(small.reached() == 0);
  const auto middle = waterfall(Int(70), penalty, fund, vault, profits, everybody);
  CHECK(middle.paid == std::array<Int, 5>{15, 40, 15, 0, 0});
  CHECK(middle.reached() == 2);
  const auto large = waterfall(Int(1'000), penalty, fund, vault, profits, everybody);
  CHECK(large.paid == std::array<Int, 5>{15, 40, 25, 60, 860});
  CHECK((large.uncovered == 0 && large.covered() == 1'000));
  CHECK(std::get<1>(large.levels).balance == 60);
  CHECK(std::get<4>(large.levels).receivable == 860);
}

TEST_CASE("what no level pays is uncovered, not forgotten", "[backstop][waterfall]") {
  const auto report = waterfall(Int(1'000), penalty, fund);
  CHECK((report.uncovered == 945 && report.covered() == 55));
  CHECK(waterfall(Int(7)).uncovered == 7);
  CHECK(waterfall(Int(7)).reached() == std::nullopt);
  const auto none = waterfall(Int(-7), penalty, fund);  // a gain is no loss
  CHECK((none.loss == 0 && none.covered() == 0 && none.uncovered == 0 && none.reached() == std::nullopt));
}

TEST_CASE("a composition is a constant expression", "[backstop][waterfall]") {
  static_assert(waterfall(Int(70), penalty, fund, vault).paid[2] == 15);
}

TEST_CASE("every level's faults are told, the first level's first", "[backstop][waterfall][faults]") {
  CHECK(waterfall_faults(penalty, fund, vault, profits, everybody).empty());
  const Faults found = waterfall_faults(Reserve<Int>{-1}, fund, LossIndex<Int>{.one = 0});
  REQUIRE(found.size() == 2);
  CHECK(found[0].field == std::string("reserve.held"));
  CHECK(found[1].field == std::string("loss_index.one"));
}
