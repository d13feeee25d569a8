#pragma once

#include <algorithm>
#include <variant>
#include <vector>

#include "bulwark/core/fault.hpp"
#include "bulwark/math/normal_mixture.hpp"
#include "bulwark/math/student.hpp"

namespace bulwark::inline v1 {

/// A normal law.
struct NormalMarginal {
  double mean;
  double deviation;  ///< >= 0
};

/// Student's law, moved and stretched. Its deviation is scale x sqrt(degrees / (degrees - 2)), from three degrees on.
struct StudentMarginal {
  double location;
  double scale;  ///< >= 0
  Index degrees;
};

/// Numbers that happened, each as likely: linear between neighbours, and never beyond the first and the last.
struct EmpiricalMarginal {
  std::vector<double> sorted;  ///< not decreasing, at least two
};

/// Normal laws, one of which it is: a jump diffusion over a horizon, as `jump_mixture` makes it from pricing parameters.
struct MixtureMarginal {
  std::vector<NormalPart> parts;
};

/// The law of one asset's log return by itself.
using Marginal = std::variant<NormalMarginal, StudentMarginal, EmpiricalMarginal, MixtureMarginal>;

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// The number that a law's own is at most (`side` +1), or at least (-1), with probability `tail`, in (0, 1/2]: both ends keep their digits.
inline double tail_quantile(const Marginal& marginal, double tail, double side) noexcept {
  if (const auto* normal = std::get_if<NormalMarginal>(&marginal))
    return fma(product(side, normal->deviation), normal_quantile(tail), normal->mean);
  if (const auto* student = std::get_if<StudentMarginal>(&marginal))
    return fma(product(-side, student->scale), student_tail_quantile(tail, student->degrees), student->location);
  if (const auto* mixture = std::get_if<MixtureMarginal>(&marginal)) return mixture_tail_quantile(mixture->parts, tail, side);
  const std::vector<double>& sorted = std::get_if<EmpiricalMarginal>(&marginal)->sorted;
  const double at = product(tail, static_cast<double>(sorted.size() - 1));  // Hyndman, Fan (1996), type 7
  const auto below = static_cast<std::size_t>(at), next = below + 1 < sorted.size() ? below + 1 : below;
  const auto from_end = [&](std::size_t i) { return sorted[side > 0.0 ? i : sorted.size() - 1 - i]; };
  return fma(at - static_cast<double>(below), from_end(next) - from_end(below), from_end(below));
}

/// What is wrong with a law; `where` says whose it is.
inline Faults faults(const Marginal& marginal, Where where = {}) {
  Faults found;
  const auto check = [&](double x, bool is_good, FaultCode code, const char* field) {
    if (!is_finite(x))
      report(found, FaultCode::not_finite, field, where, x);
    else if (!is_good)
      report(found, code, field, where, x);
  };
  if (const auto* normal = std::get_if<NormalMarginal>(&marginal)) {
    check(normal->mean, true, {}, "marginal.mean");
    check(normal->deviation, normal->deviation >= 0.0, FaultCode::negative, "marginal.deviation");
  } else if (const auto* student = std::get_if<StudentMarginal>(&marginal)) {
    check(student->location, true, {}, "marginal.location");
    check(student->scale, student->scale >= 0.0, FaultCode::negative, "marginal.scale");
    if (student->degrees < 1 || student->degrees > most_degrees)
      report(found, FaultCode::out_of_range, "marginal.degrees", where, static_cast<double>(student->degrees));
  } else if (const auto* empirical = std::get_if<EmpiricalMarginal>(&marginal)) {
    const std::vector<double>& sorted = empirical->sorted;
    if (sorted.size() < 2) report(found, FaultCode::empty, "marginal.sorted", where);
    for (std::size_t i = 0; i < sorted.size(); ++i)
      check(sorted[i], i == 0 || !(sorted[i] < sorted[i - 1]), FaultCode::out_of_order, "marginal.sorted");
  } else {
    double all = 0.0;
    for (const NormalPart& part : std::get_if<MixtureMarginal>(&marginal)->parts) {
      check(part.weight, part.weight >= 0.0, FaultCode::negative, "marginal.parts.weight");
      check(part.mean, true, {}, "marginal.parts.mean");
      check(part.deviation, part.deviation >= 0.0, FaultCode::negative, "marginal.parts.deviation");
      all += part.weight;
    }
    check(all, magnitude(all - 1.0) <= 1e-9, FaultCode::out_of_range, "marginal.parts.weights");
  }
  return found;
}

}  // namespace bulwark::BULWARK_TARGET
