// A family of one hot loop, for widest.test.cpp.

namespace bulwark::BULWARK_TARGET {

/// How many doubles a register of this copy has.
inline int register_lanes() noexcept { return BULWARK_LANES; }

inline void exp_each(const double* x, int count, double* out) noexcept {
  for (int i = 0; i < count; i += 8) store(out + i, exp(load<Lanes<8>>(x + i)) * sqrt(load<Lanes<8>>(x + i)));
}

}  // namespace bulwark::BULWARK_TARGET
