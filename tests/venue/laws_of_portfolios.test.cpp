#include "bulwark/venue/bybit_portfolio_margin.hpp"
#include "bulwark/venue/cme_span.hpp"
#include "bulwark/venue/deribit_cross_portfolio_margin.hpp"
#include "bulwark/venue/deribit_early_portfolio_margin.hpp"
#include "bulwark/venue/deribit_portfolio_margin.hpp"
#include "bulwark/venue/derive_portfolio_margin_1.hpp"
#include "bulwark/venue/derive_portfolio_margin_2.hpp"
#include "bulwark/venue/occ_tims.hpp"
#include "bulwark/venue/okx_portfolio_margin.hpp"
#include "bulwark/venue/paradex.hpp"
#include "support/venue_laws.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

constexpr Holdings everything{.coins = true, .owed_coins = true, .linear = true, .inverse = true, .options = true, .coin_options = true};
constexpr Holdings in_coins{.coins = true, .inverse = true, .coin_options = true};

venue::CmeSpan span() {
  const auto product = [](double price) {
    return venue::SpanProduct{.point_value = 5.0,
                              .price_scan_range = 0.5 * price,
                              .volatility_scan_range = 0.04,
                              .short_option_minimum = 0.001 * price,
                              .tier_ends = {july, december},
                              .intermonth = {{0, 1, 0.02 * price}}};
  };
  return {.of_asset = {product(104'000.0), product(2'560.0), product(160.0)}, .intercommodity = {{btc, eth, 1.0, 40.0, 0.5}}};
}

/// An option that may lose all it is worth is asked for more than that, and for more of more.
Exception worth(const char* why, const Position& option) { return {&law::fall, why, {.positions = {option}}}; }

