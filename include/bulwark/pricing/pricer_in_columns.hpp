#pragma once

#include <cstddef>
#include <new>
#include <type_traits>

#include "bulwark/pricing/priced_columns.hpp"

namespace bulwark::inline v1 {

/// What is asked for of every claim in a column.
enum class ClaimFormula { value, time_value, greeks };

/// Room for one `T`, a struct of plain numbers that is not the same type in every instruction set. A program runs one of them.
template <std::size_t size>
class KeptRoom {
 public:
  /// The one that is kept, made where there is none yet.
  template <class T>
  T& as() noexcept {
    static_assert(sizeof(T) <= size && alignof(T) <= 64 && std::is_trivially_destructible_v<T>);
    if (!is_made_) new (bytes_) T, is_made_ = true;
    return *std::launder(reinterpret_cast<T*>(bytes_));
  }

 private:
  alignas(64) std::byte bytes_[size];
  bool is_made_ = false;
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// A pricer of the library that prices columns of claims in the widest instructions of the machine, whatever the build allows itself; the
/// bits of one by one. What it keeps from claim to claim, if anything, is its `Kept`.
template <class P>
concept PricerInColumns = Pricer<P> &&
    requires(const P pricer, const RawColumns& columns, const ParametersOf<P>& parameters, typename KeptByPricer<P>::Type& kept) {
  { pricer.template price_columns<ClaimFormula::value>(columns, parameters, kept) }
  noexcept;
};

}  // namespace bulwark::BULWARK_TARGET
