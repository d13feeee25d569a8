#pragma once

#include <limits>
#include <tuple>

#include "bulwark/margin/policy.hpp"

namespace bulwark::BULWARK_TARGET {

/// Margin policies compete: initial and maintenance are each the largest of the parts'. NaN wins. Each part sees its own scenarios.
template <MarginPolicy... Parts>
struct LargestOf {
  std::tuple<Parts...> parts;

  static constexpr Index scenario_sets = (Index{0} + ... + bulwark::scenario_sets<Parts>());
  static constexpr bool follows_market = (bulwark::follows_market<Parts>() || ...);
  static constexpr bool reads_positions = (bulwark::reads_positions<Parts>() || ...);

  void ask(const MarketState& market, std::vector<ScenarioSet>& sets) const {
    std::apply([&](const auto&... part) { (bulwark::ask(part, market, sets), ...); }, parts);
  }

  Requirement requirement(const ValuedAccount& account, const Profits& profits) const noexcept {
    Requirement largest;
    Index first = 0;
    const auto compete = [&]<class Part>(const Part& part) {
      const Requirement one = part.requirement(account, profits.after(first));
      first += bulwark::scenario_sets<Part>();
      if (one.maintenance > largest.maintenance) largest.binding = one.binding;
      largest.initial = greatest(largest.initial, pinned(one.initial));
      largest.maintenance = greatest(largest.maintenance, pinned(one.maintenance));
    };
    std::apply([&](const auto&... part) { (compete(part), ...); }, parts);
    return largest;
  }

  /// Of the part that leads; on a tie of the one that grows faster.
  Slope slope(const ValuedAccount& account, const Profits& profits, Index row, Index first_block) const noexcept
      requires(HasSlope<Parts>&&...) {
    const Requirement leader = requirement(account, profits);
    constexpr double none = -std::numeric_limits<double>::infinity();
    Slope steepest{none, none};
    Index first = 0;
    const auto compete = [&]<class Part>(const Part& part) {
      const Requirement one = part.requirement(account, profits.after(first));
      const Slope own = part.slope(account, profits.after(first), row, first_block + first);
      first += bulwark::scenario_sets<Part>();
      if (one.initial == leader.initial) steepest.initial = greatest(steepest.initial, own.initial);
      if (one.maintenance == leader.maintenance) steepest.maintenance = greatest(steepest.maintenance, own.maintenance);
    };
    std::apply([&](const auto&... part) { (compete(part), ...); }, parts);
    return steepest;
  }

  Steepness steepness(const PricedMarket& market, const BoughtContract& bought, Index first_block) const noexcept
      requires(KnowsSteepness<Parts>&&...) {
    Steepness most{.is_convex = true};
    Index first = first_block;
    const auto compete = [&]<class Part>(const Part& part) {
      const Steepness one = part.steepness(market, bought, first);
      first += bulwark::scenario_sets<Part>();
      most = {greatest(most.per_contract, one.per_contract), greatest(most.per_quote, one.per_quote), greatest(most.jump, one.jump),
              most.is_convex && one.is_convex, most.excepts_close || one.excepts_close};
    };
    std::apply([&](const auto&... part) { (compete(part), ...); }, parts);
    return most;
  }

  Faults faults() const {
    Faults found;
    const auto add = [&](const Faults& more) { append(found, more); };
    std::apply([&](const auto&... part) { (add(faults_of(part)), ...); }, parts);
    return found;
  }
};

/// `largest_of(a, b)` charges a or b, whichever is more.
template <MarginPolicy... Parts>
LargestOf<Parts...> largest_of(Parts... parts) {
  return {{std::move(parts)...}};
}

}  // namespace bulwark::BULWARK_TARGET
