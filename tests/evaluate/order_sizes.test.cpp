#include "bulwark/evaluate/order_sizes.hpp"

#include "bulwark/evaluate/limits.hpp"
#include "bulwark/venue/deribit_portfolio_margin.hpp"
#include "bulwark/venue/deribit_standard_margin.hpp"
#include "support/allocations.hpp"
#include "support/books.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

const Listing listing = *Listing::from(chain());

/// A charge that rises and falls with the size of each position: its distance from the nearest multiple of a period.
struct TeethMargin {
  double period;         // contracts
  double per_contract;   // quote
  bool is_steep = true;  // whether it says how steep it is

  Requirement requirement(const ValuedAccount& account, const Profits&) const noexcept {
    double sum = 0.0;
    for (const ValuedPosition& p : account.positions()) {
      const double periods = p.quantity / period;
      sum += per_contract * period * std::fabs(periods - std::round(periods));
    }
    return {.initial = sum, .maintenance = 0.5 * sum};
  }
  Steepness steepness(const PricedMarket&, const BoughtContract&, Index) const noexcept {
    if (!is_steep) return unknown_steepness;
    return {.per_contract = per_contract};
  }
};
static_assert(KnowsSteepness<TeethMargin>);

auto scenarios_alone() {
  return RiskEvaluator{Haircut{.of_asset = {{.in_scenarios = true}, {0.25, 0.125}}, .otherwise = {0.5, 0.25}},
                       ScenarioMargin{.grid = grid(), .initial_factor = 1.25}, Black{}, NoVar{}, HealthThreshold{}};
}
auto with_teeth(double per_contract, bool is_steep = true) {
  return RiskEvaluator{Haircut{.of_asset = {{.in_scenarios = true}, {0.25, 0.125}}, .otherwise = {0.5, 0.25}},
                       sum_of(ScenarioMargin{.grid = grid(), .initial_factor = 1.25}, TeethMargin{7.0, per_contract, is_steep}), Black{},
                       NoVar{}, HealthThreshold{.partial_close = 1.1}};
}
auto in_whole_quotes() {
  return RiskEvaluator{Haircut{.otherwise = {0.25, 0.125}},
                       sum_of(ScenarioMargin{.grid = grid(), .rounding = 512.0}, NotionalMargin{{0.02, 0.01}}), Black{}, NoVar{},
                       HealthThreshold{}};
}

/// Both answers by asking `permits` for every size up to `most`.
template <class Evaluator>
std::optional<OrderSizes> by_asking_all(const Tick<Evaluator>& tick, const AccountRow& account, const Order& lot, double most) {
  Workspace workspace = tick.workspace();
  ChangedAccount scratch;
  OrderSizes sizes;
  bool is_through = false;
  for (double n = 1.0; n <= most; ++n) {
    const Order order{lot.row, n * lot.quantity, lot.price};
    const Refusal refusal = permits(tick, account, Action::open, {.orders = {&order, 1}}, workspace, scratch).refusal;
    if (refusal == Refusal::none) {
      sizes.largest = n, sizes.after_largest = Refusal::none;
    } else {
      if (!is_through) sizes.through = n - 1.0, sizes.after_through = refusal, is_through = true;
      if (sizes.after_largest == Refusal::none) sizes.after_largest = refusal;
    }
  }
  if (!is_through) sizes.through = most;
  if (sizes.largest == 0.0) return {};
  return sizes;
}

struct Count {
  int some = 0, none = 0, not_intervals = 0;
  double evaluations = 0.0, sizes = 0.0;
};

