#include "bulwark/margin/scenario_list_margin.hpp"

#include <limits>

#include "bulwark/laws/margin_laws.hpp"
#include "bulwark/margin/scenario_margin.hpp"
#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinRel;

namespace {

ScenarioListMargin of(std::vector<ScenarioList::Scenario> scenarios, std::optional<ExpiryDiscount> by_expiry = {}) {
  return {.list = {.scenarios = std::move(scenarios), .skew = {.linear = {0.25, -0.1}, .absolute = {0.25, -0.1}}, .by_expiry = by_expiry}};
}

const std::vector<ScenarioList::Scenario> nine{{1.16, 0.3}, {1.16, -0.25}, {1.0, 0.3},       {1.0},           {1.0, -0.25},
                                               {0.84, 0.3}, {0.84, -0.25}, {0.5, 0.3, 0.32}, {2.0, 0.3, 0.16}};

}  // namespace

TEST_CASE("a list of scenarios breaks no law of margin, nor does one by expiry with bent smiles", "[margin][scenario_list_margin]") {
  CHECK(broken_by(of(nine)) == BrokenLaws{});
  std::vector<ScenarioList::Scenario> bent = nine;
  bent.push_back({.skew = Skew::linear});
  bent.push_back({.skew = Skew::absolute});
  CHECK(broken_by(of(bent, ExpiryDiscount{.gain = 0.95, .gain_rate = 0.16, .loss = 1.05, .loss_rate = 0.16})) == BrokenLaws{});
}

TEST_CASE("the same scenarios as a list and as a grid need the same", "[margin][scenario_list_margin]") {
  const ScenarioMargin grid{.grid = {.price_range = 0.125, .steps_per_side = 1, .vol_up = 0.25, .vol_down = 0.5}};
  std::vector<ScenarioList::Scenario> scenarios;
  for (const double price : {0.875, 1.0, 1.125})
    for (const double vol : {0.0, 0.25, -0.5}) scenarios.push_back({price, vol});
  Random random{41};
  for (int i = 0; i < 20; ++i) {
    const Account account = random_book(random, chain(), 12);
    const Requirement a = required(grid, account), b = required(of(scenarios), account);
    CHECK(a.initial == b.initial);
    CHECK(a.maintenance == b.maintenance);
    REQUIRE(a.binding.has_value() == b.binding.has_value());
    if (a.binding) CHECK(a.binding->scenario == b.binding->scenario);
  }
}

TEST_CASE("more scenarios never lower the requirement", "[margin][scenario_list_margin][B05]") {
  Random random{42};
  const ExpiryDiscount discount{.gain = 0.95, .loss = 1.05};
  for (int i = 0; i < 10; ++i) {
    const Account account = random_book(random, chain(), 10);
    double before = 0.0;
    for (std::size_t count = 1; count <= nine.size(); ++count) {
      const double more = required(of({nine.begin(), nine.begin() + static_cast<std::ptrdiff_t>(count)}, discount), account).maintenance;
      CHECK(more >= before);
      before = more;
    }
  }
}

TEST_CASE("a smaller weight never needs more", "[margin][scenario_list_margin][B15]") {
  Random random{43};
  for (int i = 0; i < 20; ++i) {
    const Account account = random_book(random, chain(), 10);
    CHECK(required(of({{0.5, 0.3, 0.25}, {2.0, 0.3, 0.125}}), account).maintenance <=
          required(of({{0.5, 0.3, 0.5}, {2.0, 0.3, 0.5}}), account).maintenance);
  }
}

TEST_CASE("discounts of expiries only ever add to the requirement", "[margin][scenario_list_margin]") {
  Random random{44};
  for (int i = 0; i < 20; ++i) {
    const Account account = random_book(random, chain(), 10);
    const double plain = required(of(nine), account).maintenance;
    const double some = required(of(nine, ExpiryDiscount{.gain = 0.95}), account).maintenance;
    const double more = required(of(nine, ExpiryDiscount{.gain = 0.9, .loss = 1.1}), account).maintenance;
    CHECK(some >= plain * (1.0 - 1e-13));
    CHECK(more >= some * (1.0 - 1e-13));
  }
}

