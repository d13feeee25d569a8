#pragma once

#include <algorithm>
#include <type_traits>
#include <utility>

#include "bulwark/math/correlate.hpp"
#include "bulwark/math/principal_factors.hpp"
#include "bulwark/scenario/coming_jumps.hpp"
#include "bulwark/scenario/correlated_jumps.hpp"
#include "bulwark/scenario/paths.hpp"

namespace bulwark::BULWARK_TARGET {

/// Draws scenarios of a joint law. Every number is a function of the seed, the scenario and what it is for: any thread may fill any range,
/// in any order, and has the same bits.
class JumpSampler {
 public:
  /// For `tail_of`: every scenario's tail is drawn, as by `drawn_tail`.
  struct DrawnTails {};

  /// Scenarios that are drawn together: their factors stay in the second cache, and are not a power of two apart in it.
  static constexpr Index block = 480;

  /// Of a law without faults. `is_paired`: the diffusions of scenario 2 k + 1 are the negatives of scenario 2 k's (antithetic; their jumps
  /// are their own), so that only pairs are independent of each other.
  JumpSampler(const CorrelatedJumps& law, std::uint64_t seed, bool is_paired = false)
      : assets_(law.assets()), seed_(seed), is_paired_(is_paired), common_(poisson_tails(product(law.common_per_year, law.years))) {
    const double root_years = __builtin_sqrt(law.years);
    score_ = __builtin_sqrt(law.size_correlation);
    own_score_ = __builtin_sqrt(1.0 - law.size_correlation);
    for (Index a = 0; a < assets_; ++a) {
      const double sigma = law.volatility[static_cast<std::size_t>(a)], variance = product(product(sigma, sigma), law.years);
      model_.push_back(law.model_of(a));
      hit_.push_back(law.hit_by(a));
      own_.push_back(poisson_tails(product(law.own_per_year(a), law.years)));
      const double expected = product(jumps_per_year(model_.back()), law.years);
      drift_.push_back(fma(-expected, mean_relative_jump(model_.back()), product(-0.5, variance)));
      own_weight_.push_back(product(sigma, root_years));
    }
    if (law.correlation.empty()) return;
    is_lower_ = law.factors == 0;
    factors_ = is_lower_ ? assets_ : law.factors;
    if (is_lower_) {
      weight_ = law.correlation;
      cholesky(weight_, assets_);
    } else {
      PrincipalFactors found = principal_factors(law.correlation, assets_, factors_);
      weight_ = std::move(found.weight);
      explained_ = found.explained;
    }
    for (Index a = 0; a < assets_; ++a) {
      double& deviation = own_weight_[static_cast<std::size_t>(a)];
      double rest = 1.0;
      for (Index f = 0; f < factors_; ++f) {
        double& w = weight_[static_cast<std::size_t>(a * factors_ + f)];
        rest = fma(-w, w, rest);
        w = product(w, deviation);
      }
      deviation = is_lower_ ? 0.0 : product(deviation, __builtin_sqrt(greatest(0.0, rest)));
    }
  }

  Index assets() const noexcept { return assets_; }

  /// Share of the diffusions' correlated variance that the common factors make; 1 where none were left out.
  double explained() const noexcept { return explained_; }

  /// Doubles that `fill` works in.
  Index scratch_size() const noexcept { return (factors_ + 2 * assets_) * block + normals_of_a_scenario() * scenario_block; }

  /// Independent normal numbers that a scenario's diffusions are made of.
  Index normals_of_a_scenario() const noexcept { return factors_ + (is_lower_ ? 0 : assets_); }

  /// What a unit of normal number `n` adds to the log return of asset `a`.
  double weight(Index a, Index n) const noexcept {
    if (n < factors_) return weight_[static_cast<std::size_t>(a * factors_ + n)];
    return n - factors_ == a ? own_weight_[static_cast<std::size_t>(a)] : 0.0;
  }

  /// The log return of asset `a` where no normal number and no jump moves it.
  double drift(Index a) const noexcept { return drift_[static_cast<std::size_t>(a)]; }

  /// How likely so many common events, or more, happen: [0] is 1.
  std::span<const double> common_tails() const noexcept { return common_; }

  /// The tail in which the number of common events of a scenario lies where it is drawn: spread evenly in (0, 1).
  double drawn_tail(Index scenario) const noexcept { return random_pair(seed_, scenario, place(Use::common_count))[0]; }

  /// Common events of a scenario that lies in this tail.
  Index common_events(double tail) const noexcept { return number_of_tail(common_, tail); }

  /// Shows `visit(paths)` the log returns of scenarios `first` to `first` + `count`, some at a time: nothing larger is ever in memory.
  /// `tail_of(scenario)`, in (0, 1], says in which tail the number of a scenario's common events lies. `scratch` is overwritten.
  template <class TailOf, class Visit>
  void walk(Index first, Index count, const TailOf& tail_of, std::span<double> scratch, const Visit& visit) const noexcept {
    for (Index done = 0; done < count; done += block) {
      const Index now = count - done < block ? count - done : block;
      std::uint64_t scenario[block];
      double tail[block];
      scenario_normals(seed_, first + done, now, is_paired_, 0, normals_of_a_scenario(), scratch.data());
      number(first + done, now, tail_of, scenario, tail);
      show(scratch.data(), scenario, tail, now, visit);
    }
  }

