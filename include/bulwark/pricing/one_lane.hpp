#pragma once

#include <bit>

#include "bulwark/math/lanes.hpp"

namespace bulwark::BULWARK_TARGET {

/// A struct of plain numbers as a batch of one, and back: scalar calls take the batch's path and get its bits.
template <template <class> class Fields>
[[gnu::always_inline]] inline Fields<Lanes<1>> one_lane(const Fields<double>& fields) noexcept {
  return std::bit_cast<Fields<Lanes<1>>>(fields);
}
template <template <class> class Fields>
[[gnu::always_inline]] inline Fields<double> only_lane(const Fields<Lanes<1>>& fields) noexcept {
  return std::bit_cast<Fields<double>>(fields);
}

}  // namespace bulwark::BULWARK_TARGET
