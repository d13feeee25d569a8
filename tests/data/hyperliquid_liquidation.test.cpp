#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>
#include <map>
#include <string>
#include <vector>

#include "bulwark/evaluate/liquidation_price.hpp"
#include "bulwark/venue/hyperliquid.hpp"
#include "support/catch.hpp"
#include "support/csv.hpp"
#include "support/shared.hpp"

using namespace bulwark;

namespace {

using Venue = decltype(venue::hyperliquid({}));

/// Every perpetual that an account holds, with the schedule of its market; assets are numbered as they come.
struct Book {
  std::vector<venue::LeverageSchedule> schedules;
  std::vector<ListedInstrument> listed;
  Account account;
  MarketState market{.now = Timestamp{}, .assets = {}};

  void add(venue::LeverageSchedule schedule, double size, double entry, double mark) {
    const AssetId asset{static_cast<std::uint32_t>(schedules.size())};
    schedules.push_back(std::move(schedule));
    listed.push_back({.id = std::to_string(listed.size()), .instrument = LinearFuture{asset}});
    account.positions.push_back({.instrument = LinearFuture{asset}, .quantity = size, .entry_price = entry});
    market.assets.push_back({.spot = mark});
  }
  Venue venue() const {
    venue::Hyperliquid parameters{.schedules = schedules};
    for (std::uint32_t a = 0; a < schedules.size(); ++a) parameters.schedule_of_asset.push_back(a);
    return venue::hyperliquid(parameters);
  }
};

/// From next to nothing to a trillion times the price: some quoted prices of small positions in large accounts are that far away.
PricePath whole_axis(AssetId asset) { return {.asset = asset, .lowest = 0x1p-40, .highest = 0x1p40, .steps = 2}; }

/// A perpetual in an otherwise unchanged account has one liquidation price: a long's safe prices end below, a short's above.
std::optional<double> end_of(const SafePrices& safe, double size) {
  if (safe.intervals.size() != 1) return std::nullopt;
  const SafeInterval& in = safe.intervals.front();
  if (size > 0.0) return in.is_open_below ? std::nullopt : std::optional{in.low};
  return in.is_open_above ? std::nullopt : std::optional{in.high};
}

/// By table id, as published.
std::map<std::string, venue::LeverageSchedule> schedule_of_table(const std::filesystem::path& margin) {
  std::map<std::string, venue::LeverageSchedule> tables;
  const test::Csv tiers{margin / "hl_margin_tables.csv"};
  for (Index i = 0; i < tiers.rows(); ++i)
    tables[tiers.text(i, "table_id")].push_back({*tiers.number(i, "lower_bound_usd"), *tiers.number(i, "max_leverage")});
  return tables;
}

/// By coin, for the coins whose table is known.
std::map<std::string, venue::LeverageSchedule> schedules(const std::filesystem::path& margin) {
  const std::map<std::string, venue::LeverageSchedule> tables = schedule_of_table(margin);
  std::map<std::string, venue::LeverageSchedule> of_coin;
  const test::Csv coins{margin / "hl_coin_margin_table.csv"};
  for (Index i = 0; i < coins.rows(); ++i) of_coin[coins.text(i, "coin")] = tables.at(coins.text(i, "table_id"));
  return of_coin;
}

RiskReport report_at(const Venue& venue, const Listing& listing, MarketState market, std::size_t asset, double price,
                     const AccountRow& row) {
  market.assets[asset].spot = price;
  const auto tick = venue.price(listing, market);
  Workspace workspace = tick->workspace();
  return tick->evaluate(row, workspace);
}

}  // namespace

