#pragma once

#include <array>
#include <optional>
#include <tuple>
#include <utility>

#include "bulwark/backstop/loss_level.hpp"

namespace bulwark::inline v1 {

/// Who paid for a loss: the payments and what is uncovered add up to it, to the last unit.
template <ExactInteger Int, LossLevel<Int>... Levels>
struct Waterfall {
  Int loss;
  std::array<Int, sizeof...(Levels)> paid;  ///< by each level, in order
  Int uncovered;                            ///< 0 unless every level is exhausted
  std::tuple<Levels...> levels;             ///< afterwards

  static constexpr std::size_t depth = sizeof...(Levels);

  /// The last level that paid; none where nobody did.
  constexpr std::optional<std::size_t> reached() const {
    for (std::size_t k = depth; k > 0; --k)
      if (Int(0) < paid[k - 1]) return k - 1;
    return std::nullopt;
  }

  /// The payments of all levels.
  constexpr Int covered() const {
    Int sum(0);
    for (const Int& payment : paid) sum = sum + payment;
    return sum;
  }
};

/// Asks each level in turn for what those before it left. Smallest units; nothing is rounded here, and each level says where it rounds.
/// What was paid is paid once: the same loss asked of `levels` afterwards is another loss, and of what is uncovered they pay nothing.
template <ExactInteger Int, LossLevel<Int>... Levels>
constexpr Waterfall<Int, Levels...> waterfall(const Int& loss, const Levels&... levels) {
  Int left = larger<Int>(Int(0), loss);
  const Int asked = left;
  std::array<Int, sizeof...(Levels)> paid{};
  std::size_t k = 0;
  [[maybe_unused]] const auto ask = [&](const auto& level) {
    auto payment = level.pay(left);
    paid[k++] = payment.paid;
    left = left - payment.paid;
    return std::move(payment.left);
  };
  std::tuple<Levels...> after{ask(levels)...};  // braces: in order
  return {asked, paid, left, std::move(after)};
}

/// Everything wrong with the levels, those of the first first.
template <class... Levels>
Faults waterfall_faults(const Levels&... levels) {
  Faults found;
  (append(found, levels.faults()), ...);
  return found;
}

}  // namespace bulwark::inline v1