template <class Venue>
Count check_against_all(const Venue& venue, std::uint64_t seed, int accounts, double cash, double most, bool closes = false) {
  Random random{seed};
  Count count;
  const auto tick = venue.price(listing, three_assets());
  Workspace workspace = tick->workspace();
  ChangedAccount scratch;
  KeptAccount kept;
  for (int i = 0; i < accounts; ++i) {
    Account account = random_book(random, chain(), 1 + random.below(6));
    account.cash += cash;
    const AccountRows rows = listing.admit(std::span{&account, 1});
    REQUIRE(kept.keep(*tick, rows.at(0)));
    const AccountRow held = rows.at(0);
    const bool is_closing = closes && !held.segments.empty();
    const std::uint32_t at = is_closing ? held.segments.front().begin : 0;
    const Index row = is_closing ? static_cast<Index>(held.row[at]) : random.below(listing.rows());
    const Instrument& instrument = listing[row].instrument;
    const bool is_inverse = std::holds_alternative<InverseFuture>(instrument),
               is_option = std::holds_alternative<VanillaOption>(instrument);
    const double price = is_option ? (listing[row].settlement != AssetId::quote ? 0.0625 : 1024.0) : entry_price(random, instrument);
    double quantity = (random.below(2) == 0 ? 1.0 : -1.0) * (is_inverse ? 4096.0 : 1.0);
    if (is_closing && held.quantity[at] != 0.0) quantity = held.quantity[at] / -16.0;  // sixteen lots close it
    const Order lot{listing.id(row), quantity, price};
    const auto mine = order_sizes(*tick, kept, lot, workspace, scratch, {.most_lots = most});
    const auto all = by_asking_all(*tick, rows.at(0), lot, most);
    INFO("account " << i << " row " << row << " lot " << lot.quantity);
    REQUIRE(mine.has_value() == all.has_value());
    if (!mine) {
      ++count.none;
      continue;
    }
    ++count.some;
    CHECK(mine->is_exact);
    CHECK(mine->through == all->through);
    CHECK(mine->largest == all->largest);
    CHECK(mine->after_through == all->after_through);
    CHECK(mine->after_largest == all->after_largest);
    count.not_intervals += mine->through != mine->largest;
    count.evaluations += static_cast<double>(mine->evaluations), count.sizes += most;
  }
  return count;
}

}  // namespace

TEST_CASE("order sizes are those of asking for every size", "[evaluate][order_sizes]") {
  const Count alone = check_against_all(scenarios_alone(), 81, 120, 1e6, 300.0);
  CHECK((alone.some > 40 && alone.none > 5));
  CHECK(alone.evaluations < 0.2 * alone.sizes);
  const Count portfolio = check_against_all(portfolio_venue(), 82, 120, 1e6, 300.0);
  CHECK(portfolio.some > 40);
  CHECK(portfolio.evaluations < 0.3 * portfolio.sizes);
  CHECK(check_against_all(coin_venue(), 83, 60, 1e6, 200.0).some > 20);
}

