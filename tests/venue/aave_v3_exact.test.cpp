#include "bulwark/venue/aave_v3_exact.hpp"

#include <boost/multiprecision/cpp_int.hpp>

#include "support/books.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinRel;
using Wide = boost::multiprecision::int512_t;
using Holding = venue::AaveHolding<Wide>;
using venue::AaveRefusal;

namespace {

constexpr AssetId ether{0}, bitcoin{1}, usdc{2}, dai{3};
const venue::AaveV3 pool{.of_asset = {venue::aave_v3_ether, venue::aave_v3_wrapped_bitcoin, venue::aave_v3_usdc, venue::aave_v3_dai}};

/// Tokens in units, dollars in the base currency's 8 decimals.
Holding holding(AssetId asset, long long dollars, double deposited, double owed) {
  Holding h{.asset = asset, .price = Wide(dollars) * 100'000'000};
  const Wide billionth = h.unit(pool) > 1'000'000'000 ? Wide(h.unit(pool) / 1'000'000'000) : Wide(1);
  const double scale = static_cast<double>(Wide(h.unit(pool) / billionth));
  h.deposited = Wide(static_cast<long long>(deposited * scale)) * billionth;
  h.owed = Wide(static_cast<long long>(owed * scale)) * billionth;
  return h;
}

const Wide base = 100'000'000;

