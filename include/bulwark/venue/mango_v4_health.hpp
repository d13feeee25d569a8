#pragma once

#include "bulwark/venue/mango_v4.hpp"

namespace bulwark::BULWARK_TARGET::venue {

/// What an account has of one token; nothing, where only orders or perpetuals refer to it.
struct MangoBalance {
  Index token;                ///< row of `MangoV4::tokens`
  double coins;               ///< negative is borrowed; what orders hold back is not in it
  StrictPrice<double> price;  ///< the oracle's and, as reference, the stable one; quote per coin
};

/// Resting orders of one spot pair.
struct MangoOrders {
  Index base;   ///< row of the account's balances
  Index quote;  ///< row of the account's balances
  ReservedOrders reserved;
};

struct MangoPosition {
  Index market;  ///< row of `MangoV4::perps`
  Index settle;  ///< row of the account's balances
  OpenPerp perp;
  StrictPrice<double> price;  ///< settlement coins per coin
};

struct MangoAccount {
  std::span<const MangoBalance> balances{};
  std::span<const MangoOrders> orders{};
  std::span<const MangoPosition> positions{};
};

/// Coins of one balance as health sees it: with what perpetuals that settle in it count for. This, not the coins alone, limits an exchange.
inline double mango_balance(const MangoV4& p, const MangoAccount& account, Index balance, HealthKind kind) noexcept {
  double coins = account.balances[static_cast<std::size_t>(balance)].coins;
  for (const MangoPosition& position : account.positions)
    if (position.settle == balance)
      coins += p.perps[static_cast<std::size_t>(position.market)].counted(kind, position.perp, position.price);
  return coins;
}

/// Everything that one pair's orders hold back, all turned into one of its tokens; coins.
struct MangoReserve {
  double as_base, as_quote;
};

inline MangoReserve mango_reserve(const MangoAccount& account, const MangoOrders& orders, HealthKind kind) noexcept {
  const auto price = [&](Index balance) {
    const StrictPrice<double>& at = account.balances[static_cast<std::size_t>(balance)].price;
    return kind == HealthKind::initial ? at : StrictPrice<double>::alone(at.current);
  };
  const StrictPrice<double> base = price(orders.base), quote = price(orders.quote);
  return {all_as_base(orders.reserved, quote.low(), base.high()), all_as_quote(orders.reserved, base.low(), quote.high())};
}

/// Health, quote: each token's balance by its weighted price, and for each pair of resting orders the worse of everything turning base and
/// everything turning quote, while all other orders turn the token's way. No order is worth more than cancelling it. Not monotone: each
/// pair counts as the last to arrive, so a coin that n pairs wait for adds owed - n x (owed - owned). NaN in, NaN out. Cost: pairs squared
/// times perpetuals. Source: Mango v4, `health/cache.rs` at 1303a4a1 (2024).
inline double mango_health(const MangoV4& p, const MangoAccount& account, HealthKind kind) noexcept {
  const auto price_of = [&](Index balance) {
    const MangoBalance& held = account.balances[static_cast<std::size_t>(balance)];
    return p.tokens[static_cast<std::size_t>(held.token)].price(kind, held.price);
  };
  double health = 0.0;
  for (Index b = 0; b < std::ssize(account.balances); ++b) {
    const double coins = mango_balance(p, account, b, kind);
    const WeightedPrice price = price_of(b);
    health = fma(coins, coins < 0.0 ? price.owed : price.owned, health);
  }
  /// All that the token may come to: its balance, and every order that could turn into it.
  const auto most_of = [&](Index balance) {
    double coins = mango_balance(p, account, balance, kind);
    for (const MangoOrders& other : account.orders) {
      const MangoReserve reserve = mango_reserve(account, other, kind);
      if (other.base == balance) coins += reserve.as_base;
      if (other.quote == balance) coins += reserve.as_quote;
    }
    return coins;
  };
  for (const MangoOrders& orders : account.orders) {
    const MangoReserve all = mango_reserve(account, orders, kind);
    if (all.as_base == 0.0 || all.as_quote == 0.0) continue;
    health += least(worth_of_last(all.as_base, most_of(orders.base), price_of(orders.base)),
                    worth_of_last(all.as_quote, most_of(orders.quote), price_of(orders.quote)));
  }
  return health;
}

/// The exchange of one debt for one deposit that the account's liquidation allows now: up to the end of liquidation, and of either balance
/// no more than it has both in coins and as health sees it. None where there is nothing to exchange or no exchange helps.
inline std::optional<Exchange> mango_exchange(const MangoV4& p, const MangoAccount& account, Index asset, Index liability) noexcept {
  constexpr HealthKind kind = HealthKind::liquidation_end;
  const auto side = [&](Index balance) -> const MangoBalance& { return account.balances[static_cast<std::size_t>(balance)]; };
  const MangoBalance &owned = side(asset), &owed = side(liability);
  const double most_taken = least(owned.coins, mango_balance(p, account, asset, kind));
  const double most_repaid = least(-owed.coins, -mango_balance(p, account, liability, kind));
  if (!(most_taken > 0.0 && most_repaid > 0.0)) return std::nullopt;
  const auto token = [&](const MangoBalance& b) -> const MangoToken& { return p.tokens[static_cast<std::size_t>(b.token)]; };
  return exchange_to_health(mango_health(p, account, kind), token(owned).in_exchange(owned.price.current, true),
                            token(owed).in_exchange(owed.price.current, false), most_repaid, most_taken);
}

}  // namespace bulwark::BULWARK_TARGET::venue
