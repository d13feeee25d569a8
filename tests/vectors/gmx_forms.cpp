#include "bulwark/venue/gmx_v2.hpp"
#include "vectors/case_findings.hpp"

namespace bulwark::test {
namespace {

/// Quote is written with 30 decimals.
void check_impact(const Case& c, CaseFindings& findings) {
  const Value in = c.inputs();
  const ImpactCurve curve{.factor = in["factor"].number(), .exponent = in["exponent"].number()};
  findings.check("impact_usd_30", curve.at(in["diff_usd"].number()), c.target("impact_usd_30").number() / 1e30);
}

void check_liquidatable(const Case& c, CaseFindings& findings) {
  const Value in = c.inputs();
  venue::GmxV2 market = venue::gmx_v2_bitcoin_2025();
  const double share = in["min_collateral_factor"].number();
  market.opening_share = market.keeping_share = share;
  market.least_collateral = in["min_collateral_usd"].number();
  market.most_impact_in_liquidation = in.number("max_impact_factor", 1.0);
  const venue::GmxPosition position{.is_long = in["is_long"].flag(),
                                    .size = in["size_usd"].number(),
                                    .coins = in["size_tokens"].number(),
                                    .collateral = in["collateral_tokens"].number(),
                                    .fees = in.number("fees_usd", 0.0)};
  const double index = in["index_price"].number();
  const double remaining =
      venue::gmx_remaining(market, position, in["collateral_price"].number(), position.profit(index, index), in.number("impact_usd", 0.0));
  const auto standing = venue::gmx_standing(market, position, remaining);
  findings.check_same("is known", standing != venue::GmxStanding::unknown, true);
  findings.check_same("liquidatable", standing != venue::GmxStanding::healthy, c.target("liquidatable").flag());
  if (c.has_target("remaining")) findings.check("remaining", remaining, c.target("remaining"));
}

[[maybe_unused]] const bool added = add_forms({{"gmx.impact_factor", check_impact}, {"gmx.liquidatable", check_liquidatable}});

}  // namespace
}  // namespace bulwark::test
