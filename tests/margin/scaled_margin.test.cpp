#include "bulwark/margin/scaled_margin.hpp"

#include <limits>

#include "bulwark/laws/margin_laws.hpp"
#include "bulwark/margin/scenario_list_margin.hpp"
#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

constexpr NotionalMargin part{.rate = {0.125, 0.0625}};
const ScenarioListMargin span{.list = {.scenarios = {{1.25}, {0.75}}}};
const Account future{.positions = {{LinearFuture{btc}, 1.0, 100'000.0}}};

MarketState at(double quote_price) {
  MarketState market = three_assets();
  market.quote_price = quote_price;
  return market;
}

}  // namespace

TEST_CASE("a scaled rule breaks no law that its part keeps", "[margin][scaled_margin]") {
  CHECK(broken_by(ScaledMargin{part, 1.25, 1.0}) == BrokenLaws{});
  CHECK(broken_by(ScaledMargin{span, 1.0, 0.8, Depeg{.threshold = 1.5, .factor = 2.0}}) == BrokenLaws{});
  CHECK(broken_by(sum_of(ScaledMargin{largest_of(span, part), 1.25, 1.0}, ScaledMargin{span, 1.0, 0.5})) == BrokenLaws{});
}

TEST_CASE("initial and maintenance are scaled each by its factor", "[margin][scaled_margin]") {
  const Requirement plain = required(part, future), scaled = required(ScaledMargin{part, 1.5, 0.5}, future);
  CHECK(scaled.initial == 1.5 * plain.initial);
  CHECK(scaled.maintenance == 0.5 * plain.maintenance);
  CHECK(required(ScaledMargin{part, 1.0, 1.0}, future).initial == plain.initial);
}

TEST_CASE("the binding scenario stays that of the part, with the part's own loss", "[margin][scaled_margin]") {
  const Requirement plain = required(span, future), scaled = required(ScaledMargin{span, 2.0, 0.5}, future);
  REQUIRE(scaled.binding);
  CHECK(scaled.binding->scenario == plain.binding->scenario);
  CHECK(scaled.binding->loss == plain.binding->loss);
}

TEST_CASE("below the peg the initial factor grows, the other does not", "[margin][scaled_margin]") {
  const ScaledMargin scaled{part, 1.25, 1.0, Depeg{.threshold = 0.9375, .factor = 4.0}};
  const Requirement par = required(scaled, future, at(1.0)), below = required(scaled, future, at(0.875));
  CHECK(par.initial == 1.25 * 13'000.0);
  CHECK(below.initial == 1.5 * 13'000.0);
  CHECK(below.maintenance == par.maintenance);
  double before = 0.0;
  for (const double price : {1.5, 1.0, 0.9375, 0.9, 0.5, 0.125}) {
    const double lower = required(scaled, future, at(price)).initial;
    CHECK(lower >= before);
    before = lower;
  }
}

TEST_CASE("a scaled rule asks for its part's scenarios", "[margin][scaled_margin]") {
  static_assert(scenario_sets<ScaledMargin<ScenarioListMargin>>() == 1);
  static_assert(scenario_sets<ScaledMargin<NotionalMargin>>() == 0);
  std::vector<ScenarioSet> sets;
  ask(ScaledMargin{span, 1.0, 1.0}, three_assets(), sets);
  REQUIRE(sets.size() == 1);
  CHECK(sets[0].scenarios == 2);
}

TEST_CASE("a part's faults come first, then the factors' and the peg's", "[margin][scaled_margin][faults]") {
  CHECK(ScaledMargin{part, 1.25, 1.0}.faults().empty());
  const ScaledMargin bad{NotionalMargin{.rate = {0.1, 0.2}}, 0.5, 1.0, Depeg{.threshold = -1.0}};
  CHECK(said(bad.faults()) == std::vector<std::string>{said(NotionalMargin{.rate = {0.1, 0.2}}.faults())[0],
                                                       "scaled_margin.maintenance_factor is out of range, got 1",
                                                       "depeg.threshold is out of range, got -1"});
  // Were it not refused, more would be needed to keep than to open.
  CHECK(broken_by(ScaledMargin{part, 0.25, 1.0}) == BrokenLaws{"initial is at least maintenance"});
}
