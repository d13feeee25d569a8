#include "bulwark/collateral/health_factor.hpp"
#include "bulwark/liquidation/close_factor.hpp"
#include "bulwark/liquidation/seizure.hpp"
#include "bulwark/venue/aave_v3.hpp"
#include "vectors/case_findings.hpp"
#include "vectors/decimal_amount.hpp"

namespace bulwark::test {
namespace {

Rounding rounding(const Value& text) {
  const std::string word = text.text();
  if (word == "half_up") return Rounding::half_up;
  if (word == "floor") return Rounding::floor;
  if (word == "ceil") return Rounding::ceil;
  throw std::runtime_error("no such rounding: " + word);
}

/// a x b or a / b, both in units of 1 / one.
Wide operation(const std::string& op, const Wide& a, const Wide& b, const Wide& one, Rounding where) {
  if (op == "mul") return product_over(a, b, one, where);
  if (op == "div") return product_over(a, one, b, where);
  throw std::runtime_error("no such operation: " + op);
}

void check_percent(const Case& c, CaseFindings& findings) {
  const Value in = c.inputs();
  findings.check_exact(
      "result", operation(in["op"].text(), in["value"].integer(), in["pct"].integer(), one_in_basis_points<Wide>(), rounding(in["round"])),
      c.target("result"));
}

void check_fixed(const Case& c, CaseFindings& findings) {
  const Value in = c.inputs();
  const Wide one = in["scale"].text() == "wad" ? one_in_wads<Wide>() : one_in_rays<Wide>();
  findings.check_exact("result", operation(in["op"].text(), in["a"].integer(), in["b"].integer(), one, rounding(in["round"])),
                       c.target("result"));
}

void check_amounts(const Case& c, CaseFindings& findings) {
  const Value in = c.inputs();
  const SeizureTerms<Wide> terms{.debt_price = in["debt_price"].integer(),
                                 .debt_unit = in["debt_unit"].integer(),
                                 .deposit_price = in["collateral_price"].integer(),
                                 .deposit_unit = in["collateral_unit"].integer(),
                                 .bonus = in["liquidation_bonus"].integer(),
                                 .fee_share = in["protocol_fee_pct"].integer()};
  const Wide balance = in["collateral_balance"].integer();
  const Seizure<Wide> taken = terms.seize(in["debt_to_cover"].integer(), balance);
  findings.check_exact("collateral_to_liquidator", taken.to_liquidator, c.target("collateral_to_liquidator"));
  findings.check_exact("debt_used", taken.repaid, c.target("debt_used"));
  if (c.has_target("left_over")) findings.check_exact("left_over", balance - taken.seized(), c.target("left_over"));
  for (const char* fee : {"protocol_fee", "fee"})
    if (c.has_target(fee)) findings.check_exact(fee, taken.fee, c.target(fee));
}

/// Amounts and prices are decimals: a ratio of values is the same in any unit. Where nothing is owed the chain says its largest number.
void check_health(const Case& c, CaseFindings& findings) {
  const Value in = c.inputs(), deposits = in["collaterals"];
  Wide counted = 0;
  for (std::size_t i = 0; i < deposits.size(); ++i)
    counted += decimal_amount(deposits[i][0], 18) * decimal_amount(deposits[i][1], 18) * deposits[i][2].integer();
  const auto health = health_factor(counted, decimal_amount(in["debt"], 36));
  const Wide largest = (Wide(1) << 256) - 1;
  if (c.has_target("hf"))
    findings.check_exact("hf", health.value_or(largest), c.target("hf"));
  else
    findings.check_same("has a health", health.has_value(), false);
}

/// Dollars are decimals, 8 digits in the chain's base currency.
void check_close_factor(const Case& c, CaseFindings& findings) {
  const Value in = c.inputs();
  constexpr int base = 8;
  const venue::AaveV3 pool{.of_asset = {}};
  const CloseFactor<Wide> factor{.share = pool.close_factor,
                                 .whole_up_to = parts_of(pool.full_close_up_to, 10'000, one_in_wads<Wide>()),
                                 .small = Wide(pool.small) * 100'000'000};
  findings.check_exact("max_debt_usd",
                       factor.most(in["hf"].integer(), decimal_amount(in["reserve_debt_usd"], base),
                                   decimal_amount(in["reserve_collateral_usd"], base), decimal_amount(in["total_debt_usd"], base)),
                       decimal_amount(c.target("max_debt_usd"), base));
}

[[maybe_unused]] const bool added = add_forms({{"aave.percent", check_percent},
                                               {"aave.fixed", check_fixed},
                                               {"aave.liquidation_amounts", check_amounts},
                                               {"aave.health_factor", check_health},
                                               {"aave.max_liquidatable_usd", check_close_factor}});

}  // namespace
}  // namespace bulwark::test
