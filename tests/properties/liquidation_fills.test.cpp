// The prices and sizes at which positions are closed: a chain's integers, venues' limits.

#include <algorithm>
#include <numeric>
#include <vector>

#include <boost/multiprecision/cpp_int.hpp>

#include "bulwark/backstop/insurance_delta.hpp"
#include "bulwark/liquidation/bankruptcy_quote.hpp"
#include "bulwark/liquidation/disposal.hpp"
#include "bulwark/liquidation/fillable_price.hpp"
#include "bulwark/liquidation/liquidation_size.hpp"
#include "bulwark/liquidation/risk_order.hpp"
#include "bulwark/liquidation/solvent_auction.hpp"
#include "bulwark/liquidation/work_order.hpp"
#include "bulwark/protection/price_band.hpp"
#include "support/catch.hpp"
#include "support/random.hpp"

using namespace bulwark;
using bulwark::test::Random;
using Wide = boost::multiprecision::int512_t;
using Risk = ExactRisk<long long>;

namespace {

/// A position of `notional` at `ppm` of maintenance, rounded up.
Risk position(long long notional, long long ppm) {
  return {.equity = notional, .maintenance = quotient(magnitude_of(notional) * ppm, 1'000'000LL, Rounding::ceil)};
}

/// An account with a position of which a part is closed, and other positions.
struct Close {
  Risk account, before, after;
  long long bankruptcy;
};

Close any_close(Random& random) {
  const long long ppm = 1'000 + random.below(300'000);
  const long long notional = (random.below(2) == 0 ? 1 : -1) * (1 + random.below(1'000'000'000));
  const long long left = notional - (notional < 0 ? -1 : 1) * (1 + random.below(magnitude_of(notional)));
  const Risk other = position(random.below(1'000'000) - 500'000, ppm);
  Close close{.account = position(notional, ppm) + other, .before = position(notional, ppm), .after = position(left, ppm), .bankruptcy = 0};
  // Equity from twice the maintenance requirement down to minus as much.
  close.account.equity = close.account.maintenance * (random.below(3'001) - 1'000) / 1'000;
  close.bankruptcy = *bankruptcy_quote(close.account, close.before, close.after);
  return close;
}

/// The account after the part was closed for `quote`.
Risk closed(const Close& c, long long quote) {
  return {.equity = c.account.equity + quote + c.after.equity - c.before.equity,
          .maintenance = c.account.maintenance - c.before.maintenance + c.after.maintenance};
}

}  // namespace

TEST_CASE("C11: closed at the bankruptcy price or better, an account's cover does not fall", "[properties][liquidation][C11]") {
  Random random{11};
  int worse = 0, ill = 0;
  for (int i = 0; i < 50'000; ++i) {
    const Close close = any_close(random);
    const long long better = random.below(2) == 0 ? 0 : random.below(1'000'000);
    const Risk after = closed(close, close.bankruptcy + better);
    if (after.maintenance > 0)
      CHECK(Wide(after.equity) * close.account.maintenance >= Wide(close.account.equity) * after.maintenance);
    else
      CHECK((after.equity >= 0 || close.account.equity < 0));
    // A unit worse than the bankruptcy price, and it falls: the price is the bound.
    if (after.maintenance <= 0 || better != 0) continue;
    ++ill;
    const Risk below = closed(close, close.bankruptcy - 1);
    worse += Wide(below.equity) * close.account.maintenance < Wide(close.account.equity) * below.maintenance;
  }
  CHECK((ill > 1'000 && worse == ill));
}

TEST_CASE("C12: a fill at the bankruptcy price costs the insurance fund nothing, and a unit worse costs it that unit",
          "[properties][liquidation][C12]") {
  Random random{12};
  const InsuranceDelta fund{.max_fee = 5'000, .max_account_loss = 1'000'000'000'000};
  for (int i = 0; i < 50'000; ++i) {
    const Close close = any_close(random);
    CHECK(fund.delta(close.bankruptcy, close.bankruptcy) == 0);
    const long long worse = 1 + random.below(1'000), better = 1 + random.below(1'000);
    CHECK(fund.delta(close.bankruptcy - worse, close.bankruptcy) == -worse);
    const long long fee = fund.delta(close.bankruptcy + better, close.bankruptcy);
    CHECK((fee >= 0 && fee <= better));
  }
}

TEST_CASE("C13: the fillable price lies between the oracle's and its limit, is never negative and falls back as health does",
          "[properties][liquidation][C13]") {
  Random random{13};
  int beyond = 0;
  for (int i = 0; i < 5'000; ++i) {
    const FillablePrice rule{.bankruptcy_adjustment = static_cast<std::uint32_t>(1'000'000 + random.below(2'000'000)),
                             .spread_to_maintenance = static_cast<std::uint32_t>(1 + random.below(2'000'000))};
    const bool is_long = random.below(2) == 0;
    const Wide base = (is_long ? 1 : -1) * (1 + random.below(1'000'000'000)), notional = base * (1 + random.below(90'000));
    const ExactRisk<Wide> held{.equity = notional, .maintenance = abs(notional) / 20 + 1};
    using Price = Fraction<Wide>;
    const Price oracle{abs(notional), abs(base)};
    const Wide most_given = held.maintenance * Wide(rule.spread_to_maintenance) / 1'000'000 + 1;
    const Price limit{is_long ? larger<Wide>(abs(notional) - most_given, 0) : Wide(abs(notional) + most_given), abs(base)};
    Price last = oracle;
    for (Wide equity = held.maintenance * 2; equity > -held.maintenance; equity -= held.maintenance / 7 + 1) {
      const auto price = rule.price(ExactRisk<Wide>{.equity = equity, .maintenance = held.maintenance}, held, base);
      REQUIRE(price);
      CHECK(price->numerator >= 0);
      CHECK((is_long ? *price <= last : *price >= last));
      CHECK((is_long ? *price >= limit : *price <= limit));
      if (equity >= held.maintenance) CHECK(*price == oracle);
      last = *price;
    }
    beyond += last == oracle ? 0 : 1;
  }
  CHECK(beyond > 4'000);
}

TEST_CASE("C14: the share of an auction lies in [0, 1] and leaves the buffered surplus at zero", "[properties][liquidation][C14]") {
  Random random{14};
  int sold = 0;
  for (int i = 0; i < 50'000; ++i) {
    const double asked = random.between(0.05, 1.0), buffer = random.between(0.0, 0.3);
    const SolventAuction auction{
        .discount = {.start = asked, .cutoff = 0.0, .fast = std::chrono::seconds{1}, .slow = std::chrono::seconds{1}},
        .buffer = buffer,
        .fee = 0.0};
    const double equity = random.between(0.0, 1e6), surplus = equity - random.between(0.0, 3e6),
                 reserved = random.between(0.0, 0.5) * equity;
    const AuctionedAccount account{.equity = equity, .surplus = surplus, .reserved = reserved};
    const double share = auction.largest_share(account, asked);
    CHECK((share >= 0.0 && share <= 1.0));
    if (share == 0.0) {
      CHECK(account.buffered(buffer) >= 0.0);
      continue;
    }
    ++sold;
    const AuctionedAccount after = account.after_sale(share, share * auction.price(account, std::chrono::milliseconds{0}));
    CHECK(std::abs(after.buffered(buffer)) <= 1e-9 * (std::abs(surplus) + equity));
  }
  CHECK(sold > 10'000);
}

TEST_CASE("C19: work is done in one order, whatever order it comes in", "[properties][liquidation][C19]") {
  Random random{19};
  for (int i = 0; i < 500; ++i) {
    std::vector<LiquidationWork> work;
    const Index count = 1 + random.below(60);
    for (Index k = 0; k < count; ++k)
      work.push_back({static_cast<double>(random.below(4)), static_cast<double>(random.below(4)), static_cast<std::uint64_t>(k)});
    std::vector<LiquidationWork> first = work;
    sort_work(first);
    for (int shuffle = 0; shuffle < 5; ++shuffle) {
      for (std::size_t k = work.size(); k > 1; --k)
        std::swap(work[k - 1], work[static_cast<std::size_t>(random.below(static_cast<Index>(k)))]);
      std::vector<LiquidationWork> again = work;
      sort_work(again);
      CHECK(again == first);
    }
    // By distance, then size, then id; and total: of two, exactly one comes before the other.
    for (std::size_t k = 1; k < first.size(); ++k) {
      const LiquidationWork &a = first[k - 1], &b = first[k];
      CHECK((comes_before(a, b) && !comes_before(b, a)));
      CHECK((a.distance > b.distance ||
             (a.distance == b.distance && (a.notional > b.notional || (a.notional == b.notional && a.id < b.id)))));
    }
  }
}

TEST_CASE("C20: no block closes more of an account than its allowance and a step, nor costs the fund more than its limit",
          "[properties][liquidation][C20]") {
  Random random{20};
  int capped = 0;
  for (int i = 0; i < 3'000; ++i) {
    const LiquidationSize size{.min_position_notional = static_cast<std::uint64_t>(random.below(100'000)),
                               .max_position_share = static_cast<std::uint32_t>(1 + random.below(1'000'000)),
                               .max_account_notional = static_cast<std::uint64_t>(100'000 + random.below(10'000'000))};
    const InsuranceDelta fund{.max_fee = 5'000, .max_account_loss = static_cast<std::uint64_t>(1 + random.below(1'000'000))};
    const Wide step = 1 + random.below(20);
    const UnitPrice<Wide> oracle{.price = 1 + random.below(5'000), .exponent = 0};
    const Wide step_notional = oracle.notional(step);
    Wide base = (random.below(2) == 0 ? 1 : -1) * (1 + random.below(100'000));
    Wide balance = random.below(1'000'000), lost = 0, closed = 0;
    // One block: fills until the allowance is used up.
    for (int fill = 0; fill < 50 && base != 0; ++fill) {
      const Wide order = size.closing<Wide>(base, oracle, step, closed);
      CHECK(abs(order) <= abs(base));
      CHECK(order * base < 0);
      const Wide notional = oracle.notional(abs(order));
      if (notional > size.of_account<Wide>(closed)) {  // as the chain refuses it
        ++capped;
        break;
      }
      CHECK((notional <= larger<Wide>(size.of_position<Wide>(oracle.notional(abs(base))).most, step_notional)));
      const Wide delta = random.below(1'001) - 800;
      if (fund.can_take<Wide>(delta, balance, lost)) {
        balance += delta;
        if (delta < 0) lost -= delta;
        closed += notional, base += order;
      }
      CHECK(balance >= 0);
      CHECK(lost <= fund.max_account_loss);
      CHECK(closed <= size.max_account_notional);
    }
  }
  CHECK(capped > 300);
}

TEST_CASE("C22: a backstop sells no more than its share of the book within the band, and ends", "[properties][liquidation][C22]") {
  // Vega 0012-POSR-013: 280 at a half, whole at 50, a cap of 100 goes as 100, 90, 45, 45.
  const Disposal example{.fraction = 0.5, .whole_at = 50.0, .most_of_book = 0.01};
  std::vector<double> sizes;
  for (double left = 280.0; left > 0.0; left -= sizes.back()) sizes.push_back(example.size(left, 10'000.0));
  CHECK(sizes == std::vector{100.0, 90.0, 45.0, 45.0});
  Random random{22};
  for (int i = 0; i < 3'000; ++i) {
    const Disposal disposal{
        .fraction = random.between(0.05, 1.0), .whole_at = random.between(1.0, 50.0), .most_of_book = random.between(0.01, 1.0)};
    REQUIRE(disposal.faults().empty());
    double left = random.between(1.0, 1e5);
    const PriceBand band{.width = random.between(0.01, 0.2)};
    const PriceRange within = band.range(100.0);
    int orders = 0;
    while (left > 0.0 && orders < 100'000) {
      // Offers at random prices: only what lies within the band is there to be sold to.
      double book = 0.0;
      for (int level = 0; level < 8; ++level)
        if (within.contains(random.between(50.0, 150.0))) book += random.between(10.0, 2'000.0);
      const double order = disposal.size(left, book);
      CHECK((order >= 0.0 && order <= left && order <= disposal.most_of_book * book));
      if (book == 0.0) CHECK(order == 0.0);
      left -= order, ++orders;
    }
    CHECK(left == 0.0);
  }
}
