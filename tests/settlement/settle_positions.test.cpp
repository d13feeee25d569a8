#include "bulwark/settlement/settle_positions.hpp"

#include <vector>

#include "support/catch.hpp"
#include "support/int128.hpp"
#include "support/random.hpp"
#include "support/said.hpp"

using namespace bulwark;
using test::Int128;
using Contract = ExpiringContract<Int128>;
using P = ExpiringPosition<Int128>;

namespace {
const std::vector<Contract> contracts{
    {.kind = ExpiryKind::linear_future, .up = 1, .down = 1},
    {.kind = ExpiryKind::inverse_future, .up = 1'000'000, .down = 1},
    {.kind = ExpiryKind::option, .up = 1, .down = 3, .strike = 6'000'000},
    {.kind = ExpiryKind::coin_option, .up = 10'000, .down = 1, .side = OptionSide::put, .strike = 6'000'000}};

struct Settled {
  std::vector<ExpiryFlow<Int128>> flows;
  std::vector<ExpiryBalance<Int128>> balances;
  Faults faults;
};
Settled settle(const std::vector<P>& positions, const std::vector<std::optional<Int128>>& prices, const DeliveryFee<Int128>& fee = {}) {
  Settled s{std::vector<ExpiryFlow<Int128>>(positions.size(), {.payment = 77, .fee = 77}),
            std::vector<ExpiryBalance<Int128>>(contracts.size(), {.lots = 77}),
            {}};
  s.faults = settle_positions<Int128>(contracts, prices, positions, fee, s.flows, s.balances);
  return s;
}
}  // namespace

TEST_CASE("a future pays its gain since entry", "[settlement][settle_positions]") {
  // Bought 1.5 at 60,000 from somebody, settled at 61,000.
  const Settled s = settle({{0, 15'000, Int128(-90'000'000'000)}, {0, -15'000, Int128(90'000'000'000)}}, {6'100'000, 1, 1, 1});
  REQUIRE(s.faults.empty());
  CHECK(s.flows[0].payment == Int128(1'500'000'000));
  CHECK(s.flows[1].payment == Int128(-1'500'000'000));
  CHECK((s.balances[0].lots == 0 && s.balances[0].legs == 0 && s.balances[0].rest() == 0));
}

TEST_CASE("of a market that is closed in itself every unit is paid, taken or kept", "[settlement][settle_positions]") {
  test::Random random{11};
  for (int round = 0; round < 300; ++round) {
    std::vector<P> positions;
    std::vector<Int128> lots(4, 0), legs(4, 0);
    for (int i = 0; i < 40; ++i) {
      const Index c = random.below(4);
      const P p{c, Int128(random.below(2'000'000'000)) - 1'000'000'000, c < 2 ? Int128(random.below(2'000'000)) - 1'000'000 : Int128(0)};
      positions.push_back(p);
      lots[static_cast<std::size_t>(c)] += p.lots, legs[static_cast<std::size_t>(c)] += p.leg;
    }
    for (Index c = 0; c < 4; ++c) positions.push_back({c, -lots[static_cast<std::size_t>(c)], -legs[static_cast<std::size_t>(c)]});
    const Int128 price = 1 + random.below(12'000'000);
    const Settled s = settle(positions, {price, price, price, price}, {.future = 250, .option = 200, .most_of_value = 125'000});
    REQUIRE(s.faults.empty());
    std::vector<Int128> paid(4, 0), fees(4, 0), count(4, 0);
    for (std::size_t k = 0; k < positions.size(); ++k) {
      const auto c = static_cast<std::size_t>(positions[k].contract);
      paid[c] += s.flows[k].payment, fees[c] += s.flows[k].fee, count[c] += 1;
      CHECK(s.flows[k].fee >= 0);
    }
    for (std::size_t c = 0; c < 4; ++c) {
      CHECK(s.balances[c].lots == 0);
      CHECK((paid[c] + s.balances[c].rest() == 0 && s.balances[c].fees == fees[c]));
      CHECK((s.balances[c].rest() >= 0 && s.balances[c].rest() <= count[c]));
    }
  }
}

TEST_CASE("with one price missing nothing is settled, and everything wrong is named", "[settlement][settle_positions][faults]") {
  const Settled s = settle({{0, 1, 0}, {4, 1, 0}, {-1, 1, 0}}, {std::nullopt, 0, -1, 1}, {.future = -1});
  CHECK(test::said(s.faults) == std::vector<std::string>{"settlement.price[0] is missing", "settlement.price[1] must be positive, got 0",
                                                         "settlement.position.contract[1] is out of range, got 4",
                                                         "settlement.position.contract[2] is out of range, got -1",
                                                         "delivery_fee.future is out of range, got -1"});
  for (const auto& flow : s.flows) CHECK((flow.payment == 77 && flow.fee == 77));
  for (const auto& balance : s.balances) CHECK(balance.lots == 77);
  std::vector<ExpiryFlow<Int128>> flows(1);
  std::vector<ExpiryBalance<Int128>> balances(3);
  CHECK(test::said(settle_positions<Int128>(contracts, std::vector<std::optional<Int128>>{1}, {}, {}, flows, balances)) ==
        std::vector<std::string>{"settlement.prices has the wrong length, got 1", "settlement.flows has the wrong length, got 1",
                                 "settlement.balances has the wrong length, got 3"});
}

TEST_CASE("what the integer cannot hold is refused, not wrapped", "[settlement][settle_positions][faults]") {
  const std::vector<ExpiringContract<long long>> narrow{{.kind = ExpiryKind::linear_future, .up = 1, .down = 1'000}};
  const auto settle_lots = [&](long long lots) {
    std::vector<ExpiryFlow<long long>> flows(1, {.payment = 77});
    std::vector<ExpiryBalance<long long>> balances(1);
    const std::vector<ExpiringPosition<long long>> position{{0, lots}};
    const Faults found =
        settle_positions<long long>(narrow, std::vector<std::optional<long long>>{1'000'000'000}, position, {}, flows, balances);
    CHECK((found.empty() || flows[0].payment == 77));
    return test::said(found);
  };
  CHECK(settle_lots(4'000'000'000).empty());
  CHECK(settle_lots(5'000'000'000) == std::vector<std::string>{"settlement.position.lots[0] overflows, got 5000000000"});
  CHECK(settle_lots(-9'000'000'000'000'000'000).size() == 1);
}
