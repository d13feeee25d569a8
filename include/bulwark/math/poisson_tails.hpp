#pragma once

#include <span>
#include <vector>

#include "bulwark/core/asset.hpp"
#include "bulwark/math/elementary.hpp"

namespace bulwark::BULWARK_TARGET {

/// Largest mean of a Poisson number whose tails are tabulated: e^-mean is still a normal number.
inline constexpr double most_expected = 700.0;

/// How likely a Poisson number is at least n, for n = 0, 1, ... until less than 2^-60; at [0] it is 1. Added from the far end, so each is
/// whole. Domain: 0 <= mean <= `most_expected`; empty outside.
inline std::vector<double> poisson_tails(double mean) {
  std::vector<double> tails;
  if (!(mean >= 0.0 && mean <= most_expected)) return tails;
  double term = exp(-mean);
  for (double n = 0.0; n <= mean || term > 0x1p-110; n += 1.0) {
    tails.push_back(term);
    term = product(term, mean / (n + 1.0));
  }
  for (Index n = std::ssize(tails) - 2; n >= 0; --n) tails[static_cast<std::size_t>(n)] += tails[static_cast<std::size_t>(n + 1)];
  while (tails.size() > 1 && tails.back() < 0x1p-60) tails.pop_back();
  tails.front() = 1.0;
  return tails;
}

/// The number whose tail `unit`, in (0, 1], falls into: at least n just where `unit` <= `tails`[n]. With `unit` spread evenly it has the
/// law of the tails.
inline Index number_of_tail(std::span<const double> tails, double unit) noexcept {
  Index n = 0;
  while (n + 1 < std::ssize(tails) && unit <= tails[static_cast<std::size_t>(n + 1)]) ++n;
  return n;
}

}  // namespace bulwark::BULWARK_TARGET
