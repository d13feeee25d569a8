#include "bulwark/backstop/insurance_fund.hpp"

#include "support/catch.hpp"
#include "support/said.hpp"

using namespace bulwark;
using namespace std::chrono_literals;
using Fund = InsuranceFund<long long>;

namespace {
constexpr Timestamp noon{1'700'000'000s};
constexpr Fund fund{.balance = 1'000, .market = {.most = 300}, .period = {.most = 500, .period = 24h, .start = noon}, .kept = 50};
}  // namespace

TEST_CASE("one market cannot spend what the others rest on", "[backstop][insurance_fund]") {
  const auto first = fund.pay(400);
  CHECK(first.paid == 300);
  CHECK(first.left.balance == 700);
  CHECK(first.left.pay(1).paid == 0);
  // Another market draws on what is left of the period's.
  Fund other = first.left;
  other.market = {.most = 1'000};
  CHECK(other.pay(400).paid == 200);
  // A day later there is money but for what is kept.
  CHECK(other.pay(400).left.at(noon + 25h).pay(10'000).paid == 450);
}

TEST_CASE("income is kept, and renews no limit", "[backstop][insurance_fund]") {
  const Fund drawn = fund.pay(300).left.after_income(5'000);
  CHECK(drawn.balance == 5'700);
  CHECK(drawn.available() == 0);
  CHECK(fund.share_used(0) == 0.0);
  CHECK(fund.pay(250).left.share_used(250) == 0.25);
}

TEST_CASE("a fund reports every fault by its own name", "[backstop][insurance_fund][faults]") {
  CHECK(fund.faults().empty());
  CHECK(test::said(Fund{.balance = -1, .market = {.most = -2}, .period = {.most = 1, .drawn = 2}, .kept = -3}.faults()) ==
        std::vector<std::string>{"insurance_fund.balance must not be negative, got -1", "insurance_fund.kept must not be negative, got -3",
                                 "insurance_fund.market.most must not be negative, got -2",
                                 "insurance_fund.market.drawn is out of range, got 0",
                                 "insurance_fund.period.drawn is out of range, got 2"});
}
