#pragma once

#include <optional>
#include <vector>

#include "bulwark/core/fault.hpp"
#include "bulwark/core/time.hpp"

namespace bulwark::inline v1 {

/// Parameters and when they hold.
template <class Parameters>
struct DatedParameters {
  Timestamp from;  ///< the first tick that they hold at is the first at or after this
  Parameters parameters;
  Timestamp until = perpetual;  ///< they no longer hold at this
};

/// Which parameters two ticks, one after the other, are judged by.
struct Activation {
  std::optional<Index> before{};  ///< of the schedule's sets; none: nothing is in force
  std::optional<Index> now{};
  Index skipped = 0;  ///< sets that began and ended between the two ticks, and never held

  constexpr bool is_change() const noexcept { return before != now; }
};

/// Dated sets of parameters, one after the other without overlap or gap. The time asked for is a tick's (`MarketState::now`), never a
/// clock's: all that one tick judges is judged by one set, and a set takes effect with the first tick that it covers.
template <class Parameters>
struct ParameterSchedule {
  std::vector<DatedParameters<Parameters>> sets;  ///< by time

  /// The set in force at a tick. None before the first and after the last.
  std::optional<Index> at(Timestamp tick) const noexcept {
    for (std::size_t i = sets.size(); i-- > 0;)
      if (sets[i].from <= tick) return tick < sets[i].until ? std::optional{static_cast<Index>(i)} : std::nullopt;
    return std::nullopt;
  }

  /// `previous` <= `tick`.
  Activation activation(Timestamp previous, Timestamp tick) const noexcept {
    Activation found{.before = at(previous), .now = at(tick)};
    for (const auto& set : sets) found.skipped += previous < set.from && set.until <= tick;
    return found;
  }

  /// With another set announced at `now`, `notice` or more before it begins; the last set that is there ends as it begins. Refused where
  /// it is dated in the past, comes too soon, does not begin after the last, or is faulty itself.
  Checked<ParameterSchedule> with(DatedParameters<Parameters> next, Timestamp now, std::chrono::milliseconds notice = {}) const {
    Faults found;
    if (next.from <= now)
      report(found, FaultCode::expired, "dated_parameters.from", {.outer = std::ssize(sets)}, count(next.from));
    else if (next.from - now < notice)
      report(found, FaultCode::out_of_range, "dated_parameters.notice", {.outer = std::ssize(sets)}, seconds_of(next.from - now));
    ParameterSchedule changed = *this;
    if (!changed.sets.empty()) changed.sets.back().until = next.from < sets.back().until ? next.from : sets.back().until;
    changed.sets.push_back(std::move(next));
    append(found, changed.faults());
    if (!found.empty()) return found;
    return changed;
  }

  /// Without what has been announced and does not hold yet at `now`: the set in force goes on as long as the last one would have.
  ParameterSchedule without_announced(Timestamp now) const {
    ParameterSchedule kept = *this;
    while (kept.sets.size() > 1 && now < kept.sets.back().from) {
      const Timestamp until = kept.sets.back().until;
      kept.sets.pop_back();
      kept.sets.back().until = until;
    }
    return kept;
  }

  /// Nothing scheduled, an end before its beginning, an overlap, a gap, and every fault of every set, each by its place.
  Faults faults() const {
    Faults found;
    if (sets.empty()) report(found, FaultCode::empty, "parameter_schedule.sets");
    for (Index i = 0; i < std::ssize(sets); ++i) {
      const DatedParameters<Parameters>& set = sets[static_cast<std::size_t>(i)];
      if (!(set.from < set.until)) report(found, FaultCode::out_of_order, "dated_parameters.until", {.outer = i}, count(set.until));
      if (i > 0) {
        const Timestamp end = sets[static_cast<std::size_t>(i - 1)].until;
        if (set.from < end) report(found, FaultCode::out_of_order, "dated_parameters.from", {.outer = i}, count(set.from));
        if (end < set.from) report(found, FaultCode::missing, "dated_parameters.before", {.outer = i});
      }
      if constexpr (requires { set.parameters.faults(); })
        for (const Fault& fault : set.parameters.faults())
          report(found, fault.code, fault.field, {.outer = i, .inner = fault.where.outer}, fault.value);
    }
    return found;
  }

 private:
  static double count(Timestamp t) noexcept { return static_cast<double>(t.time_since_epoch().count()); }
};

}  // namespace bulwark::inline v1
