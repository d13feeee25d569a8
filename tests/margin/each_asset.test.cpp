#include "bulwark/margin/each_asset.hpp"

#include "bulwark/laws/margin_laws.hpp"

#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinRel;

namespace {

const Account bitcoins{.positions = {{LinearFuture{btc}, 1.0, 104'000.0},
                                     {VanillaOption{btc, OptionSide::call, 104'000.0, july}, -0.125, 0.0, AssetId::quote},
                                     {InverseFuture{btc}, -512.0, 104'000.0}}};
const Account ethers{.positions = {{VanillaOption{eth, OptionSide::put, 2'560.0, july}, -8.0, 0.0, AssetId::quote}}};

Account both() {
  Account account = bitcoins;
  account.positions.insert(account.positions.end(), ethers.positions.begin(), ethers.positions.end());
  return account;
}

const auto scan_or_floor = largest_of(ScenarioMargin{.grid = {.price_range = 0.0625}}, ShortOptionFloor{0.25});

}  // namespace

TEST_CASE("each asset takes the larger of two rules by itself", "[margin][each_asset]") {
  const EachAsset each{scan_or_floor};
  const double apart = required(scan_or_floor, bitcoins).maintenance + required(scan_or_floor, ethers).maintenance;
  CHECK_THAT(required(each, both()).maintenance, WithinRel(apart, 1e-14));
  CHECK(required(each, both()).maintenance > required(scan_or_floor, both()).maintenance);
  CHECK(required(each, {}).maintenance == 0.0);
  REQUIRE(required(each, both()).binding);
  CHECK(required(each, both()).binding->asset == btc);
}

TEST_CASE("a rule that adds over assets is the same by each", "[margin][each_asset]") {
  Random random{3};
  const std::vector<ListedInstrument> listed = chain();
  const auto rule = sum_of(ScenarioMargin{.grid = grid()}, RollCharge{0.005, 0.02}, ShortOptionFloor{0.01});
  for (int i = 0; i < 20; ++i) {
    const Account book = random_book(random, listed, 12);
    CHECK_THAT(required(EachAsset{rule}, book).maintenance, WithinRel(required(rule, book).maintenance, 1e-12));
  }
}

TEST_CASE("what one asset holds changes nothing for another", "[margin][each_asset]") {
  const EachAsset each{scan_or_floor};
  CHECK(required(each, both()).maintenance - required(each, bitcoins).maintenance == required(each, ethers).maintenance);
}

TEST_CASE("margin by each asset keeps the laws of margin", "[margin][each_asset][laws]") {
  CHECK(broken_by(EachAsset{largest_of(ScenarioMargin{.grid = grid()}, NotionalMargin{.rate = {0.1, 0.05}})}).empty());
}

TEST_CASE("faults are those of the part", "[margin][each_asset][faults]") {
  CHECK(EachAsset{ShortOptionFloor{-1.0}}.faults().size() == 1);
  CHECK(EachAsset{scan_or_floor}.faults().empty());
}
