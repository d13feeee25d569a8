#pragma once

#include "bulwark/venue/derive_portfolio_margin_1.hpp"
#include "bulwark/venue/derive_portfolio_margin_2.hpp"
#include "support/books.hpp"

namespace bulwark::test {

inline constexpr AssetId wrapped{2};  ///< a coin that follows bitcoin
inline const Timestamp next_week = now + std::chrono::days{7};

/// Bitcoin and ether with smiles on three expiries, and wrapped bitcoin.
inline MarketState derive_market() {
  MarketState market{.now = now, .assets = {}};
  for (const double spot : {100'000.0, 4'000.0}) {
    AssetMarket asset{.spot = spot};
    SviVolatility smiles;
    for (const Timestamp expiry : {next_week, july, december}) {
      const double years = years_between(now, expiry), rate = 0.06, forward = spot * (1.0 + 0.08 * years);
      asset.forwards.push_back({.expiry = expiry, .forward = forward, .discount = exp(-rate * years), .rate = rate});
      smiles.slices.push_back(venue::derive_svi(expiry, 0.25 * years, 0.08 * __builtin_sqrt(years), -0.2, -0.02, 0.2, forward, years));
    }
    asset.volatility = smiles;
    market.assets.push_back(asset);
  }
  market.assets.push_back({.spot = 99'900.0});
  return market;
}

/// Perpetuals and options on both, and the three coins.
inline std::vector<ListedInstrument> derive_chain() {
  std::vector<ListedInstrument> all;
  const auto add = [&](const Instrument& instrument) { all.push_back({.id = std::to_string(all.size()), .instrument = instrument}); };
  for (const AssetId asset : {btc, eth, wrapped}) add(Spot{asset});
  for (const AssetId asset : {btc, eth}) {
    add(LinearFuture{asset});
    for (const Timestamp expiry : {next_week, july, december})
      for (const double share : {0.5, 0.75, 0.9, 1.0, 1.1, 1.25, 2.0})
        for (const OptionSide side : {OptionSide::call, OptionSide::put})
          add(VanillaOption{asset, side, derive_market()[asset].spot * share, expiry});
  }
  return all;
}

/// The published configuration of each manager.
inline auto first_manager() { return venue::derive_portfolio_margin_1(venue::derive_portfolio_margin_1_2026()); }

/// Bitcoin and wrapped bitcoin cancel risks of the bitcoin manager, ether those of its own.
inline venue::DerivePortfolioMargin2 second_parameters() {
  venue::DerivePortfolioMargin2 p = venue::derive_portfolio_margin_2_2026();
  p.collateral = {{0.02, 0.01, true}, {0.03, 0.015, true}, {0.045, 0.03, true}};
  p.manager = {btc, eth, btc};
  return p;
}
inline auto second_manager() { return venue::derive_portfolio_margin_2(second_parameters()); }

/// Every position on one underlying (or on any), quantities multiples of 1/16, bought at the market.
inline Account derive_book(Random& random, Index positions, std::optional<AssetId> only = {}) {
  static const std::vector<ListedInstrument> chain = derive_chain();
  Account account{.cash = static_cast<double>(random.below(4096)) * 256.0};
  while (std::ssize(account.positions) < positions) {
    const Instrument& instrument = chain[static_cast<std::size_t>(random.below(std::ssize(chain)))].instrument;
    const AssetId asset = asset_of(instrument);
    if (only && asset != *only && !(asset == wrapped && *only == btc)) continue;
    account.positions.push_back({instrument, random.quantity(), derive_market()[asset].spot});
  }
  return account;
}

/// A venue priced once, and what it says of accounts.
template <class Venue>
class Judge {
 public:
  explicit Judge(const Venue& venue, const MarketState& market = derive_market(), std::vector<ListedInstrument> chain = derive_chain())
      : listing_(*Listing::from(chain)), tick_(venue.price(listing_, market)), workspace_(tick_->workspace()) {}

  RiskReport operator()(const Account& account) {
    const AccountRows rows = listing_.admit(std::span{&account, 1});
    return tick_->evaluate(rows.at(0), workspace_);
  }
  Requirement needs(const Account& account) { return (*this)(account).requirement; }
  const Tick<Venue>& tick() const { return *tick_; }
  const Listing& listing() const { return listing_; }

 private:
  Listing listing_;
  Checked<Tick<Venue>> tick_;
  Workspace workspace_;
};

/// Both accounts in one.
inline Account together(Account a, const Account& b) {
  a.positions.insert(a.positions.end(), b.positions.begin(), b.positions.end());
  a.cash += b.cash;
  return a;
}

}  // namespace bulwark::test