/// 10 ETH at a price against 15,000 USDC.
std::vector<Holding> ether_loan(long long price) { return {holding(ether, price, 10.0, 0.0), holding(usdc, 1, 0.0, 15'000.0)}; }

venue::AaveLiquidation<Wide> liquidation(const std::vector<Holding>& held, const Wide& debt_to_cover) {
  return venue::aave_liquidation<Wide>(pool, held, 0, 1, debt_to_cover);
}

}  // namespace

TEST_CASE("an account's sums are the chain's: deposits rounded down, debts up", "[venue][aave_v3_exact]") {
  const auto account = venue::aave_account<Wide>(pool, ether_loan(2'000));
  CHECK(account.deposits == 20'000 * base);
  CHECK(account.debt == 15'000 * base);
  CHECK(*account.health() == Wide("1100000000000000000"));
  CHECK(account.can_borrow() == 1'000 * base);
  CHECK(account.permits(1'000 * base));
  CHECK_FALSE(account.permits(1'000 * base + 1));
  std::vector<Holding> wei{{.asset = ether, .price = 200'000'000'000, .deposited = 1, .owed = 1}};
  CHECK(venue::aave_account<Wide>(pool, wei).deposits == 0);
  CHECK(venue::aave_account<Wide>(pool, wei).debt == 1);
  CHECK_FALSE(venue::aave_account<Wide>(pool, std::vector<Holding>{holding(ether, 2'000, 1.0, 0.0)}).health());
}

TEST_CASE("the evaluator in doubles agrees with the chain's integers on random accounts", "[venue][aave_v3_exact]") {
  const venue::AaveV3 stable_mode = pool.in({.terms = venue::aave_v3_stablecoins, .collateral = {usdc, dai}, .borrowable = {usdc, dai}});
  test::Random random{11};
  for (const venue::AaveV3& seen : {pool, stable_mode}) {
    const auto evaluator = venue::aave_v3(seen);
    int liquidatable = 0, near = 0;
    for (int i = 0; i < 3'000; ++i) {
      std::vector<Holding> held;
      Account account;
      MarketState market{.now = Timestamp{}, .assets = std::vector<AssetMarket>(4)};
      const long long about[] = {2'000, 100'000, 1, 1};
      for (std::uint32_t a = 0; a < 4; ++a) {
        const long long price = a < 2 ? about[a] + random.below(about[a]) : 1;
        const double worth = static_cast<double>(random.below(100'000)), tokens = worth / static_cast<double>(price);
        const bool is_owed = random.below(2) == 0;
        held.push_back(holding(AssetId{a}, price, is_owed ? 0.0 : tokens, is_owed ? tokens : 0.0));
        market.assets[a].spot = static_cast<double>(price);
        const double units = static_cast<double>(held[a].unit(seen));
        const double exact_tokens = static_cast<double>(Wide(held[a].deposited - held[a].owed)) / units;
        if (exact_tokens != 0.0) account.positions.push_back({Spot{AssetId{a}}, exact_tokens});
      }
      const auto chain = venue::aave_account<Wide>(seen, held);
      const RiskReport real = *evaluator.evaluate(account, market);
      CHECK(chain.health().has_value() == real.health.has_value());
      if (!chain.health()) continue;
      const double health = static_cast<double>(*chain.health()) / 1e18;
      if (health > 1e-6) CHECK_THAT(*real.health, WithinRel(health, 1e-8));  // the base currency has 8 decimals
      if (std::abs(health - 1.0) < 1e-8) {
        ++near;
        continue;
      }
      CHECK(real.verdict.is_liquidatable() == chain.is_liquidatable());
      liquidatable += chain.is_liquidatable();
      const double can = static_cast<double>(chain.can_borrow()) / 1e8;
      // The chain truncates the mean loan-to-value to a basis point.
      CHECK_THAT(greatest(0.0, real.initial_surplus()),
                 Catch::Matchers::WithinAbs(can, 1e-4 * static_cast<double>(chain.deposits) / 1e8 + 1e-6));
    }
    CHECK(near < 10);
    CHECK(liquidatable > 300);
  }
}

TEST_CASE("what one call seizes is the same in doubles, with the close factor of both", "[venue][aave_v3_exact]") {
  // Price 1,780: health 0.979, so half of the debt at most.
  const auto call = liquidation(ether_loan(1'780), Wide(15'000'000'000));
  REQUIRE(call.refused == AaveRefusal::none);
  CHECK(call.taken.repaid == Wide(7'500'000'000));
  const SeizureTerms<double> terms{1.0, 1.0, 1'780.0, 1.0, 1.05, 0.1};
  const Seizure<double> real = terms.seize(7'500.0, 10.0);
  CHECK_THAT(static_cast<double>(call.taken.to_liquidator) / 1e18, WithinRel(real.to_liquidator, 1e-14));
  CHECK_THAT(static_cast<double>(call.taken.fee) / 1e18, WithinRel(real.fee, 1e-12));
  CHECK_FALSE(call.is_empty_handed);
  CHECK(call.deficit == 0);
}

TEST_CASE("a healthy account, a reserve that is no collateral and a debt that is not there are not liquidated", "[venue][aave_v3_exact]") {
  CHECK(liquidation(ether_loan(2'000), Wide(1'000'000)).refused == AaveRefusal::healthy);
  std::vector<Holding> other = ether_loan(1'700);
  std::swap(other[0], other[1]);  // USDC is not deposited, ETH not owed
  CHECK(liquidation(other, Wide(1'000'000)).refused == AaveRefusal::not_collateral);
  other = {holding(ether, 1'700, 10.0, 0.0), holding(bitcoin, 100'000, 0.0, 0.0), holding(usdc, 1, 0.0, 15'000.0)};
  CHECK(venue::aave_liquidation<Wide>(pool, other, 0, 1, Wide(1)).refused == AaveRefusal::nothing_owed);
}

TEST_CASE("no call may leave a debt or a deposit that nobody would liquidate", "[venue][aave_v3_exact]") {
  // Below 0.95 all of 15,000 may go; all but 500 may not.
  const std::vector<Holding> ill = ether_loan(1'600);
  CHECK(liquidation(ill, Wide(14'500'000'000)).refused == AaveRefusal::leaves_dust);
  CHECK(liquidation(ether_loan(1'560), Wide(13'950'000'000)).refused == AaveRefusal::leaves_dust);  // 952 of the deposit would stay
  CHECK(liquidation(ill, Wide(13'000'000'000)).refused == AaveRefusal::none);
  CHECK(liquidation(ill, Wide(15'000'000'000)).refused == AaveRefusal::none);
}

TEST_CASE("what no deposit is left to pay for becomes deficit", "[venue][aave_v3_exact]") {
  const auto call = liquidation(ether_loan(1'500), Wide(15'000'000'000));  // 15,000 of deposits, worth 14,285.71 of debt
  REQUIRE(call.refused == AaveRefusal::none);
  CHECK(call.taken.seized() == 10 * one_in_wads<Wide>());
  CHECK(call.taken.repaid == Wide(14'285'714'286));
  CHECK(call.is_empty_handed);
  CHECK(call.deficit == Wide(15'000'000'000) - Wide(14'285'714'286));
}

TEST_CASE("below the toxic frontier a call lowers the account's health, above it raises it", "[venue][aave_v3_exact]") {
  // In integers, through the whole call: 10 ETH and another 4,000 of counted bitcoin against 15,000 USDC.
  const ToxicFrontier frontier = pool.liquidation().of_asset[0];
  for (long long price = 1'200; price < 1'800; price += 25) {
    std::vector<Holding> held{holding(ether, price, 10.0, 0.0), holding(usdc, 1, 0.0, 15'000.0), holding(bitcoin, 50'000, 0.05, 0.0)};
    const auto before = venue::aave_account<Wide>(pool, held);
    if (!before.is_liquidatable()) continue;
    const auto call = liquidation(held, Wide(2'000'000'000));
    REQUIRE(call.refused == AaveRefusal::none);
    held[0].deposited -= call.taken.seized();
    held[1].owed -= call.taken.repaid;
    const bool is_worse = *venue::aave_account<Wide>(pool, held).health() < *before.health();
    INFO(price);
    CHECK(is_worse == frontier.is_toxic(static_cast<double>(*before.health()) / 1e18));
    CHECK(is_worse == (static_cast<double>(price) < frontier.price(10.0, 15'000.0, 2'500.0 * 0.75)));
  }
}
