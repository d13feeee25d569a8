#pragma once

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <string>
#include <vector>

#include "book.hpp"
#include "path.hpp"

namespace options_book {

/// A strategy's way through a walk.
struct Result {
  std::string strategy;
  double coins;      ///< made, in all
  double imbalance;  ///< coins
  std::vector<Step> steps;
};

/// The sum of the steps.
inline Step sum_of(const std::vector<Step>& steps) {
  Step sum{};
  for (const Step& s : steps) {
    sum.parts = sum.parts + s.parts, sum.riding = sum.riding + s.riding, sum.options = sum.options + s.options;
    sum.fees += s.fees, sum.funding += s.funding, sum.coins += s.coins;
  }
  return sum;
}

inline void print_surfaces(const std::vector<Surface>& surfaces) {
  std::printf("%-15s %9s %8s %6s %8s | %9s %6s %6s %6s\n", "chain", "spot", "expiries", "error", "30 days", "diffusion", "jumps", "mean",
              "dev.");
  for (const Surface& s : surfaces) {
    std::vector<double> errors = s.errors;
    std::sort(errors.begin(), errors.end());
    const auto& [volatility, jumps] = s.merton;
    std::printf("%-4s%-11s %9.1f %8zu %6.2f %7.1f%% | %8.1f%% %6.1f %6.2f %6.2f\n", s.asset.c_str(), day_of(s.now).c_str(), s.market.spot,
                s.errors.size(), 100.0 * errors[errors.size() / 2], 100.0 * s.volatility(0.0, thirty_days), 100.0 * volatility,
                jumps.per_year, jumps.mean_log_jump, jumps.log_jump_deviation);
  }
}

inline void print_heading(const std::string& name) {
  std::printf("\n%s\n%-16s %8s =%8s %8s %8s %8s %8s %8s %8s %8s | %7s %8s | %8s %8s\n", name.c_str(), "USD", "total", "delta", "gamma",
              "vega", "theta", "vanna", "volga", "jump", "residual", "fees", "funding", "net", "coins");
}

inline void print(const Result& result) {
  const Step s = sum_of(result.steps);
  const bulwark::ProfitParts& p = s.parts;
  std::printf("%-16s %8.0f  %8.0f %8.0f %8.0f %8.0f %8.0f %8.0f %8.0f %8.0f | %7.0f %8.0f | %8.0f %8.4f\n", result.strategy.c_str(),
              p.total, p.delta, p.gamma, p.vega, p.theta, p.vanna, p.volga, p.jump, p.residual, -s.fees, s.funding,
              p.total - s.fees + s.funding, result.coins);
}

/// The same totals told by a smile that rides with the price.
inline void print_riding(const Result& result) {
  const bulwark::ProfitParts p = sum_of(result.steps).riding;
  std::printf("%-16s %8.0f  %8.0f %8.0f %8.0f %8.0f %8.0f %8.0f %8.0f %8.0f |\n", result.strategy.c_str(), p.total, p.delta, p.gamma,
              p.vega, p.theta, p.vanna, p.volga, p.jump, p.residual);
}

/// How much of the options' profit stays unexplained, by the size of the step's move.
inline void print_residuals(const std::vector<Result>& results) {
  struct Bucket {
    double residual = 0.0, total = 0.0;
    int steps = 0;
  } buckets[4];
  for (const Result& result : results) {
    for (const Step& s : result.steps) {
      Bucket& b = buckets[std::min(3, static_cast<int>(s.deviations))];
      b.residual += std::abs(s.options.residual), b.total += std::abs(s.options.total), ++b.steps;
    }
  }
  std::printf("\n%-28s %6s %24s\n", "move, deviations of diffusion", "steps", "|residual| / |profit|");
  const char* const names[4] = {"below 1", "1 to 2", "2 to 3", "above 3: told as jumps"};
  for (int i = 0; i < 4; ++i)
    if (buckets[i].steps > 0)
      std::printf("%-28s %8d %23.1f%%\n", names[i], buckets[i].steps, 100.0 * buckets[i].residual / buckets[i].total);
}

}  // namespace options_book
