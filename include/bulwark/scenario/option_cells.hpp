#pragma once

#include "bulwark/pricing/priced_columns.hpp"
#include "bulwark/scenario/unit_moves.hpp"

namespace bulwark::inline v1 {

/// One option under the scenarios of one set.
struct OptionCells {
  SetMoves moves;
  Index scenarios;
  double forward;     ///< quote per coin
  double fixed;       ///< part of the forward that does not move any more
  double spot;        ///< quote per coin
  double strike;      ///< quote per coin
  double volatility;  ///< per sqrt(year)
  double years;       ///< left when the scenarios have come about
  double side;        ///< +1 call, -1 put
  double scale;       ///< of relative moves of volatility, the term's
  double floor_when_up;
  const double* bend = nullptr;  ///< scenario, in whole groups: factors on volatility; null where the smile keeps its shape
  bool is_parallel;
};

/// How what an option is worth under a scenario becomes a profit.
struct CountedOption {
  double discount;
  double model;       ///< settlement units of one coin's claim, today
  double value;       ///< settlement units of the contract, marked
  double shown;       ///< quote, added to every profit
  double multiplier;  ///< units per contract
  bool is_coin;       ///< settles in the coin: worth its value over the moved forward
  CountedIn in;
};

}  // namespace bulwark::inline v1

#include "bulwark/scenario/option_cells.inl"
#define BULWARK_TEXTS "bulwark/scenario/option_texts.inl"
#include "bulwark/math/copies.inl"
