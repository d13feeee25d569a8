#include "bulwark/evaluate/tick.hpp"

#include <algorithm>

#include "bulwark/evaluate/change.hpp"
#include "support/allocations.hpp"
#include "support/books.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

/// `count` books of 1 to 20 positions.
std::vector<Account> books(Index count, std::uint64_t seed) {
  Random random{seed};
  const std::vector<ListedInstrument> listed = chain();
  std::vector<Account> accounts;
  for (Index i = 0; i < count; ++i) accounts.push_back(random_book(random, listed, 1 + random.below(20)));
  return accounts;
}

template <class Venue>
std::vector<RiskReport> reports_of(const Venue& venue, const Listing& listing, const MarketState& market,
                                   std::span<const Account> accounts) {
  const AccountRows rows = listing.admit(accounts);
  REQUIRE(rows.faults().empty());
  const auto tick = venue.price(listing, market);
  REQUIRE(tick);
  REQUIRE(tick->faults().empty());
  Workspace workspace = tick->workspace();
  std::vector<RiskReport> reports(accounts.size());
  tick->evaluate(rows, workspace, reports);
  return reports;
}

const Listing listing = *Listing::from(chain());

}  // namespace

TEST_CASE("the order in which positions are named changes no bit", "[evaluate][tick][A19]") {
  std::vector<Account> accounts = books(400, 1), shuffled = accounts;
  Random random{2};
  for (Account& account : shuffled)
    for (std::size_t i = account.positions.size(); i > 1; --i)
      std::swap(account.positions[i - 1], account.positions[static_cast<std::size_t>(random.below(static_cast<Index>(i)))]);
  on_every_venue([&](const auto& venue) {
    const auto a = reports_of(venue, listing, three_assets(), accounts), b = reports_of(venue, listing, three_assets(), shuffled);
    for (std::size_t i = 0; i < a.size(); ++i) {
      CHECK(bits(a[i]) == bits(b[i]));
      CHECK(a[i].verdict.is_known());
    }
  });
}

TEST_CASE("a position split in parts is the same position", "[evaluate][tick][A20]") {
  const std::vector<Account> accounts = books(300, 3);
  std::vector<Account> split = accounts;
  Random random{4};
  for (Account& account : split) {
    const std::size_t size = account.positions.size();
    for (std::size_t i = 0; i < size; ++i) {
      Position part = account.positions[i];
      part.quantity = static_cast<double>(random.below(64)) / 16.0 - 2.0;
      account.positions[i].quantity -= part.quantity;  // exact: quantities are multiples of 1/16
      account.positions.push_back(part);
    }
  }
  on_every_venue([&](const auto& venue) {
    const auto a = reports_of(venue, listing, three_assets(), accounts), b = reports_of(venue, listing, three_assets(), split);
    for (std::size_t i = 0; i < a.size(); ++i) {
      // Legs of inverse futures are quotients, which do not add exactly; everything else does.
      const double scale = 1e-12 * (1.0 + std::abs(a[i].equity) + a[i].requirement.initial + std::abs(a[i].resources.initial));
      CHECK(std::abs(a[i].equity - b[i].equity) <= scale);
      CHECK(std::abs(a[i].requirement.initial - b[i].requirement.initial) <= scale);
      CHECK(std::abs(a[i].requirement.maintenance - b[i].requirement.maintenance) <= scale);
      CHECK(a[i].verdict == b[i].verdict);
    }
  });
}

