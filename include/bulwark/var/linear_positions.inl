// Profits of linear positions over many paths. Included once per instruction set; `linear_positions.hpp` is the door.

namespace bulwark::BULWARK_TARGET {

/// `linear_path_profits` in this build's instructions.
inline void linear_path_profits_in_lanes(const double* exposure, const Index* asset, Index held, const double* log_return, Index wide,
                                         double* profits) noexcept {
  constexpr int width = BULWARK_LANES >= 8 ? 32 : BULWARK_LANES >= 4 ? 16 : 8;
  static_assert(scenario_block % width == 0);
  using Real = Lanes<width>;
  for (Index s = 0; s < wide; s += width) {
    Real sum(0.0);
    for (Index i = 0; i < held; ++i) sum = sum + Real(exposure[i]) * expm1(load<Real>(log_return + asset[i] * wide + s));
    store(profits + s, sum);
  }
}

}  // namespace bulwark::BULWARK_TARGET
