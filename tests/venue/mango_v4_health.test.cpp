#include "bulwark/venue/mango_v4_health.hpp"

#include <array>
#include <limits>

#include "support/books.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using namespace bulwark::venue;

namespace {

constexpr HealthKind kinds[] = {HealthKind::initial, HealthKind::liquidation_end, HealthKind::maintenance};

const MangoV4 mango{.tokens = {{.initial = {0.8, 1.2}, .maintenance = {0.9, 1.1}, .liquidator_fee = 0.01, .platform_fee = 0.01},
                               {.initial = {0.5, 1.5}, .maintenance = {0.7, 1.3}, .liquidator_fee = 0.02},
                               {.initial = {0.5, 1.5}, .maintenance = {0.6, 1.4}, .liquidator_fee = 0.03}},
                    .perps = {{.initial = {0.8, 1.2}, .maintenance = {0.9, 1.1}, .initial_profit = 0.95, .maintenance_profit = 1.0}}};

/// Three tokens at 1, 5 and 10, two pairs against the first and a perpetual at 5.
struct Holder {
  std::array<MangoBalance, 3> balances;
  std::array<MangoOrders, 2> orders{MangoOrders{1, 0, {}}, MangoOrders{2, 0, {}}};
  std::array<MangoPosition, 1> positions{MangoPosition{0, 0, {}, StrictPrice<double>::alone(5.0)}};

  explicit Holder(std::array<double, 3> coins) {
    for (std::size_t i = 0; i < 3; ++i)
      balances[i] = {static_cast<Index>(i), coins[i], StrictPrice<double>::alone(std::array{1.0, 5.0, 10.0}[i])};
  }
  MangoAccount account() const { return {balances, orders, positions}; }
  double health(HealthKind kind = HealthKind::initial) const { return mango_health(mango, account(), kind); }
};

Holder random_holder(bulwark::test::Random& random) {
  const auto amount = [&] { return random.below(3) == 0 ? 0.0 : random.quantity(); };
  Holder holder({amount(), amount(), amount()});
  for (MangoOrders& pair : holder.orders) pair.reserved = {.base = std::abs(amount()), .quote = std::abs(amount())};
  holder.positions[0].perp = {.base = amount(), .quote = 5.0 * amount(), .bids = std::abs(amount()), .asks = std::abs(amount())};
  for (MangoBalance& balance : holder.balances) balance.price.reference = balance.price.current * (1.0 + amount() / 128.0);
  holder.positions[0].price.reference = 5.0 * (1.0 + amount() / 128.0);
  return holder;
}

}  // namespace

TEST_CASE("health rises from opening to the end of liquidation to staying", "[venue][mango_v4_health]") {
  bulwark::test::Random random{3};
  for (int trial = 0; trial < 2'000; ++trial) {
    const Holder holder = random_holder(random);
    CHECK(holder.health(kinds[0]) <= holder.health(kinds[1]) + 1e-9);
    CHECK(holder.health(kinds[1]) <= holder.health(kinds[2]) + 1e-9);
  }
}

TEST_CASE("no order is worth more than cancelling it", "[venue][mango_v4_health]") {
  bulwark::test::Random random{5};
  for (int trial = 0; trial < 2'000; ++trial) {
    const Holder holder = random_holder(random);
    for (const HealthKind kind : kinds) {
      Holder cancelled = holder;
      for (MangoOrders& pair : cancelled.orders) {
        cancelled.balances[static_cast<std::size_t>(pair.base)].coins += pair.reserved.base;
        cancelled.balances[0].coins += pair.reserved.quote;
        pair.reserved = {};
      }
      CHECK(holder.health(kind) <= cancelled.health(kind) + 1e-9);
      cancelled.positions[0].perp.bids = cancelled.positions[0].perp.asks = 0.0;
      CHECK(holder.health(kind) <= cancelled.health(kind) + 1e-9);
    }
  }
}

TEST_CASE("more coins are never less health where the stable price is the oracle's", "[venue][mango_v4_health]") {
  bulwark::test::Random random{7};
  for (int trial = 0; trial < 1'000; ++trial) {
    Holder holder = random_holder(random);
    for (MangoBalance& balance : holder.balances) balance.price.reference = balance.price.current;
    for (std::size_t i = 0; i < 3; ++i) {
      Holder richer = holder;
      richer.balances[i].coins += 1.0;
      CHECK(richer.health() >= holder.health() - 1e-9);
    }
  }
}

