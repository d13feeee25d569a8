#pragma once

#include "bulwark/laws/specimens.hpp"
#include "bulwark/liquidation/policy.hpp"

namespace bulwark::BULWARK_TARGET {

/// The laws of liquidation that `policy` breaks on a grid of reports.
template <LiquidationPolicy P>
BrokenLaws broken_by(const P& policy) {
  BrokenLaws broken;
  const auto report = [](double equity, double resources, double requirement) {
    RiskReport r{.equity = equity,
                 .resources = {.initial = resources, .maintenance = resources},
                 .requirement = {.initial = requirement * 1.25, .maintenance = requirement}};
    if (requirement > 0.0) r.health = resources / requirement;
    return r;
  };
  const auto is_milder = [](const Verdict& a, const Verdict& b) {
    return a.standing < b.standing || (a.standing == b.standing && a.close_fraction < b.close_fraction);
  };
  const std::vector<double> equities{-50.0, -1.0, 0.0, 1.0, 40.0, 75.0, 90.0, 99.0, 100.0, 101.0, 120.0, 150.0, 1'000.0};
  for (const double share : {1.0, 0.5})  // of the equity that counts
    for (const double requirement : {0.0, 10.0, 50.0, 100.0, 200.0})
      for (std::size_t i = 0; i < equities.size(); ++i) {
        const RiskReport one = report(equities[i], equities[i] * share, requirement);
        const Verdict verdict = policy.verdict(one);
        note(broken, verdict == policy.verdict(one), "the same report gets the same verdict each time");
        note(broken, verdict.is_known(), "what is known is judged");
        note(broken, verdict.close_fraction >= 0.0 && verdict.close_fraction <= 1.0, "the close fraction is in [0, 1]");
        note(broken, verdict.is_liquidatable() == (verdict.close_fraction > 0.0), "something is closed exactly when liquidating");
        if (i > 0)
          note(broken, !is_milder(policy.verdict(report(equities[i - 1], equities[i - 1] * share, requirement)), verdict),
               "having less never gets a milder verdict");
        note(broken, !is_milder(policy.verdict(report(equities[i], equities[i] * share, requirement * 1.5 + 1.0)), verdict),
             "needing more never gets a milder verdict");
      }
  note(broken, policy.verdict(report(0.0, 0.0, 0.0)).is_healthy(), "an empty account is healthy");
  note(broken, policy.verdict(report(1e6, 1e6, 1.0)).is_healthy(), "an account covered a million times is healthy");
  note(broken, policy.verdict(report(-1e6, -1e6, 1.0)).is_liquidatable(), "an account that owes a million is not");
  return broken;
}

}  // namespace bulwark::BULWARK_TARGET
