// Real option chains: how close forwards by parity and fitted models come to what was quoted.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <string>
#include <vector>

#include "bulwark/calibration/calibrate.hpp"
#include "bulwark/calibration/kou_smile.hpp"
#include "bulwark/calibration/merton_smile.hpp"
#include "bulwark/calibration/parity_forward.hpp"
#include "bulwark/calibration/quoted_smile.hpp"
#include "calibration/chain_files.hpp"
#include "support/catch.hpp"
#include "support/shared.hpp"

using namespace bulwark;

namespace {

double median(std::vector<double> x) {
  std::sort(x.begin(), x.end());
  return x.empty() ? NAN : x[x.size() / 2];
}

/// What the fits of one asset's expiries come to, volatility points; medians over expiries.
struct Outcome {
  std::vector<double> half_width, error, inside;
  int open = 0, expiries = 0;
};

template <class Model>
Outcome outcome_of(const test::AssetChains& asset) {
  Outcome outcome;
  for (const ExpiryChain& chain : asset.chains) {
    const auto parity = parity_forward(chain);
    if (!parity || parity->forward_error > 0.01 * parity->forward) continue;
    const auto quoted = quoted_smile(chain, parity->forward, parity->discount);
    REQUIRE(quoted);
    if (quoted->smile.quotes.size() < 6) continue;
    const auto fit = calibrate<Model>(quoted->smile);
    REQUIRE(fit);
    CHECK(fit->end != FitEnd::no_start);
    REQUIRE(std::isfinite(fit->rms));
    for (const double e : fit->standard_errors) CHECK(std::isfinite(e));
    double inside = 0.0;
    for (std::size_t i = 0; i < fit->residuals.size(); ++i) inside += std::abs(fit->residuals[i]) <= quoted->half_spread[i];
    outcome.half_width.push_back(100.0 * median(quoted->half_spread));
    outcome.error.push_back(100.0 * fit->rms), outcome.inside.push_back(inside / double(fit->residuals.size()));
    outcome.open += !fit->is_determined(), ++outcome.expiries;
  }
  return outcome;
}

template <class Model>
void check(const char* model, const std::string& file, const test::AssetChains& asset, double most_widths) {
  const Outcome o = outcome_of<Model>(asset);
  INFO(file << ' ' << asset.asset << ' ' << model);
  std::printf("%-34s %-4s %-6s %2d expiries: half width %.2f, error %.2f, %3.0f%% inside, %d leave parameters open\n", file.c_str(),
              asset.asset.c_str(), model, o.expiries, median(o.half_width), median(o.error), 100.0 * median(o.inside), o.open);
  REQUIRE(o.expiries > 5);
  CHECK(median(o.error) < most_widths * median(o.half_width));
}

// Calm, crash, the day after, a second spike, middle, lowest volatility; four of another year, one of another asset.
const std::vector<std::string> coin_files{
    "deribit_chain_20251230T173115Z",    "deribit_chain_20260205T212937Z",    "deribit_chain_20260206T155121Z",
    "deribit_chain_20260308T153245Z",    "deribit_chain_20260415T215957Z",    "deribit_chain_20260806T060253Z",
    "deribit_btc_greeks_20250301T1632Z", "deribit_btc_greeks_20250406T1404Z", "deribit_btc_greeks_20250508T2009Z",
    "deribit_btc_greeks_20250522T1132Z", "deribit_eth_chain_20240108"};

}  // namespace

TEST_CASE("forwards by parity of quotes are the venue's by parity of marks", "[calibration][chains]") {
  for (const std::string& file : coin_files) {
    if (file.rfind("deribit_chain", 0) != 0) continue;
    const auto path = test::shared("data/options/" + file + ".csv");
    if (!path) return;
    std::vector<double> distance, in_errors;
    for (const test::AssetChains& asset : test::coin_chains(*path))
      for (std::size_t i = 0; i < asset.chains.size(); ++i) {
        const auto found = parity_forward(asset.chains[i]);
        if (!found || !asset.forward[i]) continue;
        distance.push_back(std::abs(found->forward / *asset.forward[i] - 1.0));
        in_errors.push_back(std::abs(found->forward - *asset.forward[i]) / found->forward_error);
      }
    INFO(file);
    REQUIRE(distance.size() > 15);
    CHECK(median(distance) < 5e-4);
    CHECK(*std::max_element(in_errors.begin(), in_errors.end()) < 3.0);
  }
}

TEST_CASE("Merton's model meets coin-settled chains within one and a half times half the bid-ask width", "[calibration][chains]") {
  for (const std::string& file : coin_files) {
    const auto path = test::shared("data/options/" + file + ".csv");
    if (!path) return;
    for (const test::AssetChains& asset : test::coin_chains(*path)) check<MertonSmile>("Merton", file, asset, 1.5);
  }
}

TEST_CASE("Kou's model meets coin-settled chains within three quarters of half the bid-ask width", "[calibration][chains]") {
  for (const std::string& file : coin_files) {
    const auto path = test::shared("data/options/" + file + ".csv");
    if (!path) return;
    for (const test::AssetChains& asset : test::coin_chains(*path)) check<KouSmile>("Kou", file, asset, 0.75);
  }
}

TEST_CASE("an index's chain has forwards of pennies, discounts of basis points, and more smile than Merton has", "[calibration][chains]") {
  const auto path = test::shared("data/options/spx_chain_20220610.csv");
  if (!path) return;
  using namespace std::chrono;
  const test::AssetChains asset = test::index_chains(*path, "SPX", sys_days{year{2022} / 6 / 10}, 6.75);
  double before = 1.001;
  for (const ExpiryChain& chain : asset.chains) {
    if (chain.years > 1.6) continue;
    const auto found = parity_forward(chain);
    REQUIRE(found);
    CHECK(found->forward_error < 1e-3 * found->forward);
    CHECK(found->discount_error < 2e-3);
    CHECK(found->discount < before + 1e-3);
    before = found->discount;
  }
  check<MertonSmile>("Merton", "spx_chain_20220610", asset, 8.0);  // its half widths are a sixth of a point
}
