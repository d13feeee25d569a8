#pragma once

#include <cstdio>
#include <optional>
#include <string>
#include <vector>

#include "bulwark/core/report.hpp"
#include "figures.hpp"

namespace demo {

/// What the overview says of one account.
struct Line {
  std::string title, verdict;
  bulwark::RiskReport report{};
  bulwark::VarReport tail{};
  std::optional<double> below{}, above{};  ///< liquidation prices, USD
};

/// All accounts, one line each.
class Overview {
 public:
  void add(std::optional<Line> line) {
    if (line)
      lines_.push_back(*std::move(line));
    else
      is_complete_ = false;
  }

  /// The exit code: 1 when an account could not be shown.
  int print() const {
    std::printf("\n━━ all accounts, USD %s\n\n", rule(83).c_str());
    const auto print = [](const auto&... cells) { std::printf(" %-26s %8s %8s %8s %6s %8s %9s  %-9s %8s %8s\n", cells...); };
    print("", "equity", "initial", "mainten.", "health", "VaR 99 %", "shortfall", "verdict", "liq.", "liq.");
    print("", "", "", "", "", "", "", "", "below", "above");
    for (const Line& line : lines_)
      print(line.title.c_str(), grouped(line.report.equity, 0).c_str(), grouped(line.report.requirement.initial, 0).c_str(),
            grouped(line.report.requirement.maintenance, 0).c_str(), line.report.health ? grouped(*line.report.health).c_str() : "-",
            grouped(line.tail.value_at_risk, 0).c_str(), grouped(line.tail.expected_shortfall, 0).c_str(), line.verdict.c_str(),
            line.below ? grouped(*line.below, 0).c_str() : "none", line.above ? grouped(*line.above, 0).c_str() : "none");
    std::printf(
        "\n`demo FILE` reads a file of option quotes and says how far our marks, volatilities and Greeks are from the exchange's own.\n");
    return is_complete_ ? 0 : 1;
  }

 private:
  std::vector<Line> lines_;
  bool is_complete_ = true;
};

}  // namespace demo
