// Derive's first portfolio margin manager.

#include "vectors/case_findings.hpp"
#include "vectors/derive_portfolio_margin_1_book.hpp"

namespace bulwark::test {
namespace {

/// Some cases print whole units of quote, cut toward zero; what is a whole number but for our rounding stays one.
Wide whole(double x) {
  const double nearest = std::round(x);
  return Wide(static_cast<std::int64_t>(std::fabs(x - nearest) <= 1e-9 * std::fabs(x) ? nearest : x));
}

void check_pmrm1(const Case& c, CaseFindings& findings) {
  const Value own = c.all()["params_override"];
  const auto venue = venue::derive_portfolio_margin_1(pmrm1_parameters(c.head()["default_params"], &own));
  evaluate_book(pmrm1_book(c.inputs()), venue, [&](const RiskReport& report, const ValuedAccount& account, const Profits& profits) {
    const double initial = report.initial_surplus(), maintenance = report.maintenance_surplus();
    if (c.has_target("im")) findings.check("im", initial, c.target("im"));
    if (c.has_target("mm")) findings.check("mm", maintenance, c.target("mm"));
    if (c.has_target("im_trunc")) findings.check_exact("im_trunc", whole(initial), c.target("im_trunc"));
    if (c.has_target("mm_trunc")) findings.check_exact("mm_trunc", whole(maintenance), c.target("mm_trunc"));
    if (c.has_target("min_span")) {
      const auto& worst = std::get<0>(std::get<0>(venue.margin.parts).part.parts);
      findings.check("min_span", -worst.requirement(account, profits).maintenance, c.target("min_span"));
    }
  });
}

const bool added = add_forms({{"derive.pmrm1", check_pmrm1}});

}  // namespace
}  // namespace bulwark::test
