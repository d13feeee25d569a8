// SPAN's arrays and sums, and the points of TIMS.

#include "bulwark/margin/span_margin.hpp"
#include "bulwark/venue/occ_tims.hpp"
#include "vectors/case_findings.hpp"

namespace bulwark::test {
namespace {

constexpr AssetId asset{0};

template <class Numbers>
void check_all(CaseFindings& findings, const std::string& what, const Numbers& ours, const Value& theirs) {
  findings.check_same(what + " has its length", std::to_string(ours.size()), std::to_string(theirs.size()));
  for (std::size_t i = 0; i < theirs.size() && i < ours.size(); ++i)
    findings.check(what + "[" + std::to_string(i) + "]", ours[i], theirs[i]);
}

void check_scan_risk(const Case& c, CaseFindings& findings, const RiskArray& profit) {
  const ScanRisk scan = scan_risk(profit);
  if (c.has_target("array")) check_all(findings, "array", profit, c.target("array"));
  findings.check("scan_risk", scan.risk, c.target("scan_risk"));
  if (c.has_target("scenario")) findings.check_exact("scenario", Wide(scan.scenario), c.target("scenario"));
}

void check_future(const Case& c, CaseFindings& findings) {
  const Value in = c.inputs();
  SpanScenarios span;
  if (c.note().find("rounds thirds") != std::string::npos) span.third = 0.333, span.two_thirds = 0.667;
  span.extreme = in.number("extreme_multiple", span.extreme);
  span.cover = in.number("cover", span.cover);
  check_scan_risk(c, findings, span.future(in["psr"].number()));
}

/// Arrays are profits of one contract bought, or sold where they are named so; several are one book.
void check_array(const Case& c, CaseFindings& findings) {
  RiskArray book{};
  bool is_given = false;
  for (const auto& [name, json] : c.inputs().json().items()) {
    const Value array(json, name);
    if (!json.is_array()) continue;
    RiskArray losses{};
    for (std::size_t i = 0; i < losses.size(); ++i) losses[i] = -array[i].number();
    const double contracts = c.inputs().number("quantity", 1.0);
    add_contracts(book, name.starts_with("short") ? -contracts : contracts, losses);
    is_given = true;
  }
  if (!is_given) return findings.fail("gives no array");
  check_scan_risk(c, findings, book);
}

void check_points_of_range(const Case& c, CaseFindings& findings) {
  const Value in = c.inputs();
  findings.check("points", range_in_points(in["psr"].number(), in["cvf"].number()), c.target("points"));
}

void check_minimum(const Case& c, CaseFindings& findings) {
  const Value in = c.inputs();
  const double calls = in.number("short_calls", in.number("shorts", 0.0)), puts = in.number("short_puts", 0.0);
  findings.check("req",
                 span_risk({.scan = in["scan"].number(),
                            .intermonth = in.number("spread_charges", 0.0),
                            .delivery = in.number("delivery_charge", 0.0),
                            .credit = in.number("intercommodity_credit", 0.0),
                            .minimum = ShortOptionMinimum{}.charge(in["som"].number(), calls, puts)}),
                 c.target("req"));
}

/// One equity option of 100 shares, sold, where nothing else is said.
void check_tims_option(const Case& c, CaseFindings& findings) {
  const Value in = c.inputs();
  const Timestamp now{}, expiry = now + std::chrono::milliseconds{static_cast<long long>(in["dte"].number() * 86'400'000.0)};
  const bool is_call = in.has("type") ? in["type"].text().starts_with('c') : c.id().find("call") != std::string::npos;
  const VanillaOption option{asset, is_call ? OptionSide::call : OptionSide::put, in["strike"].number(), expiry};
  const double contracts = in.number("quantity", c.id().find("long") == std::string::npos ? -1.0 : 1.0);
  const Listing listing = *Listing::from({{{.id = "option", .instrument = option, .multiplier = in.number("multiplier", 100.0)}}});
  const auto tick = venue::occ_tims({}).price(
      listing, {.now = now, .assets = {{.spot = in["spot"].number(), .volatility = FlatVolatility{in["vol"].number()}}}});
  std::vector<double> profits;
  for (const double profit : tick->table().profits(0, 0)) profits.push_back(contracts * profit);
  if (c.has_target("pnl")) check_all(findings, "pnl", profits, c.target("pnl"));
  const Account account{.positions = {{option, contracts}}};
  Workspace workspace = tick->workspace();
  findings.check("requirement", tick->evaluate(listing.admit(std::span{&account, 1}).at(0), workspace).requirement.maintenance,
                 c.target("requirement"));
}

void check_tims(const Case& c, CaseFindings& findings) {
  if (c.inputs().has("strike")) return check_tims_option(c, findings);
  const std::pair<const char*, venue::TimsRange> ranges[] = {
      {"large_index", venue::tims_large_index}, {"small_cap", venue::tims_small_cap}, {"equity", venue::tims_equity}};
  for (const auto& [name, range] : ranges)
    if (c.has_target(name)) check_all(findings, name, venue::tims_points(range), c.target(name));
}

[[maybe_unused]] const bool added = add_forms({{"SpanScanRisk.future", check_future},
                                               {"SpanScanRisk", check_array},
                                               {"SpanScanRisk.som", check_minimum},
                                               {"PSR to points", check_points_of_range},
                                               {"TimsScenarios", check_tims}});

}  // namespace
}  // namespace bulwark::test
