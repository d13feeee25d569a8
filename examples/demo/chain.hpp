#pragma once

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <string>
#include <vector>

#include "bulwark/core/time.hpp"
#include "bulwark/pricing/implied_volatility.hpp"
#include "bulwark/scenario/deribit_name.hpp"
#include "chain_file.hpp"
#include "figures.hpp"

namespace demo {

/// Distances of one of our numbers from the exchange's.
class Gaps {
 public:
  explicit Gaps(const char* what) : what_(what) {}

  void add(double ours, double theirs, std::string_view name) { note(std::abs(ours - theirs), name); }
  void add_relative(double ours, double theirs, std::string_view name) { note(std::abs(ours / theirs - 1.0), name); }

  void print(const std::string& currency) {
    if (gaps_.empty()) return;
    std::sort(gaps_.begin(), gaps_.end());
    const auto rank = [&](double share) {
      return gaps_[static_cast<std::size_t>(std::ceil(share * static_cast<double>(gaps_.size()))) - 1];
    };
    std::printf("   %-5s %-44s %7s %10.1e %10.1e %10.1e  %s\n", currency.c_str(), what_,
                grouped(static_cast<double>(gaps_.size()), 0).c_str(), rank(0.5), rank(0.99), gaps_.back(), worst_.c_str());
  }

 private:
  void note(double gap, std::string_view name) {
    if (!(gap >= 0.0)) gap = HUGE_VAL;  // not a number: as far away as can be
    if (gaps_.empty() || gap > largest_) largest_ = gap, worst_ = name;
    gaps_.push_back(gap);
  }

  const char* what_;
  std::vector<double> gaps_;
  double largest_ = 0.0;
  std::string worst_;
};

/// One option of a file, ready to be valued.
struct ChainRow {
  std::string_view name;
  bulwark::Claim<double> claim;
  bool is_outside;        ///< out of the money
  bool is_within_2_days;  ///< of its expiry
};

/// Marks, volatilities and the two Greeks of `deribit_chain_*.csv`.
struct MarkGaps {
  Gaps mark{"mark, coin"};
  Gaps volatility{"mark IV (out of the money, mark >= 0.0005)"};
  Gaps delta{"delta (quoted up to minutes later)"};
  Gaps vega{"vega, relative (same; vega > 1 USD per point)"};

  static constexpr const char* time = "snapshot_utc";
  static std::vector<std::string_view> columns() { return {time, "mark", "mark_iv", "underlying", "fwd_parity", "delta", "vega"}; }
  static std::optional<double> forward(const ChainFile& file, std::size_t row) {
    const auto parity = file.number(row, "fwd_parity");
    return parity ? parity : file.number(row, "underlying");
  }
  static std::optional<double> volatility_of(const ChainFile& file, std::size_t row) { return file.number(row, "mark_iv"); }

  void add(const ChainFile& file, std::size_t i, const ChainRow& row) {
    const bulwark::Greeks<double> ours = bulwark::black_greeks(row.claim);
    const double coins = ours.value / row.claim.forward;
    if (const auto theirs = file.number(i, "mark")) {
      mark.add(coins, *theirs, row.name);
      if (row.is_outside && *theirs >= 0.0005) {
        const auto implied = bulwark::black_implied_volatility(row.claim, *theirs * row.claim.forward).volatility;
        volatility.add(implied.value_or(HUGE_VAL), row.claim.volatility, row.name);
      }
    }
    if (const auto theirs = file.number(i, "delta")) delta.add(ours.delta, *theirs, row.name);
    if (const auto theirs = file.number(i, "vega"); theirs && *theirs > 1.0) vega.add_relative(0.01 * ours.vega, *theirs, row.name);
  }

  void print(const std::string& currency) {
    for (Gaps* gaps : {&mark, &volatility, &delta, &vega}) gaps->print(currency);
  }
};

/// The four Greeks and the volatilities of bid and ask of `deribit_btc_greeks_*.csv`.
struct GreekGaps {
  Gaps delta{"delta"};
  Gaps gamma{"gamma, per USD (rounded to 0.00001)"};
  Gaps vega{"vega, relative (vega > 1 USD per point)"};
  Gaps theta{"theta, relative (same rows)"};
  Gaps bid{"IV of the bid (forward read minutes apart)"};
  Gaps ask{"IV of the ask (same)"};

  static constexpr const char* time = "snapshot_est_utc";
  static std::vector<std::string_view> columns() { return {time, "bid_iv", "ask_iv", "delta", "gamma", "theta", "vega", "fwd_est"}; }
  static std::optional<double> forward(const ChainFile& file, std::size_t row) { return file.number(row, "fwd_est"); }
  static std::optional<double> volatility_of(const ChainFile& file, std::size_t row) { return file.number(row, "iv_from_greeks"); }

