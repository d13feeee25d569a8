#pragma once

#include <cmath>

#include "fund.hpp"
#include "sweep.hpp"
#include "value_at_risk.hpp"

namespace machines {

/// What a rank measured. Seconds are those that its threads computed.
struct Measured {
  double accounts, account_bytes, sweep_seconds;
  double paths_seconds, paths_kept, walks_seconds, walks_kept;
  double receiving_seconds;
};

inline std::string grouped(double number) {
  std::string digits = std::to_string(std::llround(number));
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

/// A page of what a large venue needs, every number of it from this run.
inline void print_sizing(Ranks& ranks, const Options& asked, const Received& received, const Swept& swept, const ValueAtRisk& losses,
                         const FundFound& fund) {
  const Measured mine{.accounts = static_cast<double>(swept.accounts),
                      .account_bytes = static_cast<double>(swept.bytes),
                      .sweep_seconds = swept.seconds,
                      .paths_seconds = losses.drawn.seconds,
                      .paths_kept = static_cast<double>(losses.drawn.sent),
                      .walks_seconds = fund.drawn.seconds,
                      .walks_kept = static_cast<double>(fund.drawn.sent),
                      .receiving_seconds = received.receiving_seconds};
  const int machines = ranks.machines();
  const std::vector<Measured> each = ranks.gather(std::span<const Measured>(&mine, 1));
  if (!ranks.is_first()) return;
  Measured all{};
  for (const Measured& m : each) {
    all.account_bytes += m.account_bytes, all.sweep_seconds += m.sweep_seconds, all.paths_seconds += m.paths_seconds;
    all.paths_kept += m.paths_kept, all.walks_seconds += m.walks_seconds, all.walks_kept += m.walks_kept;
    all.receiving_seconds = std::max(all.receiving_seconds, m.receiving_seconds);
  }
  VenueSummary<> merged = swept.summary;
  const double begun = examples::thread_seconds();
  constexpr int merges = 1'000;
  for (int i = 0; i < merges; ++i)
    if (!merged.merge(swept.summary)) return;
  const double merge_seconds = (examples::thread_seconds() - begun) / merges;

  const double account_bytes = all.account_bytes / static_cast<double>(asked.accounts);
  const double account_rate = static_cast<double>(asked.accounts) / all.sweep_seconds;
  const double path_rate = static_cast<double>(asked.paths) / all.paths_seconds;
  const double walk_rate = static_cast<double>(asked.walks) / all.walks_seconds;
  const double table = static_cast<double>(received.bytes), summary = sizeof(VenueSummary<>);
  std::printf("\nmeasured in this run, %d ranks of %td threads on %d machine%s (seconds are of one core)\n", ranks.size(), asked.threads,
              machines, machines == 1 ? "" : "s");
  std::printf("  the table         %td rows, %s: priced in %.2f ms; sent to all and read in %.2f ms\n", received.tick.table().rows(),
              bytes_text(table).c_str(), 1e3 * received.pricing_seconds, 1e3 * all.receiving_seconds);
  std::printf("  accounts          %td, of %td positions: %.0f bytes each, %s a second\n", asked.accounts, positions, account_bytes,
              grouped(account_rate).c_str());
  std::printf("  their summary     %.0f bytes from every rank, merged in %.1f us\n", summary, 1e6 * merge_seconds);
  std::printf("  paths             %td, of fifty coins: %s a second; candidates for the tail %s, of which it is %s\n", asked.paths,
              grouped(path_rate).c_str(), grouped(all.paths_kept).c_str(),
              grouped(static_cast<double>(tail_rank(asked.paths, tail))).c_str());
  std::printf("  walks of a fund   %td: %s a second; candidates %s\n", asked.walks, grouped(walk_rate).c_str(),
              grouped(all.walks_kept).c_str());

  constexpr double accounts = 1e8, paths = 1e10;
  const double sweep_seconds = accounts / account_rate;
  double cores = 1.0, rest = 0.0;
  for (int pass = 0; pass < 20; ++pass) {  // sending and merging go by the logarithm of the ranks
    const double steps = std::ceil(std::log2(std::max(2.0, cores)));
    const double here = std::ceil(std::log2(std::max(2.0, static_cast<double>(ranks.size()))));
    rest = received.pricing_seconds + all.receiving_seconds * steps / here + merge_seconds * steps;
    cores = rest < 1.0 ? std::ceil(sweep_seconds / (1.0 - rest)) : std::numeric_limits<double>::infinity();
  }
  std::printf("\n%s accounts\n", grouped(accounts).c_str());
  std::printf("  memory            %s in all\n", bytes_text(accounts * account_bytes).c_str());
  std::printf("  a sweep           %.1f core-seconds\n", sweep_seconds);
  std::printf(
      "  a tick a second   %.0f cores like these, %s of accounts on each: %.1f ms of the second go to pricing, sending and merging\n",
      cores, bytes_text(accounts * account_bytes / cores).c_str(), 1e3 * rest);
  std::printf("  network           %s to and %s from each rank: %s a tick, were every core one\n", bytes_text(table).c_str(),
              bytes_text(summary).c_str(), bytes_text((table + summary) * cores).c_str());

  const auto simulated = [&](const char* what, double rate, double wanted) {
    std::printf("%s %s\n", grouped(paths).c_str(), what);
    std::printf("  computing         %s core-seconds: %s cores for a minute\n", grouped(paths / rate).c_str(),
                grouped(std::ceil(paths / rate / 60.0)).c_str());
    for (const double ranks_then : {64.0, 1024.0}) {
      const auto room = static_cast<double>(room_of_share(static_cast<Index>(wanted), 1.0 / ranks_then));
      std::printf("  on %4.0f ranks     %s of candidates on each, %s to the first\n", ranks_then, bytes_text(16.0 * room).c_str(),
                  bytes_text(8.0 * room * ranks_then).c_str());
    }
    std::printf("  on the first      %s of tail\n", bytes_text(8.0 * wanted).c_str());
  };
  const auto count = static_cast<Index>(paths);
  simulated("paths of the book", path_rate, static_cast<double>(tail_rank(count, tail)));
  simulated("walks of the fund", walk_rate, static_cast<double>(needs_in_tail(count, ruins[0])));
}

}  // namespace machines
