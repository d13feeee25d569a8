#pragma once

#include <limits>

#include "bulwark/core/asset.hpp"
#include "bulwark/core/fault.hpp"
#include "bulwark/math/elementary.hpp"

namespace bulwark::inline v1 {

/// What a reporter, a keeper or a sequencer can do wrong, and what then happens.
struct Misconduct {
  double gain;            ///< quote, all that can be taken at once, >= 0
  double detection;       ///< probability that one who took part is found out, in [0, 1]
  double delay;           ///< years until then, >= 0
  double returned = 0.0;  ///< share of the gain that is taken back when it is found out, in [0, 1]
};

/// Who is slashed on evidence against one member of a coalition.
enum class Evidence {
  each,  ///< only that member; findings are independent
  all,   ///< all of it, when one is found out: a false median convicts everybody who signed it
};

/// What honest members and dishonest ones come out at.
struct BondTerms {
  double bond;            ///< quote that one member has locked, >= 0
  double slashed = 1.0;   ///< share that is taken, in [0, 1]
  double locked;          ///< years that a bond stays locked after its member leaves: a later finding takes nothing
  double income = 0.0;    ///< quote per year that an honest member earns, and a convicted one loses
  double interest = 0.0;  ///< per year, continuous: what money is worth to members
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// Probability that a member of a coalition of `members` is convicted.
inline double conviction(const Misconduct& act, Index members, Evidence evidence) noexcept {
  if (evidence == Evidence::each) return act.detection;
  return -expm1(product(static_cast<double>(members), log1p(-act.detection)));
}

/// The worth today of an income that lasts: income / interest; all of it is lost on conviction. 0 where money costs nothing to wait for
/// and nothing is earned; infinite where something is.
inline double franchise(const BondTerms& terms) noexcept { return terms.income == 0.0 ? 0.0 : terms.income / terms.interest; }

/// What one member of a coalition of `members` (>= 1, sharing equally) expects from the act, quote today: its part of the gain, less what
/// is taken back, the bond and the future income, each with the probability of conviction and discounted for the delay. Negative is good.
inline double expected_profit(const Misconduct& act, const BondTerms& terms, Index members = 1,
                              Evidence evidence = Evidence::each) noexcept {
  const double part = act.gain / static_cast<double>(members), caught = conviction(act, members, evidence);
  const double discount = exp(-product(terms.interest, act.delay));
  const double reached = act.delay <= terms.locked ? product(terms.slashed, terms.bond) : 0.0;
  const double lost = product(act.returned, part) + reached + franchise(terms);
  return fma(-product(caught, discount), lost, part);
}

/// The least bond at which a coalition of `members` expects nothing from the act; 0 where other losses suffice. NaN where no bond does:
/// nothing is detected, or only after bonds are free, or nothing is slashed. `terms.bond` is not read.
inline double least_bond(const Misconduct& act, const BondTerms& terms, Index members = 1, Evidence evidence = Evidence::each) noexcept {
  BondTerms without = terms;
  without.bond = 0.0;
  const double gain = expected_profit(act, without, members, evidence);
  if (gain <= 0.0) return 0.0;
  const double weight = product(product(conviction(act, members, evidence), exp(-product(terms.interest, act.delay))), terms.slashed);
  const bool can_work = weight > 0.0 && act.delay <= terms.locked;
  return can_work ? gain / weight : std::numeric_limits<double>::quiet_NaN();
}

/// The least bond against every coalition that is large enough: from `needed` (1 <= needed <= members) to all. The smallest is the worst
/// wherever the parts of the gain fall faster than evidence against many grows, so all are tried.
inline double least_bond_of_coalitions(const Misconduct& act, const BondTerms& terms, Index needed, Index members,
                                       Evidence evidence = Evidence::each) noexcept {
  double most = 0.0;
  for (Index k = needed; k <= members; ++k) most = greatest(most, least_bond(act, terms, k, evidence));
  return needed >= 1 && needed <= members ? most : std::numeric_limits<double>::quiet_NaN();
}

/// The largest bond that an honest member posts: income pays for the locked money and for being slashed by mistake, `mistakes` times a
/// year. Below `least_bond` the role cannot be filled honestly: pay more, or leave less to take.
inline double largest_honest_bond(const BondTerms& terms, double mistakes) noexcept {
  return terms.income / fma(terms.slashed, mistakes, terms.interest);
}

/// Everything wrong with the act.
inline Faults faults(const Misconduct& act) {
  Faults found;
  if (!(act.gain >= 0.0 && is_finite(act.gain))) report(found, FaultCode::negative, "misconduct.gain", {}, act.gain);
  if (!(act.detection >= 0.0 && act.detection <= 1.0)) report(found, FaultCode::out_of_range, "misconduct.detection", {}, act.detection);
  if (!(act.delay >= 0.0 && is_finite(act.delay))) report(found, FaultCode::negative, "misconduct.delay", {}, act.delay);
  if (!(act.returned >= 0.0 && act.returned <= 1.0)) report(found, FaultCode::out_of_range, "misconduct.returned", {}, act.returned);
  return found;
}

/// Everything wrong with the terms.
inline Faults faults(const BondTerms& terms) {
  Faults found;
  if (!(terms.bond >= 0.0 && is_finite(terms.bond))) report(found, FaultCode::negative, "bond_terms.bond", {}, terms.bond);
  if (!(terms.slashed >= 0.0 && terms.slashed <= 1.0)) report(found, FaultCode::out_of_range, "bond_terms.slashed", {}, terms.slashed);
  if (!(terms.locked >= 0.0)) report(found, FaultCode::negative, "bond_terms.locked", {}, terms.locked);
  if (!(terms.income >= 0.0 && is_finite(terms.income))) report(found, FaultCode::negative, "bond_terms.income", {}, terms.income);
  if (!(terms.interest >= 0.0 && is_finite(terms.interest))) report(found, FaultCode::negative, "bond_terms.interest", {}, terms.interest);
  if (terms.income > 0.0 && terms.interest == 0.0) report(found, FaultCode::not_positive, "bond_terms.interest", {}, terms.interest);
  return found;
}

}  // namespace bulwark::BULWARK_TARGET
