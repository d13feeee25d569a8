#pragma once

#include <limits>

#include "bulwark/laws/specimens.hpp"
#include "bulwark/margin/policy.hpp"

namespace bulwark::BULWARK_TARGET {

/// A margin policy's requirements of the specimens, over a table of its own.
template <MarginPolicy P>
class MarginTrial {
 public:
  MarginTrial(const P& policy, const Specimens& on, std::span<const ListedInstrument> instruments)
      : policy_(policy), listing_(*Listing::from(instruments)), table_(priced(policy, on, listing_)) {}

  PricedMarket& table() noexcept { return table_; }

  Requirement of(const Account& account) const {
    return on_valued(listing_, table_, account,
                     [&](const ValuedAccount& valued, const Profits& profits) { return policy_.requirement(valued, profits); });
  }

  /// By row, of one more contract of each instrument.
  std::vector<Slope> slopes(const Account& account) const requires HasSlope<P> {
    return on_valued(listing_, table_, account, [&](const ValuedAccount& valued, const Profits& profits) {
      std::vector<Slope> all;
      for (Index row = 0; row < table_.rows(); ++row) all.push_back(policy_.slope(valued, profits, row, 0));
      return all;
    });
  }

  /// The account with `step` contracts of an instrument added at its price today.
  Account with(Account account, Index row, double step) const {
    account.positions.push_back({.instrument = listing_[row].instrument, .quantity = step, .entry_price = table_.terms(row).underlying});
    return account;
  }

 private:
  static PricedMarket priced(const P& policy, const Specimens& on, const Listing& listing) {
    std::vector<ScenarioSet> sets;
    ask(policy, on.market, sets);
    return price_market(listing, on.market, Black{}, sets, InScenarios{}).table;
  }

  const P& policy_;
  Listing listing_;
  PricedMarket table_;
};

/// The laws of margin that `policy` breaks on the specimens. Tolerance 1e-3 of the requirement, which leaves venues their roundings.
template <MarginPolicy P>
BrokenLaws broken_by(const P& policy) {
  BrokenLaws broken;
  const Specimens on = specimens();
  const std::vector<ListedInstrument> reversed(on.instruments.rbegin(), on.instruments.rend());
  MarginTrial<P> trial(policy, on, on.instruments);
  const MarginTrial<P> elsewhere(policy, on, reversed);
  const auto is_same = [](const Requirement& a, const Requirement& b) { return a.initial == b.initial && a.maintenance == b.maintenance; };
  const auto is_number = [](const Requirement& r) { return is_finite(r.initial) && is_finite(r.maintenance); };

  note(broken, is_same(trial.of({}), {}), "an empty account needs nothing");
  for (const Account& account : on.accounts) {
    const Requirement one = trial.of(account);
    note(broken, is_number(one), "finite numbers make a finite requirement");
    note(broken, !(one.initial < 0.0 || one.maintenance < 0.0), "a requirement is never negative");
    note(broken, !(one.initial < one.maintenance), "initial is at least maintenance");
    note(broken, is_same(one, trial.of(account)), "the same account needs the same each time");
    note(broken, is_same(one, elsewhere.of(account)), "the rows on which instruments are listed change nothing");
    const Requirement none = trial.of(scaled(account, 0.0)), two = trial.of(scaled(account, 2.0)), three = trial.of(scaled(account, 3.0));
    const auto is_convex = [&](auto of) {
      const double slack = product(1e-3, of(three));
      return of(one) - of(none) <= of(two) - of(one) + slack && of(two) - of(one) <= of(three) - of(two) + slack;
    };
    note(broken, is_convex([](const Requirement& r) { return r.initial; }) && is_convex([](const Requirement& r) { return r.maintenance; }),
         "the requirement is convex in size");
    if constexpr (HasSlope<P>) {
      const std::vector<Slope> slopes = trial.slopes(account);
      for (Index row = 0; row < std::ssize(slopes); ++row) {
        const double step = on.instruments[static_cast<std::size_t>(row)].instrument.index() == 2 ? 1024.0 : 0x1p-6;
        const double up = trial.of(trial.with(account, row, step)).initial - one.initial;
        const double down = one.initial - trial.of(trial.with(account, row, -step)).initial;
        const double change = product(slopes[static_cast<std::size_t>(row)].initial, step);
        // Spot bought is also paid for in full, which the slope by quantity does not see; the account here is given it.
        const double slack = product(1e-3, one.initial) + 1.0;
        note(broken, change <= up + slack && change >= down - slack, "the slope is what a little more of an instrument adds");
      }
    }
  }
  // A number that can move the requirement can also hide: if it is NaN, the requirement must be.
  for (const Account& account : on.accounts) {
    const Requirement before = trial.of(account);
    each_number(trial.table(), [&](double& number) {
      const double was = number;
      bool is_read = false;
      for (const double other : {-1e12, 1e12}) {
        number = other;
        is_read = is_read || !is_same(trial.of(account), before);
      }
      number = std::numeric_limits<double>::quiet_NaN();
      note(broken, !is_read || !is_number(trial.of(account)), "NaN in, NaN out");
      number = was;
    });
  }
  return broken;
}

}  // namespace bulwark::BULWARK_TARGET
