// Eight threads over one priced table: every answer has the bits of one thread alone. Meant to be built with -fsanitize=thread as well.

#include <thread>
#include <vector>

#include "bulwark/evaluate/float_tick.hpp"
#include "bulwark/evaluate/sweep.hpp"
#include "bulwark/evaluate/what_if.hpp"
#include "bulwark/scenario/exported_rows.hpp"
#include "support/books.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

constexpr Index count = 400, threads = 8;
const Listing listing = *Listing::from(chain());

std::vector<Account> books() {
  Random random{1};
  std::vector<Account> accounts;
  for (Index i = 0; i < count; ++i) accounts.push_back(random_book(random, chain(), 1 + random.below(12)));
  accounts[7].cash = std::numeric_limits<double>::infinity();
  return accounts;
}

/// An order for an account, its own for each.
Order order_for(Index account) { return {listing.id(account % listing.rows()), account % 2 == 0 ? 1.5 : -2.5, 1'000.0}; }

/// Runs `work(thread)` on eight threads at once.
template <class Work>
void on_eight(Work work) {
  std::vector<std::thread> all;
  for (Index t = 0; t < threads; ++t) all.emplace_back([&work, t] { work(t); });
  for (std::thread& thread : all) thread.join();
}

}  // namespace

TEST_CASE("eight threads that evaluate, ask what-if and sweep one table agree with one thread", "[evaluate][shared_table][bits]") {
  const AccountRows rows = listing.admit(books());
  const ExportedRows held = exported(listing, rows);
  const CompressedRows compressed = CompressedRows::of(listing, held.columns());
  const auto venue = portfolio_venue();
  const auto tick = *venue.price(listing, three_assets());
  const auto quick = *FloatTick<decltype(portfolio_venue())>::from(tick, FloatSums::floats);
  const std::vector<double> edges{0.5, 1.0, 2.0};
  const auto empty = *VenueSummary<>::from({.riskiest = 16, .edges = edges});
  const AccountRange whole{.begin = 0, .end = count};

  struct Answers {
    std::vector<RiskReport> reports = std::vector<RiskReport>(count), over_floats = reports;
    std::vector<Impact> impacts = std::vector<Impact>(count);
    VenueSummary<> summary;
  };
  const auto answer = [&](const AccountRange& range, Answers& into) {
    Workspace workspace = tick.workspace();
    ChangedAccount scratch;
    auto reader = compressed.reader();
    into.summary = empty;
    sweep(tick, reader, range, workspace, into.summary);
    for (Index i = range.begin; i < range.end; ++i) {
      const auto at = static_cast<std::size_t>(i);
      const Order order = order_for(i);
      into.reports[at] = tick.evaluate(rows.at(i), workspace);
      into.over_floats[at] = quick.evaluate(reader.at(i), workspace);
      into.impacts[at] = *what_if(tick, rows.at(i), {.orders = {&order, 1}}, workspace, scratch);
    }
  };
  Answers alone;
  answer(whole, alone);

  // Every thread answers for all the accounts, and then for its own part of them.
  std::vector<Answers> each(threads), parts(threads);
  on_eight([&](Index t) { answer(whole, each[static_cast<std::size_t>(t)]); });
  on_eight([&](Index t) { answer(part_of(whole, t, threads), parts[static_cast<std::size_t>(t)]); });

  VenueSummary<> merged = empty;
  for (const Answers& part : parts) REQUIRE(merged.merge(part.summary));
  CHECK(merged == alone.summary);
  std::size_t wrong = 0;
  for (Index t = 0; t < threads; ++t) {
    const Answers& one = each[static_cast<std::size_t>(t)];
    wrong += !(one.summary == alone.summary);
    for (std::size_t i = 0; i < count; ++i) {
      wrong += bits(one.reports[i]) != bits(alone.reports[i]);
      wrong += bits(one.over_floats[i]) != bits(alone.over_floats[i]);
      wrong += bits(one.impacts[i].after) != bits(alone.impacts[i].after);
    }
    const AccountRange part = part_of(whole, t, threads);
    for (Index i = part.begin; i < part.end; ++i) {
      const auto at = static_cast<std::size_t>(i);
      wrong += bits(parts[static_cast<std::size_t>(t)].impacts[at].after) != bits(alone.impacts[at].after);
    }
  }
  CHECK(wrong == 0);
  CHECK(alone.summary.totals.unknown() == 1);
}
