// Doubles in lock step: `Lanes<N>`, the `Real` of production code, over the compiler's vector extensions.
// Included once per instruction set (see core/build.hpp); `lanes.hpp` is the door.

namespace bulwark::BULWARK_TARGET {

template <int N>
struct Lanes;

/// N truth values, one for each lane.
template <int N>
struct Mask {
  static constexpr int width = register_width(N);
  static constexpr int parts = N / width;
  using R = Register<width>;
  using Sequence = std::make_integer_sequence<int, parts>;

  typename R::Truth part[parts];

  [[gnu::always_inline]] friend Mask operator&(Mask a, Mask b) noexcept { return map<R::both>(Sequence{}, a, b); }
  [[gnu::always_inline]] friend Mask operator|(Mask a, Mask b) noexcept { return map<R::either>(Sequence{}, a, b); }
  [[gnu::always_inline]] friend Mask operator^(Mask a, Mask b) noexcept { return map<R::differing>(Sequence{}, a, b); }
  [[gnu::always_inline]] friend Mask operator!(Mask a) noexcept { return map<R::opposite>(Sequence{}, a); }

  /// `a` where the mask holds, else `b`, lane by lane.
  [[gnu::always_inline]] friend Lanes<N> select(Mask m, Lanes<N> a, Lanes<N> b) noexcept {
    return Lanes<N>::template map<R::select>(Sequence{}, m, a, b);
  }
  /// Whether some (every) lane holds. Only to skip work that cannot change a bit.
  [[gnu::always_inline]] friend bool any(Mask m) noexcept { return m.flags(Sequence{}) != 0; }
  [[gnu::always_inline]] friend bool all(Mask m) noexcept { return (!m).flags(Sequence{}) == 0; }

  /// Lane i as bit i.
  [[gnu::always_inline]] friend unsigned bits(Mask m) noexcept { return m.places(Sequence{}); }

  /// The truth of lane `i`.
  [[gnu::always_inline]] bool lane(int i) const noexcept { return ((R::flags(part[i / width]) >> unsigned(i % width)) & 1u) != 0; }

  template <auto function, int... I, class... Operands>
  [[gnu::always_inline]] static Mask map(std::integer_sequence<int, I...>, Operands... operands) noexcept {
    return {{at<function, I>(operands...)...}};
  }

 private:
  template <auto function, int I, class... Operands>
  [[gnu::always_inline]] static typename R::Truth at(Operands... operands) noexcept {
    return function(operands.part[I]...);
  }
  template <int... I>
  [[gnu::always_inline]] unsigned flags(std::integer_sequence<int, I...>) const noexcept {
    return (R::flags(part[I]) | ...);
  }
  template <int... I>
  [[gnu::always_inline]] unsigned places(std::integer_sequence<int, I...>) const noexcept {
    return ((R::flags(part[I]) << unsigned(I * width)) | ...);
  }
};

/// N 64-bit patterns, one for each lane: what the elementary functions take doubles apart with.
template <int N>
struct Bits {
  static constexpr int width = register_width(N);
  static constexpr int parts = N / width;
  using R = Register<width>;
  using Sequence = std::make_integer_sequence<int, parts>;
  using Part = typename R::Bits;

  Part part[parts];

  [[gnu::always_inline]] friend Bits operator+(Bits a, Bits b) noexcept { return map<plus>(Sequence{}, a, b); }
  [[gnu::always_inline]] friend Bits operator-(Bits a, Bits b) noexcept { return map<minus>(Sequence{}, a, b); }
  [[gnu::always_inline]] friend Bits operator&(Bits a, Bits b) noexcept { return map<both>(Sequence{}, a, b); }
  [[gnu::always_inline]] friend Bits operator|(Bits a, Bits b) noexcept { return map<either>(Sequence{}, a, b); }
  [[gnu::always_inline]] friend Bits operator^(Bits a, Bits b) noexcept { return map<differ>(Sequence{}, a, b); }
  /// The whole product of the low halves: the compiler turns the same in operators into a long one.
  [[gnu::always_inline]] friend Bits low_product(Bits a, Bits b) noexcept { return map<R::low_product>(Sequence{}, a, b); }
  /// Moved up (down) by a constant number of places, zeros shifted in.
  template <int places>
  [[gnu::always_inline]] Bits up() const noexcept {
    return map<shifted_up<places>>(Sequence{}, *this);
  }
  template <int places>
  [[gnu::always_inline]] Bits down() const noexcept {
    return map<shifted_down<places>>(Sequence{}, *this);
  }
  /// The doubles with these patterns.
  [[gnu::always_inline]] friend Lanes<N> from_bits(Bits a) noexcept { return Lanes<N>::of_bits(a); }
  /// N patterns from `p`, which needs no alignment.
  [[gnu::always_inline]] static Bits from(const std::uint64_t* p) noexcept {
    Bits result;
    __builtin_memcpy(&result, p, sizeof result);
    return result;
  }
  /// The same pattern in every lane.
  [[gnu::always_inline]] static Bits broadcast(std::uint64_t x) noexcept { return fill(x, Sequence{}); }

