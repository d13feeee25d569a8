#pragma once

#include <algorithm>
#include <functional>
#include <limits>
#include <sstream>
#include <string>
#include <vector>

#include "bulwark/laws/specimens.hpp"
#include "support/books.hpp"
#include "support/catch.hpp"

namespace bulwark::test {

/// What venues hold of the chain.
struct Holdings {
  bool coins = false;  ///< as collateral
  bool owed_coins = false;
  bool linear = false;
  bool inverse = false;
  bool options = false;  ///< settled in the quote
  bool coin_options = false;
  bool dated = true;       ///< futures that expire
  bool perpetuals = true;  ///< and those that do not
  bool late = true;        ///< what expires in December
};

inline bool is_held(const Holdings& h, const ListedInstrument& item) {
  const bool is_dated = expiry_of(item.instrument) != perpetual;
  if (!h.late && expiry_of(item.instrument) == december) return false;
  if (std::holds_alternative<Spot>(item.instrument)) return h.coins || h.owed_coins;
  if (std::holds_alternative<VanillaOption>(item.instrument)) return item.settlement == AssetId::quote ? h.options : h.coin_options;
  return (std::holds_alternative<InverseFuture>(item.instrument) ? h.inverse : h.linear) && (is_dated ? h.dated : h.perpetuals);
}

inline std::vector<ListedInstrument> listed_for(const Holdings& h) {
  std::vector<ListedInstrument> listed;
  for (const ListedInstrument& item : chain())
    if (is_held(h, item)) listed.push_back(item);
  return listed;
}

struct Law;

/// A law that a venue does not keep, why, and an account that shows it.
struct Exception {
  const Law* law;
  const char* why;
  Account account;
};

/// A venue's composition, its type erased.
struct LawfulVenue {
  std::string name;
  Holdings holdings;
  std::vector<ListedInstrument> listed;
  std::function<std::vector<RiskReport>(std::span<const Account>, const MarketState&)> judge;
  std::vector<Exception> exceptions;
};

template <class Venue>
LawfulVenue lawful(std::string name, const Venue& venue, const Holdings& holdings, std::vector<Exception> exceptions = {}) {
  std::vector<ListedInstrument> listed = listed_for(holdings);
  const auto judge = [venue, listed](std::span<const Account> accounts, const MarketState& market) {
    const Listing listing = *Listing::from(listed);
    const auto tick = venue.price(listing, market);
    std::vector<RiskReport> reports(accounts.size());
    REQUIRE(tick);
    Workspace workspace = tick->workspace();
    tick->evaluate(listing.admit(accounts), workspace, reports);
    return reports;
  };
  return {std::move(name), holdings, std::move(listed), judge, std::move(exceptions)};
}

inline Position perpetual_future(AssetId asset, double coins) {
  return {LinearFuture{asset}, coins, three_assets()[asset].spot, AssetId::quote};
}
inline Position inverse_future(AssetId asset, double contracts) {
  return {InverseFuture{asset}, contracts, three_assets()[asset].spot, asset};
}
/// Struck at a share of spot, 0.75, 1 or 1.25.
inline Position call(AssetId asset, double share, Timestamp expiry, double options, AssetId settlement = AssetId::quote) {
  return {VanillaOption{asset, OptionSide::call, three_assets()[asset].spot * share, expiry}, options, 0.0, settlement};
}
inline Position put(AssetId asset, double share, Timestamp expiry, double options, AssetId settlement = AssetId::quote) {
  return {VanillaOption{asset, OptionSide::put, three_assets()[asset].spot * share, expiry}, options, 0.0, settlement};
}

/// Something that is to hold of an account and others made of it.
struct Law {
  const char* text;
  std::vector<Account> (*beside)(const Account&, const LawfulVenue&);
  bool (*holds)(const Account&, const RiskReport& of_it, std::span<const RiskReport> of_others);
  MarketState (*market)() = three_assets;                                  ///< that the others are judged in
  Account (*of)(const Account&) = [](const Account& any) { return any; };  ///< the part of an account that the law speaks of
};

namespace law {

/// A dozen positions of ten million each leave their sums a unit in the 16th place; some venues round to 1e-9 coins.
inline double slack(const RiskReport& a, const RiskReport& b) {
  return 1e-3 + 1e-12 * (std::abs(a.equity) + std::abs(b.equity) + std::abs(a.requirement.initial) + std::abs(b.requirement.initial));
}
inline bool has_no_less(const RiskReport& then, const RiskReport& before) {
  const double s = slack(then, before);
  return then.initial_surplus() >= before.initial_surplus() - s && then.maintenance_surplus() >= before.maintenance_surplus() - s;
}
inline bool needs_no_less(const RiskReport& then, const RiskReport& before, double factor = 1.0) {
  const double s = slack(then, before);
  return then.requirement.initial >= factor * before.requirement.initial - s &&
         then.requirement.maintenance >= factor * before.requirement.maintenance - s;
}
inline bool are_bits_equal(const Account&, const RiskReport& one, std::span<const RiskReport> others) {
  return std::all_of(others.begin(), others.end(), [&](const RiskReport& r) { return bits(r) == bits(one); });
}
inline bool have_no_less(const Account&, const RiskReport& one, std::span<const RiskReport> others) {
  return std::all_of(others.begin(), others.end(), [&](const RiskReport& r) { return has_no_less(r, one); });
}
inline std::vector<Account> itself(const Account& account, const LawfulVenue&) { return {account}; }

inline bool is_same(const Position& a, const Position& b) { return a.instrument == b.instrument && a.settlement == b.settlement; }
/// Positions that cancel are none.
inline bool holds_asset(const Account& account, AssetId asset) {
  return std::any_of(account.positions.begin(), account.positions.end(), [&](const Position& p) {
    double net = 0.0;
    for (const Position& other : account.positions) net += is_same(other, p) ? other.quantity : 0.0;
    return asset_of(p.instrument) == asset && net != 0.0;
  });
}
/// One position for each instrument: costs of more than one entry are added, and rounded, one by one.
inline Account entered_once(const Account& any) {
  Account account = any;
  std::vector<Position>& all = account.positions;
  for (std::size_t i = 0; i < all.size(); ++i)
    all.erase(std::remove_if(all.begin() + static_cast<Index>(i) + 1, all.end(), [&](const Position& p) { return is_same(p, all[i]); }),
              all.end());
  return account;
}
/// The positions whose worth rises with the price (falls, where `side` is -1).
inline Account one_sided(Account account, double side) {
  std::erase_if(account.positions, [&](const Position& p) {
    const auto* option = std::get_if<VanillaOption>(&p.instrument);
    return (option && option->side == OptionSide::put) || (side < 0.0 && std::holds_alternative<Spot>(p.instrument));
  });
  for (Position& p : account.positions) p.quantity = side * std::abs(p.quantity);
  return account;
}
inline MarketState moved(double multiple) {
  MarketState market = three_assets();
  for (AssetMarket& asset : market.assets) {
    asset.spot *= multiple;
    for (ForwardPoint& point : asset.forwards) point.forward *= multiple;
  }
  return market;
}

inline const Law order{"the order of positions changes no bit",
                       [](const Account& a, const LawfulVenue&) {
                         Account back = a;
                         std::reverse(back.positions.begin(), back.positions.end());
                         return std::vector{back};
                       },
                       are_bits_equal};

inline const Law pieces{"a position in two pieces is the position",
                        [](const Account& a, const LawfulVenue&) {
                          Account twice = a;
                          for (Position& p : twice.positions) p.quantity *= 0.5;
                          const std::vector<Position> halves = twice.positions;
                          twice.positions.insert(twice.positions.end(), halves.begin(), halves.end());
                          return std::vector{twice};
                        },
                        are_bits_equal, three_assets, entered_once};

inline const Law nothing{"nothing needs nothing and is healthy", itself,
                         [](const Account&, const RiskReport& r, std::span<const RiskReport>) {
                           return r.requirement.initial == 0.0 && r.requirement.maintenance == 0.0 && r.equity == 0.0 &&
                                  r.resources.initial == 0.0 && r.resources.maintenance == 0.0 && r.verdict.is_healthy();
                         },
                         three_assets, [](const Account&) { return Account{}; }};

inline const Law opening{"to open needs at least what to stay does, and counts no more", itself,
                         [](const Account&, const RiskReport& r, std::span<const RiskReport>) {
                           return r.verdict.is_known() && r.requirement.maintenance >= 0.0 &&
                                  r.requirement.initial >= r.requirement.maintenance - slack(r, r) &&
                                  r.resources.initial <= r.resources.maintenance + slack(r, r);
                         }};

inline const Law verdict{"whoever has less than staying needs is not healthy", itself,
                         [](const Account&, const RiskReport& r, std::span<const RiskReport>) {
                           return r.verdict.is_liquidatable() || r.maintenance_surplus() >= -slack(r, r);
                         }};

inline const Law cash{"more cash is never less surplus",
                      [](const Account& a, const LawfulVenue&) {
                        std::vector<Account> richer(2, a);
                        richer[0].cash += 64.0, richer[1].cash += 1e6;
                        return richer;
                      },
                      have_no_less};

inline const Law coins{"more coins are never less surplus",
                       [](const Account& a, const LawfulVenue& venue) {
                         std::vector<Account> richer;
                         for (const auto& [asset, amount] : {std::pair{btc, 2.0}, {eth, 64.0}, {sol, 1024.0}})
                           if (venue.holdings.coins) richer.push_back(a), richer.back().positions.push_back({Spot{asset}, amount});
                         return richer;
                       },
                       have_no_less};

inline const Law halves{"two halves of an account need no less than the whole",
                        [](const Account& a, const LawfulVenue&) { return std::vector{scaled(a, 0.5)}; },
                        [](const Account&, const RiskReport& whole, std::span<const RiskReport> half) {
                          RiskReport both = half[0];
                          both.requirement.initial *= 2.0, both.requirement.maintenance *= 2.0;
                          return needs_no_less(both, whole);
                        }};

inline const Law growth{
    "twice an account needs no less than twice as much", [](const Account& a, const LawfulVenue&) { return std::vector{scaled(a, 2.0)}; },
    [](const Account&, const RiskReport& one, std::span<const RiskReport> two) { return needs_no_less(two[0], one, 2.0); }};

inline const Law larger{"a larger account needs no less",
                        [](const Account& a, const LawfulVenue&) {
                          return std::vector{scaled(a, 1.0625), scaled(a, 2.0), scaled(a, 16.0)};
                        },
                        [](const Account&, const RiskReport& one, std::span<const RiskReport> more) {
                          return std::all_of(more.begin(), more.end(), [&](const RiskReport& r) { return needs_no_less(r, one); });
                        }};

inline const Law hedge{"an account needs no more than its legs apart",
                       [](const Account& a, const LawfulVenue&) {
                         std::vector<Account> legs{{.positions = {}, .cash = a.cash}};
                         for (const Position& p : a.positions) {
                           const auto own = std::find_if(legs.begin() + 1, legs.end(),
                                                         [&](const Account& leg) { return is_same(leg.positions.front(), p); });
                           if (own == legs.end())
                             legs.push_back({.positions = {p}});
                           else
                             own->positions.push_back(p);
                         }
                         return legs;
                       },
                       [](const Account&, const RiskReport& whole, std::span<const RiskReport> legs) {
                         RiskReport apart;
                         for (const RiskReport& r : legs) {
                           apart.equity += std::abs(r.equity);
                           apart.requirement.initial += r.requirement.initial;
                           apart.requirement.maintenance += r.requirement.maintenance;
                         }
                         return needs_no_less(apart, whole);
                       }};

inline const Law fall{
    "a fall of prices never leaves a long with more", itself,
    [](const Account&, const RiskReport& before, std::span<const RiskReport> then) { return has_no_less(before, then[0]); },
    [] { return moved(0.875); }, [](const Account& a) { return one_sided(a, 1.0); }};

inline const Law rise{
    "a rise of prices never leaves a short with more", itself,
    [](const Account&, const RiskReport& before, std::span<const RiskReport> then) { return has_no_less(before, then[0]); },
    [] { return moved(1.125); }, [](const Account& a) { return one_sided(a, -1.0); }};

inline const Law edge{"next to no volatility, a millisecond left: numbers are numbers", itself,
                      [](const Account&, const RiskReport&, std::span<const RiskReport> then) {
                        return then[0].verdict.is_known() && then[0].requirement.maintenance >= 0.0;
                      },
                      [] {
                        MarketState market = three_assets();
                        market.now = july - std::chrono::milliseconds{1};
                        for (AssetMarket& asset : market.assets) asset.volatility = FlatVolatility{1e-9};
                        return market;
                      }};

inline const Law feed{"an unknown price makes its holders unknown and changes no other bit", itself,
                      [](const Account& a, const RiskReport& before, std::span<const RiskReport> then) {
                        return holds_asset(a, eth) ? is_unknown(then[0]) : bits(before) == bits(then[0]);
                      },
                      [] {
                        MarketState market = three_assets();
                        market.assets[1].spot = std::numeric_limits<double>::quiet_NaN();
                        return market;
                      }};

inline const Law refusal{
    "an account with a number that is none is unknown",
    [](const Account& a, const LawfulVenue&) {
      std::vector<Account> bad(2, a);
      bad[0].cash = bad[1].cash = std::numeric_limits<double>::quiet_NaN();
      if (!a.positions.empty()) bad[1] = a, bad[1].positions.back().quantity = std::numeric_limits<double>::infinity();
      return bad;
    },
    [](const Account&, const RiskReport&, std::span<const RiskReport> bad) { return std::all_of(bad.begin(), bad.end(), is_unknown); }};

inline const std::vector<const Law*> all{&order,  &pieces, &nothing, &opening, &verdict, &cash, &coins, &halves,
                                         &growth, &larger, &hedge,   &fall,    &rise,    &edge, &feed,  &refusal};

}  // namespace law

/// Books of what the venue holds: each instrument alone, pairs, and more together; from a sixteenth of a coin to thousands.
inline std::vector<Account> books_of(const LawfulVenue& venue, Index pairs = 400, Index more = 160) {
  Random random{2026};
  std::vector<Account> books;
  const auto add = [&](Account book, double factor) {
    for (Position& p : book.positions)
      if (std::holds_alternative<Spot>(p.instrument) && !venue.holdings.owed_coins) p.quantity = std::abs(p.quantity);
    books.push_back(scaled(std::move(book), factor));
  };
  for (const ListedInstrument& item : venue.listed)
    for (const double quantity : {0.0625, -1.0, 64.0, -1024.0, 16384.0})
      add({.positions = {{item.instrument, quantity * (std::holds_alternative<InverseFuture>(item.instrument) ? 1024.0 : 1.0),
                          three_assets()[asset_of(item.instrument)].spot, settlement_of(item.instrument, item.settlement)}}},
          1.0);
  for (Index i = 0; i < pairs + more; ++i)
    add(random_book(random, venue.listed, i < pairs ? 2 : random.below(6) + 1), std::ldexp(1.0, static_cast<int>(random.below(12)) - 4));
  return books;
}

inline std::string described(const LawfulVenue& venue, const Account& account) {
  std::ostringstream text;
  text.precision(17);
  text << "cash " << account.cash;
  for (const Position& p : account.positions) {
    const char* kind[] = {"spot", "linear", "inverse", "option"};
    text << "; " << p.quantity << ' ' << kind[p.instrument.index()] << ' ' << row(asset_of(p.instrument));
    if (const auto* o = std::get_if<VanillaOption>(&p.instrument)) text << (o->side == OptionSide::call ? " call " : " put ") << o->strike;
    if (expiry_of(p.instrument) != perpetual) text << (expiry_of(p.instrument) == july ? " july" : " december");
    if (p.settlement && *p.settlement != AssetId::quote) text << " in coin";
    text << " @ " << p.entry_price;
  }
  return text.str() + " at " + venue.name;
}

/// The accounts of which the law does not hold.
inline std::vector<Account> that_break(const Law& law, const LawfulVenue& venue, std::span<const Account> candidates) {
  std::vector<Account> ones, others;
  std::vector<std::size_t> begins{0};
  for (const Account& candidate : candidates) {
    ones.push_back(law.of(candidate));
    for (Account& other : law.beside(ones.back(), venue)) others.push_back(std::move(other));
    begins.push_back(others.size());
  }
  const std::vector<RiskReport> of_ones = venue.judge(ones, three_assets()), of_others = venue.judge(others, law.market());
  std::vector<Account> broken;
  for (std::size_t i = 0; i < ones.size(); ++i)
    if (!law.holds(ones[i], of_ones[i], std::span{of_others}.subspan(begins[i], begins[i + 1] - begins[i]))) broken.push_back(ones[i]);
  return broken;
}

/// Every law, on random books; of those that the venue breaks, the account that breaks it.
inline void check_laws(const LawfulVenue& venue) {
  const std::vector<Account> books = books_of(venue);
  for (const Law* law : law::all) {
    INFO(venue.name << ": " << law->text);
    bool is_kept = true;
    for (const Exception& exception : venue.exceptions) {
      if (exception.law != law) continue;
      is_kept = false;
      INFO("but: " << exception.why);
      CHECK(that_break(*law, venue, std::span{&exception.account, 1}).size() == 1);
    }
    if (!is_kept) continue;
    const std::vector<Account> broken = that_break(*law, venue, books);
    const auto simplest = std::min_element(broken.begin(), broken.end(),
                                           [](const Account& a, const Account& b) { return a.positions.size() < b.positions.size(); });
    INFO(broken.size() << " books break it, such as " << (broken.empty() ? "none" : described(venue, *simplest)));
    CHECK(broken.empty());
  }
}

/// A number of the market that is none leaves an account as it was or unknown, and never makes one healthy by another number.
inline void check_nan(const LawfulVenue& venue) {
  const std::vector<Account> books = books_of(venue, 20, 20);
  const std::vector<RiskReport> before = venue.judge(books, three_assets());
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const auto check = [&](const char* what, auto spoil) {
    MarketState market = three_assets();
    spoil(market);
    const std::vector<RiskReport> then = venue.judge(books, market);
    INFO(venue.name << ": " << what);
    bool is_safe = true;
    for (std::size_t i = 0; i < books.size(); ++i) is_safe = is_safe && (is_unknown(then[i]) || bits(then[i]) == bits(before[i]));
    CHECK(is_safe);
  };
  check("spot", [&](MarketState& m) { m.assets[0].spot = nan; });
  check("forward", [&](MarketState& m) { m.assets[0].forwards[0].forward = nan; });
  check("discount", [&](MarketState& m) { m.assets[0].forwards[0].discount = nan; });
  check("fixed part of a forward", [&](MarketState& m) { m.assets[0].forwards[0].fixed = nan; });
  check("rate", [&](MarketState& m) { m.assets[0].forwards[0].rate = nan; });
  check("volatility", [&](MarketState& m) { m.assets[0].volatility = FlatVolatility{nan}; });
  check("no volatility", [&](MarketState& m) { m.assets[0].volatility = FlatVolatility{0.0}; });
  check("certainty", [&](MarketState& m) { m.assets[0].certainty = nan; });
  check("confidence", [&](MarketState& m) { m.assets[0].confidence = nan; });
  check("price of the quote", [&](MarketState& m) { m.quote_price = nan; });
  check("marks", [&](MarketState& m) { m.marks.assign(venue.listed.size(), nan); });
  check("certainties of rows", [&](MarketState& m) { m.certainties.assign(venue.listed.size(), nan); });
}

/// The books of which `wide` asks less than `narrow`, which hold the same.
inline std::vector<Account> that_need_less(const LawfulVenue& wide, const LawfulVenue& narrow, std::span<const Account> books) {
  const std::vector<RiskReport> much = wide.judge(books, three_assets()), little = narrow.judge(books, three_assets());
  std::vector<Account> less;
  for (std::size_t i = 0; i < books.size(); ++i)
    if (!law::needs_no_less(much[i], little[i])) less.push_back(books[i]);
  return less;
}

inline void check_never_less(const LawfulVenue& wide, const LawfulVenue& narrow) {
  const std::vector<Account> less = that_need_less(wide, narrow, books_of(narrow));
  INFO(narrow.name << ": " << (less.empty() ? "none" : described(narrow, less.front())));
  CHECK(less.empty());
}

}  // namespace bulwark::test
