#include "bulwark/scenario/reads_positions.hpp"

#include "support/books.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {
struct Silent {};
struct OfUnits {
  static constexpr bool reads_positions = false;
};
}  // namespace

TEST_CASE("a policy that says nothing is taken to read positions, one made of others reads what they read", "[scenario][reads_positions]") {
  STATIC_REQUIRE(reads_positions<Silent>());
  STATIC_REQUIRE_FALSE(reads_positions<OfUnits>());
  STATIC_REQUIRE_FALSE(reads_positions<ScenarioMargin>());
  STATIC_REQUIRE_FALSE(reads_positions<Haircut>());
  STATIC_REQUIRE(reads_positions<NotionalMargin>());
  STATIC_REQUIRE_FALSE(reads_positions<SumOf<ScenarioMargin, DebtMargin>>());
  STATIC_REQUIRE(reads_positions<SumOf<ScenarioMargin, NotionalMargin>>());
  STATIC_REQUIRE_FALSE(reads_positions<LargestOf<ScenarioMargin, SumOf<DebtMargin>>>());
}

TEST_CASE("policies that say so do not read positions: without any they require and count the same", "[scenario][reads_positions]") {
  Random random{31};
  const Listing listing = *Listing::from(chain());
  const auto venue =
      RiskEvaluator{Haircut{.of_asset = {{.in_scenarios = true}, {0.25, 0.125}}, .otherwise = {0.5, 0.25}},
                    sum_of(ScenarioMargin{.grid = grid(), .initial_factor = 1.25}, DebtMargin{}), Black{}, NoVar{}, HealthThreshold{}};
  const auto tick = venue.price(listing, three_assets());
  Workspace workspace = tick->workspace();
  for (int i = 0; i < 50; ++i) {
    const Account account = random_book(random, chain(), 10);
    const AccountRows rows = listing.admit(std::span{&account, 1});
    const RiskReport report =
        tick->on_folded(rows.at(0), workspace, [&](const RiskReport& said, const ValuedAccount& valued, const Profits& profits) {
          AccountRow without = valued.rows();
          without.segments = {};
          const ValuedAccount bare(tick->table(), without, valued.units, valued.equity);
          CHECK(bits(tick->venue().judge(bare, profits, true)) == bits(said));
          return said;
        });
    CHECK(report.verdict.is_known());
  }
}
