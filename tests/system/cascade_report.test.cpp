#include "bulwark/system/cascade_report.hpp"

#include "support/catch.hpp"

using namespace bulwark;

TEST_CASE("what happens in rounds adds up, what is found is as the last round finds it", "[system][cascade_report]") {
  const CascadeReport report{
      .rounds = {{.liquidatable = 5, .liquidated = 3, .sold = 10.0, .bad_debt = 7, .from_fund = 4, .uncovered = 3, .fund = 1},
                 {.liquidatable = 2, .liquidated = 2, .underwater = 9.0, .sold = 5.0, .fund = 8}}};
  const CascadeRound total = report.total();
  CHECK(total.liquidated == 5);
  CHECK(total.sold == 15.0);
  CHECK((total.bad_debt == 7 && total.from_fund == 4 && total.uncovered == 3));
  CHECK((total.liquidatable == 2 && total.fund == 8 && total.underwater == 9.0));
  CHECK(CascadeReport{}.total().liquidated == 0);
}