std::vector<LawfulVenue> venues() {
  std::vector<LawfulVenue> all;
  all.push_back(lawful("Bybit portfolio margin", venue::bybit_portfolio_margin(venue::bybit_btc_march_2026()), everything,
                       {worth("1.2 of what a bought option is worth opens it", call(eth, 1.25, july, 1.0)),
                        {&law::hedge,
                         "bought options can lose no more than their worth, and are charged for their different months on top",
                         {.positions = {call(sol, 1.0, july, 1.0), put(sol, 0.75, december, 1.0)}}}}));
  all.push_back(
      lawful("OKX portfolio margin", venue::okx_portfolio_margin(venue::okx_january_2025()), everything,
             {worth("1.3 of what a bought option is worth opens it, and its decay and the rate are on top", call(eth, 1.0, december, 1.0)),
              {&law::halves, "the reduction of a large position rises by steps", {.positions = {call(btc, 1.25, july, 16'384.0, btc)}}},
              {&law::hedge,
               "vegas of two months are charged for their difference",
               {.positions = {call(btc, 1.25, july, 0.0625), put(btc, 0.75, december, -64.0)}}}}));
  all.push_back(lawful("Deribit portfolio margin", venue::deribit_portfolio_margin(venue::deribit_btc_june_2024()), in_coins,
                       {worth("the roll shock of a bought option is on top of its worth", call(eth, 1.25, july, 1.0, eth)),
                        {&law::halves,
                         "each account is spared the far losses of its own allowance",
                         {.positions = {put(eth, 0.75, december, -65'536.0, eth)}}},
                        {&law::hedge,
                         "each account is spared the far losses of its own allowance",
                         {.positions = {call(btc, 1.0, december, -0.0625, btc), call(btc, 0.75, july, -65'536.0, btc)}}}}));
  all.push_back(lawful("Deribit early portfolio margin, half a percent",
                       venue::deribit_early_portfolio_margin(venue::deribit_half_percent_of_options()), in_coins,
                       {worth("1.3 of what a bought option is worth opens it", call(eth, 1.25, july, 1.0, eth))}));
  all.push_back(lawful("Deribit early portfolio margin, one percent",
                       venue::deribit_early_portfolio_margin(venue::deribit_one_percent_of_options()), in_coins,
                       {worth("1.3 of what a bought option is worth opens it", call(eth, 1.25, july, 1.0, eth))}));
  all.push_back(lawful("Deribit early portfolio margin, net short",
                       venue::deribit_early_portfolio_margin(venue::deribit_net_short_by_strike()), in_coins,
                       {worth("1.3 of what a bought option is worth opens it", call(eth, 1.25, july, 1.0, eth))}));
  all.push_back(
      lawful("Deribit cross portfolio margin",
             venue::deribit_cross_portfolio_margin(
                 {.of_asset = {venue::deribit_btc_june_2024(), venue::deribit_eth_february_2026(), venue::deribit_eth_february_2026()}}),
             everything,
             {worth("the roll shock of a bought option is on top of its worth", call(eth, 1.25, july, 1.0)),
              {&law::halves, "the delta shock begins above 20 million", {.positions = {perpetual_future(eth, 65'536.0)}}},
              {&law::hedge,
               "each account is spared the far losses of its own allowance, and the delta shock of its first 20 million",
               {.positions = {inverse_future(eth, -67'108'864.0), call(eth, 1.25, july, -1'024.0, eth)}}}}));
  all.push_back(lawful("Derive portfolio margin 1", venue::derive_portfolio_margin_1(venue::derive_portfolio_margin_1_2026()),
                       {.coins = true, .linear = true, .options = true, .dated = false},
                       {worth("1.25 of what a bought option is worth opens it", call(eth, 1.0, july, 1.0))}));
  venue::DerivePortfolioMargin2 second = venue::derive_portfolio_margin_2_2026();
  second.collateral = {{.in_scenarios = true}, {.in_scenarios = true}, {.in_scenarios = true}};
  all.push_back(lawful("Derive portfolio margin 2", venue::derive_portfolio_margin_2(second),
                       {.coins = true, .linear = true, .options = true, .dated = false}));
  all.push_back(lawful("Paradex portfolio margin", venue::paradex_portfolio_margin(venue::paradex_portfolio_margin_2026()),
                       {.linear = true, .options = true, .dated = false}));
  all.push_back(lawful("CME SPAN", venue::cme_span(span()), {.linear = true, .options = true, .perpetuals = false},
                       {worth("1.1 of what a bought option is worth opens it", call(btc, 1.25, july, 1.0))}));
  all.push_back(lawful("OCC TIMS", venue::occ_tims({.group_of_asset = {0, 0}, .offset_of_group = {0.9}}),
                       {.coins = true, .owed_coins = true, .options = true}));
  return all;
}

}  // namespace

TEST_CASE("venues of portfolios keep the laws but those that they are known to break", "[venue][laws]") {
  for (const LawfulVenue& venue : venues()) check_laws(venue);
}

TEST_CASE("at venues of portfolios a number that is none never makes an account healthy", "[venue][laws]") {
  for (const LawfulVenue& venue : venues()) check_nan(venue);
}

TEST_CASE("more scenarios, larger weights and dearer contingencies never need less", "[venue][laws]") {
  const auto first_half = [](auto p) {
    p.scenarios.resize(p.scenarios.size() / 2);
    return p;
  };
  const Holdings usd{.coins = true, .linear = true, .options = true, .dated = false};
  const venue::DerivePortfolioMargin1 one = venue::derive_portfolio_margin_1_2026();
  check_never_less(lawful("all", venue::derive_portfolio_margin_1(one), usd),
                   lawful("Derive portfolio margin 1", venue::derive_portfolio_margin_1(first_half(one)), usd));
  const venue::DerivePortfolioMargin2 two = venue::derive_portfolio_margin_2_2026();
  check_never_less(lawful("all", venue::derive_portfolio_margin_2(two), usd),
                   lawful("Derive portfolio margin 2", venue::derive_portfolio_margin_2(first_half(two)), usd));
  const venue::ParadexPortfolioMargin paradex = venue::paradex_portfolio_margin_2026();
  const Holdings no_coins{.linear = true, .options = true, .dated = false};
  check_never_less(lawful("all", venue::paradex_portfolio_margin(paradex), no_coins),
                   lawful("Paradex portfolio margin", venue::paradex_portfolio_margin(first_half(paradex)), no_coins));

  const venue::DeribitPortfolioMargin deribit = venue::deribit_btc_june_2024();
  venue::DeribitPortfolioMargin near = deribit, light = deribit;
  near.extended_moves.clear(), light.annualised_move_risk = 0.0, light.m_inc = 0.0, light.extended_table_factor = 0.5;
  const LawfulVenue whole = lawful("all", venue::deribit_portfolio_margin(deribit), in_coins);
  check_never_less(whole, lawful("Deribit portfolio margin without far moves", venue::deribit_portfolio_margin(near), in_coins));
  check_never_less(whole, lawful("Deribit portfolio margin with less", venue::deribit_portfolio_margin(light), in_coins));
  const auto cross = [](const venue::DeribitPortfolioMargin& p) { return venue::deribit_cross_portfolio_margin({.of_asset = {p, p, p}}); };
  check_never_less(lawful("all", cross(deribit), everything), lawful("Deribit cross portfolio margin with less", cross(light), everything));

  venue::OkxPortfolioMargin okx = venue::okx_january_2025(), mild = okx;
  mild.extreme_share = 0.1, mild.initial_of_maintenance = 1.0, mild.rate_move = 0.0;
  check_never_less(lawful("all", venue::okx_portfolio_margin(okx), everything),
                   lawful("OKX portfolio margin with less", venue::okx_portfolio_margin(mild), everything));
  venue::BybitPortfolioMargin bybit = venue::bybit_btc_march_2026(), cheap = bybit;
  cheap.futures = 0.0, cheap.short_options = 0.0, cheap.calendar = {};
  check_never_less(lawful("all", venue::bybit_portfolio_margin(bybit), everything),
                   lawful("Bybit portfolio margin without contingencies", venue::bybit_portfolio_margin(cheap), everything));
  venue::CmeSpan covered = span();
  covered.moves.cover = 0.0;
  for (venue::SpanProduct& p : covered.of_asset) p.short_option_minimum = 0.0, p.intermonth.clear();
  const Holdings months{.linear = true, .options = true, .perpetuals = false};
  check_never_less(lawful("all", venue::cme_span(span()), months), lawful("CME SPAN with less", venue::cme_span(covered), months));
  const Holdings stock{.coins = true, .owed_coins = true, .options = true};
  check_never_less(lawful("apart", venue::occ_tims({.group_of_asset = {0, 0}, .offset_of_group = {0.5}}), stock),
                   lawful("OCC TIMS", venue::occ_tims({.group_of_asset = {0, 0}, .offset_of_group = {0.9}}), stock));
}

TEST_CASE("a wider range never needs less of futures, and may of options: its points are others", "[venue][laws]") {
  const Holdings futures{.linear = true, .inverse = true};
  venue::DeribitPortfolioMargin narrow = venue::deribit_btc_june_2024(), wide = narrow;
  wide.price_range = 0.20;
  check_never_less(lawful("wide", venue::deribit_portfolio_margin(wide), futures),
                   lawful("Deribit portfolio margin", venue::deribit_portfolio_margin(narrow), futures));
  venue::BybitPortfolioMargin bybit = venue::bybit_btc_march_2026(), further = bybit;
  further.price_range = 0.125;
  check_never_less(lawful("wide", venue::bybit_portfolio_margin(further), futures),
                   lawful("Bybit portfolio margin", venue::bybit_portfolio_margin(bybit), futures));
  venue::OkxPortfolioMargin okx = venue::okx_january_2025(), extreme = okx;
  extreme.otherwise = {.moves = {0.1, 0.2, 0.3}, .extreme = 0.7, .basis = okx.otherwise.basis, .reduction = okx.otherwise.reduction};
  check_never_less(lawful("wide", venue::okx_portfolio_margin(extreme), futures),
                   lawful("OKX portfolio margin", venue::okx_portfolio_margin(okx), futures));
  venue::CmeSpan further_span = span();
  for (venue::SpanProduct& p : further_span.of_asset) p.price_scan_range *= 1.5;
  const Holdings months{.linear = true, .perpetuals = false};
  check_never_less(lawful("wide", venue::cme_span(further_span), months), lawful("CME SPAN", venue::cme_span(span()), months));
  const Holdings stock{.coins = true, .owed_coins = true};
  check_never_less(lawful("wide", venue::occ_tims({.otherwise = {.down = 0.3, .up = 0.3}}), stock),
                   lawful("OCC TIMS", venue::occ_tims({}), stock));

  // A straddle that futures let lose most at a price 8 % down, which is a point of the narrow grid and none of the wide one.
  const Account middle{.positions = {call(btc, 1.0, july, 64.0, btc), put(btc, 1.0, july, 64.0, btc), inverse_future(btc, 350'000.0)}};
  CHECK(that_need_less(lawful("wide", venue::deribit_portfolio_margin(wide), in_coins),
                       lawful("Deribit portfolio margin", venue::deribit_portfolio_margin(narrow), in_coins), std::span{&middle, 1})
            .size() == 1);
}
