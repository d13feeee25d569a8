#include "bulwark/evaluate/conditions.hpp"

#include "support/books.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

const Listing listing = *Listing::from(chain());
const RowId btc_future = listing.find(LinearFuture{btc}).front(), eth_future = listing.find(LinearFuture{eth}).front();
const RowId coin = listing.find(Spot{btc}).front();

using Markets = std::array<TradingState, 3>;
using Prices = std::array<Trust, 3>;
constexpr Markets all_open{TradingState::open, TradingState::open, TradingState::open};
constexpr Prices all_trusted{Trust::trusted, Trust::trusted, Trust::trusted};

/// 10 BTC and a little ETH, long at the market.
Account leveraged(double cash) {
  return {.positions = {{LinearFuture{btc}, 10.0, 104'000.0}, {LinearFuture{eth}, 1.0, 2'560.0}, {Spot{btc}, 0.5}}, .cash = cash};
}

struct Desk {
  MarketState market = three_assets();
  Refusal ask(const Account& account, Action action, const Change& change, const Conditions& conditions) const {
    const AccountRows rows = listing.admit(std::span{&account, 1});
    const auto tick = tiered_venue().price(listing, market);
    Workspace workspace = tick->workspace();
    ChangedAccount scratch;
    return permits(*tick, rows.at(0), action, change, conditions, workspace, scratch).refusal;
  }
};

}  // namespace

