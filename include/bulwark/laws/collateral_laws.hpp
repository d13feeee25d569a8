#pragma once

#include <limits>

#include "bulwark/collateral/policy.hpp"
#include "bulwark/laws/specimens.hpp"

namespace bulwark::BULWARK_TARGET {

/// The laws of collateral that `policy` breaks on the specimens.
template <CollateralPolicy P>
BrokenLaws broken_by(const P& policy) {
  BrokenLaws broken;
  const Specimens on = specimens();
  const Listing listing = *Listing::from(on.instruments);
  PricedMarket table = price_market(listing, on.market, Black{}, {}, InScenarios{}).table;
  const auto counted = [&](const Account& account) {
    return on_valued(listing, table, account, [&](const ValuedAccount& valued, const Profits&) { return policy.resources(valued); });
  };
  const auto assets_of = [&](const Account& account) {
    return on_valued(listing, table, account, [](const ValuedAccount& valued, const Profits&) {
      double sum = greatest(0.0, valued.cash);
      for (const HeldUnit& unit : valued.units)
        sum += greatest(0.0, product(unit.coins, unit.price)) + greatest(0.0, product(unit.option_value, unit.price)) +
               greatest(0.0, product(unit.unrealised, unit.price));
      return sum;
    });
  };
  const auto is_same = [](const Resources& a, const Resources& b) { return a.initial == b.initial && a.maintenance == b.maintenance; };
  const auto is_number = [](const Resources& r) { return is_finite(r.initial) && is_finite(r.maintenance); };

  const Resources nothing = counted({});
  note(broken, nothing.initial == 0.0 && nothing.maintenance == 0.0, "nothing counts for nothing");
  for (const Account& account : on.accounts) {
    const Resources has = counted(account);
    note(broken, is_number(has), "finite numbers make finite resources");
    note(broken, !(has.initial > has.maintenance), "what counts for opening counts for keeping");
    note(broken, !(has.maintenance > product(assets_of(account), 1.0 + 1e-12)), "nothing counts for more than it is worth");
    note(broken, is_same(has, counted(account)), "the same account has the same each time");
    std::vector<Account> richer(3, account);
    richer[0].cash += 1e5;
    richer[1].positions.push_back({Spot{AssetId{0}}, 1.0});
    richer[2].positions.push_back({Spot{AssetId{1}}, 25.0});
    for (const Account& more : richer) {
      const Resources then = counted(more);
      const double rounding = product(1e-14, assets_of(more));
      note(broken, !(then.initial < has.initial - rounding || then.maintenance < has.maintenance - rounding),
           "more assets never count for less");
    }
    each_number(table, [&](double& number) {
      const double was = number;
      bool is_read = false;
      for (const double other : {-1e12, 1e12}) {
        number = other;
        is_read = is_read || !is_same(counted(account), has);
      }
      number = std::numeric_limits<double>::quiet_NaN();
      note(broken, !is_read || !is_number(counted(account)), "NaN in, NaN out");
      number = was;
    });
  }
  return broken;
}

}  // namespace bulwark::BULWARK_TARGET
