#include "bulwark/venue/maker.hpp"

#include <boost/multiprecision/cpp_int.hpp>

#include "bulwark/evaluate/liquidation_price.hpp"
#include "support/books.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using namespace std::chrono_literals;
using Catch::Matchers::WithinRel;
using Wide = boost::multiprecision::int512_t;
using venue::MakerRefusal;

namespace {

constexpr AssetId bitcoin{0};
const Wide wad = one_in_wads<Wide>(), ray = one_in_rays<Wide>(), rad = one_in_rads<Wide>();
const auto chain = venue::maker_wbtc_c_november_2021<Wide>();
const auto real = venue::maker_wbtc_c_november_2021<double>();

/// The collateral of clip.t.sol: 40 tokens and 100 of debt, penalty 10 %, dust 20, counted at 2.
struct Test {
  venue::MakerCollateral<Wide> terms = chain;
  venue::MakerVault<Wide> vault{.ink = 40 * wad, .art = 100 * wad, .rate = ray};
  Wide room_of_all = 1'000 * rad;

  Test(const Wide& room, const Wide& dust, int penalty_percent) {
    terms.penalty = parts_of(penalty_percent, 100, wad);
    terms.dust = dust;
    terms.room = room;
  }
  venue::MakerBark<Wide> bark(const Wide& counted = 2 * ray) const {
    return venue::maker_bark<Wide>(vault, terms, counted, Wide(0), room_of_all, Wide(0));
  }
};

}  // namespace

TEST_CASE("a vault is unsafe below its ratio, strictly, and without a price nothing is", "[venue][maker]") {
  const venue::MakerVault<Wide> vault{.ink = 40 * wad, .art = 100 * wad, .rate = ray};
  CHECK_FALSE(vault.is_unsafe(parts_of(25, 10, ray)));
  CHECK(vault.is_unsafe(Wide(parts_of(25, 10, ray) - 1)));
  CHECK_FALSE(vault.is_unsafe(Wide(0)));
}

TEST_CASE("the evaluator in doubles and the chain's integers agree on random vaults", "[venue][maker]") {
  const auto evaluator = venue::maker(real);
  test::Random random{7};
  int unsafe = 0;
  for (int i = 0; i < 3'000; ++i) {
    const long long price = 20'000 + random.below(80'000), milli = random.below(10'000) + 1, debt = random.below(400'000) + 1;
    const venue::MakerVault<Wide> vault{
        .ink = milli * wad / 1'000, .art = debt * wad, .rate = ray + Wide(random.below(1'000)) * ray / 10'000};
    const Wide counted = chain.counted_price(Wide(price * ray), ray);
    const double dai = static_cast<double>(Wide(vault.debt() / (rad / 1'000'000))) / 1e6;
    const RiskReport report = *evaluator.evaluate({.positions = {{Spot{bitcoin}, static_cast<double>(milli) / 1e3}}, .cash = -dai},
                                                  {.now = Timestamp{}, .assets = {{.spot = static_cast<double>(price)}}});
    if (std::abs(*report.health - 1.0) < 1e-9) continue;
    CHECK(report.verdict.is_liquidatable() == vault.is_unsafe(counted));
    unsafe += vault.is_unsafe(counted);
  }
  CHECK(unsafe > 300);
  CHECK(unsafe < 2'700);
}

