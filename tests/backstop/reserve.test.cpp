#include "bulwark/backstop/reserve.hpp"

#include <string>

#include "support/catch.hpp"
#include "support/said.hpp"

using namespace bulwark;

TEST_CASE("a reserve pays until it is gone", "[backstop][reserve]") {
  const Reserve<long long> reserve{10};
  const auto first = reserve.pay(4);
  CHECK((first.paid == 4 && first.left.held == 6));
  const auto second = first.left.pay(100);
  CHECK((second.paid == 6 && second.left.held == 0));
  CHECK(second.left.pay(1).paid == 0);
  CHECK(reserve.pay(-5).paid == 0);
  CHECK((reserve.available() == 10 && Reserve<long long>{-5}.available() == 0));
  CHECK(reserve.after_income(3).held == 13);
  CHECK(Reserve<long long>{-5}.pay(3).paid == 0);  // a debt pays nothing
  CHECK(test::said(Reserve<long long>{-5}.faults()) == std::vector<std::string>{"reserve.held must not be negative, got -5"});
}
