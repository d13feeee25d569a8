#pragma once

#include <type_traits>

#include "bulwark/evaluate/risk_rank.hpp"
#include "bulwark/evaluate/venue_totals.hpp"
#include "bulwark/math/first_few.hpp"
#include "bulwark/math/histogram.hpp"

namespace bulwark::inline v1 {

/// The number whose distribution is counted.
enum class CountedBy {
  health,        ///< maintenance resources / requirement
  margin_ratio,  ///< its reciprocal
};

/// What is asked of many accounts beside their totals.
struct VenueQuestions {
  RankedBy ranked_by = RankedBy::health;
  Index riskiest = 0;  ///< how many accounts to name
  CountedBy counted_by = CountedBy::health;
  std::span<const double> edges{};  ///< of the histogram
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// What is said of a part of a venue's accounts: totals, the riskiest, a histogram, and who is unknown. Summaries of parts merge to the
/// same bits for any split and any order of merging, as long as every account is in one part; `totals.accounts()` says how many are in.
/// A plain value without pointers: it may be sent as bytes between programs of one build.
template <Index Most = 64>
class VenueSummary {
 public:
  VenueTotals totals{};
  FirstFew<RankedAccount, Most> riskiest{0};
  Histogram<Most> histogram{};
  FirstFew<Index, Most> unknown{};  ///< accounts that are not known, the lowest names first; `totals.unknown()` says how many there are

  /// At most `Most` accounts named and edges drawn.
  static Checked<VenueSummary> from(const VenueQuestions& asked) {
    const Checked<Histogram<Most>> drawn = Histogram<Most>::from(asked.edges);
    Faults found = drawn.faults();
    if (!(asked.riskiest >= 0 && asked.riskiest <= Most))
      report(found, FaultCode::out_of_range, "venue_questions.riskiest", {}, static_cast<double>(asked.riskiest));
    if (!found.empty()) return found;
    VenueSummary empty;
    empty.riskiest = FirstFew<RankedAccount, Most>(asked.riskiest);
    empty.histogram = *drawn;
    empty.ranked_by_ = asked.ranked_by;
    empty.counted_by_ = asked.counted_by;
    return empty;
  }

  /// Each account once; `account` is its name in the whole venue.
  void add(Index account, const RiskReport& report) noexcept {
    totals.add(report);
    if (!report.verdict.is_known()) {
      unknown.add(account);
      return;
    }
    if (const std::optional<double> number = rank_of(report, ranked_by_)) riskiest.add({*number, account});
    histogram.add(counted_by_ == CountedBy::health ? health_of(report) : margin_ratio_of(report));
  }

  /// Adds what is said of other accounts; false, and nothing is added, where something else was asked of them.
  [[nodiscard]] bool merge(const VenueSummary& other) noexcept {
    const bool is_same = ranked_by_ == other.ranked_by_ && counted_by_ == other.counted_by_ &&
                         riskiest.wanted() == other.riskiest.wanted() && histogram.merge(other.histogram);
    if (!is_same) return false;
    totals.merge(other.totals);
    riskiest.merge(other.riskiest);
    unknown.merge(other.unknown);
    return true;
  }

  /// Whether they say the same of the same questions: equal bits in every number.
  friend bool operator==(const VenueSummary&, const VenueSummary&) = default;

 private:
  RankedBy ranked_by_ = RankedBy::health;
  CountedBy counted_by_ = CountedBy::health;
};
static_assert(std::is_trivially_copyable_v<VenueSummary<>>);

}  // namespace bulwark::BULWARK_TARGET
