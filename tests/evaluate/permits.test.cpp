#include "bulwark/evaluate/permits.hpp"

#include "support/books.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

const Listing listing = *Listing::from(chain());
const RowId future = listing.find(LinearFuture{btc}).front();

/// 10 BTC long at the market: initial 2 %, maintenance 1 % of 1.04 million (tiered).
Account leveraged(double cash) { return {.positions = {{LinearFuture{btc}, 10.0, 104'000.0}}, .cash = cash}; }

struct Desk {
  decltype(tiered_venue()) venue = tiered_venue();
  MarketState market = three_assets();
  Refusal ask(const Account& account, Action action, const Change& change) const {
    const AccountRows rows = listing.admit(std::span{&account, 1});
    const auto tick = venue.price(listing, market);
    Workspace workspace = tick->workspace();
    ChangedAccount scratch;
    return permits(*tick, rows.at(0), action, change, workspace, scratch).refusal;
  }
};

}  // namespace

TEST_CASE("what is permitted to a healthy, a thin, a liquidatable and an unknown account", "[evaluate][permits][A02][A14][A18]") {
  const Desk desk;
  Desk blind;
  blind.market.assets[row(btc)].spot = std::numeric_limits<double>::quiet_NaN();
  const Order buy{future, 1.0, 104'000.0}, sell{future, -1.0, 104'000.0}, flip{future, -25.0, 104'000.0}, close{future, -10.0, 104'000.0};
  const Change bought{.orders = {&buy, 1}}, sold{.orders = {&sell, 1}}, flipped{.orders = {&flip, 1}}, closed{.orders = {&close, 1}};
  const Change deposit{.cash = 1.0}, withdrawal{.cash = -1.0};
  struct Case {
    const char* name;
    double cash;
    const Desk& desk;
    Refusal open, reduce, flip, close, top_up, withdraw, liquidate;
  };
  using enum Refusal;
  for (const Case& c : {
           Case{"healthy", 100'000.0, desk, none, none, none, none, none, none, not_liquidatable},
           Case{"between initial and maintenance", 15'000.0, desk, initial_shortfall, none, not_a_reduction, none, none, initial_shortfall,
                not_liquidatable},
           Case{"liquidatable", 5'000.0, desk, initial_shortfall, none, not_a_reduction, none, none, initial_shortfall, none},
           Case{"bankrupt", -5'000.0, desk, initial_shortfall, risk_rises, not_a_reduction, none, none, initial_shortfall, none},
           Case{"unknown", 100'000.0, blind, unknown_account, none, not_a_reduction, none, none, unknown_account, unknown_account},
       }) {
    INFO(c.name);
    const Account account = leveraged(c.cash);
    CHECK(c.desk.ask(account, Action::open, bought) == c.open);
    CHECK(c.desk.ask(account, Action::reduce, sold) == c.reduce);
    CHECK(c.desk.ask(account, Action::reduce, flipped) == c.flip);
    CHECK(c.desk.ask(account, Action::reduce, closed) == c.close);
    CHECK(c.desk.ask(account, Action::reduce, deposit) == c.top_up);
    CHECK(c.desk.ask(account, Action::withdraw, withdrawal) == c.withdraw);
    CHECK(c.desk.ask(account, Action::liquidate, {}) == c.liquidate);
  }
}

TEST_CASE("a refused account may not even be reduced by an unknown row", "[evaluate][permits][faults]") {
  const Order stale{RowId{future.row, future.listed + 1}, -1.0, 104'000.0};
  CHECK(Desk{}.ask(leveraged(1e5), Action::reduce, {.orders = {&stale, 1}}) == Refusal::faulty_change);
}

TEST_CASE("a retreat at a price that lowers the cover is refused", "[evaluate][permits][A14]") {
  const Order dump{future, -1.0, 52'000.0};
  CHECK(Desk{}.ask(leveraged(15'000.0), Action::reduce, {.orders = {&dump, 1}}) == Refusal::risk_rises);
}

TEST_CASE("orders on one row count together, so two halves cannot flip what one may not", "[evaluate][permits]") {
  const std::vector<Order> halves{{future, -13.0, 104'000.0}, {future, -13.0, 104'000.0}};
  CHECK(Desk{}.ask(leveraged(15'000.0), Action::reduce, {.orders = halves}) == Refusal::not_a_reduction);
}

TEST_CASE("what may be opened may not be liquidated, whatever the threshold", "[evaluate][permits][A02][A08]") {
  // Liquidation below three times maintenance, initial twice maintenance: covered accounts can be liquidatable.
  const RiskEvaluator venue{no_haircut(), NotionalMargin{.rate = {0.02, 0.01}}, Black{}, NoVar{},
                            HealthThreshold{.warn = 3.0, .partial_close = 3.0}};
  const Account account{.positions = {{LinearFuture{btc}, 10.0, 104'000.0}}, .cash = 40'000.0};
  const AccountRows rows = listing.admit(std::span{&account, 1});
  const auto tick = venue.price(listing, three_assets());
  Workspace workspace = tick->workspace();
  ChangedAccount scratch;
  REQUIRE(tick->evaluate(rows.at(0), workspace).verdict.is_healthy());
  CHECK(permits(*tick, rows.at(0), Action::withdraw, {.cash = -15'000.0}, workspace, scratch).refusal == Refusal::liquidatable_outcome);
  CHECK(permits(*tick, rows.at(0), Action::withdraw, {.cash = -5'000.0}, workspace, scratch).is_allowed());
}

TEST_CASE("no permitted action makes a healthy account liquidatable at the prices it is judged at", "[evaluate][permits][A08]") {
  Random random{41};
  on_every_venue([&](const auto& venue) {
    const auto tick = venue.price(listing, three_assets());
    Workspace workspace = tick->workspace();
    ChangedAccount scratch;
    for (int i = 0; i < 300; ++i) {
      Account account = random_book(random, chain(), 1 + random.below(8));
      account.cash *= 16.0;
      const AccountRows rows = listing.admit(std::span{&account, 1});
      const Index row = random.below(listing.rows());
      const ContractTerms& terms = tick->table().terms(row);
      const double mark =
          terms.kind == InstrumentKind::option ? tick->table().at(row, Column::option_value) / terms.multiplier : terms.underlying;
      const Order order{listing.id(row), random.quantity(), mark};
      const Change change{.orders = {&order, 1}, .cash = static_cast<double>(random.below(3) - 1) * 65'536.0};
      for (const Action action : {Action::open, Action::reduce, Action::withdraw}) {
        if (!permits(*tick, rows.at(0), action, change, workspace, scratch).is_allowed()) continue;
        const auto impact = what_if(*tick, rows.at(0), change, workspace, scratch);
        if (impact->before.verdict.is_healthy()) CHECK_FALSE(impact->after.verdict.is_liquidatable());
      }
    }
  });
}

TEST_CASE("closing everything is always accepted", "[evaluate][permits][A21]") {
  Random random{42};
  on_every_venue([&](const auto& venue) {
    const auto tick = venue.price(listing, three_assets());
    Workspace workspace = tick->workspace();
    ChangedAccount scratch;
    for (int i = 0; i < 200; ++i) {
      Account account = random_book(random, chain(), 1 + random.below(8));
      std::erase_if(account.positions, [](const Position& p) { return std::holds_alternative<Spot>(p.instrument); });  // not closed, owned
      account.cash -= 1e6;
      const AccountRows rows = listing.admit(std::span{&account, 1});
      const AccountRow held = rows.at(0);
      std::vector<Order> orders;
      for (const Segment& s : held.segments)
        for (std::uint32_t k = s.begin; k < s.end; ++k) {
          const Index row = static_cast<Index>(held.row[k]);
          const ContractTerms& terms = tick->table().terms(row);
          const double mark =
              terms.kind == InstrumentKind::option ? tick->table().at(row, Column::option_value) / terms.multiplier : terms.underlying;
          orders.push_back({listing.id(row), -held.quantity[k], mark});
        }
      CHECK(is_reduction(tick->table(), held, {.orders = orders}));
      const auto impact = what_if(*tick, held, {.orders = orders}, workspace, scratch);
      const Refusal refusal = permits(*tick, held, Action::reduce, {.orders = orders}, workspace, scratch).refusal;
      if (impact->after.requirement.maintenance == 0.0) CHECK(refusal == Refusal::none);
      CHECK(impact->after.equity == Catch::Approx(impact->before.equity).epsilon(1e-9).margin(1e-3));
    }
  });
}

TEST_CASE("a reduction gives nothing away, whoever cannot be judged", "[evaluate][permits][A14][A18]") {
  Desk blind;
  blind.market.assets[row(btc)].spot = std::numeric_limits<double>::quiet_NaN();
  const Account account{.positions = {{Spot{btc}, 1.0}, {LinearFuture{btc}, 10.0, 120'000.0}}};
  const RowId coin = listing.find(Spot{btc}).front();
  const std::vector<Order> transfer{{coin, -1.0, 0.0}}, gift{{coin, 1.0, 0.0}}, sale{{coin, -1.0, 104'000.0}};
  const std::vector<Order> wash{{future, 5.0, 1e9}, {future, -5.0, 1.0}}, round{{future, 10.0, 1e9}, {future, -20.0, 1.0}};
  for (const Desk& desk : {Desk{}, blind}) {
    CHECK(desk.ask(account, Action::reduce, {.orders = transfer}) == Refusal::not_a_reduction);
    CHECK(desk.ask(account, Action::reduce, {.orders = wash}) == Refusal::not_a_reduction);
    CHECK(desk.ask(account, Action::reduce, {.orders = round}) == Refusal::not_a_reduction);
    CHECK(desk.ask(account, Action::reduce, {.orders = gift}) == Refusal::none);
  }
  CHECK(blind.ask(account, Action::reduce, {.orders = sale}) == Refusal::none);
}

TEST_CASE("a row let to another tenant is no position to reduce", "[evaluate][permits][A18]") {
  const Account account = leveraged(1e5);
  const AccountRows rows = listing.admit(std::span{&account, 1});
  const std::vector<std::string> gone{listing[static_cast<Index>(future.row)].id};
  const std::vector<ListedInstrument> fresh{{.id = "new", .instrument = LinearFuture{eth, december}}};
  const Listing next = *listing.with(fresh, gone);
  const Order sell{*next.find(std::string("new")), -10.0, 2'560.0};
  REQUIRE(sell.row.row == future.row);
  const auto tick = tiered_venue().price(next, three_assets());
  Workspace workspace = tick->workspace();
  ChangedAccount scratch;
  CHECK(permits(*tick, rows.at(0), Action::reduce, {.orders = {&sell, 1}}, workspace, scratch).refusal == Refusal::not_a_reduction);
}

TEST_CASE("closing everything at a price that nobody would take leaves no loss behind", "[evaluate][permits][A08][A14]") {
  const Order given_away{future, -10.0, 1.0}, at_mark{future, -10.0, 104'000.0};
  for (const double cash : {100'000.0, 15'000.0, 5'000.0, -5'000.0}) {
    CHECK(Desk{}.ask(leveraged(cash), Action::reduce, {.orders = {&given_away, 1}}) == Refusal::risk_rises);
    CHECK(Desk{}.ask(leveraged(cash), Action::reduce, {.orders = {&at_mark, 1}}) == Refusal::none);
  }
  const Order at_a_loss{future, -10.0, 103'000.0};  // 10,000 less, and still more than nothing
  CHECK(Desk{}.ask(leveraged(15'000.0), Action::reduce, {.orders = {&at_a_loss, 1}}) == Refusal::none);
}
