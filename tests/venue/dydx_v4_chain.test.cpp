#include "bulwark/venue/dydx_v4_chain.hpp"

#include "support/catch.hpp"
#include "support/judged.hpp"
#include "vectors/case.hpp"

using namespace bulwark;
using bulwark::test::Random;
using bulwark::test::said;
using bulwark::test::Wide;

namespace {

using Chain = venue::DydxChain<Wide>;
using Subaccount = Chain::Account;

constexpr LiquidityTier tenth{200'000, 500'000};  // 20 % to open, 10 % to stay
constexpr std::size_t bitcoin = 0, ether = 1;
const Wide coin("100000000");  // of bitcoin; 50,000 USDC

/// Bitcoin at 50,000 and ether at 3,000 USDC, as in the chain's own tests.
Chain markets() {
  Chain made{.markets = {{.tier = tenth, .oracle = venue::dydx_oracle_price(Wide(5'000'000'000), -5, -8), .open_interest = Wide(coin * 50)},
                         {.tier = tenth, .oracle = venue::dydx_oracle_price(Wide(3'000'000'000), -6, -9), .tick = {-9, 1}}}};
  return made;
}

/// Dollars in cash, and coins of bitcoin.
Subaccount account(long long dollars, const Wide& base) { return {.quote = Wide(dollars) * 1'000'000, .holdings = {{bitcoin, base}}}; }

const auto ignored = [](std::size_t, const Wide&, const Wide&) {};

}  // namespace

TEST_CASE("a short that owes its equity is closed against longs that can bear it", "[venue][dydx_v4_chain][E08]") {
  // x/clob/keeper/deleveraging_test.go (v4-chain at commit 84d4664, 2026): the short has 54,999, 50,000 or 49,999 USDC, the long 50,000
  // or owes 45,001, 50,000 or 50,001. Bankruptcy prices that do not overlap: nothing happens.
  for (const long long ours : {54'999LL, 50'000LL, 49'999LL})
    for (const long long theirs : {50'000LL, -45'001LL, -50'000LL, -50'001LL}) {
      Chain venue = markets();
      Subaccount closed = account(ours, -coin), other = account(theirs, coin);
      const auto quote = venue.bankruptcy_quote(closed, bitcoin, coin);
      REQUIRE(quote);
      CHECK(*quote == -ours * 1'000'000);
      const bool overlaps = ours + theirs >= 0;
      CHECK(venue.exchange(closed, other, bitcoin, coin, *quote) == overlaps);
      CHECK(closed.base(bitcoin) == (overlaps ? Wide(0) : Wide(-coin)));
      CHECK(closed.quote == (overlaps ? 0 : ours * 1'000'000));
      CHECK(other.quote == (overlaps ? ours + theirs : theirs) * 1'000'000);
      CHECK(venue.markets[bitcoin].open_interest == coin * (overlaps ? 49 : 50));
    }
}

TEST_CASE("several positions share the bankruptcy of their account by what they require", "[venue][dydx_v4_chain]") {
  // The same: 1 bitcoin and 10 ether short, 80,800 USDC: equity 800, of which 5,000 / 8,000 is the bitcoin's.
  Chain venue = markets();
  Subaccount closed{.quote = Wide(80'800'000'000), .holdings = {{bitcoin, -coin}, {ether, Wide(-10'000'000'000)}}};
  Subaccount other = account(50'000, coin);
  const auto quote = venue.bankruptcy_quote(closed, bitcoin, coin);
  REQUIRE(quote);
  CHECK(*quote == Wide(-50'500'000'000));
  CHECK(venue.exchange(closed, other, bitcoin, coin, *quote));
  CHECK(closed.quote == Wide(30'300'000'000));
}

TEST_CASE("deleveraging conserves quote and base to the last unit and leaves nobody worse than allowed", "[venue][dydx_v4_chain][E13]") {
  Random random{5};
  int closed_whole = 0, passed_over = 0;
  for (int i = 0; i < 500; ++i) {
    Chain venue = markets();
    const bool is_long = random.below(2) == 0;
    const auto holding = [&](bool of_closed) {
      const Wide size = Wide(1 + random.below(300'000'007));
      return Subaccount{
          .holdings = {{bitcoin, is_long == of_closed ? size : Wide(-size)}, {ether, Wide(random.below(4'000'000'003)) - 2'000'000'001}}};
    };
    const auto endow = [&](Subaccount& who, long long ppm_of_maintenance) {
      const ExactRisk<Wide> risk = venue.risk(who);
      who.quote = who.quote - risk.equity + risk.maintenance * ppm_of_maintenance / 1'000'000;
    };
    Subaccount closed = holding(true);
    endow(closed, -1 - random.below(400'000));
    std::vector<Subaccount> others;
    for (int a = 0; a < 6; ++a) {
      others.push_back(holding(random.below(6) == 0));  // some on the same side
      endow(others.back(), random.below(4'000'000) - 500'000);
    }
    const auto total = [&](auto of) {
      Wide sum = of(closed);
      for (const Subaccount& other : others) sum += of(other);
      return sum;
    };
    const auto quote = [](const Subaccount& a) { return a.quote; };
    const auto base = [](const Subaccount& a) { return a.base(bitcoin); };
    const auto size = [](const Subaccount& a) { return magnitude_of<Wide>(a.base(bitcoin)); };
    const Wide quote_before = total(quote), base_before = total(base), size_before = total(size);
    const ExactRisk<Wide> before = venue.risk(closed);
    const std::vector<Subaccount> others_before = others;
    const Wide held = closed.base(bitcoin), open_before = venue.markets[bitcoin].open_interest;
    Wide moved(0), paid(0);
    const Wide left = venue.deleverage(closed, bitcoin, others, static_cast<std::size_t>(random.below(6)), 500,
                                       [&](std::size_t, const Wide& b, const Wide& q) { moved += b, paid += q; });
    CHECK((total(quote) == quote_before && total(base) == base_before));
    CHECK((left == -closed.base(bitcoin) && closed.base(bitcoin) == held + moved));
    CHECK(total(size) == size_before - 2 * magnitude_of(moved));
    CHECK(venue.markets[bitcoin].open_interest == open_before - magnitude_of(moved));
    const ExactRisk<Wide> after = venue.risk(closed);
    if (after.maintenance > 0) CHECK((risk_order(after, before) <= 0));
    for (std::size_t a = 0; a < others.size(); ++a) {
      if (others[a].quote == others_before[a].quote) {
        passed_over += (others[a].base(bitcoin) < 0) != (held < 0) && left != 0 ? 1 : 0;
        continue;
      }
      CHECK(transition(venue.risk(others_before[a]), venue.risk(others[a])) == Transition::allowed);
    }
    closed_whole += left == 0 ? 1 : 0;
  }
  CHECK((closed_whole > 100 && closed_whole < 500));
  CHECK(passed_over > 20);
}

TEST_CASE("a market in final settlement is closed at the oracle price, and only for those who owe nothing", "[venue][dydx_v4_chain]") {
  Chain venue = markets();
  std::vector<Subaccount> others{account(-50'001, coin), account(50'000, Wide(coin / 2)), account(-45'001, coin)};
  Subaccount solvent = account(100'000, -coin);
  CHECK(venue.deleverage(solvent, bitcoin, others, 0, 500, ignored) == coin);  // neither bankrupt nor settled: nothing happens
  CHECK(solvent.quote == Wide(100'000'000'000));
  venue.markets[bitcoin].is_final_settlement = true;
  CHECK(venue.deleverage(solvent, bitcoin, others, 0, 500, ignored) == 0);
  CHECK(solvent.quote == Wide(50'000'000'000));
  CHECK(others[0].base(bitcoin) == coin);  // under water: the oracle's price is no way out
  CHECK(others[1].quote == Wide(75'000'000'000));
  CHECK(others[2].base(bitcoin) == coin / 2);
  Subaccount bankrupt = account(49'999, -coin);
  others = {account(50'000, coin)};
  CHECK(venue.deleverage(bankrupt, bitcoin, others, 0, 500, ignored) == 0);  // still at its bankruptcy price
  CHECK(bankrupt.quote == 0);
  CHECK(others[0].quote == Wide(99'999'000'000));
}

TEST_CASE("an account that owes and holds nothing is not liquidated", "[venue][dydx_v4_chain]") {
  Chain venue = markets();
  Subaccount owes = account(-100, Wide(0));
  CHECK_FALSE(venue.risk(owes).is_liquidatable());
  CHECK(venue.risk(owes).equity < 0);
  CHECK_FALSE(venue.liquidation_order(owes, bitcoin, Wide(0)));
  CHECK_FALSE(venue.bankruptcy_quote(owes, bitcoin, coin));
  std::vector<Subaccount> others{account(50'000, coin)};
  CHECK(venue.deleverage(owes, bitcoin, others, 0, 500, ignored) == 0);
  // A position too small to be worth a unit requires nothing: no price, and nothing moves.
  Chain cheap = markets();
  cheap.markets[bitcoin].oracle.exponent = -11;
  Subaccount dust = account(-100, Wide(-5));
  CHECK(cheap.deleverage(dust, bitcoin, others, 0, 500, ignored) == 5);
  CHECK(others[0].base(bitcoin) == coin);
}

TEST_CASE("a liquidation order closes what a block allows, at a price between the oracle's and its limit", "[venue][dydx_v4_chain]") {
  Chain venue = markets();
  venue.markets[bitcoin].step = Wide(1'000);
  CHECK_FALSE(venue.liquidation_order(account(-45'000, coin), bitcoin, Wide(0)));  // exactly at maintenance
  const auto order = venue.liquidation_order(account(-46'000, coin), bitcoin, Wide(0));
  REQUIRE(order);
  CHECK(order->base == -10'000'000);           // 10 %
  CHECK(order->subticks == 48'500'000'000LL);  // rating 20 % x 150 % x 10 % below 500 x 10^8
  CHECK(venue.liquidation_order(account(-46'000, coin), bitcoin, Wide(99'000'000'000))->base ==
        -2'000'000);  // 1,000 USDC of the allowance left
  const auto buy = venue.liquidation_order(account(54'000, -coin), bitcoin, Wide(0));
  CHECK((buy->base == 10'000'000 && buy->subticks == 51'500'000'000LL));
  CHECK_FALSE(venue.liquidation_order(account(-46'000, coin), ether, Wide(0)));
}

TEST_CASE("a fill and the fund's part leave the account at its bankruptcy or above it", "[venue][dydx_v4_chain]") {
  Chain venue = markets();
  Random random{9};
  for (int i = 0; i < 1'000; ++i) {
    const bool is_long = random.below(2) == 0;
    const Subaccount before = is_long ? account(-46'000 - random.below(6'000), coin) : account(54'000 - random.below(6'000), -coin);
    const Wide part = 1 + Wide(random.below(100'000'000)), base = is_long ? Wide(-part) : part;
    const Wide subticks = 30'000'000'000 + Wide(random.below(40'000'000'000));
    const auto delta = venue.insurance_delta(before, bitcoin, base, subticks);
    REQUIRE(delta);
    Subaccount after = before;
    after.holdings[0].base = after.holdings[0].base + base;
    after.quote = after.quote - UnitPrice<Wide>{subticks, -8}.notional(base) - *delta;
    if (venue.risk(after).maintenance > 0) CHECK((risk_order(venue.risk(after), venue.risk(before)) <= 0));
  }
  CHECK_FALSE(venue.insurance_delta(account(-46'000, coin), bitcoin, coin, Wide(1)));             // the wrong way
  CHECK_FALSE(venue.insurance_delta(account(-46'000, coin), bitcoin, Wide(-coin - 1), Wide(1)));  // more than there is
  CHECK_FALSE(venue.insurance_delta(account(-46'000, coin), bitcoin, Wide(0), Wide(1)));
}

TEST_CASE("a share that the holder chose raises what it opens with and nothing else", "[venue][dydx_v4_chain]") {
  const Chain venue = markets();
  Subaccount cautious = account(0, coin);
  cautious.holdings[0].own_initial = Wide(350'000);
  const ExactRisk<Wide> own = venue.risk(cautious), plain = venue.risk(account(0, coin));
  CHECK(own.initial == Wide(17'500'000'000));
  CHECK((own.maintenance == plain.maintenance && own.equity == plain.equity));
  CHECK(venue.bankruptcy_quote(cautious, bitcoin, -coin) == venue.bankruptcy_quote(account(0, coin), bitcoin, -coin));
  cautious.holdings[0].own_initial = Wide(1);  // below the tier's: no relief
  CHECK(venue.risk(cautious) == plain);
}

TEST_CASE("the chain reports every fault, and every account that does not fit it", "[venue][dydx_v4_chain][faults]") {
  Chain venue = markets();
  CHECK(venue.faults().empty());
  CHECK(venue.faults(account(1, coin)).empty());
  venue.markets[ether].is_isolated = true;
  CHECK(said(venue.faults({.holdings = {{bitcoin, coin}, {ether, coin}, {7, coin}, {bitcoin, coin}}})) ==
        std::vector<std::string>{"account.market[2] is not listed", "account.market[3] appears twice",
                                 "account.markets_beside_isolated is out of range, got 2"});
  CHECK(venue.faults({.holdings = {{bitcoin, Wide(0)}, {ether, coin}}}).empty());
  CHECK(said(venue.faults({.holdings = {{bitcoin, coin, Wide(1'000'001)}}})) ==
        std::vector<std::string>{"account.own_initial[0] is out of range, got 1000001"});
  venue.markets[bitcoin] = {
      .tier = {1'000'000, 1'000'000}, .oracle = {Wide(-1), 0}, .tick = {0, 0}, .step = Wide(0), .open_interest = Wide(-2)};
  CHECK(said(venue.faults()) == std::vector<std::string>{"fillable_price.spread_to_maintenance[0] is out of range, got 1500000",
                                                         "order_tick.tick[0] must be positive, got 0",
                                                         "dydx_market.price[0] must not be negative, got -1",
                                                         "dydx_market.step[0] must be positive, got 0",
                                                         "dydx_market.open_interest[0] must not be negative, got -2"});
}
