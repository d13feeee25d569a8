// How fast are simulated scenarios and the tail they end in? Draws against the standard library's and against the same transform on the
// cheapest generator that is any good; the correlation against a loop over the triangle and against the multiplications that the processor
// can do; the whole against what everybody writes, and two threads against one. Each in turn, in one run.

#include <cmath>
#include <random>
#include <thread>
#include <vector>
#include <Eigen/Dense>

#include "bulwark/var/jump_loss.hpp"
#include "bulwark/var/simulated_tail.hpp"
#include "support/paired.hpp"
#include "support/words.hpp"

namespace bulwark::bench {
namespace {

constexpr Index assets = 50, block = JumpSampler::block;
constexpr auto cells = static_cast<std::size_t>(assets * block);

/// xoshiro256++ in every lane (Blackman, Vigna, 2021): a stream, so neither any thread nor any order; four words of state a lane.
template <int N>
struct Stream {
  using B = Bits<N>;
  B s[4];

  explicit Stream(std::uint64_t seed) {
    std::mt19937_64 from(seed);
    std::uint64_t words[N];
    for (B& part : s) {
      for (std::uint64_t& word : words) word = from();
      part = B::from(words);
    }
  }
  [[gnu::always_inline]] Lanes<N> unit() noexcept {
    const B sum = s[0] + s[3];
    const B word = (sum.template up<23>() | sum.template down<41>()) + s[0], t = s[1].template up<17>();
    s[2] = s[2] ^ s[0], s[3] = s[3] ^ s[1], s[1] = s[1] ^ s[2], s[0] = s[0] ^ s[3], s[2] = s[2] ^ t;
    s[3] = s[3].template up<45>() | s[3].template down<19>();
    return from_bits(word.template down<12>() | B::broadcast(0x3ff0'0000'0000'0000u)) - (1.0 - 0x1p-53);
  }
};

void bare_normals(Stream<16>& stream, double* out) {
  for (std::size_t i = 0; i < cells; i += 32) {
    const Lanes<16> u = stream.unit(), v = stream.unit();
    const Lanes<16> radius = sqrt(log_of_unit(u) * -2.0);
    const auto way = sine_cosine_of_turns(v);
    store(out + i, radius * way.cosine);
    store(out + i + 16, radius * way.sine);
  }
}

void draws_against_the_standard_library(benchmark::State& state) {
  std::vector<double> ours(cells), theirs(cells);
  std::mt19937_64 bits(1);
  std::normal_distribution<double> normal;
  Index first = 0;
  paired(
      state, double(cells), [&] { scenario_normals(7, first += block, block, false, 0, assets, ours.data()); },
      [&] {
        for (double& z : theirs) z = normal(bits);
      });
}
BENCHMARK(draws_against_the_standard_library)->UseManualTime()->Iterations(301);

// ratio: the share of what the transform reaches on a generator that is no function of the scenario.
void draws_against_the_bare_transform(benchmark::State& state) {
  std::vector<double> ours(cells), theirs(cells);
  Stream<16> stream(3);
  Index first = 0;
  paired(
      state, double(cells), [&] { scenario_normals(7, first += block, block, false, 0, assets, ours.data()); },
      [&] { bare_normals(stream, theirs.data()); });
}
BENCHMARK(draws_against_the_bare_transform)->UseManualTime()->Iterations(301);

std::vector<double> triangle() {
  std::vector<double> weights(static_cast<std::size_t>(assets * assets), 0.0);
  for (Index i = 0; i < assets; ++i)
    for (Index j = 0; j <= i; ++j) weights[static_cast<std::size_t>(i * assets + j)] = 1.0 / double(1 + i + j);
  return weights;
}

// Per path.
void correlation_against_a_loop(benchmark::State& state) {
  const std::vector<double> weights = triangle();
  std::vector<double> z(cells, 0.5), ours(cells), theirs(cells);
  paired(
      state, double(block), [&] { correlate(weights.data(), assets, assets, true, z.data(), ours.data(), block); },
      [&] {
        for (Index s = 0; s < block; ++s)
          for (Index i = 0; i < assets; ++i) {
            double sum = 0.0;
            for (Index j = 0; j <= i; ++j)
              sum += weights[static_cast<std::size_t>(i * assets + j)] * z[static_cast<std::size_t>(s * assets + j)];
            theirs[static_cast<std::size_t>(s * assets + i)] = sum;
          }
      });
}
BENCHMARK(correlation_against_a_loop)->UseManualTime()->Iterations(301);

// ratio: the share of the fused multiplications that this processor does with nothing to fetch, counting the triangle alone.
void correlation_against_the_peak(benchmark::State& state) {
  if (BULWARK_FMA == 0) return state.SkipWithError("this build has no fused multiplication to count");
  const std::vector<double> weights = triangle();
  std::vector<double> z(cells, 0.5), ours(cells);
  using Real = Lanes<BULWARK_LANES>;
  constexpr Index needed = assets * (assets + 1) / 2 * block / Real::count;
  const Real a(0.999), b(0.001);
  paired(
      state, double(block), [&] { correlate(weights.data(), assets, assets, true, z.data(), ours.data(), block); },
      [&] {
        Real s0(1.0), s1(1.1), s2(1.2), s3(1.3), s4(1.4), s5(1.5), s6(1.6), s7(1.7), s8(1.8), s9(1.9);
        for (Index n = 0; n < needed; n += 10) {
          s0 = fma(s0, a, b), s1 = fma(s1, a, b), s2 = fma(s2, a, b), s3 = fma(s3, a, b), s4 = fma(s4, a, b);
          s5 = fma(s5, a, b), s6 = fma(s6, a, b), s7 = fma(s7, a, b), s8 = fma(s8, a, b), s9 = fma(s9, a, b);
        }
        benchmark::DoNotOptimize(((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7)) + (s8 + s9));
      });
}
BENCHMARK(correlation_against_the_peak)->UseManualTime()->Iterations(301);

/// A long and short book, and moves of which one in fifty days has an event that all coins jump in by the same score.
struct Whole {
  static constexpr Index paths = 1'000'000;
  CorrelatedJumps law{.years = 1.0 / 365.0, .volatility = {}, .common_per_year = 7.3};
  std::vector<double> exposure;

  explicit Whole(double own_per_year = 0.0) {
    Words words(2);
    for (Index i = 0; i < assets; ++i) {
      law.volatility.push_back(words.between(0.2, 0.9));
      law.model.push_back(JumpParameters{law.common_per_year + own_per_year, -0.05, 0.04});
      exposure.push_back(words.between(-1e6, 1e6));
      for (Index j = 0; j < assets; ++j) law.correlation.push_back(i == j ? 1.0 : 0.6);
    }
  }
  SimulatedVar<> rule() const { return {.moves = {.law = law, .count = paths, .seed = 5, .is_spread = false}, .tail = 0.01}; }
};

/// What everybody writes: one generator, one normal number at a time, one product of Eigen's a path, std::exp, and a sort of everything.
double naive_shortfall(const Whole& whole, std::vector<double>& profits) {
  static std::mt19937_64 bits(1);
  static std::normal_distribution<double> normal;
  std::poisson_distribution<int> events(whole.law.common_per_year * whole.law.years);
  const Eigen::Map<const Eigen::MatrixXd> correlation(whole.law.correlation.data(), assets, assets);
  const Eigen::MatrixXd lower = correlation.llt().matrixL();
  Eigen::VectorXd z(assets), y(assets);
  const double root = std::sqrt(whole.law.years);
  for (double& profit : profits) {
    for (Index a = 0; a < assets; ++a) z[a] = normal(bits);
    y.noalias() = lower * z;
    const int n = events(bits);
    const double jump = n > 0 ? n * -0.05 + 0.04 * std::sqrt(double(n)) * normal(bits) : 0.0;
    profit = 0.0;
    for (Index a = 0; a < assets; ++a) {
      const auto i = static_cast<std::size_t>(a);
      profit += whole.exposure[i] * (std::exp(whole.law.volatility[i] * root * y[a] + jump) - 1.0);
    }
  }
  std::sort(profits.begin(), profits.end());
  double sum = 0.0;
  for (std::size_t i = 0; i < profits.size() / 100; ++i) sum += profits[i];
  return -sum / double(profits.size() / 100);
}

template <class Book>
void against_a_naive_one(benchmark::State& state, const Whole& whole, const Book& book) {
  std::vector<double> theirs(static_cast<std::size_t>(Whole::paths));
  const SimulatedVar<> rule = whole.rule();
  double ours = 0.0, naive = 0.0;
  paired(
      state, double(Whole::paths * assets), [&] { ours = simulated_tail(rule, book).report.expected_shortfall; },
      [&] { naive = naive_shortfall(whole, theirs); });
  state.counters["apart"] = ours / naive - 1.0;
}

// Value at risk and expected shortfall at 99 % of fifty holdings, long and short, in a million scenarios, with all that it takes to begin.
// Per path and asset. apart: of the two shortfalls, drawn from different numbers.
void the_whole_against_a_naive_one(benchmark::State& state) {
  const Whole whole;
  against_a_naive_one(state, whole, LinearPositions(whole.exposure));
}
BENCHMARK(the_whole_against_a_naive_one)->UseManualTime()->Iterations(5);

// The same where nobody knows beforehand which scenarios are too good to matter: all are revalued, as any other book would be.
void any_book_against_a_naive_one(benchmark::State& state) {
  const Whole whole;
  const auto book = [own = LinearPositions(whole.exposure)](const Paths& paths, double* profits) noexcept { own(paths, profits); };
  against_a_naive_one(state, whole, book);
}
BENCHMARK(any_book_against_a_naive_one)->UseManualTime()->Iterations(3);

// The same as the first, of assets that also jump alone, five times a year, and by scores of their own in an event; theirs do not.
void own_jumps_against_a_naive_one(benchmark::State& state) {
  Whole whole(5.0);
  whole.law.size_correlation = 0.7;
  against_a_naive_one(state, whole, LinearPositions(whole.exposure));
}
BENCHMARK(own_jumps_against_a_naive_one)->UseManualTime()->Iterations(3);

// By the clock on the wall, on two processors: two threads take a half each and merge. ratio: one thread's time over theirs.
void two_threads_against_one(benchmark::State& state) {
  const Whole whole;
  const SimulatedTail run(whole.rule(), LinearPositions(whole.exposure));
  const Index half = run.size() / 2;
  std::vector<double> scratch(static_cast<std::size_t>(run.scratch_size())), other(scratch.size());
  double one_shortfall = 0.0, two_shortfall = 0.0;
  two_against_one(
      state, double(Whole::paths * assets),
      [&] {
        SmallestOfMany mine = run.part(), theirs = run.part();
        std::thread helper([&] { run.add(theirs, half, run.size() - half, other); });
        run.add(mine, 0, half, scratch);
        helper.join();
        mine.merge(theirs);
        two_shortfall = run.report(mine).report.expected_shortfall;
      },
      [&] {
        SmallestOfMany all = run.part();
        run.add(all, 0, run.size(), scratch);
        one_shortfall = run.report(all).report.expected_shortfall;
      });
  state.counters["same_bits"] = one_shortfall == two_shortfall ? 1.0 : 0.0;
}
BENCHMARK(two_threads_against_one)->UseManualTime()->Iterations(7);

// Not how fast but how right: one coin's 99 % value at risk in 1e7 scenarios against the quantile of the mixture over the number of jumps.
// off: in standard errors.
void quantile_of_ten_million(benchmark::State& state) {
  constexpr Index paths = 10'000'000, some = 65'536;
  const JumpParameters jumps{15.0, -0.05, 0.05};
  const CorrelatedJumps law{.years = 1.0 / 365.0, .volatility = {0.5}, .model = {jumps}, .common_per_year = 10.0};
  const JumpSampler sampler(law, 9);
  std::vector<double> scratch(static_cast<std::size_t>(sampler.scratch_size())), moves(some);
  double off = 0.0;
  for (auto _ : state) {
    const double quantile = log1p(-jump_loss(0.5, jumps, law.years, 1.0, 0.01).value_at_risk);
    double beyond = 0.0;
    const double taken = seconds([&] {
      for (Index first = 0; first < paths; first += some) {
        const Index now = paths - first < some ? paths - first : some;
        sampler.fill(first, now, moves, scratch);
        for (Index s = 0; s < now; ++s) beyond += moves[static_cast<std::size_t>(s)] <= quantile ? 1.0 : 0.0;
      }
    });
    off = (beyond - 0.01 * double(paths)) / std::sqrt(0.01 * 0.99 * double(paths));
    state.SetIterationTime(taken);
  }
  state.counters["off"] = off;
}
BENCHMARK(quantile_of_ten_million)->UseManualTime()->Iterations(1);

}  // namespace
}  // namespace bulwark::bench
