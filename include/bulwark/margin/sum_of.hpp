#pragma once

#include <optional>
#include <tuple>

#include "bulwark/margin/walk.hpp"

namespace bulwark::BULWARK_TARGET {

/// Margin policies add. Each part sees the scenarios it asked for and no others; the binding scenario is that of the largest part.
template <MarginPolicy... Parts>
struct SumOf {
  std::tuple<Parts...> parts;

  static constexpr Index scenario_sets = (Index{0} + ... + bulwark::scenario_sets<Parts>());
  static constexpr bool follows_market = (bulwark::follows_market<Parts>() || ...);
  static constexpr bool reads_positions = (bulwark::reads_positions<Parts>() || ...);

  void ask(const MarketState& market, std::vector<ScenarioSet>& sets) const {
    std::apply([&](const auto&... part) { (bulwark::ask(part, market, sets), ...); }, parts);
  }

  Requirement requirement(const ValuedAccount& account, const Profits& profits) const noexcept {
    double initial = 0.0, maintenance = 0.0;
    std::optional<Binding> binding;
    Index first = 0;
    std::size_t next = 0;
    const auto walked_parts = walked_together(account);
    const auto add = [&]<class Part>(const Part& part) {
      Requirement one;
      if constexpr (WalksPositions<Part>)
        one = walked_parts[next++];
      else
        one = part.requirement(account, profits.after(first));
      first += bulwark::scenario_sets<Part>();
      initial += pinned(one.initial);  // a user's product must not be fused into our sum
      maintenance += pinned(one.maintenance);
      if (one.binding && (!binding || one.binding->loss > binding->loss)) binding = one.binding;
    };
    std::apply([&](const auto&... part) { (add(part), ...); }, parts);
    return {initial, maintenance, binding};
  }

  Slope slope(const ValuedAccount& account, const Profits& profits, Index row, Index first_block) const noexcept
      requires(HasSlope<Parts>&&...) {
    Slope sum;
    Index first = 0;
    const auto add = [&]<class Part>(const Part& part) {
      const Slope one = part.slope(account, profits.after(first), row, first_block + first);
      first += bulwark::scenario_sets<Part>();
      sum.initial += pinned(one.initial);
      sum.maintenance += pinned(one.maintenance);
    };
    std::apply([&](const auto&... part) { (add(part), ...); }, parts);
    return sum;
  }

  Steepness steepness(const PricedMarket& market, const BoughtContract& bought, Index first_block) const noexcept
      requires(KnowsSteepness<Parts>&&...) {
    Steepness sum{.is_convex = true};
    Index first = first_block;
    const auto add = [&]<class Part>(const Part& part) {
      const Steepness one = part.steepness(market, bought, first);
      first += bulwark::scenario_sets<Part>();
      sum = {sum.per_contract + one.per_contract, sum.per_quote + one.per_quote, sum.jump + one.jump, sum.is_convex && one.is_convex,
             sum.excepts_close || one.excepts_close};
    };
    std::apply([&](const auto&... part) { (add(part), ...); }, parts);
    return sum;
  }

  Faults faults() const {
    Faults found;
    const auto add = [&](const Faults& more) { append(found, more); };
    std::apply([&](const auto&... part) { (add(faults_of(part)), ...); }, parts);
    return found;
  }

 private:
  /// What the parts that walk the positions require, in their order: they share one pass.
  auto walked_together(const ValuedAccount& account) const noexcept {
    const auto if_walking = []<class Part>(const Part& part) {
      if constexpr (WalksPositions<Part>)
        return std::tie(part);
      else
        return std::tuple<>();
    };
    return std::apply(
        [&](const auto&... part) {
          const auto walk = [&](const auto&... walking) noexcept {
            if constexpr (sizeof...(walking) == 0)
              return std::array<Requirement, 0>{};
            else
              return walked(account, walking...);
          };
          return std::apply(walk, std::tuple_cat(if_walking(part)...));
        },
        parts);
  }
};

/// `sum_of(a, b)` charges a and b.
template <MarginPolicy... Parts>
SumOf<Parts...> sum_of(Parts... parts) {
  return {{std::move(parts)...}};
}

}  // namespace bulwark::BULWARK_TARGET
