#include "bulwark/settlement/exercise.hpp"

#include "support/catch.hpp"
#include "support/said.hpp"

using namespace bulwark;
using enum OptionSide;

TEST_CASE("at the strike nobody exercises, and one unit beyond it whoever holds is paid that unit", "[settlement][exercise]") {
  const AutomaticExercise<long long> rule;
  for (const OptionSide side : {call, put}) {
    CHECK_FALSE(rule.is_exercised(side, 100'000, 100'000));
    CHECK(rule.payment(side, 100'000, 100'000) == 0);
  }
  CHECK(rule.payment(call, 100'000, 100'001) == 1);
  CHECK(rule.payment(put, 100'000, 99'999) == 1);
  CHECK(rule.payment(put, 100'000, 100'001) == 0);
}

TEST_CASE("a call less a put pays what a forward pays, at every price", "[settlement][exercise]") {
  for (long long price = -50; price <= 250; ++price)
    CHECK(intrinsic_value<long long>(call, 100, price) - intrinsic_value<long long>(put, 100, price) == price - 100);
}

TEST_CASE("exercise by exception leaves what is barely in the money, and pays all of what is not", "[settlement][exercise]") {
  const AutomaticExercise<long long> by_exception{.least = 5};
  CHECK(by_exception.payment(call, 100, 104) == 0);
  CHECK(by_exception.payment(call, 100, 105) == 5);
  CHECK(test::said(AutomaticExercise<long long>{.least = 0}.faults()) ==
        std::vector<std::string>{"automatic_exercise.least must be positive, got 0"});
}
