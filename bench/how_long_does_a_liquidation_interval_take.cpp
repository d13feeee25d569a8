// How long does a liquidation interval take? A book of 20 options, short more than long, that dies on both sides.
// Ours: both ends down to adjacent doubles of the venue's own verdict, with the whole scan between them. Peer: what everybody writes,
// Boost's toms748 on textbook values less a short-option charge, to 1e-9, from brackets that it is told hold one root each.
// By value alone: where the book is worth less than a line in the price, the nearest such price for certain, to 1e-9; the peer is toms748
// on the same textbook values, from a bracket that it is told holds one root.

#include <cmath>
#include <boost/math/tools/toms748_solve.hpp>

#include "bulwark/evaluate/liquidation_price.hpp"
#include "bulwark/evaluate/value_crossing.hpp"
#include "bulwark/venue/deribit_standard_margin.hpp"
#include "support/option_book.hpp"
#include "support/paired.hpp"
#include "support/venues.hpp"

namespace bulwark::bench {
namespace {

constexpr AssetId coin{0};
constexpr Timestamp now{};

/// Puts below the money, all short, calls above, most of them short, and cash to live at today's price.
struct Book {
  OptionBook options{20};
  MarketState market{.now = now, .assets = {{.spot = 100.0, .volatility = FlatVolatility{0.6}}}};
  Account account;

  explicit Book(double cash) : account{.cash = cash} {
    for (std::size_t i = 0; i < options.size(); ++i) {
      options.strike[i] = 70.0 + 3.0 * static_cast<double>(i);
      options.side[i] = options.strike[i] < 100.0 ? -1.0 : 1.0;
      const auto expiry = now + std::chrono::milliseconds{static_cast<std::int64_t>(options.years[i] * milliseconds_per_year)};
      const OptionSide side = options.side[i] > 0.0 ? OptionSide::call : OptionSide::put;
      account.positions.push_back(
          {.instrument = VanillaOption{coin, side, options.strike[i], expiry}, .quantity = quantity(i), .settlement = AssetId::quote});
    }
  }
  static double quantity(std::size_t i) { return i >= 10 && i % 4 == 0 ? 1.0 : -1.0; }

