// How far a price may be believed, and what is done at it.

#include <array>
#include <cmath>
#include <limits>

#include "bulwark/oracle/consensus.hpp"
#include "bulwark/oracle/conservative_valuation.hpp"
#include "bulwark/oracle/growth_cap.hpp"
#include "bulwark/oracle/least_trust.hpp"
#include "bulwark/oracle/oracle_action.hpp"
#include "bulwark/oracle/price_divergence.hpp"
#include "bulwark/oracle/price_guard.hpp"
#include "support/drawn_accounts.hpp"

using namespace bulwark;
using namespace bulwark::test;
using namespace std::chrono_literals;

namespace {

using Reading = OracleReading<long long>;
constexpr Timestamp noon{1'700'000'000s};

constexpr std::array validities{OracleValidity::not_positive,        OracleValidity::too_volatile,
                                OracleValidity::too_uncertain,       OracleValidity::stale_for_margin,
                                OracleValidity::insufficient_data,   OracleValidity::stale_for_fills,
                                OracleValidity::stale_for_immediate, OracleValidity::valid};
constexpr std::array trusts{Trust::invalid,   Trust::expired, Trust::implausible, Trust::suspect,
                            Trust::uncertain, Trust::stale,   Trust::trusted};

/// Five sources at one moment, through consensus and guard.
Trust trust_of(const std::vector<double>& prices, const PriceGuard& guard, const PriceReferences& references, double widest = 0.05) {
  const SourceCheck check{.freshness = {.stale_after = 60s, .expired_after = 300s}, .confidence = {0.02}};
  const Consensus<MedianPrice> consensus{std::vector<PriceSource>(prices.size(), {.check = check}), 3, widest};
  std::vector<OraclePrint> prints;
  for (const double price : prices) prints.push_back({price, 0.0, noon});
  std::vector<Weighted> scratch(prices.size());
  return guard.trust(consensus.price(prints, noon, scratch), references);
}

}  // namespace

TEST_CASE("F06: what is permitted at one level of belief is permitted at every better one", "[properties][oracle]") {
  for (int action = 0; action <= static_cast<int>(OracleAction::fill_immediate); ++action)
    for (std::size_t worse_one = 0; worse_one + 1 < validities.size(); ++worse_one) {
      CHECK(validities[worse_one] < validities[worse_one + 1]);
      if (is_permitted(static_cast<OracleAction>(action), validities[worse_one]))
        CHECK(is_permitted(static_cast<OracleAction>(action), validities[worse_one + 1]));
    }
  Random random{506};
  int sound = 0;
  for (int i = 0; i < 5'000; ++i) {  // our own ladder, whatever levels a venue sets
    const auto level = [&] { return trusts[static_cast<std::size_t>(random.below(7))]; };
    const LeastTrust needed{level(), level(), level(), level(), level()};
    const bool is_sound = needed.faults().empty();
    sound += is_sound;
    for (int u = 0; u <= static_cast<int>(PriceUse::open); ++u)
      for (std::size_t t = 0; t + 1 < trusts.size(); ++t) {
        const auto use = static_cast<PriceUse>(u);
        if (needed.permits(use, trusts[t])) CHECK(needed.permits(use, trusts[t + 1]));
        // Levels without a fault do nothing at a price that is none, and neither open nor pay out where they would not liquidate.
        if (is_sound && trusts[t] < Trust::implausible) CHECK(needed.permits(use, trusts[t]) == (use == PriceUse::reduce));
        if (is_sound && use >= PriceUse::withdraw && needed.permits(use, trusts[t])) CHECK(needed.permits(PriceUse::liquidate, trusts[t]));
      }
  }
  CHECK(sound > 100);
}

TEST_CASE("F06: a reading that is worse in any one respect is never believed further", "[properties][oracle]") {
  Random random{5061};
  const OracleGuard<long long> guard;
  for (int i = 0; i < 20'000; ++i) {
    const Reading reading{1 + random.below(10'000'000), 1 + random.below(10'000'000), random.below(300'000), random.below(200),
                          random.below(2) == 0};
    Reading worse_one = reading;
    worse_one.delay += random.below(100), worse_one.confidence += random.below(100'000);
    if (random.below(2) == 0) worse_one.has_enough_publishers = false;
    CHECK(guard.validity(worse_one) <= guard.validity(reading));
  }
}

TEST_CASE("F07: Drift's defaults, each at its last good unit and at the first bad one", "[properties][oracle]") {
  const OracleGuard<long long> guard;
  const long long one = 1'000'000;
  const auto of = [&](Reading reading) { return guard.validity(reading); };
  Random random{507};
  for (int i = 0; i < 3'000; ++i) {
    const long long price = one * (1 + random.below(100'000));
    CHECK(of({price, price, 0, 0}) == OracleValidity::valid);
    // The ratio is truncated, so "above five" begins at six.
    CHECK(of({6 * price - 1, price, 0, 0}) == OracleValidity::valid);
    CHECK(of({6 * price, price, 0, 0}) == OracleValidity::too_volatile);
    CHECK(of({price, 6 * price, 0, 0}) == OracleValidity::too_volatile);
    CHECK(of({price, price, price / 50, 0}) == OracleValidity::valid);
    CHECK(of({price, price, price / 50 + price / one, 0}) == OracleValidity::too_uncertain);
    CHECK(of({price, price, 0, 120}) == OracleValidity::stale_for_fills);
    CHECK(of({price, price, 0, 121}) == OracleValidity::stale_for_margin);
    CHECK(of({price, price, 0, 10}) == OracleValidity::stale_for_immediate);
    CHECK(of({price, price, 0, 11}) == OracleValidity::stale_for_fills);
    CHECK(of({0, price, 0, 0}) == OracleValidity::not_positive);
    CHECK(of({-price, price, 0, 0}) == OracleValidity::not_positive);
    const OracleGuard<long long> stable_coin{.margin_multiple = 3};
    CHECK(stable_coin.validity({price, price, 0, 360}) == OracleValidity::stale_for_fills);
    CHECK(stable_coin.validity({price, price, 0, 361}) == OracleValidity::stale_for_margin);
    const DivergenceLimits<long long> limits;
    CHECK(limits.may_update_funding(price, price - price / 10));
    CHECK_FALSE(limits.may_update_funding(price, price - price / 10 - price / one));
    CHECK(limits.may_liquidate(price + price / 2 - price / one, price));
    CHECK_FALSE(limits.may_liquidate(price + price / 2, price));
  }
}

TEST_CASE("F08: one tick is one snapshot, whatever becomes of the market that it was priced from", "[properties][oracle]") {
  const Listing listing = *Listing::from(chain());
  Random random{508};
  on_every_venue([&](const auto& venue) {
    for (int trial = 0; trial < 20; ++trial) {
      MarketState market = three_assets();
      const auto tick = venue.price(listing, market);
      Workspace workspace = tick->workspace();
      std::vector<Account> accounts;
      for (int i = 0; i < 30; ++i) accounts.push_back(random_book(random, chain(), 1 + random.below(5)));
      const AccountRows rows = listing.admit(accounts);
      std::vector<RiskReport> first(accounts.size()), second(accounts.size());
      tick->evaluate(rows, workspace, first);
      for (AssetMarket& asset : market.assets) asset.spot *= random.between(0.1, 3.0), asset.forwards.clear();
      const auto later = venue.price(listing, market);
      Workspace other = later->workspace();
      later->evaluate(rows, other, second);
      tick->evaluate(rows, workspace, second);
      for (std::size_t i = 0; i < accounts.size(); ++i) CHECK(bits(first[i]) == bits(second[i]));
    }
  });
}

TEST_CASE("F10: a price in the zone at either end of what a feed can say is no price", "[properties][oracle]") {
  Random random{510};
  for (int i = 0; i < 20'000; ++i) {
    const FeedRange range{.least = random.between(0.01, 1.0), .most = random.between(10.0, 1'000.0), .zone = random.between(0.0, 0.5)};
    REQUIRE(range.faults().empty());
    const double price = random.below(2) == 0 ? random.between(0.0, 2.0) : random.between(1.0, 1'100.0);
    const double above = price / range.least - 1.0, below = 1.0 - price / range.most;
    if (std::abs(above - range.zone) < 1e-12 || std::abs(below - range.zone) < 1e-12) continue;
    CHECK((range.trust(price) == Trust::trusted) == (above > range.zone && below > range.zone));
    if (range.trust(price) == Trust::trusted) {  // a wider zone believes less
      FeedRange wider = range;
      wider.zone = std::min(0.999, range.zone + random.between(0.0, 0.4));
      if (wider.trust(price) != Trust::trusted) CHECK(wider.trust(price) == Trust::invalid);
    }
    CHECK(range.trust(range.least) == Trust::invalid);
    CHECK(range.trust(range.most) == Trust::invalid);
  }
}

TEST_CASE("F11: valued conservatively an account is never worth more, and less the wider the interval counts", "[properties][oracle]") {
  Random random{511};
  for (int i = 0; i < 5'000; ++i) {
    std::vector<std::pair<double, OraclePrint>> book;
    for (Index n = 1 + random.below(6); n > 0; --n) {
      const double price = random.between(0.01, 1e5);
      book.push_back({random.quantity(), {price, random.between(0.0, 0.3) * price, noon}});
    }
    const auto worth = [&](double multiple) {
      double sum = 0.0;
      for (const auto& [quantity, print] : book) sum += ConservativeValuation{multiple}.value(quantity, print);
      return sum;
    };
    double middle = 0.0, scale = 0.0;
    for (const auto& [quantity, print] : book) middle += quantity * print.price, scale += std::abs(quantity * print.price);
    CHECK(std::abs(worth(0.0) - middle) <= 1e-14 * scale);
    double before = worth(0.0);
    for (const double multiple : {0.25, 0.5, 1.0, 2.0, 5.0}) {
      CHECK(worth(multiple) <= before + 1e-14 * scale);
      before = worth(multiple);
    }
  }
}

TEST_CASE("F16: a cap that takes more than its tolerance from holders liquidates nobody, and one that takes less may",
          "[properties][oracle]") {
  Random random{516};
  const LeastTrust needed;
  int cut = 0, uncut = 0;
  for (int i = 0; i < 20'000; ++i) {
    const double snapshot = random.between(0.5, 2.0), growth = random.between(0.0, 0.2), tolerance = random.between(0.0, 0.05);
    const GrowthCap cap{.snapshot = snapshot, .taken = noon, .growth = growth, .tolerance = tolerance};
    const Timestamp then = noon + std::chrono::hours{random.below(8'760)};
    const double most = snapshot * (1.0 + growth * static_cast<double>((then - noon).count()) / 3.1536e10);
    const double rate = most * random.between(0.9, 1.1);
    const CappedRate capped = cap.capped(rate, then);
    CHECK(capped.rate <= rate);
    CHECK(capped.rate <= most * (1.0 + 1e-14));
    const double taken = std::max(0.0, 1.0 - most / rate);
    CHECK(capped.cut == Catch::Approx(taken).margin(1e-14));
    if (std::abs(taken - tolerance) < 1e-12) continue;
    CHECK(needed.permits(PriceUse::liquidate, capped.trust) == (taken < tolerance));
    (taken > tolerance ? cut : uncut) += 1;
  }
  CHECK((cut > 2'000 && uncut > 2'000));
}

TEST_CASE("F17: a crash that every source sees is liquidated at, and one that a single source sees is not", "[properties][oracle]") {
  Random random{517};
  const LeastTrust needed;
  const PriceGuard guard;
  for (int i = 0; i < 10'000; ++i) {
    const double average = random.between(0.01, 1e5), fall = random.between(0.21, 0.99);
    std::vector<double> all;
    for (int s = 0; s < 5; ++s) all.push_back(average * fall * random.between(0.99, 1.01));
    const Trust crash = trust_of(all, guard, {.average = average});
    CHECK(crash == Trust::trusted);
    CHECK(needed.permits(PriceUse::liquidate, crash));
    std::vector<double> lone(5, average);
    lone[static_cast<std::size_t>(random.below(5))] = all[0];
    if (fall < 0.9) CHECK_FALSE(needed.permits(PriceUse::liquidate, trust_of(lone, guard, {.average = average})));
    // Nor is a market believed that all sources see at six times its average: somebody has moved them all.
    for (double& price : all) price = average * random.between(5.2, 5.4);
    CHECK_FALSE(needed.permits(PriceUse::liquidate, trust_of(all, guard, {.average = average})));
  }
}
