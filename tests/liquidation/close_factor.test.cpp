#include "bulwark/liquidation/close_factor.hpp"

#include <limits>

#include <boost/multiprecision/cpp_int.hpp>

#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using Wide = boost::multiprecision::int512_t;

namespace {

constexpr CloseFactor<double> half{.share = 0.5, .whole_up_to = 0.95, .small = 2'000.0};
const CloseFactor<Wide> exact{.share = 5'000, .whole_up_to = parts_of(95, 100, one_in_wads<Wide>()), .small = 2'000};

}  // namespace

TEST_CASE("no more than the debt may be repaid, and a sicker account never less", "[liquidation][close_factor]") {
  for (const double debt : {1.0, 1'999.0, 2'000.0, 5'000.0, 90'000.0})
    for (const double deposit : {1.0, 2'000.0, 1e6}) {
      double before = 0.0;
      for (double health = 1.0; health > 0.9; health -= 0.01) {
        const double most = half.most(health, debt, deposit, 90'000.0);
        CHECK((most > 0.0 && most <= debt && most >= before));
        before = most;
      }
    }
}

TEST_CASE("half of everything owed may be repaid of one debt, unless the account is ill or the sums are small",
          "[liquidation][close_factor]") {
  const auto most = [](int health_percent, int debt, int deposit, int whole_debt) {
    const Wide chain = exact.most(parts_of(health_percent, 100, one_in_wads<Wide>()), Wide(debt), Wide(deposit), Wide(whole_debt));
    CHECK(half.most(health_percent / 100.0, debt, deposit, whole_debt) == static_cast<double>(chain));
    return static_cast<int>(chain);
  };
  CHECK(most(96, 5'000, 5'000, 6'000) == 3'000);  // aave_v3.json, "close.HF .96 large"
  CHECK(most(94, 5'000, 5'000, 6'000) == 5'000);
  CHECK(most(95, 5'000, 5'000, 6'000) == 5'000);  // exactly at the threshold
  CHECK(most(96, 2'500, 5'000, 6'000) == 2'500);  // less than half of it all
  CHECK(most(96, 1'999, 3'000, 1'999) == 1'999);
  CHECK(most(96, 3'000, 1'999, 3'000) == 3'000);
  CHECK(most(96, 2'000, 2'000, 2'000) == 1'000);  // exactly at the small size
}

TEST_CASE("nothing may be repaid of an account whose health is unknown", "[liquidation][close_factor]") {
  CHECK_FALSE(is_number(half.most(std::numeric_limits<double>::quiet_NaN(), 1.0, 1.0, 1.0)));
}

TEST_CASE("a close factor beyond its debt is a fault", "[liquidation][close_factor][faults]") {
  CHECK(half.faults().empty());
  CHECK(exact.faults().empty());
  CHECK(test::said(CloseFactor<double>{0.0, 1.5, -1.0}.faults()) ==
        std::vector<std::string>{"close_factor.share is out of range, got 0", "close_factor.whole_up_to is out of range, got 1.5",
                                 "close_factor.small must not be negative, got -1"});
  CHECK(test::said(CloseFactor<Wide>{10'001, -1, -1}.faults()).size() == 3);
  const double nan = std::numeric_limits<double>::quiet_NaN();
  CHECK(CloseFactor<double>{nan, nan, nan}.faults().size() == 3);
}
