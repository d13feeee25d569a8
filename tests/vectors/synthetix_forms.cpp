#include "bulwark/venue/synthetix_v3.hpp"
#include "vectors/case_findings.hpp"

namespace bulwark::test {
namespace {

SkewMargin::Market margin_of(const Value& position) {
  return {.scale = position["skew_scale"].number(),
          .per_scale = position["imf"].number(),
          .least = position["min_im"].number(),
          .kept = position["scalar"].number(),
          .minimum = position.number("min_position_margin", 0.0)};
}

/// The case's markets, one asset each; keepers cost nothing.
struct Book {
  venue::SynthetixV3 venue{.of_asset = {}, .discounts = {}, .keeper = {0.0, 0.0, 0.0, 0.0}};
  MarketState market{.now = Timestamp{}, .assets = {}};

  AssetId list(const SkewMargin::Market& margin, double price) {
    venue.of_asset.push_back({.margin = margin, .window = {}, .flag_ratio = 0.0});
    market.assets.push_back({.spot = price});
    return AssetId{static_cast<std::uint32_t>(market.assets.size() - 1)};
  }
  RiskReport report(const Account& account) const {
    const auto found = venue::synthetix_v3(venue).evaluate(account, market);
    if (!found) throw std::runtime_error(describe(found.faults().front()));
    return *found;
  }
};

void check_available(const Case& c, CaseFindings& findings) {
  const Value in = c.inputs(), positions = in["positions"], prices = in["prices"];
  Book book;
  Account whole{.positions = {}, .cash = in["collateral_usd"].number()};
  for (std::size_t i = 0; i < positions.size(); ++i) {
    const Value p = positions[i];
    const double size = p["size"].number();
    const AssetId asset = book.list(margin_of(p), prices[i].number());
    const double entry = book.venue.of_asset[i].fill(p["entry_index"].number(), in.number("entry_skew", 0.0), size);
    whole.positions.push_back({LinearFuture{asset}, size, entry});
  }
  const bool has_profits = c.has_target("pnl");
  for (std::size_t i = 0; has_profits && i < positions.size(); ++i)
    findings.check("pnl " + std::to_string(i), book.report({.positions = {whole.positions[i]}}).equity, c.target("pnl")[i]);
  findings.check("available", book.report(whole).resources.maintenance, c.target("available"));
}

void check_required(const Case& c, CaseFindings& findings) {
  const Value positions = c.inputs()["positions"];
  Book book;
  Account whole;
  double initial = 0.0, maintenance = 0.0, minimum = 0.0;
  for (std::size_t i = 0; i < positions.size(); ++i) {
    const double size = positions[i]["size"].number(), price = positions[i]["price"].number();
    SkewMargin::Market margin = margin_of(positions[i]);
    whole.positions.push_back({LinearFuture{book.list(margin, price)}, size, price});
    minimum += margin.minimum;
    margin.minimum = 0.0;
    const Requirement one = SkewMargin::charge(margin, magnitude(size), product(magnitude(size), price));
    initial += one.initial;
    maintenance += one.maintenance;
    const std::string at = std::to_string(i);
    if (c.has_target("im_by_position_before_minimum"))
      findings.check("initial " + at, one.initial, c.target("im_by_position_before_minimum")[i]);
    if (c.has_target("mm_by_position_before_minimum"))
      findings.check("maintenance " + at, one.maintenance, c.target("mm_by_position_before_minimum")[i]);
  }
  if (c.has_target("minimum_total")) findings.check("minimum_total", minimum, c.target("minimum_total"));
  const Requirement all = book.report(whole).requirement;
  findings.check("initial, minimum added", all.initial, initial + minimum);
  findings.check("maintenance, minimum added", all.maintenance, maintenance + minimum);
}

void check_keeper_reward(const Case& c, CaseFindings& findings) {
  const Value in = c.inputs();
  const auto amount = [&](const char* key, int otherwise) { return in.has(key) ? in[key].integer() : Wide(otherwise); };
  // Where the case names no margin the cap that scales with it does not bind, as the case's note says.
  const KeeperReward<Wide> rule{.least_profit = amount("min_reward", 0),
                                .least_profit_ratio = amount("profit_ratio_d18", 0),
                                .most = in["max_reward"].integer(),
                                .most_of_margin = amount("scaling_ratio_d18", 0)};
  findings.check_exact("reward", rule.reward(amount("flag_reward", 0), amount("cost", 0), amount("available_margin", 0)),
                       c.target("reward"));
}

void check_window(const Case& c, CaseFindings& findings) {
  const Value in = c.inputs();
  const LiquidationWindow window{.maker_fee = in["maker"].number(),
                                 .taker_fee = in["taker"].number(),
                                 .skew_scale = in["skew_scale"].number(),
                                 .multiplier = in["multiplier"].number(),
                                 .length = std::chrono::seconds{static_cast<long long>(in["seconds"].number())}};
  findings.check("max_liquidatable", window.capacity(), c.target("max_liquidatable"));
}

[[maybe_unused]] const bool added = add_forms({{"synthetix.pnl_available", check_available},
                                               {"synthetix.required_margins", check_required},
                                               {"synthetix.keeper_reward", check_keeper_reward},
                                               {"synthetix.max_window", check_window}});

}  // namespace
}  // namespace bulwark::test
