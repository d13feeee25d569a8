// What a verdict may depend on: the numbers of its own account, and nothing else. And what it says where they are no numbers.

#include <algorithm>
#include <cmath>
#include <limits>
#include <thread>

#include <boost/multiprecision/cpp_int.hpp>

#include "bulwark/evaluate/compare.hpp"
#include "bulwark/liquidation/risk_order.hpp"
#include "support/drawn_accounts.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("A15: riskier is a strict total order, and orders ratios as fractions do", "[properties][verdict]") {
  using Risk = ExactRisk<long long>;
  using Fraction = boost::multiprecision::cpp_rational;
  Random random{315};
  const auto drawn = [&] {
    const bool is_small = random.below(2) == 0;  // small numbers tie often
    return Risk{is_small ? random.below(9) - 4 : random.below(2'000'001) - 1'000'000, 0,
                is_small ? random.below(5) : random.below(1'000'001)};
  };
  for (int i = 0; i < 30'000; ++i) {
    const Risk a = drawn(), b = drawn(), c = drawn();
    const auto order = risk_order(a, b);
    CHECK((order > 0) == (risk_order(b, a) < 0));
    CHECK((order == 0) == (a == b));
    if (order >= 0 && risk_order(b, c) >= 0) CHECK((risk_order(a, c) >= 0));
    if (a.maintenance == 0 || b.maintenance == 0) continue;
    const Fraction of_a{a.equity, a.maintenance}, of_b{b.equity, b.maintenance};
    if (of_a != of_b)
      CHECK((order > 0) == (of_a < of_b));
    else
      CHECK((order > 0) == (a.maintenance > b.maintenance));
  }
}