  /// The same, but of the scenarios without a jump only those that `is_of_interest(normals)` has a bit for: it sees the normal numbers of
  /// `scenario_block` of them, factor x scenario, before what makes scenarios dear is done.
  template <class TailOf, class Interest, class Visit>
  void walk_where(Index first, Index count, const TailOf& tail_of, std::span<double> scratch, const Interest& is_of_interest,
                  const Visit& visit) const noexcept {
    const Index normals = normals_of_a_scenario();
    double* const kept = scratch.data();
    double* const few = kept + (factors_ + 2 * assets_) * block;
    std::uint64_t scenario[block] = {};
    double tail[block];
    Index held = 0;
    for (Index done = 0; done < count; done += scenario_block) {
      const Index now = count - done < scenario_block ? count - done : scenario_block;
      std::uint64_t at[scenario_block];
      double drawn[scenario_block];
      scenario_normals(seed_, first + done, now, is_paired_, 0, normals, few);
      number(first + done, now, tail_of, at, drawn);
      const std::uint32_t wanted = is_of_interest(few) | jumping(at, now, drawn), whole = ~std::uint32_t{0} >> (scenario_block - now);
      for (std::uint32_t left = wanted & whole; left != 0; left &= left - 1, ++held) {
        const int i = __builtin_ctz(left);
        scenario[held] = at[i], tail[held] = drawn[i];
        for (Index n = 0; n < normals; ++n) kept[n * block + held] = few[n * scenario_block + i];
      }
      if (held + scenario_block <= block && done + now < count) continue;
      for (Index n = 1; n < normals && padded(held) < block; ++n)
        std::copy(kept + n * block, kept + n * block + held, kept + n * padded(held));
      if (held > 0) show(kept, scenario, tail, held, visit);
      held = 0;
    }
  }

  /// Writes scenario x asset, the log returns of scenarios `first` to `first` + `count`; `tail_of` as in `walk`.
  template <class TailOf>
  void fill(Index first, Index count, const TailOf& tail_of, std::span<double> out, std::span<double> scratch) const noexcept {
    double* to = out.data();
    walk(first, count, tail_of, scratch, [&](const Paths& paths) {
      paths.by_scenario(to);
      to += paths.count * assets_;
    });
  }

  /// The same with the numbers of events drawn.
  void fill(Index first, Index count, std::span<double> out, std::span<double> scratch) const noexcept {
    fill(first, count, DrawnTails{}, out, scratch);
  }

 private:
  enum class Use : std::uint64_t { diffusion, common_count, common_score, hit, common_size, own_count, own_size };

  /// Where a use's random pairs begin: the jump (below 2^24) and the pair of assets count on from there.
  static constexpr Index place(Use use, Index jump = 0, Index pair = 0) noexcept {
    return static_cast<Index>(static_cast<std::uint64_t>(use) << 56 | static_cast<std::uint64_t>(jump) << 32 |
                              static_cast<std::uint64_t>(pair));
  }

  /// The factor of `scattered_normals` that is asset `a`'s number of a use.
  static constexpr std::uint64_t factor(Use use, Index jump, Index a) noexcept {
    return 2 * static_cast<std::uint64_t>(place(use, jump)) + static_cast<std::uint64_t>(a);
  }

  /// The scenarios' numbers and tails; the numbers up to a whole block.
  template <class TailOf>
  void number(Index first, Index count, const TailOf& tail_of, std::uint64_t* scenario, double* tail) const noexcept {
    for (Index s = 0; s < padded(count); ++s) scenario[s] = static_cast<std::uint64_t>(first + s);
    if constexpr (std::is_same_v<TailOf, DrawnTails>)
      draw_tails(scenario, count, tail);
    else
      for (Index s = 0; s < count; ++s) tail[s] = tail_of(first + s);
  }

  /// Makes returns of normal numbers, which stand `padded(count)` a row, and shows them.
  template <class Visit>
  void show(double* normals, const std::uint64_t* scenario, const double* tail, Index count, const Visit& visit) const noexcept {
    const Index wide = padded(count);
    double* const sums = normals + (factors_ + assets_) * block;  // asset x scenario
    diffuse(normals, wide, sums);
    jump_alone(scenario, count, sums);
    jump_together(scenario, tail, count, sums);
    visit(Paths{.log_return = sums, .assets = assets_, .stride = wide, .count = count, .scenario = scenario});
  }

  void diffuse(const double* normals, Index wide, double* sums) const noexcept {
    correlate(weight_.data(), assets_, factors_, is_lower_, normals, sums, wide);
    for (Index a = 0; a < assets_; ++a) {
      const double drift = drift_[static_cast<std::size_t>(a)], own = own_weight_[static_cast<std::size_t>(a)];
      const double* const alone = normals + (factors_ + a) * wide;
      double* const sum = sums + a * wide;
      if (!is_lower_)
        for (Index s = 0; s < wide; ++s) sum[s] = fma(own, alone[s], sum[s]);
      for (Index s = 0; s < wide; ++s) sum[s] += drift;
    }
  }

