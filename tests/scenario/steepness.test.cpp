#include "bulwark/scenario/steepness.hpp"

#include "bulwark/evaluate/what_if.hpp"
#include "bulwark/margin/delta_shock.hpp"
#include "bulwark/margin/size_margin.hpp"
#include "support/books.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

const Listing listing = *Listing::from(chain());

/// Checks what `steepness_of(venue.margin or .collateral)` promises along random orders.
template <class Venue, class Number>
int check_steepness(const Venue& venue, std::uint64_t seed, bool is_requirement, Number number) {
  Random random{seed};
  const auto tick = venue.price(listing, three_assets());
  Workspace workspace = tick->workspace();
  ChangedAccount scratch;
  int moved = 0;
  for (int i = 0; i < 150; ++i) {
    const Account account = random_book(random, chain(), random.below(8));
    const AccountRows rows = listing.admit(std::span{&account, 1});
    const Index row = random.below(listing.rows());
    const ContractTerms& terms = tick->table().terms(row);
    const Instrument& instrument = listing[row].instrument;
    const bool is_coin_option = terms.kind == InstrumentKind::option && terms.settlement != AssetId::quote;
    const double price = terms.kind == InstrumentKind::option ? (is_coin_option ? 0.0625 : 1024.0) : entry_price(random, instrument);
    const double paid = terms.multiplier * price;
    const BoughtContract bought{.row = row,
                                .outright = is_future(terms)
                                                ? entry_leg(terms.kind == InstrumentKind::inverse_future, terms.multiplier, price)
                                            : is_coin_option ? -paid
                                                             : 0.0,
                                .cash = is_future(terms) || is_coin_option ? 0.0 : -paid};
    const Steepness steep =
        is_requirement ? steepness_of(venue.margin, tick->table(), bought) : steepness_of(venue.collateral, tick->table(), bought);
    double held = 0.0;
    for (const Segment& segment : rows.at(0).segments)
      for (std::uint32_t k = segment.begin; k < segment.end; ++k)
        if (static_cast<Index>(rows.at(0).row[k]) == row) held = rows.at(0).quantity[k];
    const auto at = [&](double quantity) {
      const Order order{listing.id(row), quantity, price};
      const RiskReport after = what_if(*tick, rows.at(0), {.orders = {&order, 1}}, workspace, scratch)->after;
      return number(after);
    };
    const double size = terms.kind == InstrumentKind::inverse_future ? 512.0 : 1.0;
    double largest = 0.0;
    for (double n = -6.0; n <= 6.0; n += 1.5) {
      const auto closes = [&](double lots) { return held != 0.0 && held + lots * size == 0.0; };
      if (steep.excepts_close && (closes(n - 1.0) || closes(n) || closes(n + 1.0))) continue;
      const double below = at((n - 1.0) * size), here = at(n * size), above = at((n + 1.0) * size);
      const double rounding = 1e-9 * (1e5 + std::fabs(below) + std::fabs(here) + std::fabs(above));
      INFO("book " << i << " row " << row << " at " << n);
      CHECK(std::fabs(above - here) <= steep.per_contract * size + steep.jump + rounding);
      if (steep.is_convex) CHECK((is_requirement ? 1.0 : -1.0) * (above + below - 2.0 * here) >= -rounding - 2.0 * steep.jump);
      largest = std::max(largest, std::fabs(above - here));
    }
    moved += largest > 0.1 * (steep.per_contract * size + steep.jump);
  }
  return moved;
}

template <class Margin>
auto venue_with(Margin margin) {
  return RiskEvaluator{Haircut{.of_asset = {{.in_scenarios = true}, {0.25, 0.125}}, .otherwise = {0.5, 0.25}}, margin, Black{}, NoVar{},
                       HealthThreshold{}};
}
template <class Margin>
auto alone(Margin margin) {
  return RiskEvaluator{no_haircut(), margin, Black{}, NoVar{}, HealthThreshold{}};
}
double initial(const RiskReport& report) { return report.requirement.initial; }
double resources(const RiskReport& report) { return report.resources.initial; }

}  // namespace

