#include "bulwark/margin/product_group_margin.hpp"

#include "bulwark/laws/margin_laws.hpp"
#include "bulwark/margin/scenario_list_margin.hpp"
#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinRel;

namespace {

const ScenarioList list{.scenarios = {{.price = 0.875}, {.price = 0.9375}, {.price = 1.0625}, {.price = 1.125}}};
ProductGroupMargin grouped(double share, double per_unit = 0.0) {
  return {.list = list, .group_of_asset = {0, 0, -1}, .offset_of_group = {{share}}, .minimum = {per_unit}};
}
// 104,000 of each.
const Account pair{.positions = {{LinearFuture{btc}, 1.0, 1.0}, {LinearFuture{eth}, -40.625, 1.0}}};

}  // namespace

TEST_CASE("another asset's gain counts with the share of its group", "[margin][product_group_margin]") {
  CHECK(required(grouped(0.0), pair).maintenance == 13'000.0);  // losses of one point, not of two
  CHECK(required(grouped(0.5), pair).maintenance == 6'500.0);
  CHECK(required(grouped(1.0), pair).maintenance == 0.0);
  CHECK(required(ProductGroupMargin{.list = list, .offset_of_group = {}}, pair).maintenance == 26'000.0);
  Account three = pair;
  three.positions.push_back({LinearFuture{sol}, -100.0, 1.0});
  CHECK(required(grouped(1.0), three).maintenance == 2'000.0);
  REQUIRE(required(grouped(0.5), pair).binding);
  CHECK(required(grouped(0.5), pair).binding->loss == 6'500.0);
}

TEST_CASE("more offset never needs more, more scenarios never less", "[margin][product_group_margin]") {
  Random random{8};
  const std::vector<ListedInstrument> listed = chain();
  for (int i = 0; i < 100; ++i) {
    const Account book = random_book(random, listed, 9);
    double before = required(ProductGroupMargin{.list = list, .offset_of_group = {}}, book).maintenance;
    CHECK_THAT(before, WithinRel(required(ScenarioListMargin{list}, book).maintenance, 1e-12));
    for (const double share : {0.0, 0.25, 0.5, 1.0}) {
      const double needed = required(grouped(share), book).maintenance;
      CHECK(needed <= before * (1.0 + 1e-12));
      before = needed;
    }
    ProductGroupMargin more = grouped(0.5);
    more.list.scenarios.push_back({.price = 1.25});
    CHECK(required(more, book).maintenance >= required(grouped(0.5), book).maintenance);
  }
}

TEST_CASE("a group needs at least the minimum of its contracts", "[margin][product_group_margin]") {
  CHECK(required(grouped(1.0, 10.0), pair).maintenance == 416.25);
  CHECK_FALSE(required(grouped(1.0, 10.0), pair).binding);
}

TEST_CASE("product groups keep the laws of margin", "[margin][product_group_margin][laws]") {
  CHECK(broken_by(grouped(0.5, 10.0)).empty());
}

TEST_CASE("groups that are not there and shares above one are refused", "[margin][product_group_margin][faults]") {
  CHECK(grouped(0.5).faults().empty());
  CHECK(ProductGroupMargin{.list = list, .group_of_asset = {1, -2}, .offset_of_group = {{1.5}}, .minimum = {-1.0}}.faults().size() == 4);
  ProductGroupMargin long_list = grouped(0.5);
  long_list.list.scenarios.assign(65, {.price = 1.1});
  CHECK(long_list.faults().size() == 1);
}
