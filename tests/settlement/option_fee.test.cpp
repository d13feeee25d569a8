#include "bulwark/settlement/option_fee.hpp"

#include <limits>

#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinRel;

TEST_CASE("an option's fee never exceeds its share of the worth, and a worthless option is free", "[settlement][option_fee]") {
  const OptionFee deribit{.share = 0.0003, .most = 0.125};
  double before = 0.0;
  for (const double worth : {0.0, 1e-5, 1e-4, 0.0024, 0.01, 0.5}) {
    const double fee = deribit.fee(worth);
    CHECK(fee <= 0.125 * worth);
    CHECK(fee <= 0.0003);
    CHECK(fee >= before);
    before = fee;
  }
  CHECK(deribit.fee(0.0) == 0.0);
}

TEST_CASE("an option at 0.0001 BTC costs 0.0000125 BTC, one at 0.01 BTC costs 0.0003 BTC", "[settlement][option_fee]") {
  // Source: Deribit, "Fees" (read 2026-11), its example.
  const OptionFee deribit{.share = 0.0003, .most = 0.125};
  CHECK_THAT(deribit.fee(0.0001), WithinRel(0.0000125, 1e-15));
  CHECK(deribit.fee(0.01) == 0.0003);
  CHECK_THAT(deribit.fee(600.0, 60000.0), WithinRel(18.0, 1e-15));
}

TEST_CASE("the fee of an option of unknown worth is unknown", "[settlement][option_fee]") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  CHECK(!(OptionFee{0.0003, 0.125}.fee(nan) <= 1.0));
  CHECK(!(OptionFee{0.0003, 0.125}.fee(0.1, nan) <= 1.0));
}

TEST_CASE("an option fee names its bad parameters", "[settlement][option_fee]") {
  CHECK(OptionFee{0.0003, 0.125}.faults().empty());
  const Faults found = OptionFee{-0.1, std::numeric_limits<double>::infinity()}.faults();
  REQUIRE(found.size() == 2);
  CHECK(found[0].field == std::string_view{"option_fee.share"});
  CHECK(found[1].field == std::string_view{"option_fee.most"});
}