TEST_CASE("no requirement is steeper than its rule says, and convex ones are", "[scenario][steepness]") {
  const ScenarioMargin scenarios{.grid = grid(), .initial_factor = 1.25};
  CHECK(check_steepness(venue_with(scenarios), 41, true, initial) > 75);
  CHECK(check_steepness(venue_with(sum_of(scenarios, NotionalMargin{{0.02, 0.01}}, ShortOptionFloor{0.01}, RollCharge{0.005, 0.02})), 42,
                        true, initial) > 75);
  CHECK(check_steepness(venue_with(largest_of(NotionalMargin{{0.2, 0.1}}, scenarios)), 43, true, initial) > 75);
  CHECK(check_steepness(venue_with(sum_of(NotionalMargin{{0.2, 0.1}}, ScenarioMargin{.grid = grid(), .rounding = 0.5})), 44, true,
                        initial) > 20);
}

TEST_CASE("relief on far losses, a delta shock, debts and margins of single positions are no steeper than they say",
          "[scenario][steepness]") {
  ShockGrid coins = grid();
  coins.numeraire = Numeraire::settlement;
  CHECK(check_steepness(venue_with(ScenarioMargin{.grid = grid(), .far_relief = 5'000.0}), 46, true, initial) > 75);
  const ScenarioMargin in_coins{.grid = coins, .far_relief = 5'000.0, .rounding = 1e-3};
  CHECK(check_steepness(alone(in_coins), 47, true, initial) > 20);
  const DeltaShock shock{.otherwise = {.threshold = 2e4, .per_coin = 0.01, .most = 0.1}, .initial_factor = 1.5, .maintenance_factor = 1.0};
  CHECK(check_steepness(alone(shock), 48, true, initial) > 20);
  CHECK(check_steepness(alone(DeltaShock{.otherwise = {.threshold = 0.0, .per_coin = 0.5, .most = 0.02}}), 49, true, initial) > 75);
  CHECK(check_steepness(alone(DebtMargin{}), 50, true, initial) > 5);
  CHECK(check_steepness(alone(ShortOptionMargin{}), 51, true, initial) > 20);
  const ShortOptionMargin derive{.keep_put_mark = 0.5, .put_initial = 1.2, .factor = 1.5, .fee = 0.01, .underlying = UnderlyingPrice::spot};
  CHECK(check_steepness(alone(derive), 52, true, initial) > 20);
  // A square is as steep as it is large: convex is all that it is.
  check_steepness(alone(SizeMargin{.rate = {0.02, 0.01, 0.005}, .rounding = 0.5, .sold_of_asset = {{0.1, 0.05, 0.0}}}), 53, true, initial);
}

TEST_CASE("no resources are steeper than their rule says, and they are concave", "[scenario][steepness]") {
  CHECK(check_steepness(venue_with(ScenarioMargin{.grid = grid()}), 45, false, resources) > 75);
}

TEST_CASE("a rule that does not say how steep it is has an unknown steepness, and so has what it is part of", "[scenario][steepness]") {
  const TieredMargin tiers{.tables = {{{0.0, 0.02, 0.01}, {1e6, 0.04, 0.02}}}, .table_of_asset = {}};
  const auto venue = venue_with(sum_of(ScenarioMargin{.grid = grid()}, tiers));
  const auto tick = venue.price(listing, three_assets());
  STATIC_REQUIRE_FALSE(KnowsSteepness<TieredMargin>);
  STATIC_REQUIRE(KnowsSteepness<NotionalMargin>);
  const Steepness steep = steepness_of(venue.margin, tick->table(), {.row = 0, .outright = 0.0, .cash = 0.0});
  CHECK((std::isinf(steep.per_contract) && std::isinf(steep.jump) && !steep.is_convex));
}
