#pragma once

#include <vector>

#include "book.hpp"
#include "path.hpp"
#include "strategy.hpp"
#include "table.hpp"

namespace options_book {

/// Sold volatility, hedged daily; a coin that earns premium; bought protection with a floor under it.
inline std::vector<Strategy> strategies() {
  using bulwark::OptionSide;
  return {{"short straddle", 0.0, true, {{OptionSide::call, 1.0, -1.0}, {OptionSide::put, 1.0, -1.0}}},
          {"covered call", 1.0, false, {{OptionSide::call, 1.1, -1.0}}},
          {"put spread", 0.0, false, {{OptionSide::put, 0.95, 1.0}, {OptionSide::put, 0.8, -1.0}}}};
}

/// A strategy taken through a walk.
inline Result taken(const Strategy& strategy, const Terms& terms, const Walk& walk) {
  Book book(strategy, terms, walk.segments.front().points.front());
  for (const Segment& segment : walk.segments)
    for (std::size_t i = 1; i < segment.points.size(); ++i) book.walk(segment.points[i - 1], segment.points[i]);
  return {strategy.name, walk.name, book.coins(), book.imbalance(walk.segments.back().points.back().spot), book.rolls(), book.steps()};
}

/// Every strategy through every walk of one asset.
inline std::vector<Result> all_taken(const std::vector<Walk>& walks, const Terms& terms) {
  std::vector<Result> results;
  for (const Walk& walk : walks)
    for (const Strategy& strategy : strategies()) results.push_back(taken(strategy, terms, walk));
  return results;
}

}  // namespace options_book
