// Real chains: every expiry fitted, one line for each snapshot and asset.

#include <chrono>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <map>

#include "bulwark/calibration/parity_forward.hpp"
#include "bulwark/calibration/quoted_calls.hpp"
#include "bulwark/calibration/quoted_smile.hpp"
#include "bulwark/calibration/ssvi_fit.hpp"
#include "bulwark/calibration/svi_free_fit.hpp"
#include "bulwark/volatility/arbitrage.hpp"
#include "calibration/chain_files.hpp"
#include "calibration/least_svi_error.hpp"
#include "support/catch.hpp"
#include "support/shared.hpp"

using namespace bulwark;

namespace {

/// One expiry of a chain against its parity-implied forward.
struct ChainSmile {
  QuotedSmile quoted;
  QuotedExpiry calls;
};

/// Those with at least eight quotes.
std::vector<ChainSmile> smiles_of(const test::AssetChains& asset) {
  std::vector<ChainSmile> found;
  for (const ExpiryChain& chain : asset.chains) {
    const auto parity = parity_forward(chain);
    if (!parity) continue;
    const auto quoted = quoted_smile(chain, parity->forward, parity->discount);
    if (quoted && quoted->smile.quotes.size() >= 8) found.push_back({*quoted, quoted_calls(chain, parity->forward, parity->discount)});
  }
  return found;
}

double median(std::vector<double> x) {
  std::nth_element(x.begin(), x.begin() + std::ssize(x) / 2, x.end());
  return x[x.size() / 2];
}

double processor_milliseconds() { return 1e3 * double(std::clock()) / CLOCKS_PER_SEC; }

void fit_chain(const std::string& title, const std::vector<ChainSmile>& chain) {
  std::vector<double> error, plain, spread, free_error;
  std::vector<Smile> smiles;
  SviVolatility surface;
  double quotes = 0.0, within = 0.0, fit_time = 0.0, free_time = 0.0, most_quotes = 0.0;
  int with_butterfly = 0;
  for (const ChainSmile& one : chain) {
    INFO(title << ", years " << one.quoted.smile.years);
    const double start = processor_milliseconds();
    const Checked<SviFit> fit = fit_svi(one.quoted.smile);
    fit_time += processor_milliseconds() - start;
    REQUIRE(fit.has_value());
    const double again = processor_milliseconds();
    const Checked<SviFit> free = fit_butterfly_free_svi(one.quoted.smile);
    free_time += processor_milliseconds() - again;

    // No minimum but the deepest, wherever a denser search looks; and nothing that no price process has.
    most_quotes = std::fmax(most_quotes, double(one.quoted.smile.quotes.size()));
    CHECK(fit->error.weighted <=
          test::least_svi_error(one.quoted.smile, *fit, {.low = {}, .high = {}, .points = {61, 45}, .starts = 30}) * (1.0 + 1e-3) + 1e-9);
    CHECK(svi_steepest_wing(fit->slice) <= 2.0);
    CHECK(svi_least_variance(fit->slice) > 0.0);
    CHECK(butterflies(free->slice).empty());
    CHECK(free->error.weighted >= fit->error.weighted * 0.99);
    CHECK(free->error.weighted <= fit_ssvi_slice(one.quoted.smile).error.weighted * (1.0 + 1e-9));

    with_butterfly += !butterflies(fit->slice).empty();
    for (std::size_t q = 0; q < one.quoted.smile.quotes.size(); ++q) {
      const SmileQuote& quote = one.quoted.smile.quotes[q];
      const double off =
          std::fabs(std::sqrt(svi_point(fit->slice, quote.log_moneyness).variance / one.quoted.smile.years) - quote.volatility);
      quotes += 1.0, within += off <= one.quoted.half_spread[q];
    }
    error.push_back(fit->error.weighted), plain.push_back(fit->error.plain), free_error.push_back(free->error.weighted);
    spread.push_back(median(one.quoted.half_spread));
    if (smiles.empty() || smiles.back().years < one.quoted.smile.years)
      smiles.push_back(one.quoted.smile), surface.slices.push_back(fit->slice);
  }
  std::vector<QuotedExpiry> calls;
  for (const ChainSmile& one : chain) calls.push_back(one.calls);
  std::map<Arbitrage, int> locked;  // by more than a ten-thousandth of the forward; parity is not for the fund's American options
  for (const Violation& v : arbitrage(calls, 1e-4 * chain.front().quoted.smile.forward)) ++locked[v.kind];
  int crossings = 0;
  for (const Violation& v : arbitrage(surface)) crossings += v.kind == Arbitrage::calendar;
  std::vector<double> essvi_error;
  const double start = processor_milliseconds();
  if (chain.size() > 20) smiles.resize(8);  // thirty expiries take a second, and say no more
  const Checked<SsviFit> essvi = fit_essvi(smiles);
  const double essvi_time = processor_milliseconds() - start;
  REQUIRE(essvi.has_value());
  CHECK(arbitrage(essvi->surface).empty());
  for (const FitError& e : essvi->errors) essvi_error.push_back(e.weighted);
  std::printf(
      "%-32s %2zu expiries %4.0f quotes | half spread %.2f, SVI %.2f (plain %.2f), %2.0f %% inside bid and ask, %.2f ms a slice | "
      "butterflies in %d, %d crossings | free %.2f, %.1f ms a slice | eSSVI of %zu %.2f, %.0f ms | quotes: %d bounds, "
      "%d spreads, %d butterflies, %d calendars\n",
      title.c_str(), chain.size(), quotes, 100.0 * median(spread), 100.0 * median(error), 100.0 * median(plain), 100.0 * within / quotes,
      fit_time / double(chain.size()), with_butterfly, crossings, 100.0 * median(free_error), free_time / double(chain.size()),
      smiles.size(), 100.0 * median(essvi_error), essvi_time, locked[Arbitrage::bound], locked[Arbitrage::call_spread],
      locked[Arbitrage::butterfly], locked[Arbitrage::calendar]);
  CHECK(median(error) < 0.01);
  // Hundreds of quotes a tenth of a point wide are more than five numbers can hit; coins' forty are not.
  CHECK(within > (most_quotes < 100.0 ? 0.85 : 0.1) * quotes);
}

}  // namespace

TEST_CASE("every expiry of real chains is fitted at its deepest minimum, and without butterflies on request",
          "[calibration][svi_fit][chains]") {
  const auto folder = bulwark::test::shared("data/options");
  if (!folder) return;
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(*folder))
    if (entry.path().stem().string().find("chain") != std::string::npos) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  REQUIRE(files.size() > 0);
  std::printf("errors and spreads in volatility points, medians over expiries; errors weighted by spread\n");
  const auto close = [](int year, unsigned month, unsigned day) {
    return std::chrono::sys_days{std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day}};
  };
  for (const auto& file : files) {
    const std::string name = file.stem().string();
    if (name.find("spx") == 0) {
      fit_chain(name + " SPX", smiles_of(bulwark::test::index_chains(file, "SPX", close(2022, 6, 10), 6.75)));
      fit_chain(name + " SPXW", smiles_of(bulwark::test::index_chains(file, "SPXW", close(2022, 6, 10), 0.25)));
    } else if (name.find("spy") == 0) {
      fit_chain(name + " SPY", smiles_of(bulwark::test::index_chains(file, "SPY", close(2023, 9, 14), 0.25)));
    } else {
      for (const test::AssetChains& asset : bulwark::test::coin_chains(file)) fit_chain(name + " " + asset.asset, smiles_of(asset));
    }
  }
}
