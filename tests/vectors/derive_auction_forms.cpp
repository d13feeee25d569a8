// Bids in Derive's auctions: the account as its first portfolio margin manager sees it, what a bid gets and pays.

#include "bulwark/liquidation/dutch_auction.hpp"
#include "vectors/case_findings.hpp"
#include "vectors/derive_portfolio_margin_1_book.hpp"

namespace bulwark::test {
namespace {

/// The manager's parameters in the venue's tests: those of derive_pmrm1.json, which the auctions' file names and does not repeat.
const nlohmann::json manager = nlohmann::json::parse(R"({
  "basis_spot_up": "1.05", "basis_spot_down": "0.95", "basis_add": "0.25", "basis_mult": "0.01", "peg_threshold": "0.98", "peg_factor": "2",
  "conf_threshold": "0.6", "conf_margin": "0.5", "base_pct": "0.02", "perp_pct": "0.02", "option_pct": "0.01", "im_factor": "1.3",
  "base_static_discount": "0.95", "rate_mult": "4", "rate_add": "0.05", "vol_range_up": "0.45", "vol_range_down": "0.3",
  "short_term_power": "0.3", "long_term_power": "0.13", "dte_floor_sec": 86400,
  "scenarios": [["1.15", "up"], ["1.15", "none"], ["1.15", "down"], ["1.1", "up"], ["1.1", "none"], ["1.1", "down"], ["1.05", "up"],
                ["1.05", "none"], ["1.05", "down"], ["1", "up"], ["1", "none"], ["1", "down"], ["0.95", "up"], ["0.95", "none"],
                ["0.95", "down"], ["0.9", "up"], ["0.9", "none"], ["0.9", "down"], ["0.85", "up"], ["0.85", "none"], ["0.85", "down"]]
})");

std::chrono::milliseconds seconds(const Value& v) { return std::chrono::milliseconds{std::llround(v.number() * 1000.0)}; }

DutchAuction auction_of(const Value& p) {
  return {.solvent = {.discount = {.start = p["start_pct"].number(),
                                   .cutoff = p["cutoff_pct"].number(),
                                   .fast = seconds(p["fast_sec"]),
                                   .slow = seconds(p["slow_sec"])},
                      .buffer = p["buffer_pct"].number(),
                      .fee = p["fee"].number(),
                      .whole_below = p.number("mtm_cutoff", 0.0)},
          .insolvent = {.length = seconds(p["insolvent_sec"])}};
}

/// What earlier bids of the same auction have paid; none where the file has not got them all.
std::optional<double> reserved_before(const Case& c) {
  const std::string id = c.id(), test = id.substr(0, id.rfind("action") + 6);
  const auto prior = static_cast<int>(c.inputs()["prior_actions_in_same_auction"].number());
  double sum = 0.0;
  for (int i = 0; i < prior; ++i) {
    bool is_found = false;
    for (const nlohmann::json& other : c.file["cases"])
      if (other["id"] == test + std::to_string(i)) is_found = true, sum += Case{c.file, other}.target("bid").number();
    if (!is_found) return std::nullopt;
  }
  return sum;
}

void check_auction(const Case& c, CaseFindings& findings) {
  const std::optional<double> reserved = reserved_before(c);
  if (!reserved) return findings.skip("the file lacks earlier bids of the same auction, whose payments this one may not buy");
  const DutchAuction auction = auction_of(c.head()["auction_params"]);
  if (!auction.faults().empty()) return findings.fail(describe(auction.faults().front()));
  const auto margin = venue::derive_portfolio_margin_1(pmrm1_parameters(Value(manager, "manager"), nullptr));
  const DeriveBook book = pmrm1_book(c.inputs()["portfolio"]);
  evaluate_book(book, margin, [&](const RiskReport& report, const ValuedAccount&, const Profits&) {
    AuctionedAccount account = auctioned(report);
    account.reserved = *reserved;
    const std::chrono::milliseconds elapsed = seconds(c.inputs()["elapsed_sec"]);
    const RunningAuction running{.is_insolvent = false, .started = book.market.now - elapsed, .reserved = *reserved};
    const auto sale = auction.sale(running, account, book.market.now, c.inputs()["percent_wanted"].number());
    if (!sale) return findings.fail("nothing is for sale");
    if (c.has_target("mtm")) findings.check("mtm", account.equity, c.target("mtm"));
    if (c.has_target("mm")) findings.check("mm", account.surplus, c.target("mm"));
    if (c.has_target("bm")) findings.check("bm", account.buffered(auction.solvent.buffer), c.target("bm"));
    if (c.has_target("fmax"))
      findings.check("fmax", auction.solvent.largest_share(account, auction.solvent.discount.share(elapsed)), c.target("fmax"));
    if (c.has_target("bid")) findings.check("bid", sale->price, c.target("bid"));
    if (c.has_target("pct_of_original")) findings.check("pct_of_original", sale->share, c.target("pct_of_original"));
  });
}

const bool added = add_forms({{"derive.auction", check_auction}});

}  // namespace
}  // namespace bulwark::test
