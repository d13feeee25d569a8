#include "bulwark/system/cut_order.hpp"

#include <algorithm>
#include <cmath>

#include "bulwark/backstop/minimal_cut.hpp"
#include "bulwark/backstop/pro_rata_cut.hpp"
#include "bulwark/backstop/whole_position_queue.hpp"
#include "support/counterparties.hpp"
#include "support/crowd.hpp"
#include "support/int128.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

using Queue = CutOrder<MinorUnits, MinimalCut>;
using Whole = CutOrder<MinorUnits, WholePositionQueue>;
using Alike = CutOrder<Int128, ProRataCut>;
static_assert(DeleveragingOrder<Queue> && DeleveragingOrder<Whole> && DeleveragingOrder<Alike>);

}  // namespace

TEST_CASE("a cut takes what is asked and from nobody more than there is, whatever its lots", "[system][cut_order]") {
  for (const double lot : {1e-8, 0.001, 0.7, 100.0}) {
    takes_what_is_asked(Queue{.lot = lot}, 33);
    takes_what_is_asked(Whole{.lot = lot}, 33);
    takes_what_is_asked(Alike{.lot = lot}, 33);
  }
}

TEST_CASE("a queue by lots is the queue, and shares by lots are within a lot of equal shares", "[system][cut_order]") {
  Random random{34};
  for (int i = 0; i < 500; ++i) {
    std::vector<Counterparty> all;
    for (Index k = 0, count = 1 + random.below(8); k < count; ++k)
      all.push_back({k, k, 0.01 * static_cast<double>(1 + random.below(10'000)), static_cast<double>(random.below(4))});
    double sum = 0.0;
    for (const Counterparty& p : all) sum += p.size;
    const double total = std::min(sum, 0.01 * static_cast<double>(random.below(20'000)));
    std::vector<Counterparty> by_lots = all, plain = all;
    Queue{.lot = 0.01}.take(total, by_lots);
    ProfitQueue{}.take(total, plain);
    for (const Counterparty& p : plain) CHECK_THAT(by_lots[static_cast<std::size_t>(p.account)].taken, WithinAbs(p.taken, 1e-9));
    Alike{.lot = 0.01}.take(total, all);
    for (const Counterparty& p : all) {
      CHECK_THAT(p.taken, WithinAbs(total / sum * p.size, 0.01 + 1e-9));
      if (total < sum) CHECK_THAT(p.taken / 0.01, WithinAbs(std::round(p.taken / 0.01), 1e-6));  // nobody is left with part of a lot
    }
  }
}

TEST_CASE("what a queue of whole positions takes beyond what is asked stays with the last it takes", "[system][cut_order]") {
  std::vector<Counterparty> all{{0, 0, 2.0, 1.0}, {1, 1, 3.0, 5.0}, {2, 2, 4.0, 5.0}};
  Whole{.lot = 0.5}.take(5.0, all);
  CHECK((all[0].taken == 0.0 && all[1].taken == 3.0 && all[2].taken == 2.0));
}

TEST_CASE("a cascade deleverages by a cut: longs and shorts stay even and no money is made", "[system][cut_order]") {
  const auto house = crowd_venue();
  Random random{35};
  Index deleveraged = 0;
  for (int i = 0; i < 30; ++i) {
    const Crowd crowd = random_crowd(random, 60, 0.5).fallen(random.between(0.1, 0.4));
    const Listing listing = crowd.listing();
    const auto state = crowd.state(1e9);
    const auto table = house.price(listing, crowd.market)->table();
    const CascadeRules<VerdictShare, AtOnce, WinnersFirst, Alike> rules{.order = {.lot = 0.001}};
    const auto done = cascade(house, listing, state, rules);
    REQUIRE(done);
    const CascadeRound total = done->report.total();
    deleveraged += total.deleveraged;
    double net = 0.0, net_before = 0.0, market = 0.0;
    for (Index k = 0; k < state.accounts.first(state.accounts.size()); ++k)
      net += done->state.accounts.quantity(k), net_before += state.accounts.quantity(k);
    for (const LinearImpact& depth : done->state.depths) market += depth.sold;
    CHECK_THAT(net + market, WithinAbs(net_before, 1e-9));
    const double before = equity_of(state.accounts, crowd.market, table), after = equity_of(done->state.accounts, crowd.market, table);
    CHECK_THAT(after - before, WithinAbs(0.01 * static_cast<double>(total.bad_debt), 0.01 * static_cast<double>(total.written_off) + 1e-3));
  }
  CHECK(deleveraged > 30);
}

TEST_CASE("lots of nothing are a fault", "[system][cut_order][faults]") {
  CHECK(Queue{.lot = 0.001}.faults().empty());
  CHECK(Queue{.lot = 0.0}.faults().size() == 1);
}
