#include "bulwark/evaluate/venue_summary.hpp"

#include <algorithm>
#include <limits>
#include <vector>

#include "support/catch.hpp"
#include "support/random.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

const std::vector<double> edges{0.0, 0.5, 1.0, 1.25, 2.0, 10.0};

/// Some of them unknown, some without requirement, many alike.
std::vector<RiskReport> reports(std::uint64_t seed, Index count) {
  Random random{seed};
  std::vector<RiskReport> all;
  for (Index i = 0; i < count; ++i) {
    const double has = static_cast<double>(random.below(400)) - 50.0, needs = static_cast<double>(random.below(100));
    RiskReport r{.equity = has, .resources = {has, has}, .requirement = {needs, needs}};
    if (needs > 0.0) r.health = has / needs;
    if (random.below(20) != 0) r.verdict = {has < 0.0 ? Standing::bankrupt : has < needs ? Standing::liquidatable : Standing::healthy, 0.0};
    all.push_back(r);
  }
  return all;
}

}  // namespace

TEST_CASE("a summary names the riskiest, counts every account once and says who is unknown", "[evaluate][venue_summary]") {
  const std::vector<RiskReport> all = reports(1, 2'000);
  for (const RankedBy by : {RankedBy::health, RankedBy::surplus, RankedBy::shortfall}) {
    auto summary = *VenueSummary<>::from({.ranked_by = by, .riskiest = 20, .edges = edges});
    std::vector<RankedAccount> ranked;
    std::vector<Index> unknown;
    for (Index i = 0; i < std::ssize(all); ++i) {
      const RiskReport& r = all[static_cast<std::size_t>(i)];
      summary.add(i, r);
      if (!r.verdict.is_known()) unknown.push_back(i);
      if (const auto number = rank_of(r, by)) ranked.push_back({*number, i});
    }
    std::sort(ranked.begin(), ranked.end());
    REQUIRE(summary.riskiest.values().size() == 20);
    CHECK(std::equal(summary.riskiest.values().begin(), summary.riskiest.values().end(), ranked.begin()));
    CHECK(summary.totals.unknown() == std::ssize(unknown));
    REQUIRE(summary.unknown.values().size() == 64);
    CHECK(std::equal(summary.unknown.values().begin(), summary.unknown.values().end(), unknown.begin()));
    Index counted = 0;
    for (const Index n : summary.histogram.counts()) counted += n;
    CHECK(counted == summary.totals.known());
    CHECK(summary.totals.accounts() == 2'000);
  }
}

TEST_CASE("summaries merge to the same bits for any split and any order of merging", "[evaluate][venue_summary][bits]") {
  const std::vector<RiskReport> all = reports(2, 3'000);
  const auto empty =
      *VenueSummary<>::from({.ranked_by = RankedBy::surplus, .riskiest = 64, .counted_by = CountedBy::margin_ratio, .edges = edges});
  auto whole = empty;
  for (Index i = 0; i < std::ssize(all); ++i) whole.add(i, all[static_cast<std::size_t>(i)]);
  Random random{3};
  for (int trial = 0; trial < 50; ++trial) {
    std::vector<VenueSummary<>> parts(static_cast<std::size_t>(1 + random.below(12)), empty);
    for (Index i = 0; i < std::ssize(all); ++i)
      parts[static_cast<std::size_t>(random.below(std::ssize(parts)))].add(i, all[static_cast<std::size_t>(i)]);
    while (parts.size() > 1) {  // any two, until one is left
      const auto from = static_cast<std::size_t>(random.below(std::ssize(parts)));
      const VenueSummary<> part = parts[from];
      parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(from));
      REQUIRE(parts[static_cast<std::size_t>(random.below(std::ssize(parts)))].merge(part));
    }
    CHECK(parts[0] == whole);
  }
}

TEST_CASE("answers to other questions do not merge", "[evaluate][venue_summary]") {
  const VenueQuestions asked{.riskiest = 5, .edges = edges};
  auto summary = *VenueSummary<>::from(asked);
  summary.add(0, reports(4, 1)[0]);
  const auto before = summary;
  for (const VenueQuestions& other :
       {VenueQuestions{.ranked_by = RankedBy::surplus, .riskiest = 5, .edges = edges}, VenueQuestions{.riskiest = 6, .edges = edges},
        VenueQuestions{.riskiest = 5, .counted_by = CountedBy::margin_ratio, .edges = edges}, VenueQuestions{.riskiest = 5}}) {
    CHECK_FALSE(summary.merge(*VenueSummary<>::from(other)));
    CHECK(summary == before);
  }
  CHECK(summary.merge(*VenueSummary<>::from(asked)));
}

TEST_CASE("more accounts or edges than there is room for, and edges that do not increase, are faults", "[evaluate][venue_summary]") {
  CHECK(VenueSummary<8>::from({.riskiest = 9}).faults()[0].code == FaultCode::out_of_range);
  CHECK(VenueSummary<8>::from({.riskiest = -1}).faults().size() == 1);
  const std::vector<double> wrong{1.0, 1.0};
  CHECK(VenueSummary<8>::from({.riskiest = 9, .edges = wrong}).faults().size() == 2);
  CHECK(VenueSummary<8>::from({.riskiest = 8}));
}
