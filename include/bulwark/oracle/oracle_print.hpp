#pragma once

#include "bulwark/core/time.hpp"

namespace bulwark::inline v1 {

/// What one source says of one price.
struct OraclePrint {
  double price;       ///< quote per coin
  double confidence;  ///< quote per coin; half-width of the interval that the source gives, 0 where it gives none
  Timestamp published;
};

}  // namespace bulwark::inline v1
