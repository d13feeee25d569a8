#pragma once

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "bulwark/evaluate/liquidation_price.hpp"
#include "figures.hpp"

namespace demo {

/// A bar of `length` characters (in halves), to the right or to the left of where it starts, in a field of `width`.
inline std::string bar(double length, int width, bool is_left) {
  const int halves = static_cast<int>(2.0 * length + 0.5), whole = halves / 2;
  std::string blocks;
  for (int i = 0; i < whole; ++i) blocks += "█";
  const bool has_half = halves % 2 != 0;
  const std::string blank(static_cast<std::size_t>(width - whole - (has_half ? 1 : 0)), ' ');
  return is_left ? blank + (has_half ? "▐" : "") + blocks : blocks + (has_half ? "▌" : "") + blank;
}

/// Profit and health of an account along a path, one line per step of price, the lines of liquidation in between.
/// `at` evaluates the account at a price.
inline void print_ladder(const std::function<bulwark::RiskReport(double)>& at, const bulwark::SafePrices& safe, bool in_coins,
                         const std::string& symbol) {
  constexpr int width = 24, most_rungs = 24;
  // From 30 % down to 30 % up, further where an account is liquidated further off; in steps of 5 % or, where that is many, 10 %.
  const auto reach = [&](std::optional<double> edge, double least, double most) {
    return edge ? std::clamp(std::abs(*edge / safe.spot - 1.0) + 0.1, least, most) : least;
  };
  const double down = reach(safe.below(), 0.3, 0.9), up = reach(safe.above(), 0.3, 1.5);
  const int step = 20.0 * (down + up) > most_rungs ? 10 : 5;
  struct Rung {
    double price, profit;
    std::optional<double> health;
    bool is_safe;
  };
  const auto worth = [&](const bulwark::RiskReport& report, double price) { return in_coins ? report.equity / price : report.equity; };
  const double today = worth(at(safe.spot), safe.spot);
  std::vector<Rung> rungs;
  double largest = 0.0;
  for (int i = static_cast<int>(100.0 * up) / step; i >= -static_cast<int>(100.0 * down) / step; --i) {
    const double price = safe.spot * (1.0 + 0.01 * step * i);
    const bulwark::RiskReport report = at(price);
    rungs.push_back({price, worth(report, price) - today, report.health, report.verdict.is_healthy()});
    largest = std::max(largest, std::abs(rungs.back().profit));
  }
  std::printf("\n   %12s %9s %13s  %*s│%-*s  health\n", (symbol + " at").c_str(), "", ("profit, " + (in_coins ? symbol : "USD")).c_str(),
              width, "loss ", width, " profit");
  for (std::size_t i = 0; i < rungs.size(); ++i) {
    const Rung& rung = rungs[i];
    for (const bulwark::SafeInterval& in : safe.intervals)
      for (const double edge : {in.high, in.low}) {
        const bool is_end = edge == in.high ? in.is_open_above : in.is_open_below;
        if (!is_end && i > 0 && edge < rungs[i - 1].price && edge >= rung.price)
          std::printf("   %12s %9s  ┄┄┄┄ liquidated %s this price ┄┄┄┄\n", price_text(edge).c_str(),
                      percent(edge / safe.spot - 1.0).c_str(), edge == in.high ? "above" : "below");
      }
    const double length = largest > 0.0 ? width * std::abs(rung.profit) / largest : 0.0;
    const std::string health = !rung.is_safe ? "liquidated" : rung.health ? grouped(*rung.health) : "-";
    std::printf("   %12s %9s %13s  %s│%s  %s%s\n", price_text(rung.price).c_str(), percent(rung.price / safe.spot - 1.0, 0).c_str(),
                with_sign(rung.profit, in_coins ? 3 : 0).c_str(), bar(rung.profit < 0.0 ? length : 0.0, width, true).c_str(),
                bar(rung.profit > 0.0 ? length : 0.0, width, false).c_str(), health.c_str(), rung.price == safe.spot ? "  <- now" : "");
  }
}

}  // namespace demo
