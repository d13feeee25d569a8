#include "bulwark/venue/morpho.hpp"
#include "vectors/case_findings.hpp"

namespace bulwark::test {
namespace {

void check_most_borrowed(const Case& c, CaseFindings& findings) {
  const Value in = c.inputs();
  const venue::MorphoMarket<double> market{in["lltv"].number()};
  findings.check("max_borrow", market.most_borrowed(in["collateral"].number(), in["price"].number()), c.target("max_borrow"));
}

void check_incentive(const Case& c, CaseFindings& findings) {
  findings.check("lif", venue::MorphoMarket<double>{c.inputs()["lltv"].number()}.incentive(), c.target("lif"));
}

[[maybe_unused]] const bool added = add_forms({{"misc.morpho_max_borrow", check_most_borrowed}, {"misc.morpho_lif", check_incentive}});

}  // namespace
}  // namespace bulwark::test
