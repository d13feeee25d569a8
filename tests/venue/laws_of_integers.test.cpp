#include <algorithm>

#include "bulwark/venue/aave_v3_exact.hpp"
#include "bulwark/venue/drift_v2_account.hpp"
#include "bulwark/venue/dydx_v4_chain.hpp"
#include "support/books.hpp"
#include "support/catch.hpp"
#include "support/int128.hpp"
#include "vectors/case.hpp"

using namespace bulwark;
using namespace bulwark::test;

// Venues in their own integers, where laws hold up to units that are rounded, each of which is stated.

namespace {

using Chain = venue::DydxChain<Wide>;

Chain chain_of_two() {
  return {.markets = {{.tier = {200'000, 500'000}, .oracle = venue::dydx_oracle_price(Wide(5'000'000'000), -5, -8)},
                      {.tier = {50'000, 600'000}, .oracle = venue::dydx_oracle_price(Wide(3'000'000'000), -6, -9)}}};
}

Chain::Account random_account(Random& random) {
  const auto some = [&] { return Wide(random.below(2'000'000'001) - 1'000'000'000); };
  return {.quote = some(), .holdings = {{0, some()}, {1, some()}}};
}

}  // namespace

TEST_CASE("on dYdX's chain order changes no unit, cash moves equity alone, and parts need at most two units more than the whole",
          "[venue][laws][dydx_v4_chain]") {
  const Chain venue = chain_of_two();
  Random random{3};
  for (int i = 0; i < 500; ++i) {
    const Chain::Account account = random_account(random);
    const ExactRisk<Wide> whole = venue.risk(account);
    CHECK(!(whole.initial < whole.maintenance));
    Chain::Account back = account;
    std::reverse(back.holdings.begin(), back.holdings.end());
    CHECK(venue.risk(back) == whole);
    Chain::Account richer = account;
    richer.quote += 7;
    CHECK(venue.risk(richer) == ExactRisk<Wide>{whole.equity + 7, whole.initial, whole.maintenance});
    // No tier grows with an account's own size: a part is rounded up where the whole was, twice for maintenance, and its notional once.
    Chain::Account one = account, other = account;
    for (std::size_t m = 0; m < 2; ++m) {
      one.holdings[m].base = account.holdings[m].base / 3;
      other.holdings[m].base = account.holdings[m].base - one.holdings[m].base;
    }
    const ExactRisk<Wide> parts = venue.risk(one) + venue.risk(other);
    CHECK(!(parts.initial < whole.initial - 2));
    CHECK(!(parts.maintenance < whole.maintenance - 2));
    CHECK(parts.initial - whole.initial <= 4);
    CHECK(parts.maintenance - whole.maintenance <= 4);
  }
}

TEST_CASE("on Aave's chain order changes no unit and a larger deposit or a smaller debt is never less health",
          "[venue][laws][aave_v3_exact]") {
  const venue::AaveV3 pool{.of_asset = {venue::aave_v3_ether, venue::aave_v3_wrapped_bitcoin, venue::aave_v3_usdc}};
  Random random{5};
  for (int i = 0; i < 500; ++i) {
    std::vector<venue::AaveHolding<Wide>> held;
    for (const std::uint32_t a : {0u, 1u, 2u}) {
      held.push_back({.asset = AssetId{a}, .price = Wide(random.below(1'000'000) + 1) * 100'000});
      const Wide cent = held.back().unit(pool) / 100;
      held.back().deposited = cent * random.below(100'000), held.back().owed = cent * (random.below(1'000) + 1);
    }
    const auto account = venue::aave_account<Wide>(pool, held);
    std::vector<venue::AaveHolding<Wide>> back(held.rbegin(), held.rend()), more = held, less = held, cheaper = held;
    CHECK(*venue::aave_account<Wide>(pool, back).health() == *account.health());
    const auto which = static_cast<std::size_t>(random.below(3));
    more[which].deposited += 1 + random.below(1'000'000), less[which].owed -= 1;
    CHECK(!(*venue::aave_account<Wide>(pool, more).health() < *account.health()));
    CHECK(!(*venue::aave_account<Wide>(pool, less).health() < *account.health()));
    for (auto& h : cheaper) h.owed = h.asset == AssetId{2} ? h.owed : Wide(0);
    const Wide before = *venue::aave_account<Wide>(pool, cheaper).health();
    cheaper[0].price -= cheaper[0].price / 8, cheaper[1].price -= cheaper[1].price / 8;
    CHECK(!(before < *venue::aave_account<Wide>(pool, cheaper).health()));
  }
}

TEST_CASE("in Drift's programme order changes no unit, and two halves of a large position need less than the whole",
          "[venue][laws][drift_v2_account]") {
  using Int = Int128;
  venue::DriftV2<Int> venue{.spot = {}, .perps = {venue::drift_test_perp<Int>(), venue::drift_test_perp<Int>()}};
  const auto needs = [&](std::vector<venue::DriftPosition<Int>> positions) {
    return venue::drift_margin<Int>(venue, {.quote = 0, .balances = {}, .positions = positions}, {.kind = MarginKind::initial}).requirement;
  };
  const auto position = [](int market, long long coins) {
    return venue::DriftPosition<Int>{
        .market = market, .base = Int(coins) * 1'000'000'000, .quote = -Int(coins) * 100'000'000, .price = 100'000'000};
  };
  CHECK(needs({position(0, 40), position(1, -7)}) == needs({position(1, -7), position(0, 40)}));
  CHECK(needs({position(0, 40), position(1, -7)}) == needs({position(0, 40)}) + needs({position(1, -7)}));
  CHECK(2 * needs({position(0, 2'000)}) == needs({position(0, 4'000)}));
  venue.perps[0].ratio.size_factor = 1'500;
  CHECK(2 * needs({position(0, 20'000)}) < needs({position(0, 40'000)}));
}
