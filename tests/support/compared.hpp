#pragma once

#include <span>
#include <vector>

#include "bulwark/evaluate/compare.hpp"
#include "support/books.hpp"
#include "support/catch.hpp"

namespace bulwark::test {

inline const Listing& listed_chain() {
  static const Listing listing = *Listing::from(chain());
  return listing;
}

/// Random accounts of the chain, some of them thin.
inline std::vector<Account> random_accounts(std::uint64_t seed, Index accounts) {
  Random random{seed};
  std::vector<Account> all;
  for (Index i = 0; i < accounts; ++i) {
    all.push_back(random_book(random, chain(), 1 + random.below(6)));
    all.back().cash = all.back().cash * 16.0 - 1e6;
  }
  return all;
}

/// Every account's impact in a market of three assets, by the rules themselves.
template <class Old, class New>
std::vector<Impact> impacts_of(const Old& old_rules, const New& new_rules, std::span<const Account> accounts,
                               const MarketState& market = three_assets()) {
  const AccountRows rows = listed_chain().admit(accounts);
  std::vector<Impact> impacts(accounts.size());
  REQUIRE(compare(old_rules, new_rules, listed_chain(), rows, market, std::span{impacts}));
  return impacts;
}

/// An account with this equity, these maintenance requirements, and a verdict to match. Initial is twice maintenance.
inline Impact impact(double equity, double was, double is) {
  const auto report = [&](double requirement) {
    RiskReport r{.equity = equity, .resources = {equity, equity}, .requirement = {2.0 * requirement, requirement}};
    r.verdict = HealthThreshold{}.verdict(r);
    return r;
  };
  return {report(was), report(is)};
}

}  // namespace bulwark::test