  /// Equity less maintenance as everybody writes it.
  double surplus_by_hand(double price) const {
    double sum = account.cash;
    for (std::size_t i = 0; i < options.size(); ++i) {
      const double k = options.strike[i], side = options.side[i], s = 0.6 * std::sqrt(options.years[i]), q = quantity(i);
      const double d1 = std::log(price / k) / s + 0.5 * s, d2 = d1 - s;
      const double value =
          side * (price * 0.5 * std::erfc(-side * d1 * 0.70710678118654752) - k * 0.5 * std::erfc(-side * d2 * 0.70710678118654752));
      sum += q * value;
      if (q < 0.0) sum -= side > 0.0 ? 0.075 * price + value : std::fmax(0.075 * price, 0.075 * value) + value;
    }
    return sum;
  }
};

double by_toms748(const Book& book) {
  const auto f = [&](double price) { return book.surplus_by_hand(price); };
  const auto close = [](double a, double b) { return std::fabs(a - b) <= 1e-9 * std::fabs(a); };
  std::uintmax_t most = 100, again = 100;
  const auto low = boost::math::tools::toms748_solve(f, 5.0, 100.0, close, most),
             high = boost::math::tools::toms748_solve(f, 100.0, 1'000.0, close, again);
  return low.first + high.first;
}

/// What a book is worth at a price, less 2 % of it.
double worth_by_hand(const Book& book, double price) {
  double sum = book.account.cash - 0.02 * price;
  for (std::size_t i = 0; i < book.options.size(); ++i) {
    const double k = book.options.strike[i], side = book.options.side[i], s = 0.6 * std::sqrt(book.options.years[i]);
    const double d1 = std::log(price / k) / s + 0.5 * s, d2 = d1 - s;
    sum += book.account.positions[i].quantity * side *
           (price * 0.5 * std::erfc(-side * d1 * 0.70710678118654752) - k * 0.5 * std::erfc(-side * d2 * 0.70710678118654752));
  }
  return sum;
}

/// `quantity(i)`: of option i; cash is `share` of the book's value today, the other way.
template <class Quantity>
void value_alone(benchmark::State& state, Quantity quantity, double share, double end) {
  Book book(0.0);
  for (std::size_t i = 0; i < book.options.size(); ++i) book.account.positions[i].quantity = quantity(i);
  book.account.cash = -share * (worth_by_hand(book, 100.0) + 2.0);
  const Listing listing = *listing_of(book.account);
  const AccountRows rows = listing.admit(std::span{&book.account, 1});
  const auto tick = *venue::deribit_standard_margin(venue::deribit_btc_standard_2024()).price(listing, book.market);
  const WalkedValue value(tick, rows.at(0), book.market, coin);
  const WorthLine line{.per_price = 0.02};
  const auto found = nearest_crossing(value, line, 100.0, end);
  if (!found || !found->short_at) return state.SkipWithError("the book is worth enough everywhere");
  state.counters["evaluations"] = static_cast<double>(found->evaluations);
  state.counters["price"] = found->safe;
  const auto f = [&](double price) { return worth_by_hand(book, price); };
  const auto close = [](double a, double b) { return std::fabs(a - b) <= 1e-9 * std::fabs(a); };
  std::uintmax_t evaluations = 100;
  const double low = end < 100.0 ? end : 100.0, high = end < 100.0 ? 100.0 : end;
  const auto root = boost::math::tools::toms748_solve(f, low, high, close, evaluations);
  if (std::fabs(root.first / found->safe - 1.0) > 1e-8) return state.SkipWithError("the two disagree");
  state.counters["peer_evaluations"] = static_cast<double>(evaluations);
  double answer = 0.0;  // the next start waits for it
  constexpr int times = 16;
  paired(
      state, times,
      [&] {
        for (int i = 0; i < times; ++i) answer = nearest_crossing(value, line, 100.0 + answer * 1e-300, end)->safe;
        benchmark::DoNotOptimize(answer);
      },
      [&] {
        for (int i = 0; i < times; ++i) {
          std::uintmax_t most = 100;
          answer = boost::math::tools::toms748_solve(f, low, high + answer * 1e-300, close, most).first;
        }
        benchmark::DoNotOptimize(answer);
      });
}

template <class Venue>
void interval(benchmark::State& state, const Venue& venue, double cash, Index steps) {
  const Book book(cash), by_hand(900.0);
  const Listing listing = *listing_of(book.account);
  const AccountRows rows = listing.admit(std::span{&book.account, 1});
  const auto tick = *venue.price(listing, book.market);
  const PricePath path{.asset = coin, .steps = steps};
  const auto found = nearest_liquidation(tick, rows.at(0), book.market, path);
  if (!found || !found->below() || !found->above()) return state.SkipWithError("the book does not die on both sides");
  state.counters["evaluations"] = static_cast<double>(found->evaluations);
  state.counters["low"] = *found->below(), state.counters["high"] = *found->above();
  paired(
      state, 1.0,
      [&] {
        const auto safe = nearest_liquidation(tick, rows.at(0), book.market, path);
        benchmark::DoNotOptimize(safe);
      },
      [&] {
        const double ends = by_toms748(by_hand);
        benchmark::DoNotOptimize(ends);
      });
}

template <class Venue>
void whole_path(benchmark::State& state, const Venue& venue, double cash) {
  const Book book(cash);
  const Listing listing = *listing_of(book.account);
  const AccountRows rows = listing.admit(std::span{&book.account, 1});
  const auto tick = *venue.price(listing, book.market);
  alone(state, 1.0, [&] {
    const auto safe = liquidation_price(tick, rows.at(0), book.market, {.asset = coin});
    benchmark::DoNotOptimize(safe);
  });
}

const auto standard = venue::deribit_standard_margin(venue::deribit_btc_standard_2024());

double held(std::size_t i) { return i < 10 ? 0.0625 : 1.0; }
double sold(std::size_t i) { return i < 10 ? -0.0625 : -1.0; }

BENCHMARK_CAPTURE(value_alone, options_that_are_held, held, 0.55, 20.0)->UseManualTime();
BENCHMARK_CAPTURE(value_alone, options_that_are_sold, sold, 2.0, 500.0)->UseManualTime();
BENCHMARK_CAPTURE(value_alone, options_of_both_kinds, Book::quantity, 1.7, 500.0)->UseManualTime();
BENCHMARK_CAPTURE(interval, deribit_standard_margin, standard, 900.0, 192)->UseManualTime();
BENCHMARK_CAPTURE(interval, worst_of_64, worst_of_64(), 600.0, 192)->UseManualTime();
BENCHMARK_CAPTURE(interval, worst_of_64_in_coarse_steps, worst_of_64(), 600.0, 48)->UseManualTime();
BENCHMARK_CAPTURE(whole_path, deribit_standard_margin, standard, 900.0)->UseManualTime();
BENCHMARK_CAPTURE(whole_path, worst_of_64, worst_of_64(), 600.0)->UseManualTime();

}  // namespace
}  // namespace bulwark::bench
