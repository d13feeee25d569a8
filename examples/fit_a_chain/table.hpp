#pragma once

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <string>
#include <vector>

#include "expiry.hpp"

namespace fit_a_chain {

inline void print_closeness(const Closeness& close, bool with_times) {
  std::printf(" |%6.2f %4.0f%%", close.error, 100.0 * close.inside);
  if (with_times) std::printf(" %5.1f", close.milliseconds);
}

/// How close each fit comes to the quotes. `with_times`: what no two runs share.
inline void print_errors(const std::vector<Expiry>& expiries, bool with_times) {
  const char* const time = with_times ? "    ms" : "";
  std::printf("Error of the fit (root mean square by weight, volatility points) and quotes met within half the bid-ask width\n\n");
  std::printf("%-15s %6s %6s %6s |%5s%s%s | %s%s%s | %s%s%s |\n", "", "", "", "half", "SVI", "       ", time, "Merton", "      ", time,
              "Kou   ", "      ", time);
  std::printf("%-15s %6s %6s %6s |%6s  in%s |%6s  in%s |%6s  in%s | %s\n", "expiry", "days", "quotes", "width", "error", time, "error",
              time, "error", time, "SVI's arbitrage; what Merton / Kou leave open");
  for (const Expiry& e : expiries) {
    std::printf("%-15s %6.1f %6zu %6.2f", e.name.c_str(), 365.0 * e.quoted.smile.years, e.quoted.smile.quotes.size(), e.half_spread());
    print_closeness(e.svi_close, with_times), print_closeness(e.merton.close, with_times), print_closeness(e.kou.close, with_times);
    std::printf(" | %s;", e.arbitrage.empty() ? "none" : bulwark::name(e.arbitrage.front().kind));
    const auto open = [](const auto& model) { return model.fit ? std::to_string(model.fit->undetermined) : std::string{"-"}; };
    std::printf(" %s / %s\n", open(e.merton).c_str(), open(e.kou).c_str());
  }
}

inline void print_parameters(const std::vector<Expiry>& expiries) {
  std::printf(
      "\nParameters: volatility, jumps per year, then mean and deviation of a log jump (Merton); share and mean of jumps up, mean down "
      "(Kou)\n\n");
  for (const Expiry& e : expiries) {
    std::printf("%-15s %10.2f |", e.name.c_str(), e.parity.forward);
    if (const auto& fit = e.merton.fit) {
      const auto& [volatility, jumps] = fit->parameters;
      std::printf(" %5.3f %7.2f %6.3f %6.3f |", volatility, jumps.per_year, jumps.mean_log_jump, jumps.log_jump_deviation);
    }
    if (const auto& fit = e.kou.fit) {
      const auto& [volatility, jumps] = fit->parameters;
      std::printf(" %5.3f %7.2f %5.2f %6.3f %6.3f", volatility, jumps.per_year, jumps.up_share, 1.0 / jumps.up_rate,
                  -1.0 / jumps.down_rate);
    }
    std::printf("\n");
  }
}

/// Medians over the expiries of one asset, one line.
inline void print_summary(const std::vector<Expiry>& expiries, bool with_times) {
  std::printf("\nMedians over expiries\n\n");
  for (std::size_t from = 0; from < expiries.size();) {
    const std::string asset = expiries[from].name.substr(0, expiries[from].name.find(' '));
    std::vector<double> column[7];
    std::size_t open[2] = {}, broken = 0, first = from;
    for (; from < expiries.size() && expiries[from].name.rfind(asset + ' ', 0) == 0; ++from) {
      const Expiry& e = expiries[from];
      const Closeness* const models[3] = {&e.svi_close, &e.merton.close, &e.kou.close};
      column[0].push_back(e.half_spread());
      for (std::size_t m = 0; m < 3; ++m) {
        if (!std::isfinite(models[m]->error)) continue;
        column[1 + 2 * m].push_back(models[m]->error),
            column[2 + 2 * m].push_back(with_times ? models[m]->milliseconds : models[m]->inside);
      }
      broken += !e.arbitrage.empty();
      open[0] += !e.merton.fit || !e.merton.fit->is_determined(), open[1] += !e.kou.fit || !e.kou.fit->is_determined();
    }
    const auto median = [](std::vector<double>& x) {
      std::sort(x.begin(), x.end());
      return x.empty() ? NAN : x[x.size() / 2];
    };
    std::printf("%-5s %2zu expiries: half width %.2f;", asset.c_str(), from - first, median(column[0]));
    for (std::size_t m = 0; m < 3; ++m) {
      const char* const names[3] = {"SVI", "Merton", "Kou"};
      std::printf(" %s %.2f", names[m], median(column[1 + 2 * m]));
      if (with_times) std::printf(" (%.1f ms)", median(column[2 + 2 * m]));
      std::printf(m < 2 ? "," : ";");
    }
    std::printf(" SVI with arbitrage %zu; open parameters %zu (Merton), %zu (Kou)\n", broken, open[0], open[1]);
  }
}

}  // namespace fit_a_chain
