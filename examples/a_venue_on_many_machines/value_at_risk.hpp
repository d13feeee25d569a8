#pragma once

#include "bulwark/var/simulated_tail.hpp"
#include "simulated.hpp"

namespace machines {

inline constexpr double tail = 0.01;

/// A book of fifty coins, in quote.
inline std::vector<double> exposures() {
  std::vector<double> exposure;
  for (Index a = 0; a < 50; ++a) exposure.push_back(a % 3 == 2 ? -40'000.0 : 100'000.0 - 1'000.0 * static_cast<double>(a));
  return exposure;
}

/// Its day: correlated diffusions, and crashes that hit all at once.
inline MonteCarlo a_day(Index paths) {
  CorrelatedJumps law{.years = 1.0 / 365.0, .volatility = {}, .common_per_year = 7.3};
  for (Index i = 0; i < 50; ++i) {
    law.volatility.push_back(0.4 + 0.01 * static_cast<double>(i));
    law.model.push_back(JumpParameters{12.0, -0.05, 0.04});
    for (Index j = 0; j < 50; ++j) law.correlation.push_back(i == j ? 1.0 : 0.6);
  }
  return {.law = law, .count = paths, .seed = 5};
}

struct ValueAtRisk {
  TailEstimate found;  ///< on the first rank
  DrawnTail drawn;
};

inline std::optional<ValueAtRisk> value_at_risk_of_all(Ranks& ranks, const Options& asked) {
  const SimulatedVar<MonteCarlo> rule{.moves = a_day(asked.paths), .tail = tail};
  if (!ranks.agree(described(rule.faults()))) return {};
  const LinearPositions book(exposures());
  const SimulatedTail run(rule, book), unbounded(rule, book, false);
  std::vector<std::vector<double>> scratch(static_cast<std::size_t>(asked.threads),
                                           std::vector<double>(static_cast<std::size_t>(run.scratch_size())));
  auto drawn = draw_tail(
      ranks, asked.threads, asked.paths, [&](double share, bool is_sure) { return (is_sure ? unbounded : run).part(share); },
      [&](Index t, SmallestOfMany& part, Index first, Index many) { run.add(part, first, many, scratch[static_cast<std::size_t>(t)]); });
  if (!drawn) return {};
  const TailEstimate found = run.report(drawn->tail);
  return ValueAtRisk{found, *std::move(drawn)};
}

inline void print(const TailEstimate& found) {
  const VarReport& report = found.report;
  std::printf("a book of fifty coins for a day, %td paths\n", report.scenarios);
  std::printf("  value at risk, 99 %%  %16.2f +- %.2f  %a\n", report.value_at_risk, found.value_at_risk_error, report.value_at_risk);
  std::printf("  expected shortfall   %16.2f +- %.2f  %a\n", report.expected_shortfall, found.shortfall_error, report.expected_shortfall);
}

}  // namespace machines
