#include "bulwark/laws/margin_laws.hpp"

#include "support/books.hpp"
#include "support/catch.hpp"

using namespace bulwark;

namespace {

/// A rule that is fine but for what `Break` does to it.
template <class Break>
struct Rule {
  Break break_it;
  Requirement requirement(const ValuedAccount& account, const Profits& profits) const noexcept {
    Requirement r = NotionalMargin{.rate = {0.1, 0.05}}.requirement(account, profits);
    break_it(account, profits, r);
    return r;
  }
};

template <class Break>
BrokenLaws broken_by_a_rule_that(Break break_it) {
  return broken_by(Rule<Break>{break_it});
}

using Words = std::vector<std::string>;

bool holds_positions(const ValuedAccount& account) { return !account.units.empty(); }

struct ScanThatDropsNaN {
  ScenarioMargin scan{.grid = {.price_range = 0.16}};
  ScenarioSet scenarios(const MarketState& market) const { return scan.scenarios(market); }
  Requirement requirement(const ValuedAccount&, const Profits& profits) const noexcept {
    Requirement r;
    profits.each([&](const HeldUnit&, std::span<const double> profit) {
      double lowest = 0.0;
      for (const double p : profit)
        if (p < lowest) lowest = p;
      r.initial -= lowest, r.maintenance -= lowest;
    });
    return r;
  }
};

struct WrongSlope : NotionalMargin {
  Slope slope(const ValuedAccount&, const Profits&, Index, Index) const noexcept { return {}; }
};

struct ThrowingMargin {
  Requirement requirement(const ValuedAccount&, const Profits&) const { return {}; }
};
struct NumberMargin {
  double requirement(const ValuedAccount&, const Profits&) const noexcept { return 0.0; }
};
struct MutableMargin {
  Requirement requirement(const ValuedAccount&, const Profits&) noexcept { return {}; }
};
struct UniqueMargin {
  UniqueMargin(const UniqueMargin&) = delete;
  Requirement requirement(const ValuedAccount&, const Profits&) const noexcept { return {}; }
};
static_assert(!MarginPolicy<ThrowingMargin> && !MarginPolicy<NumberMargin> && !MarginPolicy<MutableMargin> && !MarginPolicy<UniqueMargin>);
static_assert(!MarginPolicy<int> && !HasSlope<Rule<int>> && HasSlope<WrongSlope> && AsksForScenarios<ScanThatDropsNaN>);

}  // namespace

TEST_CASE("the margin rules of the house break no law", "[laws][margin]") {
  const ShockGrid grid = test::grid();
  ShockGrid coins = grid;
  coins.numeraire = Numeraire::settlement;
  const TieredMargin tiers{.tables = {{{0.0, 0.02, 0.01}, {2e5, 0.04, 0.02}, {7e5, 0.1, 0.05}}}, .table_of_asset = {}};
  CHECK(broken_by(NotionalMargin{.rate = {0.1, 0.05}}) == Words{});
  CHECK(broken_by(tiers) == Words{});
  CHECK(broken_by(ScenarioMargin{.grid = grid, .initial_factor = 1.25}) == Words{});
  CHECK(broken_by(ScenarioMargin{.grid = coins}) == Words{});
  CHECK(broken_by(ScenarioMargin{.grid = grid, .far_relief = 1e4}) == Words{});
  CHECK(broken_by(ScenarioMargin{.grid = coins, .rounding = 0.0001}) == Words{});
  CHECK(broken_by(ShortOptionFloor{0.01}) == Words{});
  CHECK(broken_by(ShortOptionMargin{}) == Words{});
  CHECK(broken_by(RollCharge{0.005, 0.02}) == Words{});
  CHECK(broken_by(DebtMargin{}) == Words{});
  CHECK(broken_by(sum_of(ScenarioMargin{.grid = grid}, ShortOptionFloor{0.01}, tiers)) == Words{});
  CHECK(broken_by(largest_of(ScenarioMargin{.grid = grid}, NotionalMargin{.rate = {0.1, 0.05}})) == Words{});
  CHECK(broken_by(sum_of(largest_of(ScenarioMargin{.grid = grid}, tiers), ScenarioMargin{.grid = coins})) == Words{});
}

TEST_CASE("every law of margin can be broken", "[laws][margin]") {
  CHECK(broken_by_a_rule_that([](const ValuedAccount&, const Profits&, Requirement& r) noexcept { r.initial += 1.0; }) ==
        Words{"an empty account needs nothing"});
  CHECK(broken_by_a_rule_that([](const ValuedAccount& a, const Profits&, Requirement& r) noexcept {
          if (a.equity > 6e5) r.initial = r.maintenance = std::numeric_limits<double>::infinity();
        })[0] == "finite numbers make a finite requirement");
  CHECK(broken_by_a_rule_that([](const ValuedAccount&, const Profits&, Requirement& r) noexcept {
          r.initial = r.maintenance *= -1.0;
        })[0] == "a requirement is never negative");
  CHECK(broken_by_a_rule_that([](const ValuedAccount&, const Profits&, Requirement& r) noexcept { std::swap(r.initial, r.maintenance); }) ==
        Words{"initial is at least maintenance"});
  static int calls = 0;
  CHECK(broken_by_a_rule_that([](const ValuedAccount& a, const Profits&, Requirement& r) noexcept {
          if (holds_positions(a)) r.initial += ++calls * 1e-6;
        })[0] == "the same account needs the same each time");
  CHECK(broken_by_a_rule_that([](const ValuedAccount& a, const Profits&, Requirement& r) noexcept {
          for (const ValuedPosition& p : a.positions()) r.initial += static_cast<double>(p.row) * std::abs(p.quantity);
        }) == Words{"the rows on which instruments are listed change nothing"});
  CHECK(broken_by_a_rule_that([](const ValuedAccount& a, const Profits&, Requirement& r) noexcept {
          if (holds_positions(a)) r.initial += 5e4;  // a charge per account, whatever its size
        }) == Words{"the requirement is convex in size"});
  CHECK(broken_by(ScanThatDropsNaN{}) == Words{"NaN in, NaN out"});
  CHECK(broken_by(WrongSlope{{.rate = {0.1, 0.05}}}) == Words{"the slope is what a little more of an instrument adds"});
}