TEST_CASE("cross-margined liquidation prices that the exchange quotes are reproduced from one another", "[data][hyperliquid]") {
  const auto positions = test::shared("data/positions");
  const auto margin = test::shared("data/margin");
  if (!positions || !margin) return;
  // The data's README: "one quoted price gives M [the free margin], and M predicts the prices of all other positions of the account. With
  // hl_margin_tables.csv and hl_coin_margin_table.csv 94-95 % of the quoted prices in accounts with two or more agree to 1e-6"; its column
  // cross_consistent: "this price and another one of the account give the same free margin". Here: cash is set so that another quoted price
  // of the account is the one at which it is liquidated; the price of this position must come out.
  const std::map<std::string, venue::LeverageSchedule> schedule_of_coin = schedules(*margin);

  std::printf("%-17s %8s %6s %6s | within 1e-6 | one margin per account | flips | evaluations per price\n", "positions", "accounts",
              "quoted", "pairs");
  for (const std::string time : {"20260205T143449Z", "20260205T195244Z", "20260221T182642Z"}) {
    const test::Csv rows{*positions / ("hl_positions_" + time + ".csv")};
    std::map<std::string, std::vector<Index>> rows_of;
    for (Index i = 0; i < rows.rows(); ++i) rows_of[rows.text(i, "account")].push_back(i);
    Index quoted = 0, compared = 0, agree = 0, agree_as_one = 0, edges = 0, flips = 0, evaluations = 0;
    for (const auto& [name, own] : rows_of) {
      Book book;
      std::vector<std::pair<std::size_t, double>> quotes;  // position, price
      for (const Index i : own) {
        quoted += rows.number(i, "liquidation_px").has_value();
        const auto known = schedule_of_coin.find(rows.text(i, "coin"));
        const auto leverage = rows.number(i, "max_leverage");
        if (known == schedule_of_coin.end() && !leverage) continue;  // no margin rate is known
        book.add(known != schedule_of_coin.end() ? known->second : venue::LeverageSchedule{{0.0, *leverage}}, *rows.number(i, "size"),
                 *rows.number(i, "entry_px"), *rows.number(i, "mark_px"));
        if (const auto price = rows.number(i, "liquidation_px")) quotes.push_back({book.listed.size() - 1, *price});
      }
      if (quotes.size() < 2) continue;
      compared += std::ssize(quotes);
      const Venue venue = book.venue();
      const auto listing = Listing::from(book.listed);
      REQUIRE(listing);
      const AccountRows admitted = listing->admit(std::span{&book.account, 1});
      REQUIRE(admitted.faults().empty());
      const auto tick = venue.price(*listing, book.market);
      REQUIRE(tick);
      AccountRow account = admitted.at(0);
      account.cash = 0.0;
      std::vector<double> cash;  // with which the account is liquidated at each quoted price
      for (const auto& [asset, price] : quotes)
        cash.push_back(-report_at(venue, *listing, book.market, asset, price, account).maintenance_surplus());
      Index largest = 0;
      for (std::size_t j = 0; j < quotes.size(); ++j) {
        Index together = 0;
        for (std::size_t i = 0; i < quotes.size(); ++i)
          together += std::abs(cash[i] - cash[j]) <= 1e-6 * quotes[i].second * std::abs(book.account.positions[quotes[i].first].quantity);
        if (together > 1) largest = std::max(largest, together);
      }
      agree_as_one += largest;
      for (std::size_t i = 0; i < quotes.size(); ++i) {
        double nearest = std::numeric_limits<double>::infinity();
        for (std::size_t j = 0; j < quotes.size(); ++j)
          if (j != i && std::abs(cash[j] - cash[i]) < std::abs(nearest - cash[i])) nearest = cash[j];
        account.cash = nearest;
        const std::size_t asset = quotes[i].first;
        const double size = book.account.positions[asset].quantity;
        const auto safe = liquidation_price(*tick, account, book.market, whole_axis(AssetId{static_cast<std::uint32_t>(asset)}));
        REQUIRE(safe);
        evaluations += safe->evaluations;
        const auto price = end_of(*safe, size);
        if (!price) continue;
        agree += std::abs(*price / quotes[i].second - 1.0) <= 1e-6;
        ++edges;
        const double beyond = std::nextafter(*price, size > 0.0 ? 0.0 : std::numeric_limits<double>::infinity());
        flips += report_at(venue, *listing, book.market, asset, *price, account).verdict.is_healthy() &&
                 report_at(venue, *listing, book.market, asset, beyond, account).verdict.is_liquidatable();
      }
    }
    const auto share = [&](Index of) { return static_cast<double>(of) / static_cast<double>(compared); };
    std::printf("%-17s %8zu %6td %6td | %9.2f %% | %20.2f %% | %5.1f %% | %.1f\n", time.c_str(), rows_of.size(), quoted, compared,
                100.0 * share(agree), 100.0 * share(agree_as_one), 100.0 * static_cast<double>(flips) / static_cast<double>(edges),
                static_cast<double>(evaluations) / static_cast<double>(compared));
    INFO(time);
    CHECK(compared > 1600);
    CHECK(share(agree) >= 0.93);
    CHECK(flips == edges);
    CHECK(edges >= compared - compared / 100);
  }
}

