#pragma once

#include <algorithm>
#include <vector>

#include "bulwark/system/account_plan.hpp"
#include "bulwark/system/deleveraging_order.hpp"

namespace bulwark::inline v1 {

/// What closing bankrupt accounts against winners did.
struct Deleveraged {
  Index winners = 0;         ///< positions of theirs that were closed
  double transferred = 0.0;  ///< notional at the mark, quote
  double forgone = 0.0;      ///< what winners got less than the mark, quote
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// Closes the futures of accounts whose exit is `winners` against the other side of the same contract. Each leaves at its own bankruptcy
/// price, at which it owes nothing and has nothing; all winners of a contract share the mean of these prices. A price is never negative:
/// what a short lacks beyond that stays its debt. Nobody is closed for more than he has: a winner takes over what his equity pays the worse
/// price of, contracts in listing order. Where a side has too few winners, all of the bankrupt leave in the same proportion; who
/// finds nobody at all goes to the market instead. Only money rounds here, to nearest.
class Deleveraging {
 public:
  explicit Deleveraging(Index rows) : rows_(static_cast<std::size_t>(rows)) {}

  template <DeleveragingOrder Order>
  Deleveraged run(const PricedMarket& table, OpenAccounts& accounts, std::span<AccountPlan> plans, Index depths, const Order& order) {
    Deleveraged done;
    collect(table, accounts, plans, depths);
    for (std::size_t r = 0; r < rows_.size(); ++r)
      for (const bool is_short : {false, true}) close_winners(table, accounts, static_cast<Index>(r), is_short, order, done);
    for (Index i = 0; i < accounts.size(); ++i) {
      AccountPlan& plan = plans[static_cast<std::size_t>(i)];
      if (plan.exit != Exit::winners) continue;
      const double lack = lacking(table, accounts, i, plan.equity, depths);
      bool is_placed = false;
      each_saleable(table, accounts, i, depths, [&](Index k, const ContractTerms& terms) {
        if (!is_future(terms)) return;
        const double held = accounts.quantity(k), share = side(accounts.row(k), held < 0.0).share;
        if (!(share > 0.0)) return;
        const double contracts = share < 1.0 ? product(share, held) : held;
        done.transferred += magnitude(product(product(contracts, terms.multiplier), terms.underlying));
        accounts.close(table, i, k, contracts, bankruptcy_price(terms.underlying, lack, held < 0.0));
        is_placed = true;
      });
      if (!is_placed) plan.exit = Exit::market;
    }
    return done;
  }

 private:
  struct Side {  // of a contract: what the bankrupt hold, and who could take it
    double size = 0.0, loss = 0.0, share = 0.0;
    std::vector<Counterparty> parties{};
  };
  struct Row {
    Side longs{}, shorts{};
  };

  Side& side(Index row, bool is_short) noexcept {
    Row& r = rows_[static_cast<std::size_t>(row)];
    return is_short ? r.shorts : r.longs;
  }

  /// What an account lacks, as a share of the notional that winners can take over.
  static double lacking(const PricedMarket& table, const OpenAccounts& accounts, Index account, double equity, Index depths) noexcept {
    double notional = 0.0;
    each_saleable(table, accounts, account, depths, [&](Index k, const ContractTerms& terms) {
      if (is_future(terms)) notional = fma(magnitude(product(accounts.quantity(k), terms.multiplier)), terms.underlying, notional);
    });
    return notional > 0.0 ? -equity / notional : 0.0;
  }

  static double bankruptcy_price(double mark, double lack, bool is_short) noexcept {
    return greatest(0.0, fma(is_short ? -mark : mark, lack, mark));
  }

  void collect(const PricedMarket& table, const OpenAccounts& accounts, std::span<const AccountPlan> plans, Index depths) {
    for (Row& r : rows_)
      for (Side* s : {&r.longs, &r.shorts}) s->size = s->loss = s->share = 0.0, s->parties.clear();
    for (Index i = 0; i < accounts.size(); ++i) {
      const AccountPlan& plan = plans[static_cast<std::size_t>(i)];
      if (plan.exit != Exit::winners) continue;
      const double lack = lacking(table, accounts, i, plan.equity, depths);
      each_saleable(table, accounts, i, depths, [&](Index k, const ContractTerms& terms) {
        if (!is_future(terms)) return;
        const double held = accounts.quantity(k), price = bankruptcy_price(terms.underlying, lack, held < 0.0);
        Side& s = side(accounts.row(k), held < 0.0);
        s.size += magnitude(held);
        s.loss = fma(magnitude(held), magnitude(price - terms.underlying), s.loss);
      });
    }
    for (Index i = 0; i < accounts.size(); ++i) {
      const AccountPlan& plan = plans[static_cast<std::size_t>(i)];
      if (plan.exit != Exit::none || !(plan.equity > 0.0)) continue;
      double left = plan.equity;
      each_saleable(table, accounts, i, depths, [&](Index k, const ContractTerms& terms) {
        const double held = accounts.quantity(k), cost = magnitude(accounts.leg(k));
        Side& other = side(accounts.row(k), !(held < 0.0));
        if (!is_future(terms) || !(other.size > 0.0)) return;
        const double worse = product(other.loss / other.size, terms.multiplier), all = magnitude(held);
        const double payable = product(worse, all) <= left ? all : left / worse;
        if (!(payable > product(0x1p-20, all))) return;  // a sliver would keep the bankrupt from going to the market
        left -= product(worse, payable);
        const double units = product(held, terms.multiplier), leverage = magnitude(product(units, terms.underlying)) / plan.equity;
        const double gain = cost > 0.0 ? fma(units, terms.underlying, accounts.leg(k)) / cost : 0.0;
        other.parties.push_back({.account = i, .position = k, .size = payable, .score = gain > 0.0 ? gain * leverage : gain / leverage});
      });
    }
  }

  template <class Order>
  void close_winners(const PricedMarket& table, OpenAccounts& accounts, Index r, bool is_short, const Order& order, Deleveraged& done) {
    Side& s = side(r, is_short);
    if (!(s.size > 0.0)) return;
    order.take(s.size, s.parties);
    const ContractTerms& terms = table.terms(r);
    const double worse = s.loss / s.size;  // quote per coin, than the mark
    const double price = is_short ? terms.underlying - worse : terms.underlying + worse;
    double taken = 0.0;
    for (const Counterparty& party : s.parties) {
      if (!(party.taken > 0.0)) continue;
      accounts.close(table, party.account, party.position, is_short ? party.taken : -party.taken, price);
      taken += party.taken;
      done.forgone = fma(product(party.taken, terms.multiplier), worse, done.forgone);
      ++done.winners;
    }
    s.share = taken / s.size;
    if (s.share > 1.0 - 0x1p-40) s.share = 1.0;  // the parties' sum is rounded, and nobody keeps a sliver for that
  }

  std::vector<Row> rows_;
};

}  // namespace bulwark::BULWARK_TARGET
