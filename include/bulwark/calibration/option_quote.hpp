#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "bulwark/core/fault.hpp"
#include "bulwark/core/instrument.hpp"
#include "bulwark/math/arithmetic.hpp"

namespace bulwark::inline v1 {

/// What an option is quoted in.
enum class PremiumIn {
  quote,  ///< money paid now
  coins,  ///< coins: undiscounted value over the forward, as coin-settled venues quote
};

/// Bid and ask of one option; nothing where nobody quotes.
struct OptionQuote {
  double strike;  ///< quote per coin
  OptionSide side;
  std::optional<double> bid;
  std::optional<double> ask;
};

/// The options of one expiry.
struct ExpiryChain {
  double years;  ///< to expiry
  PremiumIn premium;
  std::vector<OptionQuote> quotes;
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// Everything wrong with a chain, every bad quote named. Where: quote. A quote with one side or none is no fault, a crossed one is.
inline Faults faults(const ExpiryChain& chain) {
  Faults found;
  if (chain.quotes.empty()) report(found, FaultCode::empty, "chain.quotes");
  if (!(chain.years > 0.0 && is_finite(chain.years))) report(found, FaultCode::not_positive, "chain.years", {}, chain.years);
  for (Index i = 0; i < std::ssize(chain.quotes); ++i) {
    const OptionQuote& q = chain.quotes[static_cast<std::size_t>(i)];
    if (!(q.strike > 0.0 && is_finite(q.strike))) report(found, FaultCode::not_positive, "chain.strike", {.outer = i}, q.strike);
    for (const auto& [price, field] : {std::pair{q.bid, "chain.bid"}, std::pair{q.ask, "chain.ask"}}) {
      if (price && !is_finite(*price))
        report(found, FaultCode::not_finite, field, {.outer = i}, *price);
      else if (price && *price < 0.0)
        report(found, FaultCode::negative, field, {.outer = i}, *price);
    }
    if (q.bid && q.ask && *q.bid > *q.ask) report(found, FaultCode::out_of_order, "chain.ask", {.outer = i}, *q.ask);
    for (Index j = 0; j < i; ++j) {
      const OptionQuote& other = chain.quotes[static_cast<std::size_t>(j)];
      if (other.strike == q.strike && other.side == q.side) report(found, FaultCode::duplicate, "chain.strike", {.outer = i}, q.strike);
    }
  }
  return found;
}

}  // namespace bulwark::BULWARK_TARGET
