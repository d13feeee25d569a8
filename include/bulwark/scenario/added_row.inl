// No include guard: a batch entry includes this text once per instruction set.
namespace bulwark::BULWARK_TARGET {

/// Kept sums and a trade; static members, so that one copy does not find another's through its arguments.
struct RowAddition {
  /// One block's columns, and what is known of them so far. The total is a number only where every sum is.
  template <bool with_legs>
  struct Columns {
    const double *kept, *row, *legs;
    Lanes<8> quantity, outright;
    double* sums;
    TwoLowest<8> two;
    Lanes<8> total;

    /// Eight sums, by the fused adds of the fold.
    [[gnu::always_inline]] static Lanes<8> sum(const double* kept, const double* row, const double* legs, Lanes<8> quantity,
                                               Lanes<8> outright) noexcept {
      Lanes<8> sum = load<Lanes<8>>(kept);
      if constexpr (with_legs) sum = fma(outright, load<Lanes<8>>(legs), sum);
      return fma(quantity, load<Lanes<8>>(row), sum);
    }
    [[gnu::always_inline]] Lanes<8> sum(Index column) noexcept {
      const Lanes<8> x = sum(kept + column, row + column, with_legs ? legs + column : nullptr, quantity, outright);
      store(sums + column, x);
      return x;
    }

    [[gnu::always_inline]] void take(Lanes<8> a, Lanes<8> b) noexcept {
      const Lanes<8> lower_one = lower(a, b), higher_one = higher(a, b);
      two.second = lower(lower(two.second, higher_one), higher(two.lowest, lower_one));
      two.lowest = lower(two.lowest, lower_one);
    }

    /// `Pairs` x 16 columns from `column` on: two at a time, so that no chain is as long as the row.
    template <int Pairs, bool are_first = false>
    [[gnu::always_inline]] void pass(Index column) noexcept {
#pragma GCC unroll 8
      for (int p = 0; p < Pairs; ++p) {
        const Lanes<8> a = sum(column + p * 16), b = sum(column + p * 16 + 8);
        total = total + (a + b);
        if constexpr (are_first)
          two = {lower(a, b), higher(a, b)};
        else
          take(a, b);
      }
    }
  };

  template <int Groups>
  [[gnu::always_inline]] static std::uint64_t places(const double* x, Lanes<8> number) noexcept {
    std::uint64_t places = 0;
#pragma GCC unroll 8
    for (int g = 0; g < Groups; ++g) places |= std::uint64_t{bits(load<Lanes<8>>(x + g * 8) == number)} << (g * 8);
    return places;
  }

  /// The first place of a number that is among the first ones: what fills up the last group stands after it.
  [[gnu::always_inline]] static Index place(const double* x, Index count, Lanes<8> number) noexcept {
    Index at = 0;
    for (; count - at >= 64; at += 64)
      if (const std::uint64_t found = places<8>(x + at, number)) return at + std::countr_zero(found);
    while (true) {
      if (const std::uint64_t found = places<1>(x + at, number)) return at + std::countr_zero(found);
      at += 8;
    }
  }

  template <bool with_legs>
  [[gnu::always_inline]] static bool add(const double* kept, const double* row, const double* legs, double quantity, double outright,
                                         const AddedTo& to, double* sums, Worst& worst) noexcept {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    const Index count = to.count;
    Columns<with_legs> columns{.kept = kept + to.sums,
                               .row = row + to.column,
                               .legs = with_legs ? legs + to.column : nullptr,
                               .quantity = quantity,
                               .outright = outright,
                               .sums = sums + to.sums,
                               .two = {infinity, infinity},
                               .total = {}};
    double* const fixed = sums + to.fixed;
    columns.total = columns.sum(kept + to.fixed, row, legs, columns.quantity, columns.outright);
    store(fixed, columns.total);
    Index at = 0;
    if (count >= 16) columns.template pass<1, true>(0), at = 16;
    for (; count - at >= 48; at += 48) columns.template pass<3>(at);
    for (; count - at >= 16; at += 16) columns.template pass<1>(at);
    for (; at < count; at += 8) {
      const Lanes<8> a = columns.sum(at);
      columns.total = columns.total + a;
      columns.take(count - at >= 8 ? a : load_first<Lanes<8>>(columns.sums + at, count - at, infinity), infinity);
    }
    if (!all(is_finite(columns.total)) || count == 0) return one_by_one(fixed, columns.sums, count, worst);
    const TwoLowest<1> two = folded(folded(folded(columns.two)));
    worst.lowest = two.lowest.lane(0), worst.runner_up = two.second.lane(0);
    worst.index = place(columns.sums, count, Lanes<8>(worst.lowest));
    return true;
  }

  /// The same of sums that are there, and whose total is no number.
  [[gnu::noinline]] static bool one_by_one(const double* fixed, const double* sums, Index count, Worst& worst) noexcept {
    worst = worst_in_lanes({sums, static_cast<std::size_t>(count)});
    Mask<8> are_finite = is_finite(load<Lanes<8>>(fixed));
    for (Index c = 0; c < count; c += 8) are_finite = are_finite & is_finite(load<Lanes<8>>(sums + c));
    return all(are_finite);
  }

  [[gnu::noinline]] static bool add_row(const double* kept, const double* row, const double* legs, double quantity, double outright,
                                        const AddedTo& to, double* sums, Worst& worst) noexcept {
    return outright != 0.0 ? add<true>(kept, row, legs, quantity, outright, to, sums, worst)
                           : add<false>(kept, row, nullptr, quantity, 0.0, to, sums, worst);
  }
};

}  // namespace bulwark::BULWARK_TARGET
