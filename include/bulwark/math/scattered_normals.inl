// Normal numbers of scenarios in no order. Included once per instruction set; `scattered_normals.hpp` is the door.

namespace bulwark::BULWARK_TARGET {

/// `scattered_normals` in this build's instructions.
inline void scattered_normals_in_lanes(std::uint64_t seed, const std::uint64_t* scenario, const std::uint64_t* factor, Index count,
                                       double* out) noexcept {
  constexpr int width = 16;
  using B = Bits<width>;
  const RandomKeys keys(seed);
  for (Index i = 0; i < count; i += width) {
    std::uint64_t at[width], pair[width];
    for (int k = 0; k < width; ++k) {
      const Index from = i + k < count ? i + k : i;
      at[k] = scenario[from], pair[k] = factor[from] >> 1;
    }
    const B s = B::from(at), p = B::from(pair);
    const LanePair<width> both = normals_of(random_units(keys, p, p.template down<32>(), s, s.template down<32>()));
    for (int k = 0; k < width && i + k < count; ++k) out[i + k] = (factor[i + k] & 1) == 0 ? both.first.lane(k) : both.second.lane(k);
  }
}

}  // namespace bulwark::BULWARK_TARGET
