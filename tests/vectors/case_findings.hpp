#pragma once

#include <cmath>
#include <cstdio>
#include <map>
#include <string>
#include <vector>

#include "vectors/case.hpp"

namespace bulwark::test {

/// What a venue's cases came out as: each passes, fails, or is skipped by name.
class CaseFindings {
 public:
  /// The next case; what is checked until the one after belongs to it.
  void begin(const Case& c) {
    case_ = c.id();
    tolerance_ = c.tolerance();
    ++cases_;
    checked_ = 0;
    failed_ = false;
  }

  void end() {
    if (reason_.empty() && checked_ == 0) fail("nothing was checked");
    if (!reason_.empty())
      skipped_.push_back(case_ + ": " + reason_);
    else if (!failed_)
      ++passed_;
    reason_.clear();
  }

  /// A decimal, to the case's tolerance.
  void check(const std::string& what, double ours, double theirs) { check(what, ours, theirs, tolerance_); }

  void check(const std::string& what, double ours, double theirs, Tolerance tolerance) {
    const double allowed = std::fmax(tolerance.absolute, tolerance.relative * std::fabs(theirs));
    const double error = std::fabs(ours - theirs);
    const double units = error == 0.0 ? 0.0 : error / std::fmax(allowed, 1e-300);
    ++checked_;
    if (!(units <= worst_)) worst_ = units, worst_at_ = case_ + " " + what;
    if (!(units <= 1.0)) {
      char text[160];
      std::snprintf(text, sizeof text, "%s: got %.17g, expected %.17g, %.3g tolerances", what.c_str(), ours, theirs, units);
      fail(text);
    }
  }
  void check(const std::string& what, double ours, const Value& theirs) { check(what, ours, theirs.number()); }

  /// An amount, to the last unit.
  void check_exact(const std::string& what, const Wide& ours, const Wide& theirs) {
    ++checked_;
    if (ours != theirs) fail(what + ": got " + ours.str() + ", expected " + theirs.str());
  }
  void check_exact(const std::string& what, const Wide& ours, const Value& theirs) { check_exact(what, ours, theirs.integer()); }

  /// An answer of words or of yes and no.
  void check_same(const std::string& what, const std::string& ours, const std::string& theirs) {
    ++checked_;
    if (ours != theirs) fail(what + ": got " + ours + ", expected " + theirs);
  }
  void check_same(const std::string& what, bool ours, bool theirs) {
    check_same(what, std::string(ours ? "true" : "false"), std::string(theirs ? "true" : "false"));
  }

  /// This case is not compared, for a reason that will be printed.
  void skip(const std::string& reason) { reason_ = reason; }

  /// The source says its own figure does not follow; what follows is compared, and the case stays listed.
  void list_mismatch(const Case& c) { mismatched_.push_back(c.id() + ": " + c.note()); }

  void fail(const std::string& why) {
    failed_ = true;
    failures_.push_back(case_ + " " + why);
  }

  /// One line per file, then what was skipped, does not reproduce at its source, or failed; whether every case holds.
  bool print(const std::string& file) const {
    const std::size_t wrong = cases_ - passed_ - skipped_.size();
    std::printf("%-30s %4zu cases %4zu passed %4zu skipped  worst %.3g of the tolerance%s%s  %s\n", file.c_str(), cases_, passed_,
                skipped_.size(), worst_, worst_at_.empty() ? "" : ", ", worst_at_.c_str(),
                wrong == 0 ? "ok" : (std::to_string(wrong) + " FAILED").c_str());
    for (const std::string& text : skipped_) std::printf("    skipped %s\n", text.c_str());
    for (const std::string& text : mismatched_) std::printf("    does not reproduce at its source: %s\n", text.c_str());
    for (std::size_t i = 0; i < failures_.size() && i < 40; ++i) std::printf("    FAILED %s\n", failures_[i].c_str());
    return wrong == 0 && passed_ > 0;
  }

 private:
  std::string case_, reason_, worst_at_;
  Tolerance tolerance_;
  std::size_t cases_ = 0, passed_ = 0, checked_ = 0;
  bool failed_ = false;
  double worst_ = 0.0;
  std::vector<std::string> skipped_, mismatched_, failures_;
};

/// Compares one case with what the library says.
using CaseForm = void (*)(const Case&, CaseFindings&);

/// Every kind of case there is a form for. Each file of forms adds its own.
inline std::map<std::string, CaseForm>& case_forms() {
  static std::map<std::string, CaseForm> forms;
  return forms;
}

/// For a file of forms: `const bool added = add_forms({{"dydx.im_quote", check_im_quote}, ...});`
inline bool add_forms(std::initializer_list<std::pair<const std::string, CaseForm>> forms) {
  for (const auto& [kind, form] : forms)
    if (!case_forms().emplace(kind, form).second) throw std::logic_error("two forms for " + kind);
  return true;
}

/// A kind with every number in it replaced by #: some files put a case's leverage or rates into its kind.
inline std::string without_numbers(const std::string& kind) {
  std::string text;
  bool in_number = false;
  for (std::size_t i = 0; i < kind.size(); ++i) {
    const auto is_digit = [&](std::size_t at) { return at < kind.size() && kind[at] >= '0' && kind[at] <= '9'; };
    const bool is_part = is_digit(i) || (in_number && kind[i] == '.' && is_digit(i + 1));
    if (!is_part) text += kind[i];
    if (is_part && !in_number) text += '#';
    in_number = is_part;
  }
  return text;
}

/// The form for a kind, or for the one kind that differs from it in numbers alone; none otherwise.
inline CaseForm form_for(const std::string& kind) {
  if (const auto exact = case_forms().find(kind); exact != case_forms().end()) return exact->second;
  CaseForm found = nullptr;
  for (const auto& [known, form] : case_forms()) {
    if (without_numbers(known) != without_numbers(kind)) continue;
    if (found) return nullptr;
    found = form;
  }
  return found;
}

}  // namespace bulwark::test
