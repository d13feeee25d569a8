#include "bulwark/evaluate/explain.hpp"

#include <cmath>

#include "support/books.hpp"
#include "support/catch.hpp"
#include "support/derive.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

const Listing listing = *Listing::from(chain());

/// Charges by a square, and does not know its slope.
struct Curved {
  Requirement requirement(const ValuedAccount& account, const Profits&) const noexcept {
    double sum = 0.0;
    for (const ValuedPosition& p : account.positions()) sum = bulwark::fma(p.quantity, p.quantity, sum);
    return {.initial = sum, .maintenance = sum};
  }
};
static_assert(MarginPolicy<Curved> && !HasSlope<Curved>);

}  // namespace

TEST_CASE("contributions sum to the loss of the binding scenario", "[evaluate][explain]") {
  Random random{71};
  on_every_venue([&](const auto& venue) {
    const auto tick = venue.price(listing, three_assets());
    Workspace workspace = tick->workspace();
    for (int i = 0; i < 60; ++i) {
      const Account account = random_book(random, chain(), 1 + random.below(15));
      const AccountRows rows = listing.admit(std::span{&account, 1});
      const Explanation why = explain(*tick, rows.at(0));
      CHECK(bits(why.report) == bits(tick->evaluate(rows.at(0), workspace)));
      for (const UnitExplanation& unit : why.units) {
        double sum = 0.0, scale = 0.0;
        for (const Contribution& part : unit.parts) sum += part.profit, scale += std::abs(part.profit);
        CHECK(std::abs(sum - unit.profit) <= 1e-14 * scale);  // one rounding per part
        CHECK(unit.worst.runner_up >= unit.worst.lowest);
        CHECK(unit.worst.lowest >= unit.profit);
      }
      CHECK(std::ssize(why.gradient) == std::ssize(listing.order()));
    }
  });
}

TEST_CASE("the rules of a sum add up to the requirement", "[evaluate][explain][B09]") {
  Random random{72};
  const auto tick = portfolio_venue().price(listing, three_assets());
  for (int i = 0; i < 50; ++i) {
    const Account account = random_book(random, chain(), 8);
    const AccountRows rows = listing.admit(std::span{&account, 1});
    const Explanation why = explain(*tick, rows.at(0));
    REQUIRE(why.rules.size() == 3);
    double initial = 0.0;
    for (const Requirement& rule : why.rules) initial += rule.initial;
    CHECK(initial == why.report.requirement.initial);
    REQUIRE(why.report.requirement.binding);
    CHECK(why.report.requirement.binding->gap >= 0.0);
  }
}

TEST_CASE("the gradient is the difference that re-evaluating makes", "[evaluate][explain]") {
  Random random{73};
  int compared = 0;
  const auto check = [&](const auto& venue) {
    const auto tick = venue.price(listing, three_assets());
    Workspace workspace = tick->workspace();
    ChangedAccount scratch;
    for (int i = 0; i < 25; ++i) {
      const Account account = random_book(random, chain(), random.below(8));
      const AccountRows rows = listing.admit(std::span{&account, 1});
      const Explanation why = explain(*tick, rows.at(0));
      const double base = why.report.requirement.maintenance;
      for (const InstrumentSlope& slope : why.gradient) {
        const ContractTerms& terms = tick->table().terms(slope.row);
        constexpr double step = 0x1p-10;
        const bool is_future = terms.kind == InstrumentKind::linear_future || terms.kind == InstrumentKind::inverse_future;
        const Order order{listing.id(slope.row), step, is_future ? terms.underlying : 0.0};
        const RiskReport moved = tick->evaluate(scratch.apply(tick->table(), rows.at(0), {.orders = {&order, 1}}), workspace);
        const double difference = (moved.requirement.maintenance - base) / step;
        // A scenario may overtake within the step; entry legs at today's price move nothing else.
        CHECK(std::abs(difference - slope.maintenance) <= 1e-2 * (1.0 + std::abs(slope.maintenance)) + 1e-9 * base / step);
        ++compared;
      }
    }
  };
  check(portfolio_venue());
  check(coin_venue());
  check(lending_venue());
  check(RiskEvaluator{no_haircut(), ScenarioMargin{.grid = grid(), .far_relief = 1e5}, Black{}, NoVar{}, HealthThreshold{}});
  CHECK(compared > 5000);
}