TEST_CASE("a vault's liquidation price is ratio x debt over what is deposited", "[venue][maker]") {
  const Account vault{.positions = {{Spot{bitcoin}, 2.0}}, .cash = -40'000.0};
  const auto safe = liquidation_price(venue::maker(real), vault, {.now = Timestamp{}, .assets = {{.spot = 50'000.0}}}, {.asset = bitcoin});
  REQUIRE(safe);
  CHECK_THAT(safe->below().value(), WithinRel(1.75 * 20'000.0, 1e-14));
}

TEST_CASE("as much of a vault is put up for sale as there is room for", "[venue][maker]") {
  // clip.t.sol (dss at fa4f663): "partial liquidation Hole limit" leaves 0.2 ray of its room, which is the rounding of 75 / 1.1.
  const auto partial = Test(Wide(75 * rad), Wide(20 * rad), 110).bark();
  CHECK(partial.refused == MakerRefusal::none);
  CHECK(partial.sale.to_raise == 75 * rad - ray / 5);
  CHECK(partial.art == Wide("68181818181818181818"));
  CHECK(partial.ink == Wide("27272727272727272727"));
  Test whole_room(Wide(1'000 * rad), Wide(20 * rad), 110);
  CHECK(whole_room.bark().sale.to_raise == 110 * rad);
  whole_room.room_of_all = 75 * rad;
  CHECK(whole_room.bark().sale.to_raise == partial.sale.to_raise);
}

TEST_CASE("no dust is left in a vault, and none is put up for sale", "[venue][maker]") {
  const auto edge = Test(Wide(80 * rad), Wide(20 * rad), 100).bark();  // 20 stay, which is no dust
  CHECK((edge.art == 80 * wad && edge.ink == 32 * wad && edge.sale.to_raise == 80 * rad));
  const auto whole = Test(Wide(80 * rad), Wide(20 * rad + 1), 100).bark();  // 20 would be: everything goes, beyond the room
  CHECK((whole.art == 100 * wad && whole.ink == 40 * wad && whole.sale.to_raise == 100 * rad));
  CHECK(Test(Wide(19 * rad), Wide(20 * rad), 100).bark().refused == MakerRefusal::dusty_auction);
  CHECK(Test(Wide(0), Wide(20 * rad), 100).bark().refused == MakerRefusal::no_room);
  CHECK(Test(Wide(80 * rad), Wide(20 * rad), 100).bark(parts_of(25, 10, ray)).refused == MakerRefusal::safe);
  Test empty(Wide(80 * rad), Wide(20 * rad), 100);
  empty.vault.ink = 0;
  CHECK(empty.bark().refused == MakerRefusal::nothing_to_sell);
}

TEST_CASE("a purchase is refused past the auction's time, above the buyer's limit, and where it would leave dust", "[venue][maker]") {
  const Sale<Wide> sale{.to_raise = 110 * rad, .lot = 40 * wad};
  const StairDecrease<Wide> curve{.factor = parts_of(99, 100, ray)};
  const auto buy = [&](const Sale<Wide>& of, std::chrono::seconds elapsed, const Wide& amount, const Wide& limit) {
    return venue::maker_purchase<Wide>(of, curve, AuctionReset<Wide>{1h, parts_of(1, 2, ray)}, Wide(5 * ray), elapsed, amount, limit,
                                       Wide(22 * rad));
  };
  CHECK(buy(sale, 3'601s, 25 * wad, 5 * ray).refused == MakerRefusal::needs_restart);
  CHECK(buy(sale, 0s, 22 * wad, 4 * ray).refused == MakerRefusal::too_expensive);
  CHECK(buy(sale, 0s, 22 * wad, 5 * ray).refused == MakerRefusal::none);
  CHECK(buy({22 * rad, parts_of(224, 10, wad)}, 0s, wad, 5 * ray).refused == MakerRefusal::no_partial_purchase);
  // clip.t.sol, "take bid avoids recalculate due no more lot": 109.43 for the whole lot.
  const auto last = buy(sale, 60s, 40 * wad, parts_of(28, 10, ray));
  CHECK(last.taken.slice == 40 * wad);
  CHECK(last.taken.pays == 40 * wad * Wide("2735783211953807380973706855"));
  CHECK(last.taken.unpaid == 110 * rad - last.taken.pays);
}

TEST_CASE("the same sale in doubles pays the same", "[venue][maker]") {
  for (std::chrono::seconds t = 0s; t < 60min; t += 97s)
    for (const int amount : {1, 7, 30, 100}) {
      const auto exact = venue::maker_purchase<Wide>({110 * rad, 40 * wad}, chain.curve, chain.reset, Wide(5 * ray), t, amount * wad,
                                                     Wide(9 * ray), Wide(22 * rad));
      const auto approximate = venue::maker_purchase<double>({110.0, 40.0}, real.curve, real.reset, 5.0, t, amount, 9.0, 22.0);
      CHECK(exact.refused == approximate.refused);
      CHECK_THAT(approximate.taken.pays, WithinRel(static_cast<double>(exact.taken.pays) / 1e45, 1e-12));
      CHECK_THAT(approximate.taken.slice, WithinRel(static_cast<double>(exact.taken.slice) / 1e18, 1e-12));
    }
}

TEST_CASE("the published parameters are the same numbers in both arithmetics", "[venue][maker]") {
  CHECK(real.ratio == 1.75);
  CHECK(chain.ratio == parts_of(175, 100, ray));
  CHECK(chain.least_left() == Wide(8'475 * rad));
  CHECK(real.least_left() == 7'500.0 * 1.13);
  CHECK(chain.top(Wide(60'000 * ray)) == 72'000 * ray);
  CHECK(chain.reward.start(Wide(110 * rad)) == parts_of(30'011, 100, rad));
  CHECK(chain.counted_price(Wide(60'000 * ray), parts_of(2, 1, ray)) == 60'000 * ray / 2 * 100 / 175);
}

TEST_CASE("every fault of a collateral type is named", "[venue][maker][faults]") {
  CHECK(chain.faults().empty());
  CHECK(real.faults().empty());
  venue::MakerCollateral<double> wrong = real;
  wrong.ratio = 0.9, wrong.penalty = 0.5, wrong.dust = -1.0, wrong.curve.factor = 1.1, wrong.reset.deepest = 2.0, wrong.reward.flat = -1.0;
  std::vector<std::string> said;
  for (const Fault& fault : wrong.faults()) said.push_back(fault.field);
  CHECK(said == std::vector<std::string>{"stair_decrease.factor", "auction_reset.deepest", "start_reward.flat", "maker.penalty",
                                         "maker.dust", "maker.ratio"});
  CHECK_FALSE(venue::maker(wrong).evaluate({.positions = {{Spot{bitcoin}, 1.0}}}, {.now = Timestamp{}, .assets = {{.spot = 1.0}}}));
}