TEST_CASE("a requirement that falls again with size has sizes beyond the first that is refused", "[evaluate][order_sizes]") {
  const Count count = check_against_all(with_teeth(60'000.0), 84, 200, 3e5, 200.0);
  CHECK(count.some > 60);
  CHECK(count.not_intervals > 20);
}

TEST_CASE("rounded requirements have the sizes of asking for every one", "[evaluate][order_sizes]") {
  CHECK(check_against_all(in_whole_quotes(), 85, 100, 1e6, 200.0).some > 40);
}

TEST_CASE("the sizes of portfolio margin are those of asking for every one, relief, roundings and delta shock included",
          "[evaluate][order_sizes]") {
  venue::DeribitPortfolioMargin terms = venue::deribit_btc_june_2024();
  // A delta shock that these books feel, below its most and at it.
  terms.delta_total_liq_shock_threshold = 2e4, terms.m_inc = 0.002, terms.extended_dampener = 20'000.0;
  const auto portfolio = venue::deribit_portfolio_margin(terms);
  const Count some = check_against_all(portfolio, 91, 150, 2e6, 200.0);
  CHECK((some.some > 40 && some.none > 5));
  CHECK(some.evaluations < 0.5 * some.sizes);
  CHECK(check_against_all(portfolio, 92, 100, 2e5, 100.0, true).some > 20);
  CHECK(check_against_all(portfolio, 93, 100, 0.0, 100.0, true).not_intervals > 0);
}

TEST_CASE("the sizes of standard margin are those of asking for every one, its squares and roundings included", "[evaluate][order_sizes]") {
  const auto standard = venue::deribit_standard_margin(venue::deribit_btc_standard_2024());
  const Count some = check_against_all(standard, 94, 150, 1e6, 200.0);
  CHECK((some.some > 40 && some.none > 5));
  CHECK(some.evaluations < 0.5 * some.sizes);
  CHECK(check_against_all(standard, 95, 100, 2e5, 100.0, true).some > 20);
  const auto cross = venue::deribit_cross_standard_margin({.of_asset = {{{0.02, 0.01, 0.005}, 0.05}, {{0.02, 0.01, 0.0005}, 0.1}}});
  CHECK(check_against_all(cross, 96, 100, 1e6, 100.0, true).some > 20);
}

TEST_CASE("a venue's largest order in tiny lots is found in a few evaluations", "[evaluate][order_sizes]") {
  const auto in_few = [](const auto& venue) {
    const auto tick = venue.price(listing, three_assets());
    Workspace workspace = tick->workspace();
    ChangedAccount scratch;
    KeptAccount kept;
    const Account account{.positions = {{Spot{btc}, 10.0, 0.0}, {InverseFuture{btc}, 1'000.0, 100'000.0, btc}}};
    const AccountRows rows = listing.admit(std::span{&account, 1});
    REQUIRE(kept.keep(*tick, rows.at(0)));
    for (const double quantity : {1e-3, -1e-3}) {
      const Order lot{listing.find(InverseFuture{btc}).front(), quantity, 104'000.0};
      const auto sizes = order_sizes(*tick, kept, lot, workspace, scratch);
      REQUIRE(sizes);
      CHECK(sizes->is_exact);
      CHECK(sizes->largest > 1e6);
      CHECK(sizes->evaluations < 5'000);
      const auto is_good = [&](double n) {
        const Order order{lot.row, n * quantity, lot.price};
        return permits(*tick, rows.at(0), Action::open, {.orders = {&order, 1}}, workspace, scratch).refusal == Refusal::none;
      };
      CHECK((is_good(sizes->largest) && !is_good(sizes->largest + 1.0) && !is_good(sizes->through + 1.0)));
      CHECK(allocations_during([&] { (void)order_sizes(*tick, kept, lot, workspace, scratch); }) == 0);
    }
  };
  in_few(venue::deribit_portfolio_margin(venue::deribit_btc_june_2024()));
  in_few(venue::deribit_standard_margin(venue::deribit_btc_standard_2024()));
}

TEST_CASE("where a rule does not say how steep it is, every size is asked for", "[evaluate][order_sizes]") {
  CHECK(check_against_all(with_teeth(60'000.0, false), 86, 20, 3e5, 100.0).some > 5);
  CHECK(check_against_all(tiered_venue(), 87, 20, 1e6, 100.0).some > 5);
}

TEST_CASE("a search that ends early says so and gives lower bounds", "[evaluate][order_sizes]") {
  const auto tick = with_teeth(60'000.0, false).price(listing, three_assets());
  Workspace workspace = tick->workspace();
  ChangedAccount scratch;
  KeptAccount kept;
  const Account account{.positions = {}, .cash = 1e9};
  const AccountRows rows = listing.admit(std::span{&account, 1});
  REQUIRE(kept.keep(*tick, rows.at(0)));
  const Order lot{listing.find(LinearFuture{btc}).front(), 1.0, 104'000.0};
  const auto ended = order_sizes(*tick, kept, lot, workspace, scratch, {.most_evaluations = 10});
  REQUIRE(ended);
  CHECK_FALSE(ended->is_exact);
  CHECK(ended->evaluations == 10);
  CHECK(ended->through == 10.0);
  CHECK(ended->largest == 10.0);
}

TEST_CASE("under scenarios alone the largest size is the one that halving finds, in few evaluations and no allocation",
          "[evaluate][order_sizes]") {
  const auto tick = scenarios_alone().price(listing, three_assets());
  Workspace workspace = tick->workspace();
  ChangedAccount scratch;
  KeptAccount kept;
  const RowId row = listing.find(LinearFuture{eth}).front();
  const Account account{.positions = {{LinearFuture{eth}, 3.0, 2'500.0}}, .cash = 1e6};
  const AccountRows rows = listing.admit(std::span{&account, 1});
  REQUIRE(kept.keep(*tick, rows.at(0)));
  for (const double quantity : {0.001, -0.001}) {
    const Order lot{row, quantity, 2'560.0};
    const auto halved = largest_order(*tick, rows.at(0), row, quantity, 2'560.0, 0.001, workspace, scratch);
    const auto sizes = order_sizes(*tick, kept, lot, workspace, scratch);
    REQUIRE((halved && sizes));
    CHECK(sizes->through == sizes->largest);
    CHECK(sizes->largest * 0.001 == *halved);
    CHECK(sizes->after_largest == Refusal::initial_shortfall);
    CHECK(sizes->evaluations < 200);
    CHECK(allocations_during([&] { (void)order_sizes(*tick, kept, lot, workspace, scratch); }) == 0);
  }
}

TEST_CASE("no size may be opened by an account that is unknown, or of an order that is faulty", "[evaluate][order_sizes][faults]") {
  const auto tick = scenarios_alone().price(listing, three_assets());
  Workspace workspace = tick->workspace();
  ChangedAccount scratch;
  KeptAccount kept;
  const RowId row = listing.find(LinearFuture{eth}).front();
  CHECK_FALSE(order_sizes(*tick, kept, Order{row, 1.0, 2'560.0}, workspace, scratch));
  const Account account{.positions = {}, .cash = 1e6};
  const AccountRows rows = listing.admit(std::span{&account, 1});
  REQUIRE(kept.keep(*tick, rows.at(0)));
  CHECK(order_sizes(*tick, kept, Order{row, 1.0, 2'560.0}, workspace, scratch));
  CHECK_FALSE(order_sizes(*tick, kept, Order{row, 0.0, 2'560.0}, workspace, scratch));
  CHECK_FALSE(order_sizes(*tick, kept, Order{row, 1.0, -1.0}, workspace, scratch));
  CHECK_FALSE(order_sizes(*tick, kept, Order{RowId{9999, 1}, 1.0, 1.0}, workspace, scratch));
  CHECK_FALSE(order_sizes(*tick, kept, Order{row, 1.0, 2'560.0}, workspace, scratch, {.most_lots = 0.0}));
}

TEST_CASE("an order that nothing refuses is exact up to the most lots that are asked for", "[evaluate][order_sizes]") {
  const auto tick = scenarios_alone().price(listing, three_assets());
  Workspace workspace = tick->workspace();
  ChangedAccount scratch;
  KeptAccount kept;
  const Account account{.positions = {{Spot{btc}, 1.0, 104'000.0}}, .cash = 1e6};
  const AccountRows rows = listing.admit(std::span{&account, 1});
  REQUIRE(kept.keep(*tick, rows.at(0)));
  const Order deposit{listing.find(Spot{btc}).front(), 1.0, 0.0};
  for (const double most : {1.0, 10.5, 1e6, 0x1p53, 1e300}) {
    const auto sizes = order_sizes(*tick, kept, deposit, workspace, scratch, {.most_lots = most});
    REQUIRE(sizes);
    CHECK(sizes->is_exact);
    CHECK(sizes->evaluations < 200);
    CHECK(sizes->through == std::floor(std::min(most, 0x1p53)));
    CHECK(sizes->largest == sizes->through);
    CHECK(sizes->after_largest == Refusal::none);
  }
}

TEST_CASE("a search that ended before it found a size does not say that there is none", "[evaluate][order_sizes]") {
  const auto tick = with_teeth(60'000.0, false).price(listing, three_assets());
  Workspace workspace = tick->workspace();
  ChangedAccount scratch;
  KeptAccount kept;
  const Account account{.positions = {{LinearFuture{btc}, 20.0, 104'000.0}}, .cash = 1e4};
  const AccountRows rows = listing.admit(std::span{&account, 1});
  REQUIRE(kept.keep(*tick, rows.at(0)));
  const Order sale{listing.find(LinearFuture{btc}).front(), -1.0, 104'000.0};  // closing it all may be done, closing a part may not
  REQUIRE(order_sizes(*tick, kept, sale, workspace, scratch, {.most_lots = 100.0})->largest == 20.0);
  const auto ended = order_sizes(*tick, kept, sale, workspace, scratch, {.most_evaluations = 5});
  REQUIRE(ended);
  CHECK_FALSE(ended->is_exact);
  CHECK(ended->through == 0.0);
  CHECK(ended->largest == 0.0);
}
