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
  std::string title, verdict, below, above;
  bulwark::RiskReport report{};
  bulwark::VarReport tail{};
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
    std::printf("\n━━ all accounts, USD %s\n\n", rule(79).c_str());
    std::printf("   %-33s %9s %9s %11s %7s %9s %10s  %-9s %12s %12s\n", "", "equity", "initial", "maintenance", "health", "VaR 99 %",
                "shortfall", "verdict", "liq. below", "liq. above");
    for (const Line& line : lines_)
      std::printf("   %-33s %9s %9s %11s %7s %9s %10s  %-9s %12s %12s\n", line.title.c_str(), grouped(line.report.equity, 0).c_str(),
                  grouped(line.report.requirement.initial, 0).c_str(), grouped(line.report.requirement.maintenance, 0).c_str(),
                  line.report.health ? grouped(*line.report.health).c_str() : "-", grouped(line.tail.value_at_risk, 0).c_str(),
                  grouped(line.tail.expected_shortfall, 0).c_str(), line.verdict.c_str(), line.below.c_str(), line.above.c_str());
    return is_complete_ ? 0 : 1;
  }

 private:
  std::vector<Line> lines_;
  bool is_complete_ = true;
};

}  // namespace demo
