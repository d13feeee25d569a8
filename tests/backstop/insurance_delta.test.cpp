#include "bulwark/backstop/insurance_delta.hpp"

#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {
constexpr InsuranceDelta genesis{.max_fee = 15'000, .max_account_loss = 1'000'000'000'000};
}

TEST_CASE("the fund pays the whole of a shortfall and takes no more than the fee or the surplus", "[backstop][insurance_delta][E13]") {
  Random random{3};
  for (int i = 0; i < 5'000; ++i) {
    const long long received = random.below(2'000'000) - 1'000'000, bankruptcy = random.below(2'000'000) - 1'000'000;
    const long long delta = genesis.delta(received, bankruptcy);
    // What the account keeps above the bankruptcy price: all but what the fund takes, and never less than nothing.
    const long long kept = received - delta - bankruptcy;
    CHECK(kept >= 0);
    CHECK((kept == 0 || delta == magnitude_of(received) * 15'000 / 1'000'000));
    if (received <= bankruptcy) CHECK((kept == 0 && delta <= 0));
    if (received > bankruptcy) CHECK((delta >= 0 && delta <= received - bankruptcy));
  }
}

TEST_CASE("a better fill never costs the fund more", "[backstop][insurance_delta]") {
  long long before = genesis.delta(0LL, 1'000'000LL);
  for (long long received = 1; received < 2'000'000; received += 333) {
    CHECK(genesis.delta(received, 1'000'000LL) >= before);
    before = genesis.delta(received, 1'000'000LL);
  }
}

TEST_CASE("a fund cannot pay more than it has, nor more for one account than it may", "[backstop][insurance_delta][E09][C20]") {
  CHECK(genesis.can_take(0LL, 0LL, 0LL));
  CHECK(genesis.can_take(7LL, 0LL, 5'000'000'000'000LL));
  CHECK(genesis.can_take(-100LL, 100LL, 0LL));
  CHECK_FALSE(genesis.can_take(-101LL, 100LL, 0LL));
  CHECK(genesis.can_take(-100LL, 1LL << 60, 999'999'999'900LL));
  CHECK_FALSE(genesis.can_take(-101LL, 1LL << 60, 999'999'999'900LL));
}

TEST_CASE("payments are those of the chain's own tests", "[backstop][insurance_delta]") {
  // x/clob/keeper/liquidations_test.go (v4-chain at commit 84d4664, 2026): 0.1 bitcoin, 5,100 USDC owed; fee 0.5 %.
  const InsuranceDelta code{.max_fee = 5'000, .max_account_loss = 100'000'000'000'000};
  CHECK(code.delta(5'610'000'000LL, 5'100'000'000LL) == 28'050'000);
  CHECK(code.delta(5'105'100'000LL, 5'100'000'000LL) == 5'100'000);
  CHECK(code.delta(5'049'000'000LL, 5'100'000'000LL) == -51'000'000);
  CHECK(code.delta(-4'410'000'000LL, -4'900'000'000LL) == 22'050'000);
  CHECK(code.delta(-4'900'000'000LL, -4'900'000'000LL) == 0);
}

TEST_CASE("an insurance delta reports every fault", "[backstop][insurance_delta][faults]") {
  CHECK(genesis.faults().empty());
  CHECK(said(InsuranceDelta{0, 0}.faults()) == std::vector<std::string>{"insurance_delta.max_fee is out of range, got 0",
                                                                        "insurance_delta.max_account_loss must be positive, got 0"});
  CHECK(said(InsuranceDelta{1'000'001, 1}.faults()) == std::vector<std::string>{"insurance_delta.max_fee is out of range, got 1000001"});
}
