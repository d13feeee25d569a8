#include "bulwark/margin/skew_margin.hpp"

#include <limits>

#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinRel;

namespace {

constexpr SkewMargin::Market bitcoin{.scale = 100.0, .per_scale = 2.0, .least = 0.01, .kept = 0.5, .minimum = 1'000.0};

}  // namespace

TEST_CASE("the share grows with size, and the minimum is added once per position", "[margin][skew_margin]") {
  // synthetix_v3_perps.json, "margins.IM" (Margins.test.ts): 2 BTC at 30,000.
  const Requirement pair = SkewMargin::charge(bitcoin, 2.0, 60'000.0);
  CHECK_THAT(pair.initial, WithinRel(4'000.0, 1e-15));
  CHECK_THAT(pair.maintenance, WithinRel(2'500.0, 1e-15));
  CHECK(SkewMargin::charge(bitcoin, 0.0, 0.0).initial == 0.0);
  for (double coins = 0.5; coins < 50.0; coins += 0.5) {
    const Requirement one = SkewMargin::charge(bitcoin, coins, 30'000.0 * coins),
                      more = SkewMargin::charge(bitcoin, coins + 0.5, 30'000.0 * (coins + 0.5));
    CHECK((more.initial / (coins + 0.5) > (one.initial - 1'000.0) / coins && one.initial >= one.maintenance));
  }
  CHECK(SkewMargin::charge({.scale = 0.0, .per_scale = 2.0, .least = 0.01, .kept = 0.5}, 2.0, 60'000.0).initial == 600.0);
}

TEST_CASE("an account's futures add, long and short alike, and nothing else is charged", "[margin][skew_margin]") {
  const SkewMargin margin{.of_asset = {bitcoin, bitcoin}};
  const Account account{.positions = {{LinearFuture{btc}, -2.0, 104'000.0}, {LinearFuture{eth}, 20.0, 2'560.0}, {Spot{btc}, 5.0}}};
  const Requirement all = required(margin, account);
  CHECK_THAT(all.initial,
             WithinRel(SkewMargin::charge(bitcoin, 2.0, 208'000.0).initial + SkewMargin::charge(bitcoin, 20.0, 51'200.0).initial, 1e-14));
  CHECK(required(margin, {}).initial == 0.0);
}

TEST_CASE("a future on an asset that is not named leaves the account unknown", "[margin][skew_margin]") {
  CHECK(std::isnan(required(SkewMargin{.of_asset = {bitcoin}}, {.positions = {{LinearFuture{eth}, 1.0, 2'560.0}}}).initial));
}

TEST_CASE("every fault of a skew margin is named", "[margin][skew_margin][faults]") {
  CHECK(SkewMargin{.of_asset = {bitcoin}}.faults().empty());
  CHECK(SkewMargin{.of_asset = {bitcoin, {-1.0, -1.0, -1.0, 1.1, -1.0}}}.faults().size() == 5);
  CHECK(said(SkewMargin{.of_asset = {{100.0, 2.0, 0.01, std::numeric_limits<double>::quiet_NaN()}}}.faults()) ==
        std::vector<std::string>{"skew_margin.kept[0] is out of range, got nan"});
}