TEST_CASE("A16: the same inputs give the same bits, on any thread and however often", "[properties][verdict]") {
  const Listing listing = *Listing::from(chain());
  Random random{316};
  std::vector<Account> accounts;
  for (int i = 0; i < 1'000; ++i) accounts.push_back(random_book(random, chain(), random.below(7)));
  const AccountRows rows = listing.admit(accounts);
  on_every_venue([&](const auto& venue) {
    const auto tick = venue.price(listing, three_assets());
    std::array<std::vector<RiskReport>, 4> reports;
    {
      std::vector<std::jthread> threads;
      for (std::size_t t = 0; t < reports.size(); ++t)
        threads.emplace_back([&, t] {
          reports[t].resize(accounts.size());
          Workspace workspace = tick->workspace();
          const auto backwards = [&](std::size_t i) { return t % 2 == 0 ? i : accounts.size() - 1 - i; };
          for (std::size_t repeat = 0; repeat <= t; ++repeat)
            for (std::size_t i = 0; i < accounts.size(); ++i)
              reports[t][backwards(i)] = tick->evaluate(rows.at(static_cast<Index>(backwards(i))), workspace);
        });
    }
    const auto again = venue.price(listing, three_assets());  // priced anew
    Workspace workspace = again->workspace();
    for (std::size_t i = 0; i < accounts.size(); ++i) {
      for (std::size_t t = 1; t < reports.size(); ++t) CHECK(bits(reports[t][i]) == bits(reports[0][i]));
      CHECK(bits(again->evaluate(rows.at(static_cast<Index>(i)), workspace)) == bits(reports[0][i]));
    }
  });
}

TEST_CASE("A17: an error leaves what it would have written as it was, and its neighbours too", "[properties][verdict]") {
  const double nan = std::numeric_limits<double>::quiet_NaN(), inf = std::numeric_limits<double>::infinity();
  on_drawn_accounts(317, 800, [&](const auto& drawn) {
    const auto before = bits(drawn.report());
    Change change{.cash = 1.0};
    std::vector<Order> orders{drawn.order(), drawn.order(), drawn.order()};
    Order& bad = orders[static_cast<std::size_t>(drawn.random.below(3))];
    switch (drawn.random.below(5)) {
      case 0: bad.quantity = nan; break;
      case 1: bad.price = inf; break;
      case 2: bad.price = -1.0; break;
      case 3: bad.row.listed += 1; break;
      default: change.cash = nan;
    }
    change.orders = orders;
    CHECK_FALSE(what_if(drawn.tick, drawn.account, change, drawn.workspace, drawn.scratch));
    for (const Action action : {Action::open, Action::reduce, Action::withdraw, Action::liquidate})
      CHECK(permits(drawn.tick, drawn.account, action, change, drawn.workspace, drawn.scratch).refusal == Refusal::faulty_change);
    CHECK(bits(drawn.report()) == before);

    // An account that is refused is refused whole; the one beside it is admitted as if alone.
    std::vector<Account> two{drawn.written, drawn.written};
    if (two[0].positions.empty() || drawn.random.below(2) == 0)
      two[0].cash = inf;
    else
      two[0].positions[static_cast<std::size_t>(drawn.random.below(std::ssize(two[0].positions)))].quantity = nan;
    const AccountRows rows = drawn.listing.admit(two);
    CHECK(rows.at(0).segments.empty());
    CHECK(is_unknown(drawn.tick.evaluate(rows.at(0), drawn.workspace)));
    CHECK(bits(drawn.tick.evaluate(rows.at(1), drawn.workspace)) == before);
  });
  const Listing listing = *Listing::from(chain());
  const std::vector<Account> accounts(5);
  const AccountRows rows = listing.admit(accounts);
  auto bad = tiered_venue();
  bad.liquidation.warn = nan;
  std::vector<Impact> impacts(5);
  for (Impact& impact : impacts) impact.before.equity = 123.0;
  CHECK_FALSE(compare(tiered_venue(), bad, listing, rows, three_assets(), std::span{impacts}));
  for (const Impact& impact : impacts) CHECK((impact.before.equity == 123.0 && impact.after.equity == 0.0));
}

TEST_CASE("A18: where any number is none the verdict is unknown, and only what lowers risk is open", "[properties][verdict]") {
  const double nan = std::numeric_limits<double>::quiet_NaN(), inf = std::numeric_limits<double>::infinity();
  const Listing listing = *Listing::from(chain());
  Random random{318};
  int unknown = 0, spared = 0;
  on_every_venue([&](const auto& venue) {
    const auto clean = venue.price(listing, three_assets());
    Workspace at_clean = clean->workspace();
    for (int trial = 0; trial < 120; ++trial) {
      const std::array bad{nan, inf, -inf, -1.0};
      const double number = bad[static_cast<std::size_t>(random.below(4))];
      MarketState market = three_assets();
      const AssetId broken = std::array{btc, eth, sol}[static_cast<std::size_t>(random.below(3))];
      AssetMarket& asset = market.assets[static_cast<std::size_t>(row(broken))];
      const bool is_spot = asset.forwards.empty() || random.below(2) == 0;
      (is_spot ? asset.spot : asset.forwards[static_cast<std::size_t>(random.below(2))].forward) = number;
      const auto tick = venue.price(listing, market);
      REQUIRE(tick);
      CHECK_FALSE(tick->faults().empty());
      Workspace workspace = tick->workspace();
      ChangedAccount scratch;
      for (int i = 0; i < 8; ++i) {
        const Account account = random_book(random, chain(), 1 + random.below(4));
        const AccountRows rows = listing.admit(std::span{&account, 1});
        const AccountRow at = rows.at(0);
        const RiskReport report = tick->evaluate(at, workspace);
        const bool touches = std::any_of(account.positions.begin(), account.positions.end(), [&](const Position& p) {
          return asset_of(p.instrument) == broken || settlement_of(p.instrument, p.settlement.value_or(AssetId::quote)) == broken;
        });
        if (!touches) {
          ++spared;
          CHECK(bits(report) == bits(clean->evaluate(at, at_clean)));
          continue;
        }
        if (is_spot) CHECK(is_unknown(report));
        if (!is_unknown(report)) {  // a forward that the account has nothing on
          for (const double x : {report.equity, report.resources.maintenance, report.requirement.maintenance}) CHECK(is_finite(x));
          continue;
        }
        ++unknown;
        const auto may = [&](Action action, const Change& change) {
          return permits(*tick, at, action, change, workspace, scratch).is_allowed();
        };
        const std::size_t k = static_cast<std::size_t>(at.segments.front().begin);
        if (at.segments.front().begin == at.segments.front().end) continue;
        const Order more{listing.id(static_cast<Index>(at.row[k])), at.quantity[k], 100.0};
        const Order less{more.row, -0.5 * at.quantity[k], 100.0};
        CHECK_FALSE(may(Action::liquidate, {}));
        CHECK_FALSE(may(Action::withdraw, {.cash = -1.0}));
        CHECK_FALSE(may(Action::open, {.orders = {&more, 1}}));
        CHECK_FALSE(may(Action::reduce, {.orders = {&more, 1}}));
        CHECK(may(Action::reduce, {.orders = {&less, 1}}));
        CHECK(may(Action::reduce, {.cash = 1.0}));
      }
    }
  });
  CHECK((unknown > 500 && spared > 300));
}

TEST_CASE("A19: the order in which positions are named changes no bit", "[properties][verdict]") {
  on_drawn_accounts(319, 1'500, [](const auto& drawn) {
    const auto before = bits(drawn.report());
    Account shuffled = drawn.written;
    auto& positions = shuffled.positions;
    for (std::size_t i = positions.size(); i > 1; --i)
      std::swap(positions[i - 1], positions[static_cast<std::size_t>(drawn.random.below(static_cast<Index>(i)))]);
    const AccountRows rows = drawn.listing.admit(std::span{&shuffled, 1});
    CHECK(bits(drawn.tick.evaluate(rows.at(0), drawn.workspace)) == before);
  });
}

TEST_CASE("A20: a position in parts is the position", "[properties][verdict]") {
  on_drawn_accounts(320, 1'500, [](const auto& drawn) {
    if (drawn.written.positions.empty()) return;
    const RiskReport whole = drawn.report();
    Account split = drawn.written;
    Position& cut = split.positions[static_cast<std::size_t>(drawn.random.below(std::ssize(split.positions)))];
    const Index parts = 2 + drawn.random.below(7);
    const double part = cut.quantity * 0x1p-3;  // eighths of sixteenths: exact
    Position piece = cut;
    piece.quantity = part;
    cut.quantity -= part * static_cast<double>(parts - 1);
    for (Index k = 1; k < parts; ++k) split.positions.push_back(piece);
    const AccountRows rows = drawn.listing.admit(std::span{&split, 1});
    const RiskReport together = drawn.tick.evaluate(rows.at(0), drawn.workspace);
    const bool is_inverse = std::holds_alternative<InverseFuture>(piece.instrument);
    if (!is_inverse) {
      CHECK(bits(together) == bits(whole));
      return;
    }
    // quantity / price is rounded in each part
    const double unit = 1e-15 * static_cast<double>(parts) * drawn.scale();
    CHECK(std::abs(together.equity - whole.equity) <= unit);
    CHECK(std::abs(together.requirement.maintenance - whole.requirement.maintenance) <= unit);
    CHECK(std::abs(together.requirement.initial - whole.requirement.initial) <= unit);
  });
}
