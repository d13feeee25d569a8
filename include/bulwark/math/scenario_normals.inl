// Independent normal numbers of a range of scenarios. Included once per instruction set; `scenario_normals.hpp` is the door.

namespace bulwark::BULWARK_TARGET {

/// Scenarios that are worked on at a time: ranges are padded to whole ones of these.
inline constexpr Index scenario_block = 32;

/// The next multiple of `scenario_block`.
constexpr Index padded(Index scenarios) noexcept { return (scenarios + scenario_block - 1) / scenario_block * scenario_block; }

/// `scenario_normals_in_lanes`, paired or not.
template <bool is_paired>
void normals_in_blocks(const RandomKeys& keys, Index first, Index wide, std::uint64_t first_pair, Index factors, double* out) noexcept {
  constexpr int width = BULWARK_LANES >= 4 ? 32 : 8;                            // registers in lock step hide the latency,
  constexpr int narrow = BULWARK_LANES >= 8 ? 16 : BULWARK_LANES >= 4 ? 8 : 4;  // fewer where more would not fit
  static_assert(scenario_block % width == 0 && width % narrow == 0);
  constexpr Index ahead = 16;  // pairs whose bits are made before any is used: two short chains overlap where one long does not
  using B = Bits<width>;
  const auto low = static_cast<std::uint32_t>(first_pair), high = static_cast<std::uint32_t>(first_pair >> 32);
  for (Index s = 0; s < wide; s += width) {
    std::uint64_t scenario[width], sign[width];
    for (int i = 0; i < width; ++i) {
      const auto at = static_cast<std::uint64_t>(first + s + i);
      scenario[i] = is_paired ? at >> 1 : at;
      sign[i] = (at & 1) << 63;
    }
    const B counter = B::from(scenario);
    const auto put = [&](Index f, int i, Lanes<narrow> z) {
      store(out + f * wide + s + i, is_paired ? from_bits(to_bits(z) ^ Bits<narrow>::from(sign + i)) : z);
    };
    double units[2 * ahead * width];
    for (Index begin = 0; begin < factors; begin += 2 * ahead) {
      const Index pairs = factors - begin < 2 * ahead ? (factors - begin + 1) / 2 : ahead;
      for (Index p = 0; p < pairs; ++p) {
        const LanePair<width> unit = random_pairs(keys, counter, low + static_cast<std::uint32_t>(begin / 2 + p), high);
        store(units + 2 * p * width, unit.first);
        store(units + (2 * p + 1) * width, unit.second);
      }
      for (Index p = 0; p < pairs; ++p)
        for (int i = 0; i < width; i += narrow) {
          const double* const unit = units + 2 * p * width + i;
          const LanePair<narrow> both = normals_of(LanePair<narrow>{load<Lanes<narrow>>(unit), load<Lanes<narrow>>(unit + width)});
          put(begin + 2 * p, i, both.first);
          if (begin + 2 * p + 1 < factors) put(begin + 2 * p + 1, i, both.second);
        }
    }
  }
}

/// `scenario_normals` in this build's instructions.
inline void scenario_normals_in_lanes(std::uint64_t seed, Index first, Index count, bool is_paired, std::uint64_t first_pair, Index factors,
                                      double* out) noexcept {
  const RandomKeys keys(seed);
  if (is_paired)
    normals_in_blocks<true>(keys, first, padded(count), first_pair, factors, out);
  else
    normals_in_blocks<false>(keys, first, padded(count), first_pair, factors, out);
}

}  // namespace bulwark::BULWARK_TARGET
