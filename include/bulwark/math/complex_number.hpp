#pragma once

#include "bulwark/math/arithmetic.hpp"

namespace bulwark::inline v1 {

/// A complex number. Its arithmetic is written out here because that of std::complex is left to the compiler to fuse.
struct ComplexNumber {
  double real;
  double imaginary;
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

// Domain of all: parts whose squares neither overflow nor vanish. Error: a few eps of the modulus.

inline ComplexNumber operator+(ComplexNumber a, ComplexNumber b) noexcept { return {a.real + b.real, a.imaginary + b.imaginary}; }

inline ComplexNumber operator*(ComplexNumber a, ComplexNumber b) noexcept {
  return {fma(a.real, b.real, -product(a.imaginary, b.imaginary)), fma(a.real, b.imaginary, product(a.imaginary, b.real))};
}

inline ComplexNumber operator*(double a, ComplexNumber b) noexcept { return {product(a, b.real), product(a, b.imaginary)}; }

/// |z|^2
inline double square_modulus(ComplexNumber z) noexcept { return fma(z.real, z.real, product(z.imaginary, z.imaginary)); }

inline ComplexNumber operator/(ComplexNumber a, ComplexNumber b) noexcept {
  const double over = square_modulus(b);
  const ComplexNumber top = a * ComplexNumber{b.real, -b.imaginary};
  return {top.real / over, top.imaginary / over};
}

/// The square root in the right half plane; its cut is the negative real axis.
inline ComplexNumber square_root(ComplexNumber z) noexcept {
  const double modulus = __builtin_sqrt(square_modulus(z));
  const double larger = __builtin_sqrt(product(0.5, modulus + magnitude(z.real)));
  const double smaller = larger > 0.0 ? product(0.5, magnitude(z.imaginary)) / larger : larger;
  const double real = z.real < 0.0 ? smaller : larger, height = z.real < 0.0 ? larger : smaller;
  return {real, __builtin_copysign(height, z.imaginary)};
}

}  // namespace bulwark::BULWARK_TARGET
