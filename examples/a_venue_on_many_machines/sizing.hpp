#pragma once

#include <algorithm>
#include <cmath>

#include "fund.hpp"
#include "sweep.hpp"
#include "value_at_risk.hpp"

namespace machines {

inline std::string grouped(auto number) {
  std::string digits = std::to_string(std::llround(static_cast<double>(number)));
  for (std::ptrdiff_t at = std::ssize(digits) - 3; at > 0; at -= 3) digits.insert(static_cast<std::size_t>(at), 1, ',');
  return digits;
}

inline std::string bytes_text(double bytes) {
  const char* const unit[]{"bytes", "kB", "MB", "GB", "TB"};
  int u = 0;
  for (; bytes >= 1'000.0 && u < 4; ++u) bytes /= 1'000.0;
  char text[40];
  std::snprintf(text, sizeof text, u == 0 ? "%.0f %s" : "%.3g %s", bytes, unit[u]);
  return text;
}

/// What this run measured. Seconds are of one core, but where the clock is named.
struct Measured {
  int ranks = 1, machines = 1;
  double table_bytes = 0.0, pricing_seconds = 0.0;
  double sending_seconds = 0.0;  ///< by the clock: to all ranks, and read there
  double account_bytes = 0.0, accounts_per_second = 0.0;
  double merge_seconds = 0.0;                       ///< of two summaries
  double paths_per_second = 0.0, paths_sent = 0.0;  ///< candidates for the tail, of all ranks
  double walks_per_second = 0.0, walks_sent = 0.0;
};

/// On the first rank; the others help.
inline Measured measure(Ranks& ranks, const Options& asked, const Listing& listing, const VenueTick& tick, const Swept& swept,
                        const ValueAtRisk& losses, const FundFound& fund) {
  const double mine[]{static_cast<double>(swept.bytes),       swept.seconds,      losses.drawn.seconds,
                      static_cast<double>(losses.drawn.sent), fund.drawn.seconds, static_cast<double>(fund.drawn.sent)};
  const std::vector<double> each = ranks.gather(std::span<const double>(mine));
  const auto all = [&](std::size_t which) {
    double sum = 0.0;
    for (std::size_t at = which; at < each.size(); at += std::size(mine)) sum += each[at];
    return sum;
  };
  const std::vector<std::byte> bytes = to_bytes(tick.table(), tick_number);
  Measured found{.ranks = ranks.size(), .machines = ranks.machines(), .table_bytes = static_cast<double>(bytes.size())};
  found.sending_seconds = std::numeric_limits<double>::infinity();
  for (int turn = 0; turn < 20; ++turn) {  // the least: whoever else is on the machines is not our cost
    const double begun = ranks.now_together();
    const auto received = tick_from_bytes(rules(), listing, ranks.broadcast(bytes), tick_number);
    found.sending_seconds = std::min(found.sending_seconds, ranks.now_together() - begun);
    ranks.agree(described(received.faults()));
  }
  if (!ranks.is_first()) return found;
  const auto seconds_of = [](int turns, auto work) {
    const double begun = examples::thread_seconds();
    for (int turn = 0; turn < turns; ++turn) work();
    return (examples::thread_seconds() - begun) / turns;
  };
  VenueSummary<> merged = swept.summary;
  bool is_merged = true;
  found.pricing_seconds = seconds_of(10, [&] { is_merged = rules().price(listing, market()).has_value() && is_merged; });
  found.merge_seconds = seconds_of(1'000, [&] { is_merged = merged.merge(swept.summary) && is_merged; });
  found.account_bytes = all(0) / static_cast<double>(asked.accounts);
  found.accounts_per_second = static_cast<double>(asked.accounts) / all(1);
  found.paths_per_second = static_cast<double>(asked.paths) / all(2);
  found.paths_sent = all(3);
  found.walks_per_second = static_cast<double>(asked.walks) / all(4);
  found.walks_sent = all(5);
  return found;
}

inline void print(const Measured& m, const Options& asked) {
  std::printf("\nmeasured in this run, %d ranks of %td threads on %d machine%s; a second is one core's\n", m.ranks, asked.threads,
              m.machines, m.machines == 1 ? "" : "s");
  std::printf("  the table         %s, priced in %.2f ms; sent to all ranks and read there in %.2f ms by the clock\n",
              bytes_text(m.table_bytes).c_str(), 1e3 * m.pricing_seconds, 1e3 * m.sending_seconds);
  std::printf("  accounts          %s, of %td positions: %.0f bytes each, %s a second\n", grouped(asked.accounts).c_str(), positions,
              m.account_bytes, grouped(m.accounts_per_second).c_str());
  std::printf("  their summary     %zu bytes from every rank, merged in %.1f us\n", sizeof(VenueSummary<>), 1e6 * m.merge_seconds);
  std::printf("  paths             %s, of fifty coins: %s a second; %s candidates for a tail of %s\n", grouped(asked.paths).c_str(),
              grouped(m.paths_per_second).c_str(), grouped(m.paths_sent).c_str(), grouped(tail_rank(asked.paths, tail)).c_str());
  std::printf("  walks of a fund   %s: %s a second; %s candidates for a tail of %s\n", grouped(asked.walks).c_str(),
              grouped(m.walks_per_second).c_str(), grouped(m.walks_sent).c_str(), grouped(needs_in_tail(asked.walks, ruins[0])).c_str());
}

/// Cores for a tick a second: what pricing, sending and merging leave of the second, these by the logarithm of the ranks, is for the sweep.
struct TickCores {
  double cores = 1.0, other_seconds = 0.0;

  TickCores(const Measured& m, double sweep_seconds) {
    const auto steps = [](double ranks) { return std::ceil(std::log2(std::max(2.0, ranks))); };
    for (int pass = 0; pass < 20; ++pass) {
      other_seconds = m.pricing_seconds + m.sending_seconds * steps(cores) / steps(m.ranks) + m.merge_seconds * steps(cores);
      cores = other_seconds < 1.0 ? std::ceil(sweep_seconds / (1.0 - other_seconds)) : std::numeric_limits<double>::infinity();
    }
  }
};

inline void print_simulation(const char* what, double numbers, double rate, Index wanted) {
  std::printf("%s %s\n", grouped(numbers).c_str(), what);
  std::printf("  computing         %s core-seconds: %s cores for a minute\n", grouped(numbers / rate).c_str(),
              grouped(std::ceil(numbers / rate / 60.0)).c_str());
  for (const double ranks : {64.0, 1024.0}) {
    const auto room = static_cast<double>(room_of_share(wanted, 1.0 / ranks));
    std::printf("  on %4.0f ranks     memory for candidates %s each; %s over the network\n", ranks, bytes_text(16.0 * room).c_str(),
                bytes_text(8.0 * room * ranks).c_str());
  }
  std::printf("  on the first      memory for all candidates and the tail %s\n", bytes_text(24.0 * static_cast<double>(wanted)).c_str());
}

/// What a large venue needs, every number of it from this run.
inline void print_needs(const Measured& m) {
  constexpr double accounts = 1e8, paths = 1e10;
  constexpr auto count = static_cast<Index>(paths);
  const double memory = accounts * m.account_bytes, sweep_seconds = accounts / m.accounts_per_second, summary = sizeof(VenueSummary<>);
  const TickCores tick(m, sweep_seconds);
  std::printf("\n%s accounts\n", grouped(accounts).c_str());
  std::printf("  memory            %s in all\n", bytes_text(memory).c_str());
  std::printf("  a sweep           %.1f core-seconds\n", sweep_seconds);
  std::printf("  a tick a second   %.0f cores, with %s of accounts each; %.1f ms go to pricing, sending and merging\n", tick.cores,
              bytes_text(memory / tick.cores).c_str(), 1e3 * tick.other_seconds);
  std::printf("  network           %s to each rank and %s from it; %s a tick, should each core be one\n", bytes_text(m.table_bytes).c_str(),
              bytes_text(summary).c_str(), bytes_text((m.table_bytes + summary) * tick.cores).c_str());
  print_simulation("paths of the book", paths, m.paths_per_second, tail_rank(count, tail));
  print_simulation("walks of the fund", paths, m.walks_per_second, needs_in_tail(count, ruins[0]));
}

}  // namespace machines
