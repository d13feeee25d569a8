#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <vector>

#include "bulwark/calibration/coordinates.hpp"
#include "bulwark/calibration/smile_shape.hpp"
#include "bulwark/math/lanes.hpp"
#include "bulwark/pricing/claim.hpp"

namespace bulwark::BULWARK_TARGET {

/// A claim's undiscounted value and its slopes by a model's parameters.
template <class Real, std::size_t n>
struct ValueAndSlopes {
  Real value;
  std::array<Real, n> slopes;
};

/// A model that can be fitted. Semantics: `values_of` and `from_values` turn parameters into numbers in the order of `names` and back;
/// `price` values a claim whose volatility is not read, NaN where parameters have no price, and may keep what it likes in `Scratch` between
/// calls. `within` makes the model's coordinates for quotes with a deviation at the money, until the last expiry; `at` maps coordinates,
/// free of any bound, to values in the model's domain, `coordinates` back; `add_starts` adds parameters that a smile's shape suggests to
/// families, the best of which are followed.
template <class M>
concept SmileModel = requires(const M model, const typename M::Parameters& p, const Claim<Lanes<8>>& claim, typename M::Scratch& scratch,
                              const std::array<double, M::size>& x, const SmileShape& shape,
                              std::array<std::vector<typename M::Parameters>, M::families>& starts) {
  { M::names } -> std::convertible_to<const std::array<const char*, M::size>&>;
  { M::values_of(p) } -> std::same_as<std::array<double, M::size>>;
  { M::from_values(x) } -> std::same_as<typename M::Parameters>;
  { M::price(claim, p, scratch) } -> std::same_as<ValueAndSlopes<Lanes<8>, M::size>>;
  { M::within(JumpBounds{}, 1.0) } -> std::same_as<M>;
  { model.at(x) } -> std::same_as<Mapped<M::size>>;
  { model.coordinates(p) } -> std::same_as<std::array<double, M::size>>;
  model.add_starts(shape, starts);
};

}  // namespace bulwark::BULWARK_TARGET
