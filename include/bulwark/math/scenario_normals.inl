// Independent normal numbers of a range of scenarios. Included once per instruction set; `scenario_normals.hpp` is the door.

namespace bulwark::BULWARK_TARGET {

/// Scenarios that are worked on at a time: ranges are padded to whole ones of these.
inline constexpr Index scenario_block = 32;

/// The next multiple of `scenario_block`.
constexpr Index padded(Index scenarios) noexcept { return (scenarios + scenario_block - 1) / scenario_block * scenario_block; }

/// Writes factor x scenario, row by row and `padded(count)` wide: the standard normal numbers of `factors` factors in scenarios `first` to
/// `first` + `count` and in those that fill the last block. A number is a function of seed, scenario and `first_pair` + factor / 2, so any
/// split of a range has the same ones. `is_paired`: scenario 2 k + 1 has the negatives of scenario 2 k (antithetic).
inline void scenario_normals(std::uint64_t seed, Index first, Index count, bool is_paired, std::uint64_t first_pair, Index factors,
                             double* out) noexcept {
  constexpr int width = BULWARK_LANES >= 4 ? 16 : 8;  // two registers in lock step hide the latency; no bit depends on it
  using B = Bits<width>;
  const Index wide = padded(count);
  for (Index s = 0; s < wide; s += width) {
    std::uint64_t scenario[width], sign[width];
    for (int i = 0; i < width; ++i) {
      const auto at = static_cast<std::uint64_t>(first + s + i);
      scenario[i] = is_paired ? at >> 1 : at;
      sign[i] = is_paired ? (at & 1) << 63 : 0;
    }
    const B counter = B::from(scenario), flip = B::from(sign);
    for (Index f = 0; f < factors; f += 2) {
      const LanePair<width> both = normal_pairs(seed, counter, first_pair + static_cast<std::uint64_t>(f / 2));
      store(out + f * wide + s, from_bits(to_bits(both.first) ^ flip));
      if (f + 1 < factors) store(out + (f + 1) * wide + s, from_bits(to_bits(both.second) ^ flip));
    }
  }
}

}  // namespace bulwark::BULWARK_TARGET
