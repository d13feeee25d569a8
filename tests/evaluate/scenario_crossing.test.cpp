#include "bulwark/evaluate/scenario_crossing.hpp"

#include <cmath>

#include "support/books.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

/// The least that a scenario leaves, from a world of its own for each.
template <class Value>
double least_left(const Value& value, const ScenarioSet& set, double factor, double price) {
  double least = value.at(price).value();
  const double own = least;
  for (Index s = 0; s < set.scenarios; ++s) {
    const std::size_t cell = set.at(s, btc);
    const auto moved = value.with_volatilities([&](double volatility, double years) {
      return std::fmax(0.0, volatility * (1.0 + set.vol_move[cell] * term_scale(set.term, years)));
    });
    const double there = moved.at(price * (1.0 + set.price_move[cell])).value();
    least = std::fmin(least, own + set.weight[cell] * factor * (there - own));
  }
  return least;
}

}  // namespace

TEST_CASE("the nearest crossing of the worst scenario is bracketed and nothing nearer is missed", "[evaluate][scenario_crossing]") {
  Random random{321};
  const std::vector<ListedInstrument> listed = quote_chain();
  const Listing listing = *Listing::from(listed);
  const RiskEvaluator venue{no_haircut(), ScenarioMargin{.grid = grid()}, Black{}, NoVar{}, HealthThreshold{}};
  const auto tick = *venue.price(listing, three_assets());
  const ScenarioSet set = grid().scenarios(3);
  const double spot = 104'000.0;
  int crossed = 0, open = 0, refused = 0;
  for (int i = 0; i < 90; ++i) {
    const Account account = random_book(random, listed, 1 + random.below(8));
    const AccountRows rows = listing.admit(std::span{&account, 1});
    const WalkedValue value(tick, rows.at(0), three_assets(), btc);
    const double factor = i % 3 == 0 ? 0.75 : i % 3 == 1 ? 1.0 : 1.5;
    if (!(least_left(value, set, factor, spot) > 0.0)) continue;
    const ScenarioCrossings crossings(value, set, btc, factor);
    REQUIRE(crossings.is_known());
    for (const double end : {spot / 8.0, spot * 8.0}) {
      const auto found = crossings.nearest(spot, end, {});
      if (!found) {
        ++refused;
        continue;
      }
      const double rounding = 1e-9 * (std::fabs(account.cash) + 1e5);
      INFO("book " << i << " to " << end << ": " << found->safe);
      if (found->short_at) {
        ++crossed;
        CHECK(least_left(value, set, factor, *found->short_at) < rounding);
        CHECK(std::fabs(*found->short_at / found->safe - 1.0) < 0x1p-29);
      } else {
        ++open;
        CHECK(found->safe == end);
      }
      int missed = 0;
      for (int k = 0; k <= 100; ++k)
        missed += !(least_left(value, set, factor, spot * std::pow(found->safe / spot, k / 100.0)) > -rounding);
      CHECK(missed == 0);
    }
  }
  CHECK(crossed > 15);
  CHECK(open > 5);
  CHECK(10 * refused < crossed + open);
}

TEST_CASE("an account that a scenario takes all of now has no certified price", "[evaluate][scenario_crossing][faults]") {
  const Listing listing = *Listing::from(quote_chain());
  const RiskEvaluator venue{no_haircut(), ScenarioMargin{.grid = grid()}, Black{}, NoVar{}, HealthThreshold{}};
  const auto tick = *venue.price(listing, three_assets());
  const Account account{.positions = {{LinearFuture{btc}, 1.0, 104'000.0}}, .cash = 10'000.0};
  const AccountRows rows = listing.admit(std::span{&account, 1});
  const WalkedValue value(tick, rows.at(0), three_assets(), btc);
  CHECK_FALSE(ScenarioCrossings(value, grid().scenarios(3), btc, 1.0).nearest(104'000.0, 50'000.0, {}));
  CHECK_FALSE(ScenarioCrossings(WalkedValue(tick, AccountRow{}, three_assets(), btc), grid().scenarios(3), btc, 1.0).is_known());
}

TEST_CASE("a set that moves more than prices and relative volatilities is not known", "[evaluate][scenario_crossing][faults]") {
  const std::vector<ListedInstrument> listed = quote_chain();
  const Listing listing = *Listing::from(listed);
  const RiskEvaluator venue{no_haircut(), ScenarioMargin{.grid = grid()}, Black{}, NoVar{}, HealthThreshold{}};
  const auto tick = *venue.price(listing, three_assets());
  Random random{322};
  const Account account = random_book(random, listed, 4);
  const AccountRows rows = listing.admit(std::span{&account, 1});
  const WalkedValue value(tick, rows.at(0), three_assets(), btc);
  const ScenarioSet plain = grid().scenarios(3);
  const auto is_known = [&](const auto& change) {
    ScenarioSet set = plain;
    change(set);
    return ScenarioCrossings(value, set, btc, 1.0).is_known();
  };
  CHECK(is_known([](ScenarioSet&) {}));
  CHECK_FALSE(is_known([](ScenarioSet& set) { set.skew.resize(static_cast<std::size_t>(set.scenarios)); }));
  CHECK_FALSE(is_known([](ScenarioSet& set) { set.vol_shift.assign(set.vol_move.size(), 0.05); }));
  CHECK_FALSE(is_known([](ScenarioSet& set) { set.years_later = 1.0 / 365.0; }));
  CHECK_FALSE(is_known([](ScenarioSet& set) { set.is_parallel = true; }));
  CHECK_FALSE(is_known([](ScenarioSet& set) { set.by_expiry.emplace(); }));
  CHECK_FALSE(is_known([](ScenarioSet& set) { set.is_folded = false; }));
  CHECK_FALSE(is_known([](ScenarioSet& set) { set.only_options = true; }));
}
