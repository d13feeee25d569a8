#pragma once

#include <limits>
#include <tuple>

#include "bulwark/core/fault.hpp"
#include "bulwark/margin/expiry_rule.hpp"
#include "bulwark/scenario/asks_for_scenarios.hpp"

namespace bulwark::BULWARK_TARGET {

/// Expiry rules of which each suffices by itself: an expiry requires the least of what they ask, initial and maintenance each. NaN wins.
/// The price of it: the least of sums is more than the sum of leasts, so that two books may require more together than apart.
template <ExpiryRule... Parts>
struct LeastOf {
  std::tuple<Parts...> parts;

  Requirement of_expiry(const ValuedAccount& account, const ExpiryRun& run) const noexcept {
    constexpr double all = std::numeric_limits<double>::infinity();
    Requirement lowest{all, all};
    const auto compete = [&](const auto& part) {
      const Requirement one = part.of_expiry(account, run);
      lowest.initial = least(lowest.initial, pinned(one.initial));
      lowest.maintenance = least(lowest.maintenance, pinned(one.maintenance));
    };
    std::apply([&](const auto&... part) { (compete(part), ...); }, parts);
    return lowest;
  }

  Faults faults() const {
    Faults found;
    const auto add = [&](const Faults& more) { append(found, more); };
    std::apply([&](const auto&... part) { (add(faults_of(part)), ...); }, parts);
    return found;
  }
};

/// `least_of(a, b)` requires a or b, whichever is less.
template <ExpiryRule... Parts>
requires(sizeof...(Parts) > 0) LeastOf<Parts...> least_of(Parts... parts) { return {{std::move(parts)...}}; }

}  // namespace bulwark::BULWARK_TARGET
