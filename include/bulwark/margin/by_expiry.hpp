#pragma once

#include <vector>

#include "bulwark/core/fault.hpp"
#include "bulwark/margin/expiry_rule.hpp"
#include "bulwark/margin/policy.hpp"

namespace bulwark::BULWARK_TARGET {

/// Each expiry by the rule of its asset; what expiries require adds, so that none pays for another.
template <ExpiryRule Rule>
struct ByExpiry {
  Rule rule;
  std::vector<Rule> of_asset{};  ///< row AssetId; replaces `rule` where given

  Requirement requirement(const ValuedAccount& account, const Profits&) const noexcept {
    Requirement sum;
    each_expiry(account, [&](const ContractTerms& terms, const ExpiryRun& run) {
      const Requirement one = rule_of(terms.asset).of_expiry(account, run);
      sum.initial += pinned(one.initial);
      sum.maintenance += pinned(one.maintenance);
    });
    return sum;
  }

  const Rule& rule_of(AssetId asset) const noexcept {
    return row(asset) < std::ssize(of_asset) ? of_asset[static_cast<std::size_t>(asset)] : rule;
  }

  /// Where: the asset, in faults of `of_asset`.
  Faults faults() const {
    Faults found = faults_of(rule);
    for (Index a = 0; a < std::ssize(of_asset); ++a)
      for (Fault fault : faults_of(of_asset[static_cast<std::size_t>(a)])) {
        fault.where.outer = a;
        found.push_back(fault);
      }
    return found;
  }
};
template <ExpiryRule Rule>
ByExpiry(Rule) -> ByExpiry<Rule>;
template <ExpiryRule Rule>
ByExpiry(Rule, std::vector<Rule>) -> ByExpiry<Rule>;

}  // namespace bulwark::BULWARK_TARGET
