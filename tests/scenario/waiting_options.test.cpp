#include "bulwark/scenario/waiting_options.hpp"

#include "support/catch.hpp"

using namespace bulwark;

namespace {

ContractTerms terms(double strike, OptionSide side = OptionSide::call, double volatility = 0.5) {
  ContractTerms terms{};
  terms.strike = strike, terms.side = side, terms.volatility = volatility, terms.years = 0.25, terms.multiplier = 2.0;
  return terms;
}

constexpr ForwardAndDiscount delivery{.forward = 100.0, .discount = 0.98, .fixed = 3.0, .rate = 0.04};

}  // namespace

TEST_CASE("a put behind its call is one pair with it", "[scenario][waiting_options]") {
  WaitingOptions waiting;
  CHECK(waiting.add(7, terms(90.0), delivery, nullptr, true));
  CHECK(waiting.add(4, terms(90.0, OptionSide::put), delivery, nullptr, true));
  CHECK(waiting.add(5, terms(95.0, OptionSide::put), delivery, nullptr, true));
  CHECK(waiting.add(6, terms(95.0, OptionSide::call, 0.6), delivery, nullptr, true));
  CHECK((waiting.count == 4 && waiting.pairs == 3));
  CHECK((waiting.leads(0) && !waiting.leads(1) && waiting.leads(2) && waiting.leads(3)));
  const WaitingOptions::Claims firsts = waiting.first_of_pairs();
  CHECK((firsts.strike[0] == 90.0 && firsts.strike[1] == 95.0 && firsts.volatility[2] == 0.6));
  CHECK((firsts.side[0] == 1.0 && firsts.side[1] == -1.0 && firsts.fixed[1] == 3.0));
  CHECK((firsts.strike[3] == 90.0 && firsts.strike[15] == 90.0));  // lanes that are left
  CHECK((waiting.row[1] == 4 && waiting.rate[1] == 0.04 && waiting.discount[2] == 0.98 && waiting.multiplier[3] == 2.0));
}

TEST_CASE("options that may not pair stand by themselves", "[scenario][waiting_options]") {
  WaitingOptions waiting;
  CHECK(waiting.add(0, terms(90.0), delivery, nullptr, false));
  CHECK(waiting.add(1, terms(90.0, OptionSide::put), delivery, nullptr, false));
  CHECK(waiting.pairs == 2);
  waiting.fill_group();
  for (int i = 2; i < 16; ++i) CHECK((waiting.own.is_pair(0, i) && waiting.own.side[i] == 1.0));
  for (int i = 2; i < 16; ++i) CHECK((waiting.pair[i] == 0 && waiting.discount[i] == 0.98 && waiting.multiplier[i] == 2.0));
}

TEST_CASE("there is room for a group of pairs, whole", "[scenario][waiting_options]") {
  WaitingOptions waiting;
  for (int p = 0; p < 16; ++p) CHECK(waiting.add(p, terms(90.0 + p), delivery, nullptr, true));
  CHECK_FALSE(waiting.add(16, terms(120.0), delivery, nullptr, true));
  CHECK((waiting.count == 16 && waiting.pairs == 16));
  CHECK(waiting.add(17, terms(105.0, OptionSide::put), delivery, nullptr, true));  // the last one's
  for (int i = 0; i < 15; ++i) CHECK(waiting.add(18 + i, terms(105.0), delivery, nullptr, true));
  CHECK_FALSE(waiting.add(40, terms(105.0), delivery, nullptr, true));
  CHECK((waiting.count == 32 && waiting.pairs == 16 && waiting.row[31] == 32));
}

TEST_CASE("a volatility of negative zero is zero", "[scenario][waiting_options]") {
  WaitingOptions waiting;
  CHECK(waiting.add(0, terms(100.0, OptionSide::put, -0.0), delivery, nullptr, true));
  CHECK(same_bits(waiting.own.volatility[0], 0.0));
}
