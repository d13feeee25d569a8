#pragma once

#include "bulwark/scenario/option_cells.hpp"

namespace bulwark::inline v1 {

/// Options of one risk unit side by side, a lane each, under a few scenarios one after the other. What is computed is scenario x option.
struct OptionsAbreast {
  SetMoves moves;
  Index first, last;  ///< scenarios, last excluded
  Index options;
  Index stride;  ///< from scenario to scenario in what is computed; columns have as many numbers, in whole groups
  const double* forward;
  const double* fixed;
  const double* strike;
  const double* volatility;
  const double* years;
  const double* side;
  const double* scale;
  double spot;
  double floor_when_up;
  bool is_parallel;
};

/// How what they are worth becomes profits: a `CountedOption` for each lane.
struct CountedAbreast {
  const double* discount;
  const double* model;
  const double* value;
  const double* multiplier;
  double price;   ///< quote per settlement unit
  bool is_shown;  ///< the value is added to every profit
  bool is_coin;
  CountedIn in;
};

}  // namespace bulwark::inline v1

#include "bulwark/scenario/options_abreast.inl"
#define BULWARK_TEXTS "bulwark/scenario/options_abreast.inl"
#include "bulwark/math/copies.inl"
