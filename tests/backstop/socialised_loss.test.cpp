#include "bulwark/backstop/socialised_loss.hpp"

#include "support/catch.hpp"
#include "support/int128.hpp"

using namespace bulwark;
using Int = bulwark::test::Int128;

namespace {
constexpr Int coin = 1'000'000'000, quote = 1'000'000;
}

TEST_CASE("what holders of a contract pay covers the loss and hardly more", "[backstop][socialised_loss]") {
  for (Int loss = 1; loss < 1'000'000 * quote; loss = 7 * loss + 11)
    for (Int open = coin / 1'000; open < 10'000'000 * coin; open = 9 * open + 5) {
      const Int delta = *funding_delta<Int>(-loss, open / 3, -(open - open / 3));
      const Int paid = open * delta / (coin * 1'000);  // 1e-9 x 1e-9 to 1e-6
      CHECK(paid >= loss);
      CHECK(paid <= loss + open / coin + 1);
      CHECK(delta == *funding_delta<Int>(loss, open - open / 3, -(open / 3)));
    }
}

TEST_CASE("nobody can pay for a contract that nobody holds", "[backstop][socialised_loss]") {
  CHECK_FALSE(funding_delta<Int>(-100 * quote, 0, 0));
}

TEST_CASE("what depositors lose covers the borrow and hardly more", "[backstop][socialised_loss]") {
  constexpr Int index = 11'234'567'890;
  for (Int deposits = 1'000; deposits < 1'000'000'000 * quote; deposits = 11 * deposits + 3)
    for (Int borrow = 1; borrow <= deposits; borrow = 5 * borrow + 1) {
      const Int delta = deposit_index_delta<Int>(borrow, deposits, index);
      CHECK(deposits * delta >= borrow * index);
      CHECK(deposits * (delta - 1) < borrow * index);
      CHECK(delta <= index);
    }
}

TEST_CASE("socialised losses are those of the programme's tests", "[backstop][socialised_loss]") {
  // drift_v2.json, "social.perp", "social.spot" and "social.spot zero".
  CHECK(funding_delta<Int>(-100 * quote, 7 * coin, -4 * coin) == Int(9'090'910'000));
  CHECK(deposit_index_delta<Int>(11 * quote, 120 * quote, 10'000'000'000) == 916'666'667);
  CHECK(deposit_index_delta<Int>(100 * quote, 0, 11'110'000'000) == 0);
}
