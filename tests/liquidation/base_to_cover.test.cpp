#include "bulwark/liquidation/base_to_cover.hpp"

#include "support/catch.hpp"
#include "support/int128.hpp"

using namespace bulwark;
using Int = bulwark::test::Int128;

namespace {
constexpr Int quote = 1'000'000;
PerpClose<Int> at(Int ratio, Int fee, Int insurance, Int quote_price = quote) { return {ratio, fee, insurance, 100 * quote, quote_price}; }
}  // namespace

TEST_CASE("what closing frees covers the shortage, but for one unit", "[liquidation][base_to_cover]") {
  for (const Int ratio : {500, 1'000, 2'000})
    for (const Int fee : {0, 10'000, 25'000})
      for (const Int insurance : {0, 5'000, 20'000})
        for (Int shortage = 1; shortage < 1'000 * quote; shortage = 7 * shortage + 3) {
          const auto base = base_to_cover<Int>(shortage, at(ratio, fee, insurance));
          if (ratio * 100 <= fee + insurance) {
            CHECK(!base);
            continue;
          }
          const auto freed = [&](Int coins) { return coins * 100 * quote / 1'000'000'000 * (ratio * 100 - fee - insurance) / 1'000'000; };
          CHECK(*base * 100 * (ratio * 100 - fee - insurance) <= shortage * 1'000'000'000);
          CHECK((*base + 1) * 100 * (ratio * 100 - fee - insurance) > shortage * 1'000'000'000);
          CHECK(freed(*base) <= shortage);
        }
}

TEST_CASE("dearer closing takes more, until no amount is enough", "[liquidation][base_to_cover]") {
  Int before = 0;
  for (Int fee = 0; fee < 100'000; fee += 9'000) {
    const auto base = base_to_cover<Int>(10 * quote, at(1'000, fee, 0));
    CHECK(*base > before);
    before = *base;
  }
  CHECK(!base_to_cover<Int>(10 * quote, at(1'000, 100'000, 0)));
  CHECK(!base_to_cover<Int>(10 * quote, at(1'000, 50'000, 50'000)));
  CHECK(!base_to_cover<Int>(10 * quote, at(1'000, 50'000, 60'000)));
  CHECK(!base_to_cover<Int>(10 * quote, {1'000, 0, 0, 0, quote}));
}

TEST_CASE("bases to cover are those of the programme's tests", "[liquidation][base_to_cover]") {
  // drift_v2.json, "base_to_cover. ..."; the last is 10 short at 10x and 100, fee 1 % and insurance 1 %.
  CHECK(base_to_cover<Int>(10 * quote, at(1'000, 0, 0)) == Int(1'000'000'000));
  CHECK(base_to_cover<Int>(10 * quote, at(1'000, 0, 0, 1'010'000)) == Int(990'099'009));
  CHECK(base_to_cover<Int>(10 * quote, at(1'000, 10'000, 0)) == Int(1'111'111'111));
  CHECK(base_to_cover<Int>(10 * quote, at(1'000, 10'000, 10'000)) == Int(1'250'000'000));
}
