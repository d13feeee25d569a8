#include "bulwark/calibration/option_quote.hpp"

#include <limits>
#include <string>

#include "support/catch.hpp"

using namespace bulwark;

namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

}  // namespace

TEST_CASE("a chain with one-sided and empty quotes has no faults", "[calibration][option_quote]") {
  CHECK(faults(ExpiryChain{0.1,
                           PremiumIn::coins,
                           {{100.0, OptionSide::call, 0.01, 0.02},
                            {100.0, OptionSide::put, {}, 0.02},
                            {110.0, OptionSide::call, {}, {}},
                            {120.0, OptionSide::call, 0.01, 0.01}}})
            .empty());
}

TEST_CASE("every bad quote of a chain is named", "[calibration][option_quote]") {
  const Faults found = faults(ExpiryChain{-1.0,
                                          PremiumIn::quote,
                                          {{100.0, OptionSide::call, 3.0, 2.0},
                                           {0.0, OptionSide::put, 1.0, 2.0},
                                           {100.0, OptionSide::call, 1.0, 2.0},
                                           {90.0, OptionSide::put, -1.0, not_a_number}}});
  REQUIRE(found.size() == 6);
  CHECK(std::string(found[0].field) == "chain.years");
  CHECK(found[1].code == FaultCode::out_of_order);
  CHECK(found[1].where.outer == 0);
  CHECK(found[2].code == FaultCode::not_positive);
  CHECK(found[2].where.outer == 1);
  CHECK(found[3].code == FaultCode::duplicate);
  CHECK(found[3].where.outer == 2);
  CHECK(found[4].code == FaultCode::negative);
  CHECK(found[5].code == FaultCode::not_finite);
  CHECK(found[5].where.outer == 3);
  CHECK(faults(ExpiryChain{1.0, PremiumIn::quote, {}}).size() == 1);
}
