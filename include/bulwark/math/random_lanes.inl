// Random numbers of many scenarios in lock step: lane by lane the bits of `random_pair`, whatever the width.
// Included once per instruction set; `random_lanes.hpp` is the door.

namespace bulwark::BULWARK_TARGET {

/// Two numbers for each lane.
template <int N>
struct LanePair {
  Lanes<N> first;
  Lanes<N> second;
};

/// The keys of Philox's ten rounds: one seed's, kept while scenarios are drawn.
struct RandomKeys {
  std::uint64_t first[10], second[10];  // upper halves clear

  explicit RandomKeys(std::uint64_t seed) noexcept {
    auto low = static_cast<std::uint32_t>(seed), high = static_cast<std::uint32_t>(seed >> 32);
    for (int round = 0; round < 10; ++round) {
      first[round] = low, second[round] = high;
      low += 0x9e3779b9u, high += 0xbb67ae85u;
    }
  }
};

/// Philox of a counter in each lane. What lies above a word is carried along and never read, which saves its masks.
template <int N>
[[gnu::always_inline]] inline LanePair<N> random_units(const RandomKeys& keys, Bits<N> x0, Bits<N> x1, Bits<N> x2, Bits<N> x3) noexcept {
  using B = Bits<N>;
#pragma GCC unroll 10
  for (int round = 0; round < 10; ++round) {
    const B a = low_product(x0, B::broadcast(0xd2511f53u)), b = low_product(x2, B::broadcast(0xcd9e8d57u));
    x0 = b.template down<32>() ^ x1 ^ B::broadcast(keys.first[round]);
    x1 = b;
    x2 = a.template down<32>() ^ x3 ^ B::broadcast(keys.second[round]);
    x3 = a;
  }
  const B word = B::broadcast(0xffff'ffffu), one = B::broadcast(0x3ff0'0000'0000'0000u);
  const auto unit = [&](B low, B high) {  // 1 + k 2^-52, less what lies between that and unit_number
    return from_bits((high.template up<32>() | (low & word)).template down<12>() | one) - (1.0 - 0x1p-53);
  };
  return {unit(x0, x1), unit(x2, x3)};
}

/// `random_pair` of the scenario in each lane; the pair's words come apart, so that what a row of pairs shares is worked out once.
template <int N>
[[gnu::always_inline]] inline LanePair<N> random_pairs(const RandomKeys& keys, Bits<N> scenario, std::uint32_t pair_low,
                                                       std::uint32_t pair_high) noexcept {
  using B = Bits<N>;
  return random_units(keys, B::broadcast(pair_low), B::broadcast(pair_high), scenario, scenario.template down<32>());
}

template <int N>
[[gnu::always_inline]] inline LanePair<N> random_pairs(const RandomKeys& keys, Bits<N> scenario, std::uint64_t pair) noexcept {
  return random_pairs(keys, scenario, static_cast<std::uint32_t>(pair), static_cast<std::uint32_t>(pair >> 32));
}

/// The sine and cosine of `u` whole turns, |u| <= 2^20. Error: 3e-16 absolute: the turn is reduced exactly, then meets 2 pi once.
template <int N>
[[gnu::always_inline]] inline SineCosine<Lanes<N>> sine_cosine_of_turns(Lanes<N> u) noexcept {
  using B = Bits<N>;
  constexpr double round = 0x1.8p52;
  const Lanes<N> raised = fma(u, 4.0, round);
  const Lanes<N> r = fma(raised - round, -0.25, u) * (4.0 * half_pi);
  const Lanes<N> r2 = r * r;
  const Lanes<N> sine = fma(r * r2, polynomial(sine_series, r2), r);
  const Lanes<N> cosine = fma(r2 * r2, polynomial(cosine_series, r2), fma(r2, -0.5, 1.0));
  const B turns = to_bits(raised), one = B::broadcast(1), two = B::broadcast(2);
  const Mask<N> is_odd = from_bits((turns & one).template up<62>()) > 0.0;
  const B sine_sign = (turns & two).template up<62>(), cosine_sign = ((turns + one) & two).template up<62>();
  return {from_bits(to_bits(select(is_odd, cosine, sine)) ^ sine_sign), from_bits(to_bits(select(is_odd, sine, cosine)) ^ cosine_sign)};
}

/// ln u of a normal number in (0, 1), unchecked. Error: 2 ulp.
template <int N>
[[gnu::always_inline]] inline Lanes<N> log_of_unit(Lanes<N> u) noexcept {
  const Scaled<N> p = balanced_parts(u);
  const Lanes<N> difference = p.mantissa - 1.0, s = difference / (difference + 2.0), s2 = s * s;
  return fma(p.power, ln2_high, fma(s * s2, polynomial(atanh_series, s2), fma(p.power, ln2_low, s + s)));
}

/// Two independent standard normal numbers of two independent ones in (0, 1): none beyond 8.58, which is met once in 10^16.
/// Source: Box, Muller, "A note on the generation of random normal deviates" (1958). Error: 4 eps of the radius.
template <int N>
[[gnu::always_inline]] inline LanePair<N> normals_of(const LanePair<N>& unit) noexcept {
  const Lanes<N> radius = sqrt(log_of_unit(unit.first) * -2.0);
  const SineCosine<Lanes<N>> way = sine_cosine_of_turns(unit.second);
  return {radius * way.cosine, radius * way.sine};
}

}  // namespace bulwark::BULWARK_TARGET
