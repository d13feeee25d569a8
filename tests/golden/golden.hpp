#pragma once

#include <bit>
#include <cstdint>
#include <cstdio>

namespace bulwark::test {

/// 64-bit fingerprint of a sequence of doubles and integers, in integer arithmetic. All NaN are one.
class Fingerprint {
 public:
  void add(std::uint64_t word) noexcept {
    value_ = (value_ ^ word) * 0x100000001b3u;
    value_ ^= value_ >> 29;
  }
  void add(double x) noexcept {
    const auto bits = std::bit_cast<std::uint64_t>(x);
    add((bits & 0x7fff'ffff'ffff'ffffu) > 0x7ff0'0000'0000'0000u ? std::uint64_t{0x7ff8'0000'0000'0000u} : bits);
  }
  std::uint64_t value() const noexcept { return value_; }

 private:
  std::uint64_t value_ = 0xcbf29ce484222325u;
};

/// Inputs from integers alone: the same in every build (a generator of 64-bit words, Steele, Lea and Flood 2014).
class Inputs {
 public:
  explicit Inputs(std::uint64_t seed) noexcept : state_{seed} {}

  std::uint64_t word() noexcept {
    std::uint64_t z = state_ += 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
  }
  /// Positive, exponent in [low, high]: every size as often.
  double of_sizes(int low, int high) noexcept {
    const std::uint64_t w = word();
    const auto span = static_cast<std::uint64_t>(high - low + 1);
    const std::uint64_t exponent = static_cast<std::uint64_t>(1023 + low) + (w >> 52) % span;
    return std::bit_cast<double>((exponent << 52) | (w & 0x000f'ffff'ffff'ffffu));
  }
  double with_sign(double x) noexcept { return (word() & 1u) != 0 ? -x : x; }
  /// In [0, 1), a whole number of 2^-52.
  double unit() noexcept { return std::bit_cast<double>(0x3ff0'0000'0000'0000u | (word() >> 12)) - 1.0; }
  /// Any bit pattern.
  double any() noexcept { return std::bit_cast<double>(word()); }

 private:
  std::uint64_t state_;
};

/// Prints one line `name hash` for each section, then a line for all of them.
class Golden {
 public:
  void section(const char* name, const Fingerprint& print) {
    std::printf("%-20s %016llx\n", name, static_cast<unsigned long long>(print.value()));
    all_.add(print.value());
  }
  /// Says what must hold in every build besides the bits.
  void expect(bool holds, const char* what) {
    if (holds) return;
    std::printf("does not hold: %s\n", what);
    holds_ = false;
  }
  /// What main returns.
  int finish() {
    std::printf("%-20s %016llx\n", "all", static_cast<unsigned long long>(all_.value()));
    return holds_ ? 0 : 1;
  }

 private:
  Fingerprint all_;
  bool holds_ = true;
};

// A room adds its sections in a file golden_<room>.cpp, and one line here and in golden.cpp.
void golden_math(Golden& golden);
void golden_pricing(Golden& golden);
void golden_models(Golden& golden);
void golden_evaluate(Golden& golden);
void golden_risk(Golden& golden);

}  // namespace bulwark::test