  template <auto function, int... I, class... Operands>
  [[gnu::always_inline]] static Bits map(std::integer_sequence<int, I...>, Operands... operands) noexcept {
    return {{at<function, I>(operands...)...}};
  }

 private:
  [[gnu::always_inline]] static Part plus(Part a, Part b) noexcept { return a + b; }
  [[gnu::always_inline]] static Part minus(Part a, Part b) noexcept { return a - b; }
  [[gnu::always_inline]] static Part both(Part a, Part b) noexcept { return a & b; }
  [[gnu::always_inline]] static Part either(Part a, Part b) noexcept { return a | b; }
  [[gnu::always_inline]] static Part differ(Part a, Part b) noexcept { return a ^ b; }
  template <int places>
  [[gnu::always_inline]] static Part shifted_up(Part a) noexcept {
    return a << places;
  }
  template <int places>
  [[gnu::always_inline]] static Part shifted_down(Part a) noexcept {
    return a >> places;
  }
  template <auto function, int I, class... Operands>
  [[gnu::always_inline]] static Part at(Operands... operands) noexcept {
    return function(operands.part[I]...);
  }
  template <int... I>
  [[gnu::always_inline]] static Bits fill(std::uint64_t x, std::integer_sequence<int, I...>) noexcept {
    return {{((void)I, x + Part{})...}};
  }
};

/// N doubles that pass through the same formula side by side; no lane sees another. The bits of a lane do not depend on
/// N, on the instruction set or on its neighbours. A plain double converts to N copies of itself.
/// `*` is rounded before anything is added to it: no compiler flag fuses what is not written `fma`.
template <int N>
struct Lanes {
  static constexpr int count = N;
  static constexpr int width = register_width(N);
  static constexpr int parts = N / width;
  using R = Register<width>;
  using Sequence = std::make_integer_sequence<int, parts>;
  using Part = typename R::Values;

  Part part[parts];

  Lanes() = default;
  [[gnu::always_inline]] Lanes(double x) noexcept : Lanes(x, Sequence{}) {}

  /// The number in lane `i`.
  [[gnu::always_inline]] double lane(int i) const noexcept {
    if constexpr (width == 1) {
      return part[i];
    } else {
      return part[i / width][i % width];
    }
  }

  [[gnu::always_inline]] friend Lanes operator+(Lanes a, Lanes b) noexcept { return map<plus>(Sequence{}, a, b); }
  [[gnu::always_inline]] friend Lanes operator-(Lanes a, Lanes b) noexcept { return map<minus>(Sequence{}, a, b); }
  [[gnu::always_inline]] friend Lanes operator*(Lanes a, Lanes b) noexcept { return map<R::product>(Sequence{}, a, b); }
  [[gnu::always_inline]] friend Lanes operator/(Lanes a, Lanes b) noexcept { return map<over>(Sequence{}, a, b); }
  [[gnu::always_inline]] friend Lanes operator-(Lanes a) noexcept { return map<negative>(Sequence{}, a); }
  [[gnu::always_inline]] Lanes& operator+=(Lanes b) noexcept { return *this = *this + b; }
  [[gnu::always_inline]] Lanes& operator-=(Lanes b) noexcept { return *this = *this - b; }
  [[gnu::always_inline]] Lanes& operator*=(Lanes b) noexcept { return *this = *this * b; }
  [[gnu::always_inline]] Lanes& operator/=(Lanes b) noexcept { return *this = *this / b; }

