#pragma once

#include <cstdint>
#include <tuple>

#include "bulwark/backstop/waterfall.hpp"

namespace bulwark::inline v1 {

/// What became of a loss that was sent.
enum class LossReceipt {
  paid,      ///< the next one: levels paid what they could
  repeated,  ///< it was paid before; nothing happens
  gap,       ///< one before it never came; nothing happens until it does
};

/// Levels of a waterfall that pay each loss once, however often it is sent: losses are numbered 1, 2, 3, ... by whoever sends them, and
/// are paid in that order. So a log that is replayed from anywhere ends in the same state. Nothing is rounded here.
template <ExactInteger Int, LossLevel<Int>... Levels>
struct NumberedLosses {
  std::tuple<Levels...> levels;
  std::uint64_t last = 0;  ///< number of the last loss that was paid
  Int uncovered{0};        ///< what no level paid of all of them

  struct Outcome;

  constexpr Outcome pay(std::uint64_t number, const Int& loss) const {
    if (number <= last) return {LossReceipt::repeated, {}, *this};
    if (number - last > 1) return {LossReceipt::gap, {}, *this};
    const auto report = std::apply([&](const Levels&... each) { return waterfall<Int>(loss, each...); }, levels);
    return {LossReceipt::paid, report.paid, {report.levels, number, uncovered + report.uncovered}};
  }
};

template <ExactInteger Int, LossLevel<Int>... Levels>
struct NumberedLosses<Int, Levels...>::Outcome {
  LossReceipt receipt;
  std::array<Int, sizeof...(Levels)> paid;  ///< by each level; zeros unless paid
  NumberedLosses left;
};

}  // namespace bulwark::inline v1
