#include "bulwark/liquidation/auction_take.hpp"

#include <limits>

#include "support/books.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using Int = long long;

namespace {

constexpr Sale<double> sale{.to_raise = 110.0, .lot = 40.0};  // maker_clip.json, at a price of 5 and 22 to be left at least

}  // namespace

TEST_CASE("what is sold, paid, left, returned and lost adds up", "[liquidation][auction_take]") {
  test::Random random{8};
  for (int i = 0; i < 20'000; ++i) {
    const Sale<Int> of{.to_raise = random.below(2'000) + 1, .lot = random.below(300) + 1};
    const Int price = random.below(20), amount = random.below(400), least = random.below(500);
    const Take<Int> t = take(of, price, amount, least);
    if (t.is_refused) {
      CHECK((t.slice == 0 && t.pays == 0 && t.left.lot == of.lot && of.to_raise <= least));
      continue;
    }
    CHECK(t.slice + t.left.lot + t.returned == of.lot);
    CHECK(t.pays + t.left.to_raise + t.unpaid == of.to_raise);
    CHECK((t.slice >= 0 && t.slice <= amount && t.pays >= 0));
    CHECK(t.slice * price <= t.pays);           // nobody buys below the price
    CHECK((t.returned == 0 || t.unpaid == 0));  // an owner gets nothing back where something is lost
    CHECK((t.left.to_raise == 0 || t.left.to_raise >= least || t.left.to_raise == of.to_raise));  // no dust
  }
}

TEST_CASE("a purchase takes Maker's four ways", "[liquidation][auction_take]") {
  const Take<double> over = take(sale, 5.0, 25.0, 22.0);  // never more than is to be raised
  CHECK((over.slice == 22.0 && over.pays == 110.0 && over.left.lot == 0.0 && over.returned == 18.0 && over.unpaid == 0.0));
  const Take<double> part = take(sale, 5.0, 10.0, 22.0);
  CHECK((part.slice == 10.0 && part.pays == 50.0 && part.left.to_raise == 60.0 && part.left.lot == 30.0));
  const Take<double> cut = take(sale, 5.0, 18.0, 22.0);  // 18 would leave 20
  CHECK((cut.slice == 17.6 && cut.pays == 88.0 && cut.left.to_raise == 22.0 && cut.left.lot == 22.4));
  CHECK(take<double>({22.0, 22.4}, 5.0, 1.0, 22.0).is_refused);
  const Take<double> last = take<double>({22.0, 22.4}, 5.0, 22.4, 22.0);
  CHECK((!last.is_refused && last.pays == 22.0 && last.returned == 22.4 - 4.4));
  const Take<double> short_of = take(sale, 2.5, 40.0, 22.0);  // the whole lot is gone, and 10 are lost
  CHECK((short_of.slice == 40.0 && short_of.pays == 100.0 && short_of.unpaid == 10.0 && short_of.left.to_raise == 0.0));
}

TEST_CASE("a lot that costs nothing goes for nothing, whole", "[liquidation][auction_take]") {
  const Take<double> free = take(sale, 0.0, 40.0, 22.0);
  CHECK((free.slice == 40.0 && free.pays == 0.0 && free.unpaid == 110.0));
}

TEST_CASE("an unknown price has unknown payments", "[liquidation][auction_take]") {
  CHECK(std::isnan(take(sale, std::numeric_limits<double>::quiet_NaN(), 10.0, 22.0).pays));
}
