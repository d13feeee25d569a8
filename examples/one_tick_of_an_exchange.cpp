// How does an exchange run one tick: list, admit, price once, evaluate everybody, and decide who may do what?
#include <cstdio>

#include "bulwark/evaluate/permits.hpp"
#include "bulwark/venue/deribit_portfolio_margin.hpp"

using namespace bulwark;

int main() {
  constexpr AssetId btc{0};
  const Timestamp now{}, june = now + std::chrono::days{72};
  const VanillaOption call{btc, OptionSide::call, 85e3, june}, put{btc, OptionSide::put, 65e3, june};
  const auto listing = Listing::from(std::vector<ListedInstrument>{
      {"BTC", Spot{btc}}, {"BTC-PERPETUAL", InverseFuture{btc}}, {"C85", call, 1.0, btc}, {"P65", put, 1.0, btc}});
  const MarketState market{.now = now, .assets = {{.spot = 74'801.05, .volatility = FlatVolatility{0.44}}}};
  const std::vector<Account> accounts{{{{Spot{btc}, 2.0}, {call, -2.0}}},
                                      {{{Spot{btc}, 0.5}, {put, -4.0}, {call, -4.0}}},
                                      {{{Spot{btc}, 1.0}, {InverseFuture{btc}, 150e3}}}};  // a future without an entry price

  const AccountRows rows = listing->admit(accounts);
  for (const Fault& fault : rows.faults()) std::printf("refused: %s\n", describe(fault).c_str());
  const auto tick = venue::deribit_portfolio_margin(venue::deribit_btc_june_2024()).price(*listing, market);
  Workspace workspace = tick->workspace();
  std::vector<RiskReport> reports(accounts.size());
  tick->evaluate(rows, workspace, reports);
  for (const RiskReport& r : reports) {
    if (!r.verdict.is_known()) std::printf("unknown\n");
    if (r.verdict.is_known()) std::printf("equity %9.2f, initial requirement %9.2f\n", r.equity, r.requirement.initial);
  }

  ChangedAccount scratch;
  const Order sell{*listing->find("C85"), -2.0, 0.05};
  const auto impact = what_if(*tick, rows.at(0), {.orders = {&sell, 1}}, workspace, scratch);
  std::printf("selling two more calls moves the first account's requirement by %+.2f\n", impact->initial_requirement().change);
  for (Index i = 0; i < rows.size(); ++i)
    std::printf("account %td may sell them: %s\n", i,
                permits(*tick, rows.at(i), Action::open, {.orders = {&sell, 1}}, workspace, scratch).is_allowed() ? "yes" : "no");
}
