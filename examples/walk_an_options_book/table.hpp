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
  std::string walk;
  double coins;      ///< made, in all
  double imbalance;  ///< coins that the parts do not explain
  std::vector<Roll> rolls;
  std::vector<Step> steps;
};

/// The sum of the steps.
inline Step sum_of(const std::vector<Step>& steps) {
  Step sum{};
  for (const Step& s : steps) {
    sum.parts = sum.parts + s.parts, sum.riding = sum.riding + s.riding;
    sum.fees += s.fees, sum.spread += s.spread, sum.funding += s.funding;
  }
  return sum;
}

inline void print_surfaces(const std::vector<Surface>& surfaces) {
  std::printf("SVI fitted to every expiry (median error, volatility points), Merton to the one nearest to 30 days\n\n");
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

inline void print_rolls(const std::vector<Result>& results) {
  std::printf("%-15s %-10s %-24s %-10s | %8s %7s %7s %7s %8s | %9s %8s\n", "opened", "day", "options", "expiry", "premium", "delta",
              "gamma/%", "vega", "theta/d", "settled", "paid");
  for (const Result& result : results) {
    for (const Roll& r : result.rolls) {
      std::printf("%-15s %-10s %-24s %-10s | %8.0f %7.3f %7.3f %7.1f %8.1f |", result.strategy.c_str(), day_of(r.opened).c_str(),
                  r.legs.c_str(), day_of(r.expiry).c_str(), r.premium, r.delta, r.gamma, r.vega, r.theta);
      r.settled_at > 0.0 ? std::printf(" %9.1f %8.0f\n", r.settled_at, r.paid) : std::printf(" %9s\n", "open");
    }
  }
}

inline void print_heading(const char* name) {
  std::printf("\n%-15s %8s =%8s %8s %8s %8s %8s %8s %8s %8s | %6s %6s %7s | %8s %8s\n", name, "total", "delta", "gamma", "vega", "theta",
              "vanna", "volga", "jump", "residual", "fees", "spread", "funding", "net", "coins");
}

inline void print_parts(const std::string& strategy, const bulwark::ProfitParts& p) {
  std::printf("%-15s %8.0f  %8.0f %8.0f %8.0f %8.0f %8.0f %8.0f %8.0f %8.0f |", strategy.c_str(), p.total, p.delta, p.gamma, p.vega,
              p.theta, p.vanna, p.volga, p.jump, p.residual);
}

inline void print(const Result& result) {
  const Step s = sum_of(result.steps);
  print_parts(result.strategy, s.parts);
  std::printf(" %6.0f %6.0f %7.0f | %8.0f %8.4f\n", -s.fees, -s.spread, s.funding, s.net(), result.coins);
}

/// The same totals told by a smile that rides with the price.
inline void print_riding(const Result& result) {
  print_parts(result.strategy, sum_of(result.steps).riding);
  std::printf("\n");
}

/// Walk by walk: what was opened, and the totals told both ways.
inline void print_walks(const std::vector<Result>& results) {
  for (auto from = results.begin(); from != results.end();) {
    const auto to = std::find_if(from, results.end(), [&](const Result& r) { return r.walk != from->walk; });
    const std::vector<Result> walk(from, to);
    std::printf("\n%s; money in USD\n\n", from->walk.c_str());
    print_rolls(walk);
    print_heading("sticky strike");
    for (const Result& result : walk) print(result);
    print_heading("sticky moneyness");
    for (const Result& result : walk) print_riding(result);
    from = to;
  }
  std::printf("\n");
}

/// Whether every account's change is the sum of what was told of it.
inline bool print_balance(const std::vector<Result>& results, double funding) {
  const bool balances = std::all_of(results.begin(), results.end(), [](const Result& r) { return r.imbalance < 1e-9; });
  std::printf("\nfunding %.4f %% per 8 hours; parts, fees, spread and funding add up to each account's change%s\n", 100.0 * funding,
              balances ? " within 1e-9 coins" : ": NOT");
  return balances;
}

/// How much of the options' profit stays unexplained, by the size of the step's move and by what is left to expiry.
inline void print_residuals(const std::vector<Result>& results) {
  struct Share {
    double residual = 0.0, total = 0.0;
    int steps = 0;
  } shares[4][2];
  for (const Result& result : results) {
    for (const Step& s : result.steps) {
      Share& share = shares[std::min(3, static_cast<int>(s.deviations))][s.days_left < 3.0];
      share.residual += std::abs(s.options.residual), share.total += std::abs(s.options.total), ++share.steps;
    }
  }
  std::printf("|residual| / |profit| of the options, all steps\n%-28s %22s %22s\n", "move, deviations of diffusion", "3 days left and more",
              "the last 3 days");
  const char* const names[4] = {"below 1", "1 to 2", "2 to 3", "above 3: told as jumps"};
  for (int i = 0; i < 4; ++i) {
    std::printf("%-29s", names[i]);
    for (const Share& s : shares[i])
      s.steps > 0 ? std::printf(" %10.1f%% of %4d", 100.0 * s.residual / s.total, s.steps) : std::printf(" %20s", "none");
    std::printf("\n");
  }
}

}  // namespace options_book