TEST_CASE("assets that follow another are one risk with it", "[margin][scenario_list_margin]") {
  const Account pair{.positions = {{LinearFuture{btc}, 1.0, 1.0}, {LinearFuture{eth}, -40.625, 1.0}}};
  ScenarioListMargin margin = of({{1.25}, {0.75}});
  CHECK(required(margin, pair).maintenance == 52'000.0);
  margin.list.leader = {btc, btc};
  CHECK(required(margin, pair).maintenance == 0.0);
  const Account all{.positions = {{LinearFuture{btc}, 1.0, 1.0}, {LinearFuture{sol}, 1.0, 1.0}, {LinearFuture{eth}, 1.0, 1.0}}};
  CHECK_THAT(required(margin, all).maintenance, WithinRel(0.25 * (104'000.0 + 2'560.0 + 160.0), 1e-14));
}

TEST_CASE("an expiry that comes out worth something counts for less, one that owes for more, and coins as they are",
          "[margin][scenario_list_margin]") {
  const ScenarioListMargin margin = of({{.price = 1.0}}, ExpiryDiscount{.gain = 0.75, .loss = 1.25});
  const auto option = [](double quantity, Timestamp expiry) {
    return Position{VanillaOption{btc, OptionSide::call, 104'000.0, expiry}, quantity, 0.0, AssetId::quote};
  };
  const auto worth = [&](Timestamp expiry) {  // what it takes to lose a quarter
    return 4.0 * required(margin, {.positions = {option(1.0, expiry)}}).maintenance;
  };
  CHECK_THAT(required(margin, {.positions = {option(-1.0, july)}}).maintenance, WithinRel(0.25 * worth(july), 1e-13));
  CHECK(required(margin, {.positions = {{LinearFuture{btc}, 1.0, 1.0}}}).maintenance == 0.0);
  // Within an expiry what is bought pays for what is sold, across expiries not: each is a quarter short.
  CHECK_THAT(required(margin, {.positions = {option(1.0, july), option(-1.0, december)}}).maintenance,
             WithinRel(0.25 * (worth(july) + worth(december)), 1e-13));
  CHECK(required(margin, {.positions = {option(1.0, july), option(-1.0, july)}}).maintenance == 0.0);
}

TEST_CASE("what a bent smile changes is a loss either way, but only by expiry", "[margin][scenario_list_margin]") {
  const Account wing{.positions = {{VanillaOption{btc, OptionSide::call, 130'000.0, december}, 1.0, 0.0, AssetId::quote}}};
  Account sold = wing;
  sold.positions[0].quantity = -1.0;
  const std::vector<ScenarioList::Scenario> lifted{{.skew = Skew::absolute}};
  CHECK(required(of(lifted), wing).maintenance == 0.0);
  CHECK(required(of(lifted), sold).maintenance > 0.0);
  const double loss = required(of(lifted, ExpiryDiscount{}), sold).maintenance;
  CHECK_THAT(loss, WithinRel(required(of(lifted), sold).maintenance, 1e-12));
  CHECK(required(of(lifted, ExpiryDiscount{}), wing).maintenance == loss);
}

TEST_CASE("a list of scenarios reports every fault, its own and the list's", "[margin][scenario_list_margin][faults]") {
  CHECK(of(nine).faults().empty());
  const ScenarioListMargin bad{.list = {.scenarios = {}}, .initial_factor = 0.5, .maintenance_factor = 1.0};
  CHECK(said(bad.faults()) == std::vector<std::string>{"scenario_list.scenarios must not be empty",
                                                       "scenario_list_margin.maintenance_factor is out of range, got 1"});
}