  /// `drawn_tail` of many.
  void draw_tails(const std::uint64_t* scenario, Index count, double* tail) const noexcept {
    constexpr int width = 16;
    const RandomKeys keys(seed_);
    for (Index s = 0; s < count; s += width)
      store(tail + s, random_pairs(keys, Bits<width>::from(scenario + s), static_cast<std::uint64_t>(place(Use::common_count))).first);
  }

  /// A bit for each of a block's scenarios that has an event or a jump of some asset's own.
  std::uint32_t jumping(const std::uint64_t* scenario, Index count, const double* tail) const noexcept {
    std::uint32_t mark = 0;
    if (common_.size() > 1)
      for (Index s = 0; s < count; ++s) mark |= std::uint32_t{tail[s] <= common_[1]} << s;
    find_own(scenario, count, [&](Index s, Index, double) { mark |= std::uint32_t{1} << s; });
    return mark;
  }

  /// Calls `found(place, asset, tail)` for each scenario and asset that jumps alone: in which tail its number of jumps lies.
  template <class Found>
  void find_own(const std::uint64_t* scenario, Index count, const Found& found) const noexcept {
    constexpr int width = 16;
    const RandomKeys keys(seed_);
    for (Index a = 0; a < assets_; a += 2) {
      const std::vector<double>& mine = own_[static_cast<std::size_t>(a)];
      const std::vector<double>& next = own_[static_cast<std::size_t>(a + 1 < assets_ ? a + 1 : a)];
      if (mine.size() < 2 && next.size() < 2) continue;
      const double one = mine.size() < 2 ? 0.0 : mine[1], other = next.size() < 2 || a + 1 == assets_ ? 0.0 : next[1];
      for (Index s = 0; s < padded(count); s += width) {
        const auto unit = random_pairs(keys, Bits<width>::from(scenario + s), static_cast<std::uint64_t>(place(Use::own_count, 0, a / 2)));
        const Mask<width> jumps = unit.first <= Lanes<width>(one), also = unit.second <= Lanes<width>(other);
        const Index held = count - s;  // the rest only fills the block
        for (unsigned left = bits(jumps); left != 0; left &= left - 1)
          if (const int i = __builtin_ctz(left); i < held) found(s + i, a, unit.first.lane(i));
        for (unsigned left = bits(also); left != 0; left &= left - 1)
          if (const int i = __builtin_ctz(left); i < held) found(s + i, a + 1, unit.second.lane(i));
      }
    }
  }

  void jump_alone(const std::uint64_t* scenario, Index count, double* sums) const noexcept {
    const Index wide = padded(count);
    ComingJumps coming(seed_, model_, score_, own_score_);
    find_own(scenario, count, [&](Index s, Index a, double tail) {
      const Index jumps = number_of_tail(own_[static_cast<std::size_t>(a)], tail);
      for (Index jump = 0; jump < jumps; ++jump) coming.add(scenario[s], factor(Use::own_size, jump, a), a, sums[a * wide + s]);
    });
    coming.land();
  }

  void jump_together(const std::uint64_t* scenario, const double* tail, Index count, double* sums) const noexcept {
    const Index wide = padded(count);
    ComingJumps coming(seed_, model_, score_, own_score_);
    for (Index s = 0; s < count; ++s) {
      const auto at = static_cast<Index>(scenario[s]);
      const Index events = common_events(tail[s]);
      for (Index event = 0; event < events; ++event) {
        const double shared = normal_pair(seed_, at, static_cast<std::uint64_t>(place(Use::common_score, event)))[0];
        for (Index a = 0; a < assets_; ++a) {
          const auto i = static_cast<std::size_t>(a);
          if (!(hit_[i] > 0.0) || jumps_per_year(model_[i]) == 0.0) continue;
          if (hit_[i] < 1.0 && !(random_pair(seed_, at, place(Use::hit, event, a / 2))[static_cast<std::size_t>(a % 2)] <= hit_[i]))
            continue;
          double& sum = sums[a * wide + s];
          if (own_score_ == 0.0)
            sum += jump_size(model_[i], shared);
          else
            coming.add(scenario[s], factor(Use::common_size, event, a), a, sum, shared);
        }
      }
    }
    coming.land();
  }

  Index assets_;
  std::uint64_t seed_;
  bool is_paired_;
  bool is_lower_ = false;
  Index factors_ = 0;
  double explained_ = 1.0, score_ = 1.0, own_score_ = 0.0;
  std::vector<ModelParameters> model_{};
  std::vector<double> hit_{}, drift_{};
  std::vector<double> weight_{};      // asset x factor, times the diffusion's deviation
  std::vector<double> own_weight_{};  // the same, of each asset alone
  std::vector<double> common_;
  std::vector<std::vector<double>> own_{};
};

}  // namespace bulwark::BULWARK_TARGET
