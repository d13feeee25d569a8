#include "bulwark/evaluate/change_limits.hpp"

#include "support/books.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using namespace bulwark::test;
using namespace std::chrono_literals;

namespace {

/// Futures alone, at a flat maintenance rate and twice as much to open.
auto flat(double rate) {
  return RiskEvaluator{no_haircut(), NotionalMargin{.rate = {2.0 * rate, rate}}, Black{}, NoVar{}, HealthThreshold{}};
}

/// One BTC long at 104,000 with so much cash.
Account long_one(double cash) { return {.positions = {{LinearFuture{btc}, 1.0, 104'000.0}}, .cash = cash}; }

/// BTC at 104,000 without forwards, so that a future is worth its entry.
MarketState today() {
  MarketState market = three_assets();
  market.assets[static_cast<std::size_t>(row(btc))].forwards.clear();
  return market;
}

}  // namespace

TEST_CASE("a change goes live only within its limits and with its notice", "[evaluate][change_limits]") {
  const std::vector<Account> accounts{long_one(50'000.0), long_one(4'000.0), long_one(1'500.0)};
  const auto change_of = [&](double from, double to) {
    const auto impacts = compare(flat(from), flat(to), std::span{accounts}, today());
    std::vector<Index> order(accounts.size());
    return book_change(*impacts, order);
  };
  const BookChange tighter = change_of(0.01, 0.02), milder = change_of(0.02, 0.01);
  CHECK((tighter.become_liquidatable == 1 && tighter.shortfall == Catch::Approx(580.0)));
  const ChangeLimits limits{.notice_of_tightening = 168h, .notice_of_easing = 1h};
  CHECK(limits.objections(milder, now, now + 2h).empty());
  CHECK(limits.objections(milder, now, now + 30min).size() == 1);
  CHECK(limits.objections(milder, now, now).size() == 1);
  CHECK(limits.objections(tighter, now, now + 2h).size() == 3);  // one liquidatable, a shortfall, too little notice
  CHECK(limits.objections(tighter, now, now + 168h).size() == 2);
  const ChangeLimits bold{.most_liquidatable = 1, .most_shortfall = 1'000.0, .most_rise = 1.0, .notice_of_tightening = 168h};
  CHECK(bold.objections(tighter, now, now + 168h).empty());
  CHECK(ChangeLimits{.most_liquidatable = 1, .most_shortfall = 1'000.0, .most_rise = 0.5}.objections(tighter, now, now + 1h).size() == 1);
  BookChange blinding = milder;
  blinding.become_unknown = 1;
  CHECK(bold.objections(blinding, now, now + 168h).size() == 1);
  CHECK(
      ChangeLimits{.most_liquidatable = -1, .most_shortfall = -1.0, .most_rise = -1.0, .notice_of_tightening = -1h, .notice_of_easing = -1h}
          .faults()
          .size() == 5);
  CHECK(limits.faults().empty());
}
