#include "bulwark/backstop/crisis_haircut.hpp"
#include "vectors/case_findings.hpp"

namespace bulwark::test {
namespace {

void check_haircut(const Case& c, CaseFindings& findings) {
  const Value in = c.inputs();
  const CrisisHaircut<double> crisis{.principal = in["principal"].number(),
                                     .warming = in.number("warming", 0.0),
                                     .collateral = in["collateral"].number(),
                                     .insurance = in.number("insurance", 0.0)};
  findings.check("haircut", crisis.share(), c.target("haircut"));
  if (c.has_target("user_after")) findings.check("user_after", crisis.left_of(in["user_principal"].number()), c.target("user_after"));
}

[[maybe_unused]] const bool added = add_forms({{"misc.haircut", check_haircut}});

}  // namespace
}  // namespace bulwark::test
