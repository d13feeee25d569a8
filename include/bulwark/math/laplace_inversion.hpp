#pragma once

#include <array>

#include "bulwark/math/complex_lanes.hpp"

namespace bulwark::BULWARK_TARGET {

/// A function of time from its Laplace transform: f(t) = 10^(M / 3) / t sum of (-1)^k w_k Re F(b_k / t), b_k = M ln 10 / 3 + i pi k.
/// Source: Abate and Whitt, "A unified framework for numerically inverting Laplace transforms" (2006), the Euler algorithm. Every argument
/// has a positive real part. Error: 10^(-2 M / 3) f(3 t) from the series' period and 10^(M / 3) eps of F b from rounding, both relative to
/// the function rather than to one: small probabilities keep their digits. Domain: t > 0, f smooth around t.
struct EulerInversion {
  static constexpr int order = 19;
  static constexpr int lanes = 8;
  static constexpr int packs = (2 * order + lanes) / lanes;  ///< 2 M + 1 terms

  /// Calls transform(b / t) in packs of complex numbers; it returns an array of `Count` transforms. The functions at `t`.
  template <std::size_t Count, class Transform>
  static std::array<double, Count> at(double time, const Transform& transform) noexcept {
    using Pack = Lanes<lanes>;
    constexpr double real = order * 2.302585092994045684 / 3.0, pi = 3.141592653589793238;
    std::array<double, Count> sum{};
    for (int p = 0; p < packs; ++p) {
      alignas(64) double imaginary[lanes], weight[lanes];
      for (int i = 0; i < lanes; ++i) {
        const int k = lanes * p + i;
        imaginary[i] = product(pi, static_cast<double>(k < 2 * order ? k : 2 * order)) / time;
        weight[i] = k > 2 * order ? 0.0 : (k % 2 == 0 ? weights[static_cast<std::size_t>(k)] : -weights[static_cast<std::size_t>(k)]);
      }
      const auto parts = transform(Complex<Pack>{Pack(real / time), load<Pack>(imaginary)});
      for (std::size_t c = 0; c < Count; ++c)
        for (int i = 0; i < lanes; ++i) sum[c] = fma(weight[i], parts[c].re.lane(i), sum[c]);
    }
    const double scale = exp(real) / time;
    for (double& x : sum) x = product(scale, x);
    return sum;
  }

 private:
  static constexpr std::array<double, 2 * order + 1> weights = [] {
    std::array<double, 2 * order + 1> w{};
    w[0] = 0.5;
    for (std::size_t k = 1; k <= order; ++k) w[k] = 1.0;
    double share = 1.0;
    for (int i = 0; i < order; ++i) share *= 0.5;
    w[2 * order] = share;
    double choose = 1.0;
    for (std::size_t k = 1; k < order; ++k) {
      choose = choose * static_cast<double>(order - k + 1) / static_cast<double>(k);
      w[2 * order - k] = w[2 * order - k + 1] + share * choose;
    }
    return w;
  }();
};

}  // namespace bulwark::BULWARK_TARGET