TEST_CASE("the closed form predicts the quoted prices of an account from one another", "[data][hyperliquid]") {
  const auto positions = test::shared("data/positions");
  const auto margin = test::shared("data/margin");
  if (!positions || !margin) return;
  // As above, without an evaluator: a quoted price gives the free margin, M = (mark - q) x size + mm(|size| x q) - mm(|size| x mark).
  // Most that disagree in the third file are PENDLE, POPCAT, RUNE and WIF, as if they had lower leverage by then than their tables say.
  const std::map<std::string, venue::LeverageSchedule> schedule_of_coin = schedules(*margin);
  for (const auto& [time, least_share] :
       std::vector<std::pair<std::string, double>>{{"20260205T143449Z", 0.945}, {"20260205T195244Z", 0.95}, {"20260221T182642Z", 0.935}}) {
    const test::Csv rows{*positions / ("hl_positions_" + time + ".csv")};
    struct Quoted {
      MarginTiers tiers;
      double mark, size, price, available;
    };
    std::map<std::string, std::vector<Quoted>> accounts;
    for (Index i = 0; i < rows.rows(); ++i) {
      const auto known = schedule_of_coin.find(rows.text(i, "coin"));
      const auto leverage = rows.number(i, "max_leverage"), price = rows.number(i, "liquidation_px");
      if (!price || (known == schedule_of_coin.end() && !leverage)) continue;
      const MarginTiers tiers =
          venue::hyperliquid_tiers(known != schedule_of_coin.end() ? known->second : venue::LeverageSchedule{{0.0, *leverage}});
      const double mark = *rows.number(i, "mark_px"), size = *rows.number(i, "size");
      const auto kept = [&](double at) { return TieredMargin::charge(tiers, std::abs(size) * at).maintenance; };
      accounts[rows.text(i, "account")].push_back({tiers, mark, size, *price, (mark - *price) * size + kept(*price) - kept(mark)});
    }
    Index compared = 0, agree = 0;
    for (const auto& [name, quotes] : accounts) {
      if (quotes.size() < 2) continue;
      compared += std::ssize(quotes);
      for (std::size_t i = 0; i < quotes.size(); ++i) {
        const Quoted& own = quotes[i];
        double nearest = std::numeric_limits<double>::infinity();
        for (std::size_t j = 0; j < quotes.size(); ++j)
          if (j != i && std::abs(quotes[j].available - own.available) < std::abs(nearest - own.available)) nearest = quotes[j].available;
        const LiquidationPrices prices = venue::hyperliquid_liquidation_prices(own.mark, own.size, nearest, own.tiers);
        const auto price = own.size > 0.0 ? prices.below : prices.above;
        agree += price && std::abs(*price / own.price - 1.0) <= 1e-6;
      }
    }
    const double share = static_cast<double>(agree) / static_cast<double>(compared);
    std::printf("%s: the closed form agrees with %.2f %% of %td quoted prices to 1e-6\n", time.c_str(), 100.0 * share, compared);
    INFO(time);
    CHECK(compared > 1600);
    CHECK(share >= least_share);
  }
}

