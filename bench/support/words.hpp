#pragma once

#include <cstdint>

namespace bulwark::bench {

/// 64-bit words from a counter (Steele, Lea and Flood 2014): the same inputs in every build.
class Words {
 public:
  explicit Words(std::uint64_t seed) : state_(seed) {}
  std::uint64_t word() {
    std::uint64_t z = state_ += 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
  }
  std::uint64_t below(std::uint64_t n) { return word() % n; }
  double between(double low, double high) { return low + (high - low) * static_cast<double>(word() >> 11) * 0x1p-53; }

 private:
  std::uint64_t state_;
};

}  // namespace bulwark::bench
