// Paradex's portfolio margin.

#include "bulwark/venue/paradex.hpp"
#include "vectors/case_findings.hpp"

namespace bulwark::test {
namespace {

void check_floor(const Case& c, CaseFindings& findings) {
  const Value in = c.inputs();
  NetAndHedged deltas;
  deltas.add(in.number("perp", 0.0));
  deltas.add(-in.number("short_calls", 0.0) * in.number("call_delta", 0.0));
  const DeltaFloor floor{.net_rate = in["net_rate"].number(), .hedged_rate = in["hedged_rate"].number()};
  findings.check("net", deltas.net(), c.target("net"));
  findings.check("gross", deltas.gross(), c.target("gross"));
  findings.check("hedged", deltas.hedged(), c.target("hedged"));
  if (c.has_target("min_delta_risk"))
    findings.check("min_delta_risk", floor.charge(deltas, in["spot"].number()), c.target("min_delta_risk"));
}

[[maybe_unused]] const bool added = add_forms({{"MinDeltaRequirement", check_floor}});

}  // namespace
}  // namespace bulwark::test