TEST_CASE("a split position of exact parts has the same bits", "[evaluate][tick][A20][bits]") {
  const Account whole{.positions = {{LinearFuture{btc}, 6.0, 100'000.0},
                                    {VanillaOption{btc, OptionSide::call, 104'000.0, july}, -3.0, 0.0, AssetId::quote}},
                      .cash = 1e5};
  const Account parts{.positions = {{LinearFuture{btc}, 2.5, 100'000.0},
                                    {VanillaOption{btc, OptionSide::call, 104'000.0, july}, -1.0, 0.0, AssetId::quote},
                                    {LinearFuture{btc}, 3.5, 100'000.0},
                                    {VanillaOption{btc, OptionSide::call, 104'000.0, july}, -2.0, 0.0, AssetId::quote}},
                      .cash = 1e5};
  const std::vector<Account> both{whole, parts};
  on_every_venue([&](const auto& venue) {
    const auto reports = reports_of(venue, listing, three_assets(), both);
    CHECK(bits(reports[0]) == bits(reports[1]));
  });
}

TEST_CASE("one account, many accounts and a script get the same bits", "[evaluate][tick][A16][bits]") {
  // The script lists only what the account holds, so multipliers other than one are the listing's own business.
  std::vector<ListedInstrument> listed = chain();
  for (ListedInstrument& item : listed) item.multiplier = 1.0;
  const Listing plain = *Listing::from(listed);
  const std::vector<Account> accounts = books(60, 5);
  on_every_venue([&](const auto& venue) {
    const AccountRows rows = plain.admit(accounts);
    const auto tick = venue.price(plain, three_assets());
    Workspace workspace = tick->workspace();
    std::vector<RiskReport> many(accounts.size());
    tick->evaluate(rows, workspace, many);
    for (std::size_t i = 0; i < accounts.size(); ++i) {
      CHECK(bits(tick->evaluate(rows.at(static_cast<Index>(i)), workspace)) == bits(many[i]));
      const auto once = venue.evaluate(accounts[i], three_assets());
      REQUIRE(once);
      CHECK(bits(*once) == bits(many[i]));
    }
    // A thread's share, a share that ends with the accounts, and one that begins after them.
    for (const auto& [first, count] : {std::pair<Index, std::size_t>{7, 20}, {50, 20}, {60, 3}}) {
      std::vector<RiskReport> share(count);
      tick->evaluate(rows, first, workspace, share);
      for (std::size_t i = 0; i < count; ++i) {
        const std::size_t at = static_cast<std::size_t>(first) + i;
        CHECK(bits(share[i]) == bits(at < many.size() ? many[at] : RiskReport{}));
      }
    }
  });
}

TEST_CASE("an account does not see its neighbours", "[evaluate][tick][A10][bits]") {
  const std::vector<Account> accounts = books(50, 6), others = books(50, 7);
  std::vector<Account> mixed;
  for (std::size_t i = 0; i < accounts.size(); ++i) mixed.push_back(others[i]), mixed.push_back(accounts[i]);
  on_every_venue([&](const auto& venue) {
    const auto alone = reports_of(venue, listing, three_assets(), accounts), among = reports_of(venue, listing, three_assets(), mixed);
    for (std::size_t i = 0; i < alone.size(); ++i) CHECK(bits(alone[i]) == bits(among[2 * i + 1]));
  });
}

TEST_CASE("rows on which instruments are listed change no bit", "[evaluate][tick][bits]") {
  std::vector<ListedInstrument> reversed = chain();
  std::reverse(reversed.begin(), reversed.end());
  const Listing other = *Listing::from(reversed);
  const std::vector<Account> accounts = books(100, 8);
  on_every_venue([&](const auto& venue) {
    const auto a = reports_of(venue, listing, three_assets(), accounts), b = reports_of(venue, other, three_assets(), accounts);
    for (std::size_t i = 0; i < a.size(); ++i) CHECK(bits(a[i]) == bits(b[i]));
  });
}

TEST_CASE("an empty account is healthy, needs nothing and has nothing", "[evaluate][tick][A03][A12][B01]") {
  const std::vector<Account> accounts(1);
  on_every_venue([&](const auto& venue) {
    const RiskReport report = reports_of(venue, listing, three_assets(), accounts)[0];
    CHECK(report.equity == 0.0);
    CHECK(report.requirement.initial == 0.0);
    CHECK(report.requirement.maintenance == 0.0);
    CHECK_FALSE(report.health.has_value());
    CHECK(report.verdict == Verdict{Standing::healthy, 0.0});
  });
}

TEST_CASE("numbers of random books are ordered and verdicts follow them", "[evaluate][tick][A01][A05][A03]") {
  const std::vector<Account> accounts = books(500, 9);
  on_every_venue([&](const auto& venue) {
    for (const RiskReport& r : reports_of(venue, listing, three_assets(), accounts)) {
      CHECK(r.requirement.maintenance >= 0.0);
      CHECK(r.requirement.initial >= r.requirement.maintenance);
      CHECK(r.resources.initial <= r.resources.maintenance);
      CHECK((r.equity < 0.0 || r.verdict.is_liquidatable() == (r.resources.maintenance < r.requirement.maintenance)));
      CHECK((r.equity >= 0.0 || r.verdict.standing == Standing::bankrupt));
    }
  });
}

TEST_CASE("an account is healthy on its requirement and liquidatable one step below", "[evaluate][tick][A04]") {
  // One future at its entry price: the requirement does not depend on the cash, the equity is the cash.
  const auto venue = tiered_venue();
  Account account{.positions = {{LinearFuture{btc}, 3.0, 104'000.0}}, .cash = 0.0};
  const double needed = reports_of(venue, listing, three_assets(), std::span{&account, 1})[0].requirement.maintenance;
  REQUIRE(needed > 0.0);
  account.cash = needed;
  CHECK(reports_of(venue, listing, three_assets(), std::span{&account, 1})[0].verdict.is_healthy());
  account.cash = std::nextafter(needed, 0.0);
  CHECK(reports_of(venue, listing, three_assets(), std::span{&account, 1})[0].verdict.is_liquidatable());
}

TEST_CASE("scenario margin is homogeneous, to the bit for powers of two", "[evaluate][tick][B02][B08]") {
  const std::vector<Account> accounts = books(200, 10);
  const RiskEvaluator venue{no_haircut(), ScenarioMargin{.grid = grid()}, Black{}, NoVar{}, HealthThreshold{}};
  const auto base = reports_of(venue, listing, three_assets(), accounts);
  for (const double factor : {0.25, 2.0, 1024.0}) {
    std::vector<Account> scaled = accounts;
    for (Account& account : scaled) {
      account.cash *= factor;
      for (Position& p : account.positions) p.quantity *= factor;
    }
    const auto reports = reports_of(venue, listing, three_assets(), scaled);
    for (std::size_t i = 0; i < base.size(); ++i) {
      CHECK(reports[i].requirement.initial == factor * base[i].requirement.initial);
      CHECK(reports[i].equity == factor * base[i].equity);
    }
  }
}

TEST_CASE("scenario margin of two books together is no more than of each", "[evaluate][tick][B03][B07]") {
  const RiskEvaluator venue{no_haircut(), ScenarioMargin{.grid = grid()}, Black{}, NoVar{}, HealthThreshold{}};
  const std::vector<Account> a = books(200, 11), b = books(200, 12);
  std::vector<Account> together = a;
  for (std::size_t i = 0; i < a.size(); ++i)
    together[i].positions.insert(together[i].positions.end(), b[i].positions.begin(), b[i].positions.end());
  const auto ra = reports_of(venue, listing, three_assets(), a), rb = reports_of(venue, listing, three_assets(), b);
  const auto rt = reports_of(venue, listing, three_assets(), together);
  for (std::size_t i = 0; i < a.size(); ++i)
    CHECK(rt[i].requirement.maintenance <= (ra[i].requirement.maintenance + rb[i].requirement.maintenance) * (1.0 + 1e-13));
}

TEST_CASE("more scenarios never lower a requirement", "[evaluate][tick][B05][B15][B17]") {
  const std::vector<Account> accounts = books(200, 13);
  const auto with = [&](const ShockGrid& shocks) {
    return reports_of(RiskEvaluator{no_haircut(), ScenarioMargin{.grid = shocks}, Black{}, NoVar{}, HealthThreshold{}}, listing,
                      three_assets(), accounts);
  };
  const auto base = with({.price_range = 0.16, .vol_up = 0.3, .vol_down = 0.25});
  const auto wider = with({.price_range = 0.32, .steps_per_side = 8, .vol_up = 0.3, .vol_down = 0.25});  // has every move of the first
  const auto damped = with({.price_range = 0.16, .vol_up = 0.3, .vol_down = 0.25, .far_moves = {-0.5, 0.5}, .far_factor = 0.5});
  const auto undamped = with({.price_range = 0.16, .vol_up = 0.3, .vol_down = 0.25, .far_moves = {-0.5, 0.5}, .far_factor = 1.0});
  for (std::size_t i = 0; i < base.size(); ++i) {
    CHECK(wider[i].requirement.maintenance >= base[i].requirement.maintenance);
    CHECK(damped[i].requirement.maintenance >= base[i].requirement.maintenance);
    CHECK(undamped[i].requirement.maintenance >= damped[i].requirement.maintenance);
  }
}

TEST_CASE("an equal long BTC and short ETH is charged for both", "[evaluate][tick]") {
  const std::vector<Account> accounts{
      {.positions = {{LinearFuture{btc}, 1.0, 104'000.0}, {LinearFuture{eth}, -40.625, 2'560.0}}, .cash = 1e5},  // 104,000 of each
      {.positions = {{LinearFuture{btc}, 1.0, 104'000.0}}, .cash = 1e5},
      {.positions = {{LinearFuture{eth}, -40.625, 2'560.0}}, .cash = 1e5}};
  on_every_venue([&](const auto& venue) {
    const auto r = reports_of(venue, listing, three_assets(), accounts);
    CHECK(r[0].requirement.maintenance > 0.0);
    CHECK(r[0].requirement.maintenance == Catch::Approx(r[1].requirement.maintenance + r[2].requirement.maintenance).epsilon(1e-14));
  });
}

TEST_CASE("long and short of one contract is no position", "[evaluate][tick][B11]") {
  const Account account{.positions = {{LinearFuture{btc}, 1.0, 100'000.0}, {LinearFuture{btc}, -1.0, 104'000.0}}, .cash = 1000.0};
  on_every_venue([&](const auto& venue) {
    const RiskReport r = reports_of(venue, listing, three_assets(), std::span{&account, 1})[0];
    CHECK(r.requirement.initial == 0.0);
    CHECK(r.equity == 5000.0);
    CHECK(r.resources.maintenance == 5000.0);  // the profit is cash, for lenders too
  });
}

TEST_CASE("a parity portfolio loses nothing in any scenario", "[evaluate][tick][B13]") {
  // Call - put - discount x forward; the dated future's multiplier is 1/8.
  const Account account{.positions = {{VanillaOption{btc, OptionSide::call, 104'000.0, july}, 1.0, 0.0, AssetId::quote},
                                      {VanillaOption{btc, OptionSide::put, 104'000.0, july}, -1.0, 0.0, AssetId::quote},
                                      {LinearFuture{btc, july}, -8.0 * 0.99609375, 104'000.0 * 1.0078125}}};
  const RiskEvaluator venue{no_haircut(), ScenarioMargin{.grid = grid()}, Black{}, NoVar{}, HealthThreshold{}};
  const RiskReport r = reports_of(venue, listing, three_assets(), std::span{&account, 1})[0];
  CHECK(r.requirement.maintenance <= 1e-9);  // a few roundings of 1e5
}

TEST_CASE("a long option needs no more than it is worth, a short one no less than its worst scenario", "[evaluate][tick][B12]") {
  const RiskEvaluator venue{no_haircut(), ScenarioMargin{.grid = {.price_range = 0.3, .vol_up = 0.5, .vol_down = 0.5}}, Black{}, NoVar{},
                            HealthThreshold{}};
  for (const double quantity : {1.0, -1.0}) {
    const Account account{.positions = {{VanillaOption{btc, OptionSide::call, 104'000.0, july}, quantity, 0.0, AssetId::quote}}};
    const RiskReport r = reports_of(venue, listing, three_assets(), std::span{&account, 1})[0];
    CHECK((quantity < 0.0 || r.requirement.maintenance <= r.equity));
    CHECK((quantity > 0.0 || r.requirement.maintenance >= 0.3 * 104'000.0 * 0.5));
  }
}

TEST_CASE("cash is worth itself and changes no requirement", "[evaluate][tick][B06][A11]") {
  const std::vector<Account> accounts = books(100, 14);
  std::vector<Account> richer = accounts;
  for (Account& account : richer) account.cash += 4096.0;
  on_every_venue([&](const auto& venue) {
    const auto a = reports_of(venue, listing, three_assets(), accounts), b = reports_of(venue, listing, three_assets(), richer);
    for (std::size_t i = 0; i < a.size(); ++i) {
      CHECK(b[i].equity == Catch::Approx(a[i].equity + 4096.0).epsilon(1e-12).margin(1e-6));
      CHECK(b[i].requirement.maintenance == a[i].requirement.maintenance);
      CHECK(b[i].resources.maintenance >= a[i].resources.maintenance);
    }
  });
}

TEST_CASE("a wrong number anywhere in the table makes its holders unknown and nobody else", "[evaluate][tick][A18][bits]") {
  const std::vector<Account> accounts = books(40, 15);
  const AccountRows rows = listing.admit(accounts);
  constexpr double infinity = std::numeric_limits<double>::infinity();
  on_every_venue([&](const auto& venue) {
    auto tick = *venue.price(listing, three_assets());
    PricedMarket& table = *tick.change([](PricedMarket& priced, Faults&) { return &priced; });
    Workspace workspace = tick.workspace();
    std::vector<RiskReport> before(accounts.size()), after(accounts.size());
    tick.evaluate(rows, workspace, before);
    const auto inject = [&](double* number, const auto& depends) {
      const double was = *number;
      for (const double bad : {std::numeric_limits<double>::quiet_NaN(), infinity, -infinity}) {
        *number = bad;
        tick.evaluate(rows, workspace, after);
        std::size_t wrong = 0;
        for (std::size_t i = 0; i < accounts.size(); ++i)
          wrong += depends(rows.at(static_cast<Index>(i))) ? !is_unknown(after[i]) : bits(after[i]) != bits(before[i]);
        CHECK(wrong == 0);
      }
      *number = was;
    };
    for (Index row = 0; row < table.rows(); row += 3) {
      const auto holds = [&](const AccountRow& account) {
        for (const Segment& s : account.segments)
          if (std::find(account.row + s.begin, account.row + s.end, static_cast<std::uint32_t>(row)) != account.row + s.end) return true;
        return false;
      };
      for (Index c = 0; c < column_count; ++c) inject(table.row(row) + c, holds);
      for (const ScenarioBlock& block : table.blocks())
        for (Index c = 0; c < block.count; ++c) inject(table.row(row) + block.first + c, holds);
    }
    for (Index unit = 0; unit < std::ssize(table.units()); ++unit)
      inject(&table.settlement_price(unit), [&](const AccountRow& account) {
        return std::any_of(account.segments.begin(), account.segments.end(),
                           [&](const Segment& s) { return static_cast<Index>(s.unit) == unit; });
      });
    // A holder without legs does not use the legs' row, and may be known or not; in a priced table it has the price's fate.
    for (Index unit = 0; unit < std::ssize(table.units()); ++unit)
      for (const ScenarioBlock& block : table.blocks())
        for (Index c = 0; c < block.count; c += 5) {
          double& number = table.leg_row(unit)[block.first + c];
          const double was = number;
          number = std::numeric_limits<double>::quiet_NaN();
          tick.evaluate(rows, workspace, after);
          std::size_t wrong = 0;
          for (std::size_t i = 0; i < accounts.size(); ++i) {
            bool is_held = false, is_used = false;
            for (const Segment& s : rows.at(static_cast<Index>(i)).segments)
              if (static_cast<Index>(s.unit) == unit) is_held = true, is_used = s.legs + s.coins != 0.0;
            wrong += is_used ? !is_unknown(after[i]) : !is_held && bits(after[i]) != bits(before[i]);
          }
          CHECK(wrong == 0);
          number = was;
        }
  });
}

TEST_CASE("a bad feed makes its holders unknown and leaves every other bit alone", "[evaluate][tick][A18][A10]") {
  const std::vector<Account> accounts = books(300, 16);
  const AccountRows rows = listing.admit(accounts);
  const auto holds = [](const Account& account, AssetId asset) {
    return std::any_of(account.positions.begin(), account.positions.end(),
                       [&](const Position& p) { return asset_of(p.instrument) == asset; });
  };
  std::vector<MarketState> bad_markets;
  const auto spoil = [&](auto change) {
    bad_markets.push_back(three_assets());
    change(bad_markets.back().assets[row(eth)]);
  };
  spoil([](AssetMarket& m) { m.spot = std::numeric_limits<double>::quiet_NaN(); });
  spoil([](AssetMarket& m) { m.spot = 0.0; });
  spoil([](AssetMarket& m) { m.spot = -2'560.0; });
  spoil([](AssetMarket& m) { m.spot = std::numeric_limits<double>::infinity(); });
  spoil([](AssetMarket& m) { m.forwards[0].forward = std::numeric_limits<double>::quiet_NaN(); });
  spoil([](AssetMarket& m) { m.forwards[1].discount = 0.0; });
  spoil([](AssetMarket& m) { std::swap(m.forwards[0].expiry, m.forwards[1].expiry); });
  spoil([](AssetMarket& m) { m.volatility = FlatVolatility{-0.1}; });
  spoil([](AssetMarket& m) { m.model = JumpParameters{.log_jump_deviation = -1.0}; });
  spoil([](AssetMarket& m) { m.oracle_age = std::chrono::milliseconds{-1}; });
  on_every_venue([&](const auto& venue) {
    const auto good = venue.price(listing, three_assets());
    Workspace workspace = good->workspace();
    std::vector<RiskReport> before(accounts.size()), after(accounts.size());
    good->evaluate(rows, workspace, before);
    for (const MarketState& market : bad_markets) {
      const auto tick = venue.price(listing, market);
      REQUIRE(tick);
      CHECK(tick->faults().size() == 1);
      tick->evaluate(rows, workspace, after);
      for (std::size_t i = 0; i < accounts.size(); ++i) {
        if (holds(accounts[i], eth))
          CHECK(is_unknown(after[i]));
        else
          CHECK(bits(after[i]) == bits(before[i]));
      }
    }
  });
}

TEST_CASE("a flat position in an asset with a bad feed is not a holding", "[evaluate][tick][A18]") {
  MarketState market = three_assets();
  market.assets[row(eth)].spot = std::numeric_limits<double>::quiet_NaN();
  const Account account{.positions = {{LinearFuture{btc}, 1.0, 104'000.0}, {LinearFuture{eth}, 0.0, 2'000.0}}, .cash = 1e5};
  const AccountRows rows = listing.admit(std::span{&account, 1});
  on_every_venue([&](const auto& venue) {
    const auto tick = venue.price(listing, market);
    Workspace workspace = tick->workspace();
    CHECK(tick->evaluate(rows.at(0), workspace).verdict.is_known());
  });
}

TEST_CASE("a refused account and one of another age are unknown", "[evaluate][tick][A18]") {
  const auto venue = portfolio_venue();
  const auto tick = venue.price(listing, three_assets());
  Workspace workspace = tick->workspace();
  CHECK(is_unknown(tick->evaluate(AccountRow{}, workspace)));
  Account bad{.positions = {{LinearFuture{btc}, 1.0, -1.0}}};
  const AccountRows refused = listing.admit(std::span{&bad, 1});
  CHECK(is_unknown(tick->evaluate(refused.at(0), workspace)));
  const Account good{.positions = {{LinearFuture{btc}, 1.0, 1.0}}};
  const std::vector<ListedInstrument> fresh{{.id = "new", .instrument = LinearFuture{btc, july + std::chrono::days{1}}}};
  const Listing later = *listing.with(fresh, {});
  const AccountRows from_the_future = later.admit(std::span{&good, 1});
  CHECK(is_unknown(tick->evaluate(from_the_future.at(0), workspace)));
}

TEST_CASE("rows stay put while others list and expire; an account whose row was reused is unknown", "[evaluate][tick]") {
  const std::vector<Account> accounts{{.positions = {{LinearFuture{btc}, 1.0, 104'000.0}}, .cash = 1e5},
                                      {.positions = {{LinearFuture{eth}, 1.0, 2'560.0}}, .cash = 1e5}};
  const AccountRows rows = listing.admit(accounts);
  const auto venue = portfolio_venue();
  const std::vector<std::string> gone{"i1"};  // the ETH perpetual
  const Listing without = *listing.with({}, gone);
  const std::vector<ListedInstrument> fresh{{.id = "new", .instrument = LinearFuture{eth, july + std::chrono::days{1}}}};
  const Listing reused = *without.with(fresh, {});
  REQUIRE(reused.rows() == listing.rows());
  CHECK(reused.id(1).row == listing.id(1).row);
  CHECK_FALSE(reused.is_current(listing.id(1)));
  const auto first = venue.price(listing, three_assets());
  Workspace old_workspace = first->workspace();
  const RiskReport before = first->evaluate(rows.at(0), old_workspace);
  for (const Listing& next : {without, reused}) {
    const auto tick = venue.price(next, three_assets());
    Workspace workspace = tick->workspace();
    CHECK(bits(tick->evaluate(rows.at(0), workspace)) == bits(before));
    CHECK(is_unknown(tick->evaluate(rows.at(1), workspace)));
  }
}

TEST_CASE("an account admitted by an unrelated listing is unknown, not read as another's rows", "[evaluate][tick][A18]") {
  std::vector<ListedInstrument> turned = chain(), few(turned.begin(), turned.begin() + 1);
  std::reverse(turned.begin(), turned.end());
  const std::vector<ListedInstrument> first{{.id = "a", .instrument = LinearFuture{btc, july + std::chrono::days{1}}}};
  const std::vector<ListedInstrument> second{{.id = "b", .instrument = InverseFuture{eth, july + std::chrono::days{1}}}};
  const std::vector<Listing> listings{listing, *Listing::from(turned), *Listing::from(few), *listing.with(first, {}),
                                      *listing.with(second, {})};
  const auto venue = portfolio_venue();
  for (const Listing& theirs : listings) {
    const Index last = theirs.rows() - 1;  // in the sisters, the row in which they differ
    const std::vector<RowId> ids{theirs.id(last)};
    const std::vector<Index> offsets{0, 1};
    const std::vector<double> one{1.0}, price{1e5};
    const AccountRows rows = theirs.admit(PositionColumns{offsets, ids, one, price});
    REQUIRE(rows.faults().empty());
    for (const Listing& ours : listings) {
      const auto tick = venue.price(ours, three_assets());
      Workspace workspace = tick->workspace();
      const bool is_older = &theirs == &listings[0] && (&ours == &listings[3] || &ours == &listings[4]);
      CHECK(tick->evaluate(rows.at(0), workspace).verdict.is_known() == (&ours == &theirs || is_older));
      CHECK(ours.is_current(ids[0]) == (&ours == &theirs || is_older));
    }
  }
}

TEST_CASE("a workspace of another shape is refused", "[evaluate][tick]") {
  const Account account{.positions = {{LinearFuture{btc}, 1.0, 104'000.0}}, .cash = 1e5};
  const AccountRows rows = listing.admit(std::span{&account, 1});
  const auto one = portfolio_venue().price(listing, three_assets());
  const auto other = tiered_venue().price(listing, three_assets());
  Workspace wrong = other->workspace();
  CHECK(is_unknown(one->evaluate(rows.at(0), wrong)));
}

TEST_CASE("an account is evaluated without the heap and without exceptions", "[evaluate][tick]") {
  const std::vector<Account> accounts = books(50, 17);
  const AccountRows rows = listing.admit(accounts);
  on_every_venue([&](const auto& venue) {
    const auto tick = venue.price(listing, three_assets());
    Workspace workspace = tick->workspace();
    std::vector<RiskReport> reports(accounts.size());
    static_assert(noexcept(tick->evaluate(rows.at(0), workspace)));
    static_assert(noexcept(tick->evaluate(rows, workspace, reports)));
    CHECK(allocations_during([&] {
            for (Index i = 0; i < rows.size(); ++i) (void)tick->evaluate(rows.at(i), workspace);
            tick->evaluate(rows, workspace, reports);
          }) == 0);
  });
}

TEST_CASE("finite numbers of any size never make a verdict of nonsense", "[evaluate][tick][B14]") {
  for (const double huge : {1e150, 1e300, std::numeric_limits<double>::max()}) {
    const std::vector<Account> accounts{{.positions = {{LinearFuture{btc}, huge, 1e-3}}},
                                        {.positions = {{VanillaOption{btc, OptionSide::call, 104'000.0, july}, huge, 0.0, AssetId::quote}}},
                                        {.positions = {{Spot{eth}, huge}, {Spot{btc}, -huge}}, .cash = huge}};
    const AccountRows rows = listing.admit(accounts);
    on_every_venue([&](const auto& venue) {
      const auto tick = venue.price(listing, three_assets());
      Workspace workspace = tick->workspace();
      for (Index i = 0; i < rows.size(); ++i) {
        const RiskReport r = tick->evaluate(rows.at(i), workspace);
        const bool all_finite = is_finite(r.equity) && is_finite(r.resources.initial) && is_finite(r.resources.maintenance) &&
                                is_finite(r.requirement.initial) && is_finite(r.requirement.maintenance);
        CHECK((all_finite || is_unknown(r)));
      }
    });
  }
}
