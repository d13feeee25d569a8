#pragma once

#include <string>

#include "bulwark/core/same_bits.hpp"
#include "bulwark/scenario/priced_market.hpp"

namespace bulwark::test {

/// Where two tables of one listing differ in any bit, in words; empty where they do not.
inline std::string first_difference(const PricedMarket& a, const PricedMarket& b) {
  const auto differ = [](const double* x, const double* y, Index count) {
    for (Index i = 0; i < count; ++i)
      if (!same_bits(x[i], y[i])) return i;
    return Index{-1};
  };
  const auto at = [](const char* what, Index where) { return std::string(what) + " " + std::to_string(where); };
  if (a.rows() != b.rows() || a.stride() != b.stride() || a.generation() != b.generation()) return "shape";
  if (a.units().size() != b.units().size() || a.blocks().size() != b.blocks().size()) return "shape";
  const Index columns = a.stride() * PricedMarket::lanes;
  Index by_expiry = 0;
  for (std::size_t i = 0; i < a.blocks().size(); ++i) {
    const ScenarioBlock &x = a.blocks()[i], &y = b.blocks()[i];
    if (x.first != y.first || x.count != y.count || x.numeraire != y.numeraire || x.netting != y.netting || x.by_expiry != y.by_expiry ||
        x.is_folded != y.is_folded || x.bends != y.bends || !same_bits(x.leader, y.leader) || !same_bits(x.bent, y.bent))
      return at("block", static_cast<Index>(i));
    by_expiry += x.by_expiry >= 0 ? 1 : 0;
  }
  for (Index row = 0; row < a.rows(); ++row) {
    if (differ(a.row(row), b.row(row), columns) >= 0) return at("row", row) + at(" column", differ(a.row(row), b.row(row), columns));
    const ContractTerms &x = a.terms(row), &y = b.terms(row);
    if (x.kind != y.kind || x.side != y.side || x.asset != y.asset || x.settlement != y.settlement || x.listed != y.listed ||
        x.unit != y.unit || x.rank != y.rank || x.expiry != y.expiry || !same_bits(x.multiplier, y.multiplier) ||
        !same_bits(x.strike, y.strike) || !same_bits(x.years, y.years) || !same_bits(x.underlying, y.underlying) ||
        !same_bits(x.volatility, y.volatility) || !same_bits(x.certainty, y.certainty))
      return at("terms", row);
    if (a.tag(row).expiry != b.tag(row).expiry || a.tag(row).run != b.tag(row).run || a.tag(row).kind != b.tag(row).kind)
      return at("tag", row);
    if (!same_bits(a.expiry_years(a.tag(row).expiry), b.expiry_years(b.tag(row).expiry))) return at("years of row", row);
  }
  for (Index k = 0; k < by_expiry; ++k)
    for (std::uint32_t run = 0; run <= a.rows(); ++run)
      if (!same_bits(a.factors(run, k).gain, b.factors(run, k).gain) || !same_bits(a.factors(run, k).loss, b.factors(run, k).loss))
        return at("factors", static_cast<Index>(run));
  for (Index unit = 0; unit < std::ssize(a.units()); ++unit) {
    if (differ(a.leg_row(unit), b.leg_row(unit), columns) >= 0) return at("leg", unit);
    if (by_expiry > 0 && differ(a.weight_row(unit), b.weight_row(unit), columns) >= 0) return at("weights", unit);
    if (!same_bits(a.spot(unit), b.spot(unit)) || !same_bits(a.settlement_price(unit), b.settlement_price(unit))) return at("price", unit);
    const AssetId asset = a.units()[static_cast<std::size_t>(unit)].asset;
    if (!same_bits(a.certainty(asset), b.certainty(asset))) return at("certainty", row(asset));
  }
  if (!same_bits(a.quote_price, b.quote_price)) return "quote price";
  return same_bits(a.least_certainty, b.least_certainty) ? "" : "least certainty";
}

}  // namespace bulwark::test
