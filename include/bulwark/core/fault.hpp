#pragma once

#include <cstdio>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "bulwark/core/asset.hpp"

namespace bulwark::inline v1 {

/// Which rule an input breaks; `rule` says it in words.
enum class FaultCode {
  not_finite,
  not_positive,
  negative,
  out_of_range,
  out_of_order,
  expired,
  unknown_asset,
  unknown_instrument,
  duplicate,
  stale_row,
  length_mismatch,
  empty,
  overflow,
  missing,
  not_in_listing,
  charged_twice,
  ambiguous,
  foreign,
  damaged,
};

/// The rule that a fault breaks: "must be positive".
constexpr const char* rule(FaultCode code) noexcept {
  switch (code) {
    case FaultCode::not_finite: return "must be finite";
    case FaultCode::not_positive: return "must be positive";
    case FaultCode::negative: return "must not be negative";
    case FaultCode::out_of_range: return "is out of range";
    case FaultCode::out_of_order: return "must increase";
    case FaultCode::expired: return "must lie in the future";
    case FaultCode::unknown_asset: return "names an asset the market does not have";
    case FaultCode::unknown_instrument: return "is not a name this venue writes";
    case FaultCode::duplicate: return "appears twice";
    case FaultCode::stale_row: return "is a row of an older listing";
    case FaultCode::length_mismatch: return "has the wrong length";
    case FaultCode::empty: return "must not be empty";
    case FaultCode::overflow: return "overflows";
    case FaultCode::missing: return "is missing";
    case FaultCode::not_in_listing: return "is not listed";
    case FaultCode::charged_twice: return "is charged twice, by haircut and by scenario";
    case FaultCode::ambiguous: return "fits several listed instruments; name the settlement";
    case FaultCode::foreign: return "is not what is read here";
    case FaultCode::damaged: return "is not what was written";
  }
  return "is wrong";
}

/// Where a fault is: two counters whose meaning the field's name gives, -1 where they do not apply.
struct Where {
  Index outer = -1;  ///< account, asset or expiry
  Index inner = -1;  ///< position, strike or column
};

/// One thing wrong with an input.
struct Fault {
  FaultCode code;
  const char* field;  ///< static text such as "position.quantity"
  Where where{};
  double value = 0.0;  ///< the offending number, where there is one
};

/// Whether a fault of this kind is about a number that was given, rather than about something that is not there or was there before.
constexpr bool has_number(FaultCode code) noexcept {
  switch (code) {
    case FaultCode::unknown_instrument:
    case FaultCode::duplicate:
    case FaultCode::empty:
    case FaultCode::missing:
    case FaultCode::not_in_listing:
    case FaultCode::foreign:
    case FaultCode::damaged: return false;
    default: return true;
  }
}

/// "position.quantity[0,3] must be finite, got nan"; "listing must not be empty" where there is no number to show.
inline std::string describe(const Fault& fault) {
  std::string text = fault.field;
  if (fault.where.outer >= 0 || fault.where.inner >= 0) {
    text += '[';
    if (fault.where.outer >= 0) text += std::to_string(fault.where.outer);
    if (fault.where.outer >= 0 && fault.where.inner >= 0) text += ',';
    if (fault.where.inner >= 0) text += std::to_string(fault.where.inner);
    text += ']';
  }
  text += std::string{' '} + rule(fault.code);
  if (!has_number(fault.code)) return text;
  char number[40];
  std::snprintf(number, sizeof number, ", got %.17g", fault.value);
  return text + number;
}

/// Everything wrong with an input; empty when nothing is.
using Faults = std::vector<Fault>;

/// Appends a fault. Out of line: checks are many, faults are few, and the code they take should be too.
[[gnu::noinline, gnu::cold]] inline void report(Faults& faults, FaultCode code, const char* field, Where where = {}, double value = 0.0) {
  faults.push_back({code, field, where, value});
}

/// Appends all of `more`.
[[gnu::noinline, gnu::cold]] inline void append(Faults& faults, const Faults& more) {
  faults.insert(faults.end(), more.begin(), more.end());
}

/// A value, or every reason why there is none.
template <class T>
class [[nodiscard]] Checked {
 public:
  Checked(T value) : value_{std::move(value)} {}
  Checked(Faults faults) : faults_{std::move(faults)} {}

  bool has_value() const noexcept { return value_.has_value(); }
  explicit operator bool() const noexcept { return has_value(); }

  /// Only when `has_value()`.
  const T& operator*() const& noexcept { return *value_; }
  T operator*() && noexcept { return *std::move(value_); }
  const T* operator->() const noexcept { return &*value_; }

  /// Empty when there is a value.
  Faults faults() const { return faults_; }

 private:
  std::optional<T> value_;
  Faults faults_;
};

}  // namespace bulwark::inline v1
