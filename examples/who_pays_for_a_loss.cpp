// A short of 398 million coins is taken over at 0.0095, and the coin is at 0.0376: who pays, and whose profits are cut by how much?
#include <array>
#include <cstdio>

#include "bulwark/backstop/backstop_vault.hpp"
#include "bulwark/backstop/insurance_fund.hpp"
#include "bulwark/backstop/minimal_cut.hpp"
#include "bulwark/backstop/pro_rata_cut.hpp"
#include "bulwark/backstop/reserve.hpp"
#include "bulwark/backstop/takeover_loss.hpp"
#include "bulwark/backstop/waterfall.hpp"
#include "bulwark/backstop/whole_position_queue.hpp"
#include "bulwark/math/minor_units.hpp"

using namespace bulwark;
using Cents = long long;

int main() {
  constexpr Cents m = 100'000'000;  // a million
  constexpr std::array<CutCandidate<Cents>, 4> winners{{{1, 5 * m, 9.1}, {2, 4 * m, 4.0}, {3, 2 * m, 1.5}, {4, m, 0.2}}};
  const Reserve<Cents> margin{m / 2}, profits{cuttable<Cents>(winners)};
  const InsuranceFund<Cents> fund{.balance = 20 * m, .market = {.most = m / 2}, .period = {.most = 5 * m}};
  const BackstopVault<Cents> vault{.depositors = {235 * m, 235 * m}, .loss = {.most = 4 * m}};
  const Cents loss = *to_minor_units(takeover_loss(-398e6, 0.0095, 0.037555), 2, Rounding::ceil);
  const auto report = waterfall(loss, margin, fund, vault, profits);
  const char* const names[] = {"account's own", "insurance fund", "backstop vault", "winners"};
  for (std::size_t k = 0; k < 4; ++k) std::printf("%-16s%12.2f\n", names[k], from_minor_units(report.paid[k], 2));
  std::printf("%-16s%12.2f\n\n", "uncovered", from_minor_units(report.uncovered, 2));

  const auto cut = [&](const char* name, const auto& rule) {
    std::array<Remainder<Cents>, 4> scratch{};
    std::array<Cents, 4> taken{};
    const CutReport<Cents> cuts = rule.template cut<Cents>(report.paid[3], winners, scratch, taken);
    std::printf("%-16s", name);
    for (const Cents t : taken) std::printf("%12.2f", from_minor_units(t, 2));
    std::printf("  too much: %.2f\n", from_minor_units(cuts.overshoot(), 2));
  };
  cut("whole positions", WholePositionQueue{}), cut("minimal", MinimalCut{}), cut("pro rata", ProRataCut{});
}
