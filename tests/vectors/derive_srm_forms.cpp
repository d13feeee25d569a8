// Cases of Derive's standard margin: whole accounts over several markets, against the venue's composition.

#include <algorithm>
#include <cmath>

#include "bulwark/venue/derive_standard_margin.hpp"
#include "vectors/case_findings.hpp"
#include "vectors/derive_book.hpp"

namespace bulwark::test {
namespace {

/// The file's parameters, a case's own first.
class Parameters {
 public:
  explicit Parameters(const Case& c) : case_(c) {}

  double operator[](const std::string& key) const {
    for (const char* place : {"params_override", "params"})
      for (const Value& own : {case_.inputs(), case_.all()})
        if (own.has(place) && own[place].has(key)) return own[place][key].number();
    if (case_.inputs().has(key)) return case_.inputs()[key].number();
    return case_.head()["default_params"][key].number();
  }

 private:
  const Case& case_;
};

venue::DeriveMarket market_of(const Parameters& p, double base_factor) {
  const ShortOptionMargin isolated{.share = p["max_spot_req"],
                                   .least_share = p["min_spot_req"],
                                   .keep = p["mm_call_spot_req"],
                                   .keep_put = p["mm_put_spot_req"],
                                   .keep_put_mark = p["mm_put_mtm_req"],
                                   .put_initial = p["mm_offset_scale"],
                                   .underlying = UnderlyingPrice::spot};
  const MaxLossMargin spreads{.unpaired_initial = p["unpaired_im_scale"], .unpaired_maintenance = p["unpaired_mm_scale"]};
  const auto doubt = [&](const char* threshold) { return Doubt{.threshold = p[threshold], .factor = p["oc_factor"]}; };
  return {.perpetual = {.initial = p["perp_im"], .maintenance = p["perp_mm"]},
          .options = least_of(isolated, spreads),
          .collateral = {.factor = base_factor, .initial_scale = p["base_im_scale"]},
          .doubts = {doubt("base_conf_threshold"), doubt("perp_conf_threshold"), doubt("option_conf_threshold")}};
}

/// A portfolio over several markets.
DeriveBook read(const Value& inputs) {
  DeriveBook book;
  book.account.cash = inputs["cash"].number();
  book.market.quote_price = inputs["stable"].number();
  const Value markets = inputs["markets"];
  for (std::size_t i = 0; i < markets.size(); ++i) {
    const Value in = markets[i];
    const AssetId asset{static_cast<std::uint32_t>(i)};
    AssetMarket& out = book.market.assets.emplace_back(AssetMarket{.spot = in["spot"].number(), .certainty = in["spot_conf"].number()});
    book.hold_perpetual(asset, in["perp_position"].number(), in["perp_price"].number(), in["perp_conf"].number(),
                        in["perp_unrealised"].number());
    if (const double coins = in["base_position"].number(); coins != 0.0) book.hold(Spot{asset}, coins, 1.0);
    for (std::size_t e = 0; e < in["expiries"].size(); ++e) {
      const Value at = in["expiries"][e], options = at["options"];
      const Timestamp expiry = book.in_seconds(at["sec_to_expiry"].number());
      out.forwards.push_back({.expiry = expiry, .forward = at["forward"].number()});
      const double certainty = std::min(at["forward_conf"].number(), at["vol_conf"].number());
      for (std::size_t o = 0; o < options.size(); ++o)
        book.hold(VanillaOption{asset, options[o][1].text() == "C" ? OptionSide::call : OptionSide::put, options[o][0].number(), expiry},
                  options[o][2].number(), certainty, options[o][3].number());
    }
    std::sort(out.forwards.begin(), out.forwards.end(), [](const ForwardPoint& a, const ForwardPoint& b) { return a.expiry < b.expiry; });
  }
  return book;
}

/// Whole quote units, toward zero, of a figure that the venue has exactly and we to the last bits of a double.
void check_truncated(CaseFindings& findings, const std::string& what, double ours, const Value& theirs) {
  constexpr double noise = 1e-9;
  const double target = theirs.number();
  const bool is_same = std::trunc(ours - noise) == target || std::trunc(ours + noise) == target;
  findings.check(what, is_same ? target : ours, target, {.relative = 0.0, .absolute = 0.0});
}

void check_standard_margin(const Case& c, CaseFindings& findings) {
  const Parameters p(c);
  const DeriveBook book = read(c.inputs());
  const venue::DeriveMarket market = market_of(p, p["base_margin_factor"]);
  const auto derive = venue::derive_standard_margin(
      {.of_asset = {}, .otherwise = market, .depeg = {.threshold = p["depeg_threshold"], .factor = p["depeg_factor"]}});
  const Checked<RiskReport> report = derive.evaluate(book.account, book.market);
  if (!report) return findings.fail(describe(report.faults().front()));
  const double im = report->initial_surplus(), mm = report->maintenance_surplus();
  if (c.has_target("im")) findings.check("im", im, c.target("im"));
  if (c.has_target("mm")) findings.check("mm", mm, c.target("mm"));
  if (c.has_target("mtm")) findings.check("mtm", report->equity, c.target("mtm"));
  if (c.has_target("im_trunc")) check_truncated(findings, "im_trunc", im, c.target("im_trunc"));
  if (c.has_target("mm_trunc")) check_truncated(findings, "mm_trunc", mm, c.target("mm_trunc"));
}

const bool added = add_forms({{"derive.srm", check_standard_margin}});

}  // namespace
}  // namespace bulwark::test