  [[gnu::always_inline]] friend Mask<N> operator<(Lanes a, Lanes b) noexcept { return Mask<N>::template map<R::less>(Sequence{}, a, b); }
  [[gnu::always_inline]] friend Mask<N> operator>(Lanes a, Lanes b) noexcept { return b < a; }
  [[gnu::always_inline]] friend Mask<N> operator<=(Lanes a, Lanes b) noexcept {
    return Mask<N>::template map<R::less_equal>(Sequence{}, a, b);
  }
  [[gnu::always_inline]] friend Mask<N> operator>=(Lanes a, Lanes b) noexcept { return b <= a; }
  [[gnu::always_inline]] friend Mask<N> operator==(Lanes a, Lanes b) noexcept { return Mask<N>::template map<R::equal>(Sequence{}, a, b); }

  /// a * b + c, rounded once.
  [[gnu::always_inline]] friend Lanes fma(Lanes a, Lanes b, Lanes c) noexcept { return map<R::fused>(Sequence{}, a, b, c); }
  /// The IEEE square root; NaN below zero.
  [[gnu::always_inline]] friend Lanes sqrt(Lanes a) noexcept { return map<R::root>(Sequence{}, a); }
  /// The smaller (larger); NaN when either is NaN; `b` when they are equal.
  [[gnu::always_inline]] friend Lanes min(Lanes a, Lanes b) noexcept { return select(a == a, map<R::least>(Sequence{}, a, b), a); }
  [[gnu::always_inline]] friend Lanes max(Lanes a, Lanes b) noexcept { return select(a == a, map<R::greatest>(Sequence{}, a, b), a); }
  /// `x`, but no more (no less) than a constant number; NaN stays NaN. One instruction, where min and max take three.
  [[gnu::always_inline]] friend Lanes capped(Lanes x, double high) noexcept { return map<R::least>(Sequence{}, Lanes(high), x); }
  [[gnu::always_inline]] friend Lanes floored(Lanes x, double low) noexcept { return map<R::greatest>(Sequence{}, Lanes(low), x); }
  /// The smaller (larger) of numbers in one instruction; `b` when they are equal or either is NaN.
  [[gnu::always_inline]] friend Lanes lower(Lanes a, Lanes b) noexcept { return map<R::least>(Sequence{}, a, b); }
  [[gnu::always_inline]] friend Lanes higher(Lanes a, Lanes b) noexcept { return map<R::greatest>(Sequence{}, a, b); }
  /// Magnitude; magnitude of `a` with the sign of `b`.
  [[gnu::always_inline]] friend Lanes abs(Lanes a) noexcept { return of_bits(to_bits(a) & Bits<N>::broadcast(0x7fff'ffff'ffff'ffffu)); }
  [[gnu::always_inline]] friend Lanes copysign(Lanes a, Lanes b) noexcept {
    const Bits<N> magnitude = to_bits(a) & Bits<N>::broadcast(0x7fff'ffff'ffff'ffffu);
    return of_bits(magnitude | (to_bits(b) & Bits<N>::broadcast(0x8000'0000'0000'0000u)));
  }
  [[gnu::always_inline]] friend Mask<N> is_nan(Lanes a) noexcept { return !(a == a); }
  /// Neither infinite nor NaN.
  [[gnu::always_inline]] friend Mask<N> is_finite(Lanes a) noexcept { return abs(a) < __builtin_inf(); }
  /// The bit patterns of the lanes, and back.
  [[gnu::always_inline]] friend Bits<N> to_bits(Lanes a) noexcept { return Bits<N>::template map<pattern>(Sequence{}, a); }
  [[gnu::always_inline]] static Lanes of_bits(Bits<N> a) noexcept { return map<value>(Sequence{}, a); }

  /// N doubles from `p`, which needs no alignment; and back.
  [[gnu::always_inline]] static Lanes from(const double* p) noexcept { return read(p, Sequence{}); }
  [[gnu::always_inline]] void to(double* p) const noexcept { write(p, Sequence{}); }
  /// Lane i is table[first[i / 8] + at[i]], `at` below 8; reads whole eights of the table.
  [[gnu::always_inline]] static Lanes looked_up(const double* table, const std::uint64_t* at, const std::uint64_t* first) noexcept {
    return look(table, at, first, Sequence{});
  }

  template <auto function, int... I, class... Operands>
  [[gnu::always_inline]] static Lanes map(std::integer_sequence<int, I...>, Operands... operands) noexcept {
    Lanes result;
    ((result.part[I] = at<function, I>(operands...)), ...);
    return result;
  }

 private:
  template <int... I>
  [[gnu::always_inline]] Lanes(double x, std::integer_sequence<int, I...>) noexcept : part{((void)I, R::broadcast(x))...} {}

  [[gnu::always_inline]] static Part plus(Part a, Part b) noexcept { return a + b; }
  [[gnu::always_inline]] static Part minus(Part a, Part b) noexcept { return a - b; }
  [[gnu::always_inline]] static Part over(Part a, Part b) noexcept { return a / b; }
  [[gnu::always_inline]] static Part negative(Part a) noexcept { return -a; }
  [[gnu::always_inline]] static typename R::Bits pattern(Part a) noexcept { return __builtin_bit_cast(typename R::Bits, a); }
  [[gnu::always_inline]] static Part value(typename R::Bits a) noexcept { return __builtin_bit_cast(Part, a); }

  template <auto function, int I, class... Operands>
  [[gnu::always_inline]] static Part at(Operands... operands) noexcept {
    return function(operands.part[I]...);
  }
  template <int I>
  [[gnu::always_inline]] static Part read_part(const double* p) noexcept {
    Part r;
    __builtin_memcpy(&r, p + I * width, sizeof r);
    return r;
  }
  template <int... I>
  [[gnu::always_inline]] static Lanes read(const double* p, std::integer_sequence<int, I...>) noexcept {
    Lanes result;
    ((result.part[I] = read_part<I>(p)), ...);
    return result;
  }
  template <int... I>
  [[gnu::always_inline]] static Lanes look(const double* table, const std::uint64_t* at, const std::uint64_t* first,
                                           std::integer_sequence<int, I...>) noexcept {
    Lanes result;
    ((result.part[I] = R::looked_up(table + first[I * width / 8], at + I * width)), ...);
    return result;
  }
  template <int... I>
  [[gnu::always_inline]] void write(double* p, std::integer_sequence<int, I...>) const noexcept {
    (__builtin_memcpy(p + I * width, &part[I], sizeof(Part)), ...);
  }
};

/// The first (`which` 0) or last (1) half of a power of two of lanes.
template <int which, int N, int... I>
[[gnu::always_inline]] inline Lanes<N / 2> half_of(const Lanes<N>& x, std::integer_sequence<int, I...>) noexcept {
  using Half = Lanes<N / 2>;
  Half half;
  if constexpr (Lanes<N>::parts > 1) {
    for (int i = 0; i < Half::parts; ++i) half.part[i] = x.part[which * Half::parts + i];
  } else if constexpr (N == 2) {
    half.part[0] = x.part[0][which];
  } else {
    half.part[0] = __builtin_shufflevector(x.part[0], x.part[0], (which * N / 2 + I)...);
  }
  return half;
}
template <int N>
[[gnu::always_inline]] inline Lanes<N / 2> first_half(const Lanes<N>& x) noexcept {
  return half_of<0>(x, std::make_integer_sequence<int, N / 2>{});
}
template <int N>
[[gnu::always_inline]] inline Lanes<N / 2> last_half(const Lanes<N>& x) noexcept {
  return half_of<1>(x, std::make_integer_sequence<int, N / 2>{});
}

/// `Real::count` doubles from `p`, which needs no alignment.
template <class Real>
[[gnu::always_inline]] inline Real load(const double* p) noexcept {
  return Real::from(p);
}

/// Writes the lanes to `p`, which needs no alignment.
template <int N>
[[gnu::always_inline]] inline void store(double* p, Lanes<N> x) noexcept {
  x.to(p);
}

/// The first `n` lanes from `p`, the others `fill`: the end of a column through the same code as its middle.
template <class Real>
[[gnu::always_inline]] inline Real load_first(const double* p, std::ptrdiff_t n, double fill) noexcept {
  double held[Real::count];
  for (int i = 0; i < Real::count; ++i) held[i] = i < n ? p[i] : fill;
  return Real::from(held);
}

/// Writes the first `n` lanes to `p`.
template <int N>
[[gnu::always_inline]] inline void store_first(double* p, std::ptrdiff_t n, Lanes<N> x) noexcept {
  double held[N];
  x.to(held);
  for (int i = 0; i < N && i < n; ++i) p[i] = held[i];
}

}  // namespace bulwark::BULWARK_TARGET
