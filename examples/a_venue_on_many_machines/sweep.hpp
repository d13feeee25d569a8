#pragma once

#include <optional>

#include "../support/threads.hpp"
#include "bulwark/evaluate/tick_from_bytes.hpp"
#include "made_up.hpp"
#include "objections.hpp"
#include "options.hpp"

namespace machines {

using VenueTick = Tick<decltype(rules())>;

inline constexpr std::uint64_t tick_number = 1;

/// Priced by the first rank, read by all.
inline std::optional<VenueTick> tick_for_all(Ranks& ranks, const Options& asked, const Listing& listing) {
  std::vector<std::string> objections;
  std::vector<std::byte> bytes;
  if (ranks.is_first()) {
    const auto priced = rules().price(listing, market());
    objections = described(priced ? priced->faults() : priced.faults());
    if (priced) bytes = to_bytes(priced->table(), tick_number);
  }
  bytes = ranks.broadcast(std::move(bytes));
  if (ranks.rank() == asked.damage && !bytes.empty()) bytes[bytes.size() / 2] ^= std::byte{1};
  Checked<VenueTick> tick = tick_from_bytes(rules(), listing, bytes, tick_number);
  for (const std::string& text : described(tick.faults())) objections.push_back(text);
  if (!ranks.agree(objections)) return {};
  return *std::move(tick);
}

struct Swept {
  VenueSummary<> summary{};  ///< of the whole venue, on the first rank
  double seconds = 0.0;      ///< that this rank's threads computed
  std::size_t bytes = 0;     ///< that these take
};

inline std::size_t bytes_of(const ExportedRows& rows) {
  const CompressedColumns c = rows.columns();
  return c.offsets.size_bytes() + c.row.size_bytes() + c.quantity.size_bytes() + c.leg.size_bytes() + c.cash.size_bytes() +
         c.segment_offsets.size_bytes() + c.segments.size_bytes();
}

inline std::optional<Swept> sweep_all(Ranks& ranks, const Options& asked, const Listing& listing, const VenueTick& tick) {
  const std::vector<double> edges{0.5, 1.0, 1.5, 2.0, 5.0, 10.0};
  const AccountRange mine = part_of({.begin = 0, .end = asked.accounts}, ranks.rank(), ranks.size());
  std::vector<std::string> objections;
  ExportedRows held{};
  try {
    held = accounts_of(listing, mine, ranks.rank() == asked.spoil);
  } catch (const std::bad_alloc&) {
    objections.push_back("no memory for accounts " + std::to_string(mine.begin) + " to " + std::to_string(mine.end));
  }
  if (!ranks.agree(objections)) return {};
  const CompressedRows rows = CompressedRows::of(listing, held.columns());
  const AccountRange local{.begin = 0, .end = rows.size(), .first_name = mine.begin};
  const VenueSummary<> nothing = *VenueSummary<>::from({.riskiest = 5, .edges = edges});

  std::vector<VenueSummary<>> parts(static_cast<std::size_t>(asked.threads), nothing);
  std::vector<Workspace> workspaces(static_cast<std::size_t>(asked.threads), tick.workspace());
  std::vector<CompressedRows::Reader> readers(static_cast<std::size_t>(asked.threads), rows.reader());
  Swept swept{.summary = nothing, .bytes = bytes_of(held)};
  swept.seconds = examples::in_threads(asked.threads, [&](Index t) {
    const auto at = static_cast<std::size_t>(t);
    sweep(tick, readers[at], part_of(local, t, asked.threads), workspaces[at], parts[at]);
  });

  objections = described_accounts(rows.faults(), mine.begin);
  const auto merge = [&](VenueSummary<>& into, const VenueSummary<>& other) {
    if (!into.merge(other)) objections.push_back("summaries of different questions");
  };
  for (const VenueSummary<>& part : parts) merge(swept.summary, part);
  if (objections.empty())
    for (const Index account : swept.summary.unknown.values()) objections.push_back("account " + std::to_string(account) + ": is unknown");
  if (!ranks.agree(objections)) return {};

  swept.summary = ranks.reduce(swept.summary, merge);
  if (ranks.is_first() && swept.summary.totals.accounts() != asked.accounts)
    objections.push_back("only " + std::to_string(swept.summary.totals.accounts()) + " of the accounts were swept");
  if (!ranks.agree(objections)) return {};
  return swept;
}

inline void print(const VenueSummary<>& summary) {
  const VenueTotals& totals = summary.totals;
  std::printf("%td accounts: %td healthy, %td liquidatable, %td bankrupt, %td unknown\n", totals.accounts(),
              totals.count(Standing::healthy) + totals.count(Standing::warned), totals.count(Standing::liquidatable),
              totals.count(Standing::bankrupt), totals.unknown());
  const auto line = [](const char* what, const ExactSum& sum) { std::printf("  %-24s %20.2f  %a\n", what, sum.value(), sum.value()); };
  line("equity", totals.equity);
  line("initial requirement", totals.initial_requirement);
  line("maintenance requirement", totals.maintenance_requirement);
  line("short of maintenance", totals.shortfall);
  line("owed beyond equity", totals.bad_debt);
  for (const RankedAccount& account : summary.riskiest.values())
    std::printf("  account %-8td has a health of %.6f  %a\n", account.account, account.number, account.number);
  std::printf("  by health:");
  for (std::size_t i = 0; i < summary.histogram.counts().size(); ++i) {
    if (i > 0) std::printf(" | %g |", summary.histogram.edges()[i - 1]);
    std::printf(" %td", summary.histogram.counts()[i]);
  }
  std::printf("\n");
}

}  // namespace machines
