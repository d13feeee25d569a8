#pragma once

#include <span>
#include <vector>

#include "bulwark/core/asset.hpp"
#include "bulwark/core/fault.hpp"
#include "bulwark/math/arithmetic.hpp"

namespace bulwark::inline v1 {

/// What venues lose when others fail; the caller keeps the numbers. Quote.
struct ExposureNetwork {
  std::span<const double> capital;   ///< venue: what it can lose, > 0
  std::span<const double> exposure;  ///< venue x venue: what the row loses where the column fails, >= 0; nothing on itself
  std::span<const double> size{};    ///< venue: economic weight, >= 0; empty: all alike

  Index venues() const noexcept { return std::ssize(capital); }
};

/// How much distress comes of some.
struct DebtRank {
  double rank = 0.0;               ///< share of all size that is in distress because of others, in [0, 1]
  std::vector<double> distress{};  ///< venue: share of its capital lost, in [0, 1]
  Index steps = 0;                 ///< at most the number of venues
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

inline Faults faults(const ExposureNetwork& network) {
  Faults found;
  const Index n = network.venues();
  const auto check = [&](std::span<const double> x, Index size, bool is_positive, const char* field) {
    if (std::ssize(x) != size) return report(found, FaultCode::length_mismatch, field, {}, static_cast<double>(x.size()));
    for (Index i = 0; i < size; ++i)
      if (const double v = x[static_cast<std::size_t>(i)]; !(is_finite(v) && (is_positive ? v > 0.0 : v >= 0.0)))
        report(found, is_positive ? FaultCode::not_positive : FaultCode::negative, field, {.outer = i}, v);
  };
  check(network.capital, n, true, "exposure_network.capital");
  check(network.exposure, n * n, false, "exposure_network.exposure");
  if (!network.size.empty()) check(network.size, n, false, "exposure_network.size");
  return found;
}

/// Distress that spreads in proportion, long before anybody fails: a venue that has lost a share of its capital is worth so much less to
/// those exposed to it. Each passes on what it has lost once, when it first hears of it, so that no loss goes round in circles.
/// `shock`: venue, share of its own capital lost to begin with, in [0, 1].
/// Source: Battiston, Puliga, Kaushik, Tasca and Caldarelli (2012), "DebtRank", equations 1-3.
inline Checked<DebtRank> debt_rank(const ExposureNetwork& network, std::span<const double> shock) {
  Faults found = faults(network);
  const Index n = network.venues();
  if (std::ssize(shock) != n) report(found, FaultCode::length_mismatch, "debt_rank.shock", {}, static_cast<double>(shock.size()));
  for (Index i = 0; i < std::ssize(shock); ++i)
    if (const double h = shock[static_cast<std::size_t>(i)]; !(h >= 0.0 && h <= 1.0))
      report(found, FaultCode::out_of_range, "debt_rank.shock", {.outer = i}, h);
  if (!found.empty()) return found;
  enum class Place : char { untouched, spreading, done };
  const auto at = [](Index i) { return static_cast<std::size_t>(i); };
  DebtRank result{.rank = 0.0, .distress = {shock.begin(), shock.end()}};
  std::vector<Place> place(at(n));
  for (Index i = 0; i < n; ++i) place[at(i)] = shock[at(i)] > 0.0 ? Place::spreading : Place::untouched;
  std::vector<double> next(result.distress);
  for (bool is_spreading = true; is_spreading;) {
    is_spreading = false;
    for (Index j = 0; j < n; ++j) {
      if (place[at(j)] != Place::spreading) continue;
      for (Index i = 0; i < n; ++i) {
        const double impact = least(1.0, network.exposure[at(i * n + j)] / network.capital[at(i)]);
        next[at(i)] = least(1.0, fma(impact, result.distress[at(j)], next[at(i)]));
      }
      is_spreading = true;
    }
    result.steps += is_spreading;
    for (Index i = 0; i < n; ++i) {
      if (place[at(i)] == Place::spreading) place[at(i)] = Place::done;
      if (place[at(i)] == Place::untouched && next[at(i)] > 0.0) place[at(i)] = Place::spreading;
    }
    result.distress = next;
  }
  double all = 0.0, lost = 0.0;
  for (Index i = 0; i < n; ++i) {
    const double weight = network.size.empty() ? 1.0 : network.size[at(i)];
    all += weight;
    lost = fma(weight, result.distress[at(i)] - shock[at(i)], lost);
  }
  result.rank = all > 0.0 ? lost / all : 0.0;
  return result;
}

}  // namespace bulwark::BULWARK_TARGET