TEST_CASE("the named schedules are the published tables", "[data][hyperliquid]") {
  const auto margin = test::shared("data/margin");
  if (!margin) return;
  const std::map<std::string, venue::LeverageSchedule> tables = schedule_of_table(*margin);
  const std::map<std::string, venue::LeverageSchedule> named{
      {"50", {{0.0, 50.0}}},           {"51", venue::hyperliquid_51()},  {"52", venue::hyperliquid_52()},
      {"53", venue::hyperliquid_53()}, {"54", venue::hyperliquid_sol()}, {"55", venue::hyperliquid_eth()},
      {"56", venue::hyperliquid_btc()}};
  REQUIRE(tables.size() == named.size());
  for (const auto& [id, schedule] : tables) {
    INFO(id);
    REQUIRE(named.count(id) == 1);
    const venue::LeverageSchedule& ours = named.at(id);
    REQUIRE(ours.size() == schedule.size());
    for (std::size_t n = 0; n < ours.size(); ++n) {
      CHECK(ours[n].floor == schedule[n].floor);
      CHECK(ours[n].max_leverage == schedule[n].max_leverage);
    }
  }
  for (const auto& [coin, schedule] : schedules(*margin)) {
    INFO(coin);
    CHECK(venue::hyperliquid({.schedules = {schedule}}).faults().empty());
  }
}

TEST_CASE("isolated liquidation prices that the exchange quotes are reproduced from entry and collateral", "[data][hyperliquid]") {
  const auto path = test::shared("data/positions/hl_isolated_positions.csv");
  if (!path) return;
  // The data's README: "median relative error 5e-9, largest 3.5e-5".
  const test::Csv rows{*path};
  CHECK(rows.rows() == 29);
  double worst = 0.0;
  for (Index i = 0; i < rows.rows(); ++i) {
    const double size = rows.text(i, "side") == "long" ? *rows.number(i, "size") : -*rows.number(i, "size");
    const double entry = *rows.number(i, "entry_px"), quoted = *rows.number(i, "liquidation_px");
    Book book;
    book.add({{0.0, *rows.number(i, "max_leverage")}}, size, entry, entry);
    book.account.cash = *rows.number(i, "collateral");
    const Venue venue = book.venue();
    const auto safe = liquidation_price(venue, book.account, book.market, whole_axis(AssetId{0}));
    REQUIRE(safe);
    const auto price = end_of(*safe, size);
    INFO(i << " " << rows.text(i, "coin") << " quoted " << quoted);
    REQUIRE(price);
    worst = std::max(worst, std::abs(*price / quoted - 1.0));
    const MarginTiers tiers = venue::hyperliquid_tiers(book.schedules[0]);
    const double available = book.account.cash - TieredMargin::charge(tiers, std::abs(size) * entry).maintenance;
    const LiquidationPrices closed = venue::hyperliquid_liquidation_prices(entry, size, available, tiers);
    const auto same = size > 0.0 ? closed.below : closed.above;
    REQUIRE(same);
    // A position on its full value is liquidated near 0, where the rounding of that value shows.
    CHECK(std::abs(*same - *price) <= std::max(1e-12 * *price, 1e-15 * entry));
    CHECK(std::abs(*price / quoted - 1.0) < 4e-5);
    const auto verdict_at = [&](double p) {
      book.market.assets[0].spot = p;
      return venue.evaluate(book.account, book.market)->verdict;
    };
    CHECK(verdict_at(*price).is_healthy());
    CHECK(verdict_at(std::nextafter(*price, size > 0.0 ? 0.0 : 1e300)).is_liquidatable());
  }
  std::printf("isolated: 29 prices, largest error %.1e\n", worst);
}
