#include "bulwark/margin/size_step_margin.hpp"

#include "bulwark/laws/margin_laws.hpp"
#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {
const SizeStepMargin steps{{.tables = {{{0.0, 0.02, 0.01}, {101.0, 0.05, 0.02}, {1'001.0, 0.2, 0.1}}}, .table_of_asset = {}}};
}

TEST_CASE("the whole position has its tier's rate", "[margin][size_step]") {
  const auto kept = [&](double contracts) {
    return required(steps, {.positions = {{LinearFuture{sol}, contracts, 160.0}}}).maintenance / (160.0 * std::abs(contracts));
  };
  for (const double side : {1.0, -1.0}) {
    CHECK(kept(side * 100.0) == Catch::Approx(0.01).epsilon(1e-14));
    CHECK(kept(side * 101.0) == Catch::Approx(0.02).epsilon(1e-14));
    CHECK(kept(side * 5'000.0) == Catch::Approx(0.1).epsilon(1e-14));
  }
}

TEST_CASE("the rate does not move with the price", "[margin][size_step]") {
  MarketState market = three_assets();
  const Account account{.positions = {{LinearFuture{sol}, 500.0, 160.0}}};
  for (const double spot : {1.0, 160.0, 1e5}) {
    market.assets[2].spot = spot;
    CHECK(required(steps, account, market).initial == Catch::Approx(0.05 * 500.0 * spot).epsilon(1e-14));
  }
}

TEST_CASE("one rate is a share of notional and breaks no law; a step is a jump, which no convex rule has and no slope shows",
          "[margin][size_step]") {
  CHECK(broken_by(SizeStepMargin{{.tables = {{{0.0, 0.1, 0.05}}}, .table_of_asset = {}}}) == BrokenLaws{});
  CHECK(broken_by(SizeStepMargin{{.tables = {{{0.0, 0.1, 0.05}, {10.0, 0.2, 0.1}}}, .table_of_asset = {}}}) ==
        BrokenLaws{"the requirement is convex in size", "the slope is what a little more of an instrument adds"});
  CHECK(SizeStepMargin{}.faults().size() == 1);
}
