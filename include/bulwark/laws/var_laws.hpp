#pragma once

#include <cstdint>
#include <limits>

#include "bulwark/laws/specimens.hpp"
#include "bulwark/var/policy.hpp"

namespace bulwark::BULWARK_TARGET {

/// The laws of value at risk that `policy` breaks, on as many scenarios as it asks for (256 where it asks for none).
template <VarPolicy P>
BrokenLaws broken_by(const P& policy) {
  BrokenLaws broken;
  std::size_t size = 256;
  if constexpr (AsksForScenarios<P>) size = static_cast<std::size_t>(policy.scenarios(specimens().market).scenarios);
  std::vector<double> profits;
  std::uint64_t state = 1;
  for (std::size_t i = 0; i < size; ++i) {  // multiples of 1/8 in [-1000, 1000), a few of them equal
    state = state * 6364136223846793005u + 1442695040888963407u;
    profits.push_back(static_cast<double>(state >> 50) / 8.0 - 1'000.0);
  }
  const auto measured = [&](auto change) {
    std::vector<double> scratch = profits;
    change(scratch);
    return policy.measure(scratch);
  };
  const auto is_near = [](double a, double b) { return a - b <= 1e-9 && b - a <= 1e-9; };  // of numbers about 1e3
  const auto is_same = [](const VarReport& a, const VarReport& b) {
    return a.value_at_risk == b.value_at_risk && a.expected_shortfall == b.expected_shortfall;
  };
  const VarReport base = measured([](std::vector<double>&) {});
  note(broken, is_finite(base.value_at_risk) && is_finite(base.expected_shortfall), "finite profits make finite losses");
  note(broken, !(base.expected_shortfall < base.value_at_risk), "expected shortfall is at least the value at risk");
  note(broken, is_same(base, measured([](std::vector<double>&) {})), "the same profits are the same risk each time");
  const auto add = [](double c) {
    return [c](std::vector<double>& all) {
      for (double& x : all) x += c;
    };
  };
  for (const double c : {64.0, -1'024.0}) {
    const VarReport moved = measured(add(c));
    note(broken, is_near(moved.value_at_risk, base.value_at_risk - c) && is_near(moved.expected_shortfall, base.expected_shortfall - c),
         "what is certain shifts both losses by itself");
  }
  const VarReport twice = measured([](std::vector<double>& all) {
    for (double& x : all) x *= 2.0;
  });
  note(broken, is_near(twice.value_at_risk, 2.0 * base.value_at_risk) && is_near(twice.expected_shortfall, 2.0 * base.expected_shortfall),
       "twice the book is twice the risk");
  for (std::size_t i = 0; i < size; i += 1 + size / 16) {
    const VarReport worse = measured([&](std::vector<double>& all) { all[i] -= 4'096.0; });
    note(broken, !(worse.value_at_risk < base.value_at_risk || worse.expected_shortfall < base.expected_shortfall),
         "a scenario made worse never lowers the risk");
    for (const double bad : {std::numeric_limits<double>::quiet_NaN(), -std::numeric_limits<double>::infinity()}) {
      const VarReport unknown = measured([&](std::vector<double>& all) { all[i] = bad; });
      note(broken, bad == bad || !(is_finite(unknown.value_at_risk) && is_finite(unknown.expected_shortfall)), "NaN in, NaN out");
      note(broken, bad != bad || !is_finite(unknown.expected_shortfall), "an unbounded loss is an unbounded shortfall");
    }
  }
  return broken;
}

}  // namespace bulwark::BULWARK_TARGET
