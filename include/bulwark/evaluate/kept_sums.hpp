#pragma once

#include <algorithm>
#include <optional>
#include <vector>

#include "bulwark/evaluate/change.hpp"
#include "bulwark/scenario/added_row.hpp"
#include "bulwark/scenario/fold.hpp"

namespace bulwark::BULWARK_TARGET {

/// What an account was folded to, kept, and beside it the same with one trade more. Trades are added to what was kept, never to each other.
class KeptSums {
 public:
  /// Room to fold an account into, that is then kept or not. Allocates where there is none yet for a table of that shape.
  Workspace& room(const PricedMarket& market) {
    if (!trial_ || !trial_->fits(market)) trial_.emplace(market);
    return lent();
  }
  /// The same where there is one, between two trades.
  Workspace& lent() noexcept {
    touched_ = every;
    return *trial_;
  }

  /// Keeps what was folded into the room. Allocates where it has not yet kept as many units over a table of that shape.
  void keep(const PricedMarket& market, const Folded& folded) {
    count_ = static_cast<std::size_t>(folded.units), width_ = market.stride() * PricedMarket::lanes;
    const std::span<const HeldUnit> units = held();
    units_.assign(units.begin(), units.end());
    sums_.resize(count_ * static_cast<std::size_t>(market.stride()));
    if (count_ > 0) std::copy_n(trial_->sums(0), static_cast<Index>(count_) * width_, sums_.front().lane);
    is_additive_ = folded.is_known;
    steps_.clear(), worst_.clear();
    for (const ScenarioBlock& block : market.blocks()) {
      is_additive_ = is_additive_ && !(block.is_folded && block.by_expiry >= 0);
      for (std::size_t u = 0; u < count_; ++u) {
        const bool nets_by_itself = block.is_folded && Profits::home(block, units_, u) == u;
        worst_.push_back(nets_by_itself ? worst_of({kept(u) + block.first, static_cast<std::size_t>(block.count)}) : Worst{});
      }
    }
    worst_.push_back({});
    for (std::size_t u = 0; u < count_; ++u) {
      const Index fixed = static_cast<Index>(u) * width_;
      const std::size_t before = steps_.size();
      for (std::size_t b = 0; b < market.blocks().size(); ++b) {
        const ScenarioBlock& block = market.blocks()[b];
        if (!block.is_folded) continue;
        const std::size_t home = Profits::home(block, units_, u);
        steps_.push_back({{fixed, static_cast<Index>(home) * width_ + block.first, block.first, block.count}, b * count_ + home, home});
      }
      if (steps_.size() == before) steps_.push_back({{fixed, fixed, 0, 0}, worst_.size() - 1, u});
      per_unit_ = steps_.size() - before;
    }
    kept_worst_ = worst_;
    touched_ = none;
  }

  /// Whether all is known and trades may be added.
  bool is_additive() const noexcept { return is_additive_; }

  /// A trade in a unit that is held, on top of what was kept; `legs` and `coins` are then the unit's, `outright` what the trade adds to
  /// them. Whether every sum is finite.
  [[gnu::always_inline]] bool add(const PricedMarket& market, std::size_t u, Index unit, const Order& order, double legs, double coins,
                                  double outright) noexcept {
    if (touched_ != u) [[unlikely]]
      restore(u);
    double* const sums = trial_->sums(0);
    const double *row = market.row(static_cast<Index>(order.row.row)), *leg_row = market.leg_row(unit);
    bool are_finite = true;
    for (std::size_t s = u * per_unit_; s < (u + 1) * per_unit_; ++s)
      are_finite &= add_row(sums_.front().lane, row, leg_row, order.quantity, outright, steps_[s].to, sums, worst_[steps_[s].worst]);
    const double* fixed = sums + static_cast<Index>(u) * width_;
    const auto of = [&](Column c) { return fixed[static_cast<std::size_t>(c)]; };
    HeldUnit& held = trial_->units()[u];
    held.coins = of(Column::coins) + coins;
    held.option_value = of(Column::option_value);
    held.unrealised = of(Column::future_value) + legs;
    held.delta = of(Column::delta);
    held.vega = of(Column::vega);
    return are_finite && is_finite(held.price);
  }

  std::size_t units() const noexcept { return count_; }

  /// The units and profits with the trade that was added last.
  std::span<const HeldUnit> held() noexcept { return trial_->units().first(count_); }
  Profits profits(const PricedMarket& market) noexcept {
    return Profits(market.blocks(), held(), trial_->sums(0), market.stride(), worst_.data());
  }

 private:
  static constexpr std::size_t every = ~std::size_t{0}, none = every - 1;

  struct Step {
    AddedTo to;
    std::size_t worst;  ///< of `worst_`
    std::size_t home;   ///< the unit that the traded one is netted into
  };

  const double* kept(std::size_t u) const noexcept {
    const double* const all = sums_.front().lane;
    return all + static_cast<Index>(u) * width_;
  }

  /// Makes the trial what was kept, but for what a trade in unit `next` writes anyway.
  [[gnu::noinline]] void restore(std::size_t next) noexcept {
    const std::size_t touched = touched_;
    touched_ = next;
    if (touched == none) return;
    const auto copy = [&](std::size_t u) {
      std::copy_n(kept(u), width_, trial_->sums(static_cast<Index>(u)));
      trial_->units()[u] = units_[u];
    };
    std::copy(kept_worst_.begin(), kept_worst_.end(), worst_.begin());
    if (touched == every) {
      for (std::size_t u = 0; u < count_; ++u) copy(u);
      return;
    }
    copy(touched);
    for (std::size_t s = touched * per_unit_; s < (touched + 1) * per_unit_; ++s)
      if (steps_[s].home != touched) copy(steps_[s].home);
  }

  std::optional<Workspace> trial_;
  std::vector<PricedMarket::Eight> sums_;  // unit x column, after netting
  std::vector<HeldUnit> units_;
  std::vector<Step> steps_;                // unit x folded block, one at least
  std::vector<Worst> kept_worst_, worst_;  // block x unit, and one of no block; as kept, and with the trade
  std::size_t count_ = 0, per_unit_ = 0;
  Index width_ = 0;
  bool is_additive_ = false;
  std::size_t touched_ = every;
};

}  // namespace bulwark::BULWARK_TARGET
