// Friday, 08:00: a future and an option expire at the average of the last half hour. What moves on the way, and who is paid what?
#include <chrono>
#include <cstdio>

#include "bulwark/settlement/averaged_claim.hpp"
#include "bulwark/settlement/settle_accounts.hpp"
#include "bulwark/settlement/settlement_window.hpp"

using namespace bulwark;
using namespace std::chrono_literals;

int main() {
  constexpr AssetId BTC{0};
  constexpr Timestamp friday{std::chrono::sys_days{std::chrono::year{2026} / 3 / 27} + 8h};
  const SettlementWindow window{.window = 30min, .interval = 1min};
  std::vector<IndexSample> index;
  for (int i = 1; i <= 30; ++i) index.push_back({friday - 30min + 1min * i, 69'900.0 + 10.0 * i});
  for (const auto left : {29min, 20min, 10min, 1min}) {
    const auto so_far = window.until(index, friday, friday - left);
    const auto call = averaged_greeks(70'200.0 - 10.0 * static_cast<double>(left / 1min), 70'000.0, 1.0, 0.5, so_far->price, left, 30min);
    std::printf("%2d min to go: the 70000 call is worth %.2f, delta %.3f\n", static_cast<int>(left / 1min), call.value, call.delta);
  }

  const Instrument future = InverseFuture{BTC, friday}, call = VanillaOption{BTC, OptionSide::call, 70'000.0, friday};
  const auto listing = Listing::from(std::vector<ListedInstrument>{{"future", future}, {"call", call, 1.0, BTC}});
  const std::vector<Account> accounts{{.positions = {{future, 136'000.0, 68'000.0}, {call, -5.0}}},
                                      {.positions = {{future, -136'000.0, 68'000.0}, {call, 5.0}}}};
  const auto price = window.price(index, friday);
  if (!listing || !price) return 1;
  const SettlementDecimals units{.lots = 4, .ticks = 2, .coins = 6};
  const DeliveryFee<long long> fee{.future = 250, .option = 200, .most_of_value = 125'000};  // millionths
  const auto paid = settle_accounts<long long>(*listing, accounts, friday, std::vector{std::optional{price->price}}, units, fee);
  if (!paid) return 1;
  std::printf("settled at %.2f\n", price->price);
  for (const auto& [account, asset, payment, charged] : paid->flows)
    std::printf("account %td: %+.6f BTC, fee %.6f\n", account, from_units(payment, 6), from_units(charged, 6));
  std::printf("the roundings leave the venue %lld millionths\n", paid->assets[0].rest);

  index.erase(index.begin() + 12);  // had the index missed a minute:
  for (const Fault& fault : window.price(index, friday).faults()) std::printf("nothing is settled: %s\n", describe(fault).c_str());
}
