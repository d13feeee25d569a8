// 24 numbers through the vocabulary, in three widths; included once per instruction set by instruction_sets.test.cpp

namespace bulwark::BULWARK_TARGET {

template <int N>
void sweep_by(const double* in, double* out) {
  for (int i = 0; i < 24; i += N) {
    const auto x = load<Lanes<N>>(in + i);
    const auto y = load<Lanes<N>>(in + (24 - N - i));
    double* const to = out + i;
    store(to, exp(x));
    store(to + 24, expm1(y) + log(abs(x)));
    store(to + 48, log1p(x) * y + x * y - y * y);
    store(to + 72, log_ratio(abs(x), abs(y)));
    store(to + 96, mills_ratio(x) - normal_density(y));
    store(to + 120, normal_cdf(x) * x + log_normal_cdf(y) * y);
    store(to + 144, normal_quantile(normal_cdf(x)));
    const auto turned = sine_cosine(x);
    store(to + 192, turned.sine - turned.cosine + angle(x, y));
    const auto complex = log1p(expm1(Complex<Lanes<N>>{min(x, 3.0), y})) / sqrt(Complex<Lanes<N>>{y, x});
    store(to + 216, complex.re * complex.im);
    store(to + 168, erfcx(x) + sqrt(abs(y)) + select(x < y, min(x, y), max(x, -y)));
  }
}

inline void sweep(const double* in, double* out) {
  sweep_by<24>(in, out);
  sweep_by<8>(in, out + 24 * 10);
  sweep_by<1>(in, out + 2 * 24 * 10);
}

}  // namespace bulwark::BULWARK_TARGET
