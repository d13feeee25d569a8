#include "bulwark/backstop/backstop_vault.hpp"

#include "support/catch.hpp"

using namespace bulwark;
using namespace std::chrono_literals;
using Vault = BackstopVault<long long>;

TEST_CASE("a vault loses no more than its cap and no more than it has", "[backstop][backstop_vault]") {
  const Vault vault{.depositors = {240, 100}, .loss = {.most = 5}};
  const auto hit = vault.pay(11);
  CHECK((hit.paid == 5 && hit.left.depositors.assets == 235 && hit.left.available() == 0));
  CHECK(hit.left.depositors.shares == 100);
  CHECK(hit.left.pay(11).paid == 0);
  CHECK(Vault{.depositors = {3, 1}, .loss = {.most = 5}}.pay(11).paid == 3);
}

TEST_CASE("a cap per period renews, and every fault is named", "[backstop][backstop_vault]") {
  constexpr Timestamp noon{1'700'000'000s};
  const Vault vault{.depositors = {240, 100}, .loss = {.most = 5, .period = 24h, .start = noon}};
  CHECK(vault.pay(5).left.at(noon + 23h).available() == 0);
  CHECK(vault.pay(5).left.at(noon + 24h).available() == 5);
  CHECK(vault.faults().empty());
  CHECK(Vault{.depositors = {-1, 0}, .loss = {.most = -5}}.faults().size() == 3);
}
