#include "bulwark/margin/option_spread_margin.hpp"
#include "bulwark/venue/opyn_gamma.hpp"
#include "vectors/case_findings.hpp"

namespace bulwark::test {
namespace {

NakedOptionMargin rule_of(const Case& c) {
  NakedOptionMargin rule = venue::opyn_gamma_of_its_tests().naked;
  rule.shock = c.inputs().number("shock", rule.shock);
  return rule;
}

/// The case's own upper bound, or that of its time to expiry.
double share_of(const Case& c, const NakedOptionMargin& rule) {
  const Value in = c.inputs();
  if (in.has("upper_bound")) return in["upper_bound"].number();
  return rule.share_of(in["seconds_to_expiry"].number() * 1e3 / milliseconds_per_year).value();
}

void check_naked_put(const Case& c, CaseFindings& findings) {
  const Value in = c.inputs();
  const NakedOptionMargin rule = rule_of(c);
  const double each = rule.put(in["strike"].number(), in["spot"].number(), share_of(c, rule));
  findings.check("margin", each * in["amount"].number(), c.target("margin"));
}

void check_naked_call(const Case& c, CaseFindings& findings) {
  const Value in = c.inputs();
  const NakedOptionMargin rule = rule_of(c);
  const double each = rule.call(in["strike"].number(), in["spot"].number(), share_of(c, rule));
  findings.check("margin_underlying", each * in["amount"].number(), c.target("margin_underlying"));
}

OptionSpread spread_of(const Case& c) {
  const Value in = c.inputs();
  return {.short_strike = in.number("short_strike", 0.0),
          .short_size = in.number("short_amount", 0.0),
          .long_strike = in.number("long_strike", 0.0),
          .long_size = in.number("long_amount", 0.0)};
}

void check_put_spread(const Case& c, CaseFindings& findings) { findings.check("margin", spread_of(c).put_margin(), c.target("margin")); }

void check_call_spread(const Case& c, CaseFindings& findings) {
  findings.check("margin_underlying", spread_of(c).call_margin(), c.target("margin_underlying"));
}

[[maybe_unused]] const bool added = add_forms({{"opyn.naked_put", check_naked_put},
                                               {"opyn.naked_call", check_naked_call},
                                               {"opyn.put_spread", check_put_spread},
                                               {"opyn.call_spread", check_call_spread}});

}  // namespace
}  // namespace bulwark::test