TEST_CASE("a coin that two pairs wait for may count for less than nothing, as in the programme", "[venue][mango_v4_health]") {
  // Each pair counts as the last to arrive, so each loses what is owed (1.2 x 2) less what is owned (0.8 x 1) of that coin.
  Holder holder({-10.0, -100.0, -100.0});
  holder.balances[0].price = {1.0, 2.0};
  holder.orders[0].reserved = {.base = 3.2};  // 8 coins of the first token, either
  holder.orders[1].reserved = {.base = 1.6};
  const double before = holder.health();
  holder.balances[0].coins += 1.0;
  CHECK(holder.health() - before == Catch::Approx(2.4 - 2.0 * 1.6).epsilon(1e-12));
}

TEST_CASE("health is that of the programme's tests", "[venue][mango_v4_health]") {
  // mango_v4.json, "health1.0", "health1.6" and "health1.8".
  Holder zero({100.0, -10.0, 0.0});
  zero.orders[0].reserved = {.base = 15.0, .quote = 20.0};
  zero.positions[0].perp = {.base = 30.0, .quote = -131.0, .bids = 70.0, .asks = 110.0};
  CHECK(zero.health() == Catch::Approx(16.2).epsilon(1e-14));
  Holder six({-100.0, -10.0, -10.0});
  six.orders[0].reserved = six.orders[1].reserved = {.base = 1.0, .quote = 1.0};
  CHECK(six.health() == Catch::Approx(-324.6).epsilon(1e-14));
  Holder eight({-100.0, -100.0, -1.0});
  eight.orders[1].reserved = {.base = 1.0, .quote = 10.0};
  CHECK(eight.health() == Catch::Approx(-865.0).epsilon(1e-14));
}

TEST_CASE("an exchange ends liquidation where balances allow, and flips no balance", "[venue][mango_v4_health]") {
  bulwark::test::Random random{11};
  int exchanges = 0;
  for (int trial = 0; trial < 3'000; ++trial) {
    Holder holder = random_holder(random);
    for (MangoOrders& pair : holder.orders) pair.reserved = {};
    holder.positions[0].perp.bids = holder.positions[0].perp.asks = 0.0;
    const double before = holder.health(HealthKind::liquidation_end);
    for (Index asset = 0; asset < 3; ++asset)
      for (Index liability = 0; liability < 3; ++liability) {
        if (asset == liability || before >= 0.0) continue;
        const auto exchange = mango_exchange(mango, holder.account(), asset, liability);
        if (!exchange) continue;
        ++exchanges;
        Holder after = holder;
        MangoBalance &owned = after.balances[static_cast<std::size_t>(asset)], &owed = after.balances[static_cast<std::size_t>(liability)];
        owned.coins -= exchange->taken, owed.coins += exchange->repaid;
        CHECK(owned.coins >= -1e-9);
        CHECK(owed.coins <= 1e-9);
        const double health = after.health(HealthKind::liquidation_end);
        CHECK(health > before);
        CHECK(health <= 1e-9);
        // What holds it back is a balance, in coins or as health sees it.
        const MangoAccount left = after.account();
        const double slack = std::min({-health, owned.coins, -owed.coins, mango_balance(mango, left, asset, HealthKind::liquidation_end),
                                       -mango_balance(mango, left, liability, HealthKind::liquidation_end)});
        CHECK(std::abs(slack) <= 1e-9);
      }
  }
  CHECK(exchanges > 200);
}

TEST_CASE("an account that holds something unknown has unknown health", "[venue][mango_v4_health]") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const auto is_unknown = [](const Holder& holder) { return holder.health() != holder.health(); };
  Holder holder({1.0, 1.0, 1.0});
  CHECK_FALSE(is_unknown(holder));
  Holder coins = holder, price = holder, stable = holder, order = holder, perp = holder, base = holder;
  coins.balances[1].coins = nan, price.balances[2].price.current = nan, stable.balances[2].price.reference = nan;
  order.orders[0].reserved = {.base = nan, .quote = 1.0};
  perp.positions[0].perp.quote = nan, base.positions[0].price.current = nan;
  for (const Holder* bad : {&coins, &price, &stable, &order, &perp, &base}) CHECK(is_unknown(*bad));
}
