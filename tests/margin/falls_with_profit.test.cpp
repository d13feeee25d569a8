#include "bulwark/margin/falls_with_profit.hpp"

#include "bulwark/margin/span_margin.hpp"
#include "support/books.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using namespace bulwark::test;

static_assert(falls_with_profit<NotionalMargin> && falls_with_profit<ScenarioMargin> && falls_with_profit<ScenarioListMargin>);
static_assert(falls_with_profit<decltype(portfolio_venue().margin)> && falls_with_profit<decltype(coin_venue().margin)>);
static_assert(falls_with_profit<ScaledMargin<RoundedMargin<ScenarioMargin>>>);
static_assert(!falls_with_profit<SpanMargin> && !falls_with_profit<SumOf<NotionalMargin, SpanMargin>>, "nobody has said it of them");

TEST_CASE("lower profits never need less where a policy says so", "[margin][falls_with_profit]") {
  const Listing listing = *Listing::from(chain());
  Random random{1};
  on_every_venue([&](const auto& venue) {
    const auto rounded = ScaledMargin{RoundedMargin{venue.margin, AssetId::quote, 0.5}, 1.3, 1.1};
    static_assert(falls_with_profit<std::remove_const_t<decltype(rounded)>>);
    const auto tick = *venue.price(listing, three_assets());
    for (int trial = 0; trial < 200; ++trial) {
      const Account account = random_book(random, chain(), 1 + random.below(12));
      const AccountRows rows = listing.admit(std::span{&account, 1});
      Workspace workspace = tick.workspace();
      const Folded folded = fold(tick.table(), rows.at(0), workspace);
      const auto units = workspace.units().first(static_cast<std::size_t>(folded.units));
      const ValuedAccount valued(tick.table(), rows.at(0), units, folded.equity);
      const Profits profits(tick.table().blocks(), units, workspace.sums(0), tick.table().stride());
      Requirement before = rounded.requirement(valued, profits);
      for (int step = 0; step < 20 && folded.units > 0; ++step) {
        double* sums = workspace.sums(random.below(folded.units));
        for (Index c = column_count; c < tick.table().summed() * 8; ++c)
          if (random.below(3) == 0) sums[c] -= random.between(0.0, 1e4);
        const Requirement after = rounded.requirement(valued, profits);
        CHECK(after.initial >= before.initial);
        CHECK(after.maintenance >= before.maintenance);
        before = after;
      }
    }
  });
}
