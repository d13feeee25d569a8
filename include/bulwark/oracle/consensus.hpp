#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "bulwark/oracle/dispersion.hpp"
#include "bulwark/oracle/source_check.hpp"

namespace bulwark::BULWARK_TARGET {

/// One of the sources that a consensus hears.
struct PriceSource {
  SourceCheck check;
  double weight = 1.0;  ///< > 0, for aggregates that weigh
  Index origin = -1;    ///< sources of one origin count once towards the quorum, each by its weight in the price; -1: of its own
};

/// What sources say together.
struct ConsensusPrice {
  Trust trust = Trust::invalid;
  std::optional<OraclePrint> print{};  ///< none exactly where invalid
  std::optional<double> dispersion{};  ///< of the sources heard; none where one of them prints what is no price
  Index sources = 0;                   ///< heard
  Index origins = 0;                   ///< of them, that count towards the quorum
};

/// Many sources, one price. A source that is silent or expired is absent; one that speaks and gives no price (not a number, zero, at its
/// feed's end, from the future) is not heard and contradicts the others. Fewer origins than the quorum give no price: there is no
/// second-best rule for the few that are left (Synthetix, June 2019: the mean of two). The confidence is the half-width within which half
/// of the sources lie with their whole intervals, the time of publication one that half of them are no older than, and the price is
/// trusted as far as more than half of them are.
template <PriceAggregate Aggregate>
struct Consensus {
  std::vector<PriceSource> sources;
  Index quorum;   ///< origins, >= 1
  double widest;  ///< dispersion beyond which the price is suspect
  Aggregate aggregate = {};

  /// `prints` and `scratch`: row source.
  ConsensusPrice price(std::span<const OraclePrint> prints, Timestamp now, std::span<Weighted> scratch) const noexcept {
    ConsensusPrice heard;
    if (prints.size() != sources.size() || scratch.size() < sources.size()) return heard;
    bool is_contradicted = false;
    Index trusted = 0, fresh = 0;
    for (std::size_t i = 0; i < sources.size(); ++i) {
      if (is_absent(i, prints[i], now)) continue;
      const Trust trust = sources[i].check.trust(prints[i], now);
      if (trust == Trust::invalid) {
        is_contradicted = true;
        continue;
      }
      trusted += trust == Trust::trusted;
      fresh += trust > Trust::uncertain;
      heard.origins += is_first_of_origin(i, prints, now);
      scratch[static_cast<std::size_t>(heard.sources++)] = {prints[i].price, sources[i].weight};
    }
    if (heard.origins < quorum || heard.sources < aggregate.least_sources()) return heard;
    const auto used = scratch.first(static_cast<std::size_t>(heard.sources));
    if (!is_contradicted) heard.dispersion = dispersion(used);
    const double price = aggregate.price(used);
    if (!(price > 0.0 && is_finite(price))) return heard;

    heard.print = OraclePrint{price, half_width(price, prints, now, used), published(prints, now, used)};
    heard.trust = 2 * trusted > heard.sources ? Trust::trusted : 2 * fresh > heard.sources ? Trust::stale : Trust::uncertain;
    if (is_contradicted || !(*heard.dispersion <= widest)) heard.trust = Trust::suspect;
    return heard;
  }

  /// Everything that keeps the price from being trusted, for people.
  Faults complaints(std::span<const OraclePrint> prints, Timestamp now) const {
    Faults found;
    if (prints.size() != sources.size()) {
      report(found, FaultCode::length_mismatch, "consensus.prints", {}, static_cast<double>(prints.size()));
      return found;
    }
    for (std::size_t i = 0; i < sources.size(); ++i) append(found, sources[i].check.complaints(prints[i], now, {static_cast<Index>(i)}));
    std::vector<Weighted> scratch(sources.size());
    const ConsensusPrice heard = price(prints, now, scratch);
    if (heard.origins < quorum) report(found, FaultCode::out_of_range, "consensus.origins", {}, static_cast<double>(heard.origins));
    if (heard.dispersion && !(*heard.dispersion <= widest))
      report(found, FaultCode::out_of_range, "consensus.dispersion", {}, *heard.dispersion);
    return found;
  }

  Faults faults() const {
    Faults found;
    if (sources.empty()) report(found, FaultCode::empty, "consensus.sources");
    Index origins = 0;
    for (std::size_t i = 0; i < sources.size(); ++i) {
      const Where where{static_cast<Index>(i)};
      for (const Fault& fault : sources[i].check.faults()) report(found, fault.code, fault.field, where, fault.value);
      if (!(sources[i].weight > 0.0 && is_finite(sources[i].weight)))
        report(found, FaultCode::not_positive, "price_source.weight", where, sources[i].weight);
      bool is_first = true;
      for (std::size_t j = 0; j < i; ++j) is_first = is_first && !is_same_origin(i, j);
      origins += is_first;
    }
    if (quorum < 1 || quorum > origins || quorum < aggregate.least_sources())
      report(found, FaultCode::out_of_range, "consensus.quorum", {}, static_cast<double>(quorum));
    if (!(widest >= 0.0 && is_finite(widest))) report(found, FaultCode::negative, "consensus.widest", {}, widest);
    if constexpr (requires { aggregate.faults(); }) append(found, aggregate.faults());
    return found;
  }

 private:
  bool is_absent(std::size_t i, const OraclePrint& print, Timestamp now) const noexcept {
    return sources[i].check.freshness.trust(print.published, now) == Trust::expired;
  }
  bool is_heard(std::size_t i, const OraclePrint& print, Timestamp now) const noexcept {
    return sources[i].check.trust(print, now) > Trust::expired;
  }
  bool is_same_origin(std::size_t i, std::size_t j) const noexcept {
    return sources[i].origin >= 0 && sources[i].origin == sources[j].origin;
  }
  bool is_first_of_origin(std::size_t i, std::span<const OraclePrint> prints, Timestamp now) const noexcept {
    for (std::size_t j = 0; j < i; ++j)
      if (is_same_origin(i, j) && is_heard(j, prints[j], now)) return false;
    return true;
  }
  double half_width(double price, std::span<const OraclePrint> prints, Timestamp now, std::span<Weighted> used) const noexcept {
    std::size_t n = 0;
    for (std::size_t i = 0; i < prints.size(); ++i)
      if (is_heard(i, prints[i], now)) used[n++] = {magnitude(prints[i].price - price) + prints[i].confidence, 1.0};
    sort_weighted(used);
    return used[n / 2].value;
  }
  Timestamp published(std::span<const OraclePrint> prints, Timestamp now, std::span<Weighted> used) const noexcept {
    std::size_t n = 0;  // milliseconds are exact in a double
    for (std::size_t i = 0; i < prints.size(); ++i)
      if (is_heard(i, prints[i], now)) used[n++] = {static_cast<double>(prints[i].published.time_since_epoch().count()), 1.0};
    sort_weighted(used);
    return Timestamp{std::chrono::milliseconds{static_cast<std::int64_t>(used[(n - 1) / 2].value)}};
  }
};

}  // namespace bulwark::BULWARK_TARGET
