#pragma once

#include <cmath>
#include <cstdint>

#include "bulwark/math/random_bits.hpp"
#include "bulwark/pricing/log_price.hpp"

namespace bulwark::test {

/// One way that a log price takes, drawn with libm from Philox words: nothing of the library's passage methods is in it.
class JumpWalk {
 public:
  JumpWalk(const LogPrice& price, std::uint64_t seed, Index path)
      : price_(price), drift_(drift_between_jumps(price)), per_year_(jumps_per_year(price.model)), seed_(seed), path_(path) {}

  double uniform() {
    if (used_ % 2 == 0) pair_ = random_pair(seed_, path_, used_ / 2);
    return pair_[static_cast<std::size_t>(used_++ % 2)];
  }
  double normal() {
    const double size = std::sqrt(-2.0 * std::log(uniform()));
    return size * std::cos(6.283185307179586 * uniform());
  }
  double jump() {
    if (const auto* merton = std::get_if<JumpParameters>(&price_.model))
      return merton->mean_log_jump + merton->log_jump_deviation * normal();
    const auto& kou = std::get<DoubleExponentialJumps>(price_.model);
    const bool is_up = uniform() < kou.up_share;
    return -std::log(uniform()) / (is_up ? kou.up_rate : -kou.down_rate);
  }

  /// Where and how the price first falls by `distance` within `years`.
  struct Fall {
    bool is_there = false, is_by_jump = false;
    double at = 0.0, years = 0.0;
  };
  Fall fall(double distance, double years) {
    double x = 0.0, time = 0.0;
    while (true) {
      const double wait = per_year_ > 0.0 ? -std::log(uniform()) / per_year_ : years, end = std::fmin(years, time + wait);
      const double variance = price_.volatility * price_.volatility * (end - time);
      const double y = x + drift_ * (end - time) + std::sqrt(variance) * normal();
      if (y <= -distance || uniform() < std::exp(-2.0 * (distance + x) * (distance + y) / variance)) return {true, false, -distance, end};
      if (time + wait >= years) return {};
      x = y + jump(), time = end;
      if (x <= -distance) return {true, true, x, end};
    }
  }

  /// The move over `years`.
  double move(double years) {
    double x = drift_ * years + price_.volatility * std::sqrt(years) * normal();
    for (double time = per_year_ > 0.0 ? -std::log(uniform()) / per_year_ : years; time < years; time -= std::log(uniform()) / per_year_)
      x += jump();
    return x;
  }

 private:
  LogPrice price_;
  double drift_, per_year_;
  std::uint64_t seed_;
  Index path_, used_ = 0;
  std::array<double, 2> pair_{};
};

/// Mean and standard error of many draws.
struct Sample {
  double sum = 0.0, square = 0.0;
  Index count = 0;

  void add(double x) { sum += x, square += x * x, ++count; }
  double mean() const { return sum / static_cast<double>(count); }
  double error() const {
    const double n = static_cast<double>(count), m = mean();
    return std::sqrt(std::fmax(square / n - m * m, 0.0) / (n - 1.0));
  }
  /// How many standard errors a number is from the mean; where nothing was drawn that is not 0, against three expected draws.
  double score(double expected) const { return (expected - mean()) / error(); }
};

}  // namespace bulwark::test