TEST_CASE("a rule without a slope is differenced", "[evaluate][explain]") {
  const auto tick = RiskEvaluator{no_haircut(), Curved{}, Black{}, NoVar{}, HealthThreshold{}}.price(listing, three_assets());
  const Account account{.positions = {{LinearFuture{btc}, 3.0, 104'000.0}}};
  const AccountRows rows = listing.admit(std::span{&account, 1});
  const Index held = static_cast<Index>(listing.find(LinearFuture{btc}).front().row);
  for (const InstrumentSlope& slope : explain(*tick, rows.at(0)).gradient)
    CHECK(slope.maintenance == Catch::Approx(slope.row == held ? 6.0 : 0.0).margin(1e-5));
}

TEST_CASE("an unknown account has nothing to explain", "[evaluate][explain][faults]") {
  const auto tick = portfolio_venue().price(listing, three_assets());
  const Explanation why = explain(*tick, AccountRow{});
  CHECK(is_unknown(why.report));
  CHECK(why.units.empty());
  CHECK(why.rules.empty());
  CHECK(why.gradient.empty());
}

TEST_CASE("rules inside a scaled rule are explained, rules that are not summed are not", "[evaluate][explain]") {
  Random random{74};
  const auto check = [&](const auto& venue, std::size_t rules) {
    Judge judge(venue);
    int explained = 0;
    for (int i = 0; i < 30; ++i) {
      const Account account = derive_book(random, 1 + random.below(10));
      const AccountRows rows = judge.listing().admit(std::span{&account, 1});
      const Explanation why = explain(judge.tick(), rows.at(0));
      CHECK(bits(why.report) == bits(judge(account)));
      CHECK(why.rules.size() == rules);
      double initial = 0.0, maintenance = 0.0;
      for (const Requirement& rule : why.rules) initial += rule.initial, maintenance += rule.maintenance;
      CHECK(initial == why.report.requirement.initial);
      CHECK(maintenance == why.report.requirement.maintenance);
      CHECK_FALSE(why.units.empty());
      for (const UnitExplanation& unit : why.units) {
        CHECK(unit.block == 1);  // that of the scenarios; the basis charge reads rows
        double sum = 0.0, scale = 0.0;
        for (const Contribution& part : unit.parts) sum += part.profit, scale += std::abs(part.profit);
        CHECK(std::abs(sum - unit.profit) <= 1e-14 * scale);
        CHECK(unit.worst.runner_up >= unit.worst.lowest);
        CHECK(unit.worst.lowest <= unit.profit + 1e-12 * scale);  // discounts and bends only ever take
      }
      const std::optional<Binding>& binding = why.report.requirement.binding;
      for (const UnitExplanation& unit : why.units)
        if (binding && unit.asset == binding->asset) {
          CHECK(unit.worst.index == binding->scenario);
          CHECK(-unit.worst.lowest == binding->loss);
          ++explained;
        }
    }
    CHECK(explained > 10);
  };
  check(first_manager(), 2);
  check(second_manager(), 4);
}

TEST_CASE("the gradient of a composition without slopes is what a larger step makes of it", "[evaluate][explain]") {
  Random random{75};
  const auto check = [&](const auto& venue) {
    Judge judge(venue);
    Workspace workspace = judge.tick().workspace();
    ChangedAccount scratch;
    for (int i = 0; i < 4; ++i) {
      const Account account = derive_book(random, 6, btc);
      const AccountRows rows = judge.listing().admit(std::span{&account, 1});
      const Explanation why = explain(judge.tick(), rows.at(0));
      REQUIRE(std::ssize(why.gradient) == std::ssize(derive_chain()));
      const Requirement base = why.report.requirement;
      for (const InstrumentSlope& slope : why.gradient) {
        const ContractTerms& terms = judge.tick().table().terms(slope.row);
        constexpr double step = 0x1p-12;
        const Order order{judge.listing().id(slope.row), step, is_future(terms) ? terms.underlying : 0.0};
        const RiskReport moved = judge.tick().evaluate(scratch.apply(judge.tick().table(), rows.at(0), {.orders = {&order, 1}}), workspace);
        // Piecewise linear: off only where a scenario or a sign changes within the step, or by the rounding of the smaller one.
        const double rounding = 0x1p-50 * base.initial / 0x1p-20;
        CHECK(std::abs((moved.requirement.initial - base.initial) / step - slope.initial) <= 1e-2 * std::abs(slope.initial) + rounding);
        CHECK(std::abs((moved.requirement.maintenance - base.maintenance) / step - slope.maintenance) <=
              1e-2 * std::abs(slope.maintenance) + rounding);
      }
    }
  };
  check(first_manager());
  check(second_manager());
}