  void add(const ChainFile& file, std::size_t i, const ChainRow& row) {
    if (row.is_within_2_days) return;  // the exchange's theta is not the instantaneous decay there
    const bulwark::Greeks<double> ours = bulwark::black_greeks(row.claim);
    if (const auto theirs = file.number(i, "delta")) delta.add(ours.delta, *theirs, row.name);
    if (const auto theirs = file.number(i, "gamma")) gamma.add(ours.gamma, *theirs, row.name);
    const auto their_vega = file.number(i, "vega"), their_theta = file.number(i, "theta");
    if (!their_vega || !(*their_vega > 1.0)) return;
    vega.add_relative(0.01 * ours.vega, *their_vega, row.name);
    if (their_theta) theta.add_relative(ours.theta / 365.0, *their_theta, row.name);
    if (!row.is_outside) return;
    add_quote(bid, file.number(i, "bid"), file.number(i, "bid_iv"), row);
    add_quote(ask, file.number(i, "ask"), file.number(i, "ask_iv"), row);
  }

  void print(const std::string& currency) {
    for (Gaps* gaps : {&delta, &gamma, &vega, &theta, &bid, &ask}) gaps->print(currency);
  }

 private:
  static void add_quote(Gaps& gaps, std::optional<double> coins, std::optional<double> theirs, const ChainRow& row) {
    if (!coins || !theirs || *coins < 0.0005) return;
    gaps.add(bulwark::black_implied_volatility(row.claim, *coins * row.claim.forward).volatility.value_or(HUGE_VAL), *theirs, row.name);
  }
};

/// Every row of a file against Black's numbers, by currency. The exit code: 1 when no row could be used.
template <class Form>
int compare(const ChainFile& file, const char* path) {
  Form of_currency[2];
  const char* const currencies[2] = {"BTC", "ETH"};
  std::size_t used = 0, unquoted = 0, wrong = 0;
  for (std::size_t i = 0; i < file.rows(); ++i) {
    const std::string_view name = file.text(i, "instrument");
    const auto instrument = bulwark::read_deribit_name(name);
    const auto now = file.time(i, Form::time);
    const bool is_option = instrument && instrument->kind == bulwark::InstrumentName::Kind::option;
    const std::size_t currency = is_option && instrument->base == "ETH" ? 1 : 0;
    const auto forward = Form::forward(file, i);
    if (!file.is_whole(i) || !is_option || !now || !forward || !(*forward > 0.0) || instrument->base != currencies[currency]) {
      if (++wrong <= 3) std::printf("%s:%zu: not an option's row: %.60s\n", path, i + 2, std::string{name}.c_str());
      continue;
    }
    const auto volatility = Form::volatility_of(file, i);
    const double years = bulwark::years_between(*now, instrument->expiry);
    if (!volatility || !(*volatility > 0.0) || !(years > 0.0)) {
      ++unquoted;
      continue;
    }
    const double side = bulwark::sign(instrument->side);
    ++used;
    of_currency[currency].add(
        file, i,
        {.name = name,
         .claim = {.forward = *forward, .strike = instrument->strike, .volatility = *volatility, .years = years, .side = side},
         .is_outside = side * (*forward - instrument->strike) <= 0.0,
         .is_within_2_days = instrument->expiry - *now <= std::chrono::days{2}});
  }
  if (used == 0) return std::fprintf(stderr, "demo: %s: no row could be compared\n", path), 1;
  std::printf(
      "%s\n%zu options compared, %zu without a volatility, %zu unreadable. Black on the forward, rate 0, ACT/365; distances from the "
      "exchange:\n\n",
      path, used, unquoted, wrong);
  std::printf("   %-5s %-44s %7s %10s %10s %10s  %s\n", "", "", "rows", "median", "99 %", "worst", "where");
  for (const std::size_t c : {std::size_t{0}, std::size_t{1}}) of_currency[c].print(currencies[c]);
  return 0;
}

/// `demo PATH`. The exit code: 1 when there is nothing to compare, after saying why.
inline int compare_chain(const char* path) {
  const ChainFile file{path};
  if (!file.is_open()) return std::fprintf(stderr, "demo: %s: cannot be read, or is empty\n", path), 1;
  if (const auto missing = file.missing({"instrument"}))
    return std::fprintf(stderr, "demo: %s: the first line names no column \"instrument\"; is this an option chain?\n", path), 1;
  const auto no_mark = file.missing(MarkGaps::columns()), no_greek = file.missing(GreekGaps::columns());
  if (!no_mark) return compare<MarkGaps>(file, path);
  if (!no_greek) return compare<GreekGaps>(file, path);
  std::fprintf(stderr, "demo: %s: neither a chain with marks (no column \"%s\") nor one with Greeks (no column \"%s\")\n", path,
               std::string{*no_mark}.c_str(), std::string{*no_greek}.c_str());
  return 1;
}

}  // namespace demo