TEST_CASE("what each state of a venue leaves open to an account", "[evaluate][conditions]") {
  const Order buy{btc_future, 1.0, 104'000.0}, sell{btc_future, -1.0, 104'000.0}, flip{btc_future, -15.0, 104'000.0};
  const Order gift{coin, 1.0, 0.0}, taken{coin, -0.25, 0.0};
  const Change bought{.orders = {&buy, 1}}, sold{.orders = {&sell, 1}}, flipped{.orders = {&flip, 1}};
  const Change deposit{.cash = 1.0}, withdrawal{.cash = -1.0}, brought{.orders = {&gift, 1}}, carried_off{.orders = {&taken, 1}};
  using enum Refusal;
  struct Case {
    TradingState state;
    Refusal open, reduce, flip, top_up, withdraw, liquidate;
  };
  for (const Case& c : {Case{TradingState::open, none, none, none, none, none, none},
                        Case{TradingState::reduce_only, closed_market, none, closed_market, none, closed_market, none},
                        Case{TradingState::paused, closed_market, closed_market, closed_market, none, closed_market, closed_market}}) {
    const Account well = leveraged(200'000.0), ill = leveraged(-40'000.0);
    const Desk desk;
    const Conditions at{.venue = c.state, .prices = all_trusted};
    CHECK(desk.ask(well, Action::open, bought, at) == c.open);
    CHECK(desk.ask(well, Action::reduce, sold, at) == c.reduce);
    CHECK(desk.ask(well, Action::reduce, flipped, at) == c.flip);
    CHECK(desk.ask(well, Action::reduce, deposit, at) == c.top_up);
    CHECK(desk.ask(well, Action::reduce, brought, at) == c.top_up);
    CHECK(desk.ask(well, Action::withdraw, withdrawal, at) == c.withdraw);
    CHECK(desk.ask(well, Action::withdraw, carried_off, at) == c.withdraw);
    CHECK(desk.ask(ill, Action::liquidate, {}, at) == c.liquidate);
    CHECK(desk.ask(well, Action::liquidate, {}, at) == not_liquidatable);
  }
}

TEST_CASE("one market's state binds orders in it and nothing else", "[evaluate][conditions]") {
  Markets markets = all_open;
  markets[static_cast<std::size_t>(row(btc))] = TradingState::paused;
  const Conditions at{.markets = markets, .prices = all_trusted};
  const Order in_btc{btc_future, -1.0, 104'000.0}, in_eth{eth_future, -0.5, 2'560.0}, more_eth{eth_future, 1.0, 2'560.0};
  const Desk desk;
  CHECK(desk.ask(leveraged(2e5), Action::reduce, {.orders = {&in_btc, 1}}, at) == Refusal::closed_market);
  CHECK(desk.ask(leveraged(2e5), Action::reduce, {.orders = {&in_eth, 1}}, at) == Refusal::none);
  CHECK(desk.ask(leveraged(2e5), Action::open, {.orders = {&more_eth, 1}}, at) == Refusal::none);
  CHECK(desk.ask(leveraged(-4e4), Action::liquidate, {}, at) == Refusal::none);  // in ETH, and in BTC when it opens
  markets[static_cast<std::size_t>(row(eth))] = TradingState::paused;
  CHECK(desk.ask(leveraged(-4e4), Action::liquidate, {}, at) == Refusal::closed_market);
}

TEST_CASE("a price behind the account binds whatever rests on it, and nobody is kept from reducing", "[evaluate][conditions]") {
  const Order more_eth{eth_future, 1.0, 2'560.0}, sell{btc_future, -1.0, 104'000.0};
  const Desk desk;
  for (const Trust trust :
       {Trust::invalid, Trust::expired, Trust::implausible, Trust::suspect, Trust::uncertain, Trust::stale, Trust::trusted}) {
    Prices prices = all_trusted;
    prices[static_cast<std::size_t>(row(btc))] = trust;
    const Conditions at{.prices = prices};
    const LeastTrust needed;
    const auto expected = [&](PriceUse use) { return needed.permits(use, trust) ? Refusal::none : Refusal::untrusted_price; };
    CHECK(desk.ask(leveraged(2e5), Action::open, {.orders = {&more_eth, 1}}, at) == expected(PriceUse::open));
    CHECK(desk.ask(leveraged(2e5), Action::withdraw, {.cash = -1.0}, at) == expected(PriceUse::withdraw));
    CHECK(desk.ask(leveraged(-4e4), Action::liquidate, {}, at) == expected(PriceUse::liquidate));
    CHECK(desk.ask(leveraged(2e5), Action::reduce, {.orders = {&sell, 1}}, at) == Refusal::none);
    CHECK(desk.ask(leveraged(2e5), Action::reduce, {.cash = 1.0}, at) == Refusal::none);
  }
  Prices prices = all_trusted;  // the account holds no SOL, so nobody asks
  prices[static_cast<std::size_t>(row(sol))] = Trust::invalid;
  CHECK(desk.ask(leveraged(2e5), Action::withdraw, {.cash = -1.0}, {.prices = prices}) == Refusal::none);
  CHECK(desk.ask(leveraged(2e5), Action::withdraw, {.cash = -1.0}, {}) == Refusal::untrusted_price);  // nobody vouches
}

TEST_CASE("an unknown account may reduce, top up and wait, in every state that lets anybody", "[evaluate][conditions][A18]") {
  Desk blind;
  blind.market.assets[static_cast<std::size_t>(row(btc))].spot = std::numeric_limits<double>::quiet_NaN();
  const Order sell{btc_future, -1.0, 104'000.0}, buy{btc_future, 1.0, 104'000.0};
  for (const TradingState state : {TradingState::open, TradingState::reduce_only, TradingState::paused}) {
    const Conditions at{.venue = state};
    const Refusal reduced = state == TradingState::paused ? Refusal::closed_market : Refusal::none;
    CHECK(blind.ask(leveraged(2e5), Action::reduce, {.orders = {&sell, 1}}, at) == reduced);
    CHECK(blind.ask(leveraged(2e5), Action::reduce, {.cash = 1.0}, at) == Refusal::none);
    CHECK(blind.ask(leveraged(2e5), Action::open, {.orders = {&buy, 1}}, at) == Refusal::unknown_account);
    CHECK(blind.ask(leveraged(2e5), Action::withdraw, {.cash = -1.0}, at) == Refusal::unknown_account);
    CHECK(blind.ask(leveraged(2e5), Action::liquidate, {}, at) == Refusal::unknown_account);
  }
}

TEST_CASE("a stricter state and a less believed price never permit more", "[evaluate][conditions]") {
  Random random{7};
  const auto state = [&] { return static_cast<TradingState>(random.below(3)); };
  const auto trust = [&] { return static_cast<Trust>(random.below(7)); };
  const auto below = [&](auto value) { return static_cast<decltype(value)>(random.below(static_cast<Index>(value) + 1)); };
  const auto above = [&](TradingState s) {
    return static_cast<TradingState>(static_cast<Index>(s) + random.below(3 - static_cast<Index>(s)));
  };
  int permitted = 0, refused = 0;
  on_every_venue([&](const auto& venue) {
    const auto tick = venue.price(listing, three_assets());
    Workspace workspace = tick->workspace();
    ChangedAccount scratch;
    for (int i = 0; i < 600; ++i) {
      Account account = random_book(random, chain(), 1 + random.below(5));
      account.cash *= 16.0;
      const AccountRows rows = listing.admit(std::span{&account, 1});
      const Order order{listing.id(random.below(listing.rows())), random.quantity(), random.below(4) == 0 ? 0.0 : 2'560.0};
      const Change change{.orders = {&order, static_cast<std::size_t>(random.below(2))},
                          .cash = static_cast<double>(random.below(3) - 1) * 1'024.0};
      const Markets markets{state(), state(), state()};
      const Prices prices{trust(), trust(), trust()};
      const Conditions mild{.venue = random.below(2) == 0 ? TradingState::open : state(), .markets = markets, .prices = prices};
      const Markets stricter_markets{above(markets[0]), above(markets[1]), above(markets[2])};
      const Prices worse_prices{below(prices[0]), below(prices[1]), below(prices[2])};
      const Conditions strict{.venue = above(mild.venue), .markets = stricter_markets, .prices = worse_prices};
      for (const Action action : {Action::open, Action::reduce, Action::withdraw, Action::liquidate}) {
        const auto may = [&](const auto&... conditions) {
          return permits(*tick, rows.at(0), action, change, conditions..., workspace, scratch).is_allowed();
        };
        (may(mild) ? permitted : refused) += 1;
        if (may(strict)) CHECK(may(mild));
        if (may(mild)) CHECK((may() && may(mild.venue)));
        if (may(TradingState::paused)) CHECK(may(TradingState::reduce_only));
        if (may(TradingState::reduce_only)) CHECK(may(TradingState::open));
        CHECK(may(TradingState::open) == may());
      }
    }
  });
  CHECK((permitted > 100 && refused > 100));
}

TEST_CASE("a stale row is a faulty change whatever the conditions", "[evaluate][conditions][faults]") {
  const Order stale{RowId{btc_future.row, btc_future.listed + 1}, -1.0, 104'000.0}, nowhere{RowId{9'999, 1}, -1.0, 104'000.0};
  for (const Order& order : {stale, nowhere})
    CHECK(Desk{}.ask(leveraged(1e5), Action::reduce, {.orders = {&order, 1}}, {}) == Refusal::faulty_change);
}

TEST_CASE("levels of trust that would pay out where they would not liquidate are faults", "[evaluate][conditions][faults]") {
  CHECK(Conditions{}.faults().empty());
  CHECK(Conditions{.needed = {.withdraw = Trust::implausible}}.faults().size() == 1);
}
