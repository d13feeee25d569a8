#include "bulwark/margin/payment_charge.hpp"

#include "bulwark/evaluate/explain.hpp"
#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinRel;

TEST_CASE("whoever is about to pay is charged, whoever is about to receive is not", "[margin][payment_charge]") {
  CHECK(payment_due(2.0, 35.0) == 70.0);
  CHECK(payment_due(-2.0, 35.0) == 0.0);
  CHECK(payment_due(-2.0, -35.0) == 70.0);
  CHECK(payment_due(0.0, 35.0) == 0.0);
  CHECK_FALSE(payment_due(1.0, NAN) == payment_due(1.0, NAN));
}

TEST_CASE("each position pays by itself: a payment received elsewhere is no relief", "[margin][payment_charge]") {
  const PaymentCharge charge{.per_coin = {100.0, -3.0}};
  const Account account{.positions = {{LinearFuture{btc}, 2.0, 100'000.0},
                                      {LinearFuture{eth}, -4.0, 2'500.0},
                                      {LinearFuture{eth, july}, 8.0, 2'500.0},  // contracts of an eighth
                                      {LinearFuture{sol}, 5.0, 160.0},
                                      {Spot{btc}, 1.0}}};
  const Requirement sum = required(charge, account);
  CHECK_THAT(sum.maintenance, WithinRel(200.0 + 12.0, 1e-14));
  CHECK(sum.initial == sum.maintenance);
  CHECK(required(charge, {.positions = {{LinearFuture{btc}, -2.0, 100'000.0}}}).initial == 0.0);
}

TEST_CASE("its slope is what one contract more pays", "[margin][payment_charge]") {
  const RiskEvaluator venue{no_haircut(), PaymentCharge{{100.0}}, Black{}, NoVar{}, HealthThreshold{}};
  const MarketState market{.now = Timestamp{}, .assets = {{.spot = 50.0}}};
  const std::vector<ListedInstrument> listed{{.id = "perpetual", .instrument = LinearFuture{btc}}};
  const auto listing = Listing::from(listed);
  const auto tick = venue.price(*listing, market);
  for (const auto& [held, slope] : {std::pair{3.0, 100.0}, {-3.0, 0.0}}) {
    const Account account{.positions = {{LinearFuture{btc}, held, 50.0}}};
    const AccountRows rows = listing->admit(std::span{&account, 1});
    CHECK_THAT(explain(*tick, rows.at(0)).gradient[0].initial, WithinRel(slope, 1e-14));
  }
}

TEST_CASE("a payment that is no number is a fault", "[margin][payment_charge][faults]") {
  CHECK(said(PaymentCharge{.per_coin = {1.0, INFINITY}}.faults()) ==
        std::vector<std::string>{"payment_charge.per_coin[1] must be finite, got inf"});
  CHECK(PaymentCharge{.per_coin = {1.0, -1.0}}.faults().empty());
}
