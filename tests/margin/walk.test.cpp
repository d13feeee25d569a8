#include "bulwark/margin/walk.hpp"

#include "bulwark/core/same_bits.hpp"
#include "bulwark/margin/debt_margin.hpp"
#include "bulwark/margin/delta_shock.hpp"
#include "bulwark/margin/roll_charge.hpp"
#include "bulwark/margin/sum_of.hpp"
#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

const RollCharge roll{.least_move = 0.01, .annual_move = 0.075, .initial_factor = 1.0, .maintenance_factor = 0.8};
const DeltaShock shock{.otherwise = {.threshold = 1e5, .per_coin = 0.0001, .most = 0.02}, .initial_factor = 1.0, .maintenance_factor = 0.5};

/// What a walk meets, as a number that another order would change.
struct Told {
  class Walk {
   public:
    explicit Walk(const PricedMarket& market) noexcept : market_(&market) {}
    void enter(Index unit) noexcept { told_ = told_ * 3.0 + market_->spot(unit); }
    void meet(const MetPosition& met) noexcept { told_ = told_ * 3.0 + met.quantity + 7.0 * met.delta + double(met.kind); }
    void leave() noexcept { told_ += 1.0; }
    Requirement requirement() const noexcept { return {.initial = told_, .maintenance = told_}; }

   private:
    const PricedMarket* market_;
    double told_ = 0.0;
  };
  Walk walk(const PricedMarket& market) const noexcept { return Walk(market); }
  Requirement requirement(const ValuedAccount& account, const Profits&) const noexcept { return walked(account, *this)[0]; }
};
static_assert(WalksPositions<Told> && !WalksPositions<DebtMargin>);

/// Calls use(account) for random books, some with coins, futures and options of several assets and settlements.
template <class Use>
void each_book(Use use) {
  const std::vector<ListedInstrument> listed = chain();
  const Listing listing = *Listing::from(listed);
  const PricedMarket table = price_market(listing, three_assets(), Black{}, {}, InScenarios{}).table;
  Random random{11};
  for (Index i = 0; i < 60; ++i)
    on_valued(listing, table, random_book(random, listed, 1 + i % 20), [&](const ValuedAccount& account, const Profits&) {
      use(account);
      return 0;
    });
}

bool is_same(const Requirement& a, const Requirement& b) {
  return same_bits(a.initial, b.initial) && same_bits(a.maintenance, b.maintenance);
}

}  // namespace

TEST_CASE("rules require in one pass what each requires by itself, to the bit", "[margin][walk]") {
  double most = 0.0;
  each_book([&](const ValuedAccount& account) {
    const auto together = walked(account, roll, Told{}, shock);
    CHECK(is_same(together[0], roll.requirement(account, {})));
    CHECK(is_same(together[1], Told{}.requirement(account, {})));
    CHECK(is_same(together[2], shock.requirement(account, {})));
    const Requirement sum = sum_of(DebtMargin{}, roll, DebtMargin{}, shock).requirement(account, {});
    const double debt = DebtMargin{}.requirement(account, {}).initial;
    CHECK(same_bits(sum.initial, debt + together[0].initial + debt + together[2].initial));
    CHECK(same_bits(sum.maintenance, debt + together[0].maintenance + debt + together[2].maintenance));
    most = greatest(most, least(together[0].initial, together[2].initial));
  });
  CHECK(most > 0.0);
}

TEST_CASE("a walk meets every position once, in listing order, and enters every risk unit", "[margin][walk]") {
  each_book([&](const ValuedAccount& account) {
    const PricedMarket& market = account.market();
    double told = 0.0;
    std::uint32_t k = 0;
    std::vector<ValuedPosition> positions;
    for (const ValuedPosition& p : account.positions()) positions.push_back(p);
    for (const Segment& segment : account.rows().segments) {
      told = told * 3.0 + market.spot(static_cast<Index>(segment.unit));
      for (std::uint32_t end = k + segment.end - segment.begin; k < end; ++k) {
        const ValuedPosition& p = positions[k];
        told = told * 3.0 + p.quantity + 7.0 * (p.terms.kind == InstrumentKind::spot ? 0.0 : p.delta) + double(p.terms.kind);
      }
      told += 1.0;
    }
    CHECK(k == positions.size());
    CHECK_THAT(Told{}.requirement(account, {}).initial, Catch::Matchers::WithinRel(told, 1e-12));  // the test's own sums may fuse
  });
}

TEST_CASE("a walk closes an expiry where the next begins, as a walk expiry by expiry does", "[margin][walk]") {
  each_book([&](const ValuedAccount& account) {
    double sum = 0.0;
    each_expiry(account, [&](const ContractTerms& terms, const ExpiryRun& run) {
      double delta = 0.0;
      for (ValuedAccount::Iterator p = run.first; !(p == run.last); ++p) delta += (*p).delta;
      sum += std::abs(delta) * account.market().spot(Index{terms.unit}) * std::max(0.01, 0.075 * terms.years);
    });
    CHECK_THAT(roll.requirement(account, {}).initial, Catch::Matchers::WithinRel(sum, 1e-12));
  });
}

TEST_CASE("nothing is required of nothing", "[margin][walk]") {
  CHECK(required(roll, {}).initial == 0.0);
  CHECK(required(shock, {}).initial == 0.0);
  CHECK(required(Told{}, {}).initial == 0.0);
}
