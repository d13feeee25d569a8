// Invariants of settlement: nothing is created, nothing is lost, and nothing happens by halves.

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "bulwark/settlement/collateral_release.hpp"
#include "bulwark/settlement/funding_transfer.hpp"
#include "bulwark/settlement/payment_order.hpp"
#include "bulwark/settlement/settle_accounts.hpp"
#include "bulwark/settlement/settlement_window.hpp"
#include "support/catch.hpp"
#include "support/int128.hpp"
#include "support/random.hpp"

using namespace bulwark;
using namespace bulwark::test;
using namespace std::chrono_literals;

namespace {

constexpr AssetId coin{0};
constexpr Timestamp expiry{1'775'000'000s};

/// Every kind of contract that expires, and one that does not.
const std::vector<ListedInstrument> listed{
    {.id = "linear", .instrument = LinearFuture{coin, expiry}},
    {.id = "inverse", .instrument = InverseFuture{coin, expiry}, .multiplier = 10.0},
    {.id = "call", .instrument = VanillaOption{coin, OptionSide::call, 900.0, expiry}},
    {.id = "coin put", .instrument = VanillaOption{coin, OptionSide::put, 1'100.0, expiry}, .settlement = coin},
    {.id = "perpetual", .instrument = LinearFuture{coin}}};

/// Accounts that have traded with each other and with nobody else.
std::vector<Account> closed_market(Random& random, Index accounts) {
  std::vector<Account> market(static_cast<std::size_t>(accounts));
  for (int trade = 0; trade < 40; ++trade) {
    const ListedInstrument& item = listed[static_cast<std::size_t>(random.below(5))];
    const bool is_option = std::holds_alternative<VanillaOption>(item.instrument);
    const double quantity = static_cast<double>(1 + random.below(1'000)) / 100.0;
    const double price = static_cast<double>(50'000 + random.below(100'000)) / 100.0;
    const Index buyer = random.below(accounts), seller = random.below(accounts);
    if (buyer == seller) continue;
    const Position bought{item.instrument, quantity, is_option ? 0.0 : price, item.settlement};
    Position sold = bought;
    sold.quantity = -quantity;
    market[static_cast<std::size_t>(buyer)].positions.push_back(bought);
    market[static_cast<std::size_t>(seller)].positions.push_back(sold);
  }
  for (Account& account : market)
    for (Position& p : account.positions)
      if (!std::holds_alternative<VanillaOption>(p.instrument)) p.settlement.reset();
  return market;
}

}  // namespace

TEST_CASE("E13: what accounts are paid at expiry, fees and the venue's rest are nothing together, asset by asset",
          "[properties][settlement]") {
  Random random{13};
  const auto listing = Listing::from(listed);
  REQUIRE(listing);
  for (int round = 0; round < 1'000; ++round) {
    const auto market = closed_market(random, 6);
    const std::vector<std::optional<double>> price{static_cast<double>(1 + random.below(200'000)) / 100.0};
    const auto settled =
        settle_accounts<Int128>(*listing, market, expiry, price, {}, {.future = 250, .option = 200, .most_of_value = 125'000});
    REQUIRE(settled);
    for (const auto& asset : settled->assets) {
      Int128 paid = 0, fees = 0;
      for (const auto& flow : settled->flows)
        if (flow.asset == asset.asset) paid += flow.payment, fees += flow.fee;
      CHECK((paid == asset.paid && fees == asset.fees));
    }
    for (std::size_t c = 0; c < settled->balances.size(); ++c) {
      const auto& balance = settled->balances[c];
      CHECK(balance.lots == 0);
      CHECK(balance.paid + balance.rest() == balance.legs);
      CHECK((balance.rest() >= 0 && balance.rest() <= 6));
      CHECK(balance.legs == 0);  // two sides of a trade are read to the same unit
    }
  }
}

TEST_CASE("E13: after expiry no account holds what has expired, and settling again settles nothing", "[properties][settlement]") {
  Random random{14};
  const auto listing = Listing::from(listed);
  for (int round = 0; round < 200; ++round) {
    auto market = closed_market(random, 5);
    const std::vector<std::optional<double>> price{static_cast<double>(1 + random.below(200'000)) / 100.0};
    const auto settled = settle_accounts<Int128>(*listing, market, expiry, price);
    REQUIRE(settled);
    std::size_t at = 0;
    for (std::size_t a = 0; a < market.size(); ++a) {
      std::size_t end = at;
      while (end < settled->flows.size() && settled->flows[end].account == static_cast<Index>(a)) ++end;
      market[a] = after_expiry<Int128>(market[a], expiry, std::span{settled->flows}.subspan(at, end - at));
      at = end;
      for (const Position& p : market[a].positions) CHECK(expiry_of(p.instrument) == perpetual);
    }
    CHECK(at == settled->flows.size());
    std::vector<ListedInstrument> with_coin = listed;
    with_coin.push_back({.id = "coin", .instrument = Spot{coin}});
    const auto next = Listing::from(with_coin);
    const auto again = settle_accounts<Int128>(*next, market, expiry, {});
    REQUIRE(again);
    CHECK(again->flows.empty());
  }
}

TEST_CASE("A17: a settlement that is refused has touched nothing", "[properties][settlement]") {
  Random random{17};
  const std::vector<ExpiringContract<Int128>> contracts{{.kind = ExpiryKind::linear_future, .up = 1, .down = 1},
                                                        {.kind = ExpiryKind::inverse_future, .up = 1, .down = 1}};
  for (int round = 0; round < 2'000; ++round) {
    std::vector<ExpiringPosition<Int128>> positions;
    for (int i = 0; i < 10; ++i) positions.push_back({random.below(2), Int128(random.below(100)) - 50, 0});
    std::vector<std::optional<Int128>> prices{Int128(1 + random.below(100)), Int128(1 + random.below(100))};
    if (random.below(2) == 0)
      prices[static_cast<std::size_t>(random.below(2))].reset();
    else
      prices[1] = -Int128(random.below(3));
    std::vector<ExpiryFlow<Int128>> flows(10, {.payment = 5, .fee = 6});
    std::vector<ExpiryBalance<Int128>> balances(2, {.lots = 7, .legs = 8, .paid = 9, .fees = 10});
    CHECK_FALSE(settle_positions<Int128>(contracts, prices, positions, {}, flows, balances).empty());
    for (const auto& flow : flows) CHECK((flow.payment == 5 && flow.fee == 6));
    for (const auto& balance : balances) CHECK((balance.lots == 7 && balance.legs == 8 && balance.paid == 9 && balance.fees == 10));
  }
}

TEST_CASE("G09: funding paid is funding received and what the venue keeps, and a long's gain is a short's loss",
          "[properties][settlement]") {
  Random random{9};
  for (int round = 0; round < 5'000; ++round) {
    const Int128 lots = 1 + random.below(1'000'000'000), price = 1 + random.below(10'000'000), rate = Int128(random.below(60'001)) - 30'000;
    const FundingTransfer<Int128> transfer{.price = price, .rate = rate, .one = 10'000'000, .up = 1, .down = 1 + random.below(1'000)};
    const Int128 kept = -(transfer.payment(lots) + transfer.payment(-lots));
    CHECK((kept == 0 || kept == 1));
    if (rate != 0) CHECK(((transfer.payment(lots) < 0) == (rate > 0) || transfer.payment(lots) == 0));
    const ExpiringContract<Int128> future{.kind = ExpiryKind::linear_future, .up = 1, .down = 1};
    const Int128 entry = 1 + random.below(10'000'000);
    const Int128 gained = future.value(lots, price) - future.value(lots, entry),
                 lost = future.value(-lots, price) - future.value(-lots, entry);
    CHECK((gained + lost == 0 && gained == lots * (price - entry)));
  }
}

TEST_CASE("G10: a price that is missing, not a number or not above zero is an error before anything is divided by it",
          "[properties][settlement]") {
  const auto listing = Listing::from(listed);
  Random random{10};
  constexpr double unknown = std::numeric_limits<double>::quiet_NaN(), endless = std::numeric_limits<double>::infinity();
  for (int round = 0; round < 200; ++round) {
    auto market = closed_market(random, 4);
    market[0].positions.push_back({.instrument = InverseFuture{coin, expiry}, .quantity = 1.0, .entry_price = 900.0});
    for (const std::optional<double> bad : {std::optional<double>{}, {0.0}, {-0.01}, {unknown}, {endless}, {-endless}, {1e300}, {0.00001}})
      CHECK_FALSE(settle_accounts<Int128>(*listing, market, expiry, std::vector{bad}).has_value());
  }
}

TEST_CASE("G07: money to units and back is within a unit, in order, and refuses what is no number", "[properties][settlement]") {
  Random random{7};
  double last = -1e9;
  Int128 last_units = *nearest_units<Int128>(last, 6);
  for (int i = 0; i < 20'000; ++i) {
    const double x = last + random.between(0.0, 1e5);
    const auto units = nearest_units<Int128>(x, 6);
    REQUIRE(units);
    CHECK(*units >= last_units);
    CHECK(std::abs(from_units<Int128>(*units, 6) - x) <= 0.5e-6 + 0x1p-51 * std::abs(x));
    CHECK(whole_units<Int128>(from_units<Int128>(*units, 6), 6) == *units);
    last = x, last_units = *units;
  }
  for (const double x : {std::nan(""), std::numeric_limits<double>::infinity(), 1e30}) CHECK_FALSE(nearest_units<Int128>(x, 6));
}

TEST_CASE("E02 and E05: a rank is paid only when those before it are, and shares are off by less than a unit", "[properties][settlement]") {
  Random random{25};
  for (int round = 0; round < 3'000; ++round) {
    const auto n = static_cast<std::size_t>(2 + random.below(10));
    std::vector<SettlementClaim<Int128>> claims;
    Int128 total = 0;
    for (std::size_t i = 0; i < n; ++i)
      claims.push_back({Int128(random.below(1'000)), static_cast<int>(random.below(3))}), total += claims[i].amount;
    const Int128 cash = random.below(static_cast<Index>(total) + 1);
    std::vector<Int128> paid(n);
    std::vector<Index> order(n);
    CHECK(pay_by_rank<Int128>(cash, claims, paid, order) + [&] {
      Int128 sum = 0;
      for (const Int128& p : paid) sum += p;
      return sum;
    }() == cash);
    for (int rank = 0; rank < 3; ++rank) {
      Int128 owed = 0, got = 0;
      for (std::size_t i = 0; i < n; ++i)
        if (claims[i].rank == rank) owed += claims[i].amount, got += paid[i];
      for (std::size_t i = 0; i < n; ++i) {
        if (claims[i].rank > rank && paid[i] > 0) CHECK(got == owed);
        if (claims[i].rank == rank) {
          const Int128 off = paid[i] * owed - claims[i].amount * got;  // in units of 1 / owed
          CHECK((off <= 0 || off < owed));
          CHECK((off >= 0 || -off < owed));
        }
      }
    }
  }
}

TEST_CASE("E11: what losers cannot pay is missing from winners, to the unit, and the venue is last", "[properties][settlement]") {
  Random random{11};
  const std::vector<ExpiringContract<Int128>> contracts{{.kind = ExpiryKind::linear_future, .up = 1, .down = 7}};
  for (int round = 0; round < 2'000; ++round) {
    std::vector<ExpiringPosition<Int128>> positions;
    Int128 net = 0;
    for (int i = 0; i < 9; ++i) positions.push_back({0, Int128(random.below(2'001)) - 1'000, 0}), net += positions.back().lots;
    positions.push_back({0, -net, 0});
    std::vector<ExpiryFlow<Int128>> flows(10);
    std::vector<ExpiryBalance<Int128>> balance(1);
    const std::vector<std::optional<Int128>> price{Int128(1 + random.below(1'000))};
    REQUIRE(settle_positions<Int128>(contracts, price, positions, {}, flows, balance).empty());
    std::vector<Int128> owed(10), available(10), taken(10), paid(11);
    std::vector<SettlementClaim<Int128>> claims;
    for (std::size_t i = 0; i < 10; ++i) {
      owed[i] = flows[i].payment < 0 ? Int128(-flows[i].payment) : Int128(0);
      available[i] = random.below(100'000);
      claims.push_back({flows[i].payment > 0 ? flows[i].payment : Int128(0), 1});
    }
    claims.push_back({balance[0].rest(), 2});
    const auto got = collect<Int128>(owed, available, taken);
    std::vector<Index> order(11);
    const Int128 left = pay_by_rank<Int128>(got.cash, claims, paid, order);
    Int128 claimed = 0, sum = 0;
    for (std::size_t i = 0; i < 11; ++i) claimed += claims[i].amount, sum += paid[i];
    CHECK(got.cash + got.missing == claimed);
    CHECK((left == 0 && sum == got.cash && claimed - sum == got.missing));
    if (got.missing >= claims[10].amount) CHECK(paid[10] == 0);
  }
}

TEST_CASE("A22: what may be withdrawn after a settlement may, and one unit more may not", "[properties][settlement]") {
  Random random{22};
  for (int round = 0; round < 5'000; ++round) {
    std::vector<PendingCredit<Int128>> pending;
    for (Index i = 0; i < random.below(4); ++i) pending.push_back({Int128(random.below(500)), expiry + 1h * random.below(72)});
    std::sort(pending.begin(), pending.end(), [](const auto& a, const auto& b) { return a.at < b.at; });
    const Int128 balance = random.below(3'000), required = random.below(2'000);
    const Timestamp now = expiry + 1h * random.below(80);
    const Int128 free = *releasable<Int128>(balance, pending, now, required);
    Int128 locked = required;
    for (const auto& credit : pending)
      if (now < credit.at) locked += credit.amount;
    CHECK((free == 0 || balance - free >= locked));
    CHECK(balance - (free + 1) < locked);
    CHECK(*releasable<Int128>(balance, pending, now + 1h, required) >= free);
  }
}

TEST_CASE("F12: a settlement average lies among its samples, and one sample moves it by no more than its weight",
          "[properties][settlement]") {
  Random random{12};
  const SettlementWindow window{.window = 30min, .interval = 1min};
  for (int round = 0; round < 500; ++round) {
    std::vector<IndexSample> samples;
    double low = 1e9, high = 0.0;
    for (int i = 1; i <= 30; ++i) {
      samples.push_back({expiry - 30min + 1min * i, random.between(900.0, 1'100.0)});
      low = std::min(low, samples.back().price), high = std::max(high, samples.back().price);
    }
    const double before = window.price(samples, expiry)->price;
    CHECK((before >= low && before <= high));
    IndexSample& moved = samples[static_cast<std::size_t>(random.below(30))];
    const double by = random.between(-500.0, 500.0);
    moved.price += by;
    CHECK(std::abs(window.price(samples, expiry)->price - before) <= std::abs(by) / 30.0 + 1e-9);
  }
}
