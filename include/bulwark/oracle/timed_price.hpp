#pragma once

#include "bulwark/core/time.hpp"

namespace bulwark::inline v1 {

/// A price that holds from a moment until the next one is printed.
struct TimedPrice {
  Timestamp at;
  double price;  ///< quote per coin
};

}  // namespace bulwark::inline v1
