#pragma once

#include <concepts>
#include <cstddef>
#include <tuple>
#include <utility>

#include "bulwark/backstop/loss_level.hpp"
#include "bulwark/backstop/waterfall.hpp"
#include "bulwark/core/fault.hpp"
#include "bulwark/math/fixed_point.hpp"
#include "bulwark/system/loss_waterfall.hpp"

namespace bulwark::inline v1 {

/// A level of a waterfall that says what it has and takes money in: an `InsuranceFund`, a `Reserve`. Semantics: `available()` is the most
/// that `pay` pays of any loss; `after_income` keeps every unit.
template <class Level>
concept FundedLevel = LossLevel<Level, MinorUnits> && requires(const Level& level, const MinorUnits& income) {
  { level.available() } -> std::same_as<MinorUnits>;
  { level.after_income(income) } -> std::same_as<Level>;
};

/// What pays for bad debt and takes its part of the penalties: plain minor units, or any level with money in it, its limits within.
template <class F>
concept CascadeFund = std::same_as<F, MinorUnits> || FundedLevel<F>;

/// The levels of a venue as one fund, asked in turn as `waterfall` asks them; what comes in is the first one's. Later ones need not take
/// money in (`BackstopVault`). Nothing is rounded: what all have together falls by what is paid, to the last unit.
template <FundedLevel First, LossLevel<MinorUnits>... Others>
struct FundLevels {
  std::tuple<First, Others...> levels;

  constexpr MinorUnits available() const {
    return std::apply([](const auto&... level) { return (level.available() + ...); }, levels);
  }

  constexpr LevelPayment<FundLevels, MinorUnits> pay(const MinorUnits& loss) const {
    auto report = std::apply([&](const auto&... level) { return waterfall<MinorUnits>(loss, level...); }, levels);
    return {report.covered(), {std::move(report.levels)}};
  }

  constexpr FundLevels after_income(const MinorUnits& income) const {
    FundLevels then = *this;
    std::get<0>(then.levels) = std::get<0>(levels).after_income(income);
    return then;
  }

  Faults faults() const {
    return std::apply([](const auto&... level) { return waterfall_faults(level...); }, levels);
  }
};

/// The most that a fund pays of one loss.
template <CascadeFund Fund>
constexpr MinorUnits available_in(const Fund& fund) {
  if constexpr (std::same_as<Fund, MinorUnits>)
    return larger<MinorUnits>(0, fund);
  else
    return fund.available();
}

/// What a fund pays of `loss`, and the fund afterwards.
template <CascadeFund Fund>
constexpr LevelPayment<Fund, MinorUnits> paid_from(const Fund& fund, MinorUnits loss) {
  if constexpr (std::same_as<Fund, MinorUnits>) {
    const MinorUnits paid = payable<MinorUnits>(loss, fund);
    return {paid, fund - paid};
  } else {
    return fund.pay(loss);
  }
}

/// The fund after `income` (>= 0) came in.
template <CascadeFund Fund>
constexpr Fund with_income(const Fund& fund, MinorUnits income) {
  if constexpr (std::same_as<Fund, MinorUnits>)
    return fund + income;
  else
    return fund.after_income(income);
}

template <CascadeFund Fund>
Faults fund_faults(const Fund& fund) {
  Faults found;
  if constexpr (!std::same_as<Fund, MinorUnits>)
    append(found, fund.faults());
  else if (fund < 0)
    report(found, FaultCode::negative, "cascade_state.fund", {}, static_cast<double>(fund));
  return found;
}

}  // namespace bulwark::inline v1
