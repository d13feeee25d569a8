#pragma once

#include "bulwark/scenario/correlation_faults.hpp"
#include "bulwark/scenario/marginal.hpp"

namespace bulwark::BULWARK_TARGET {

/// Laws of single assets joined by the ranks of a normal law, or of Student's, of many dimensions. Under Student's the worst of one comes
/// with the worst of another however far out one looks, and all the more the fewer the degrees; under the normal one it does not.
/// Source: Sklar (1959); Demarta, McNeil, "The t copula and related copulas" (2005).
struct Copula {
  std::vector<Marginal> marginal;     ///< asset, of the log return
  std::vector<double> correlation{};  ///< asset x asset, of the scores behind the ranks (not of the returns); empty: independent scores
  Index degrees = 0;                  ///< of freedom, in [1, 200]; 0: normal scores

  Index assets() const noexcept { return std::ssize(marginal); }

  Faults faults() const {
    Faults found;
    if (marginal.empty()) report(found, FaultCode::empty, "copula.marginal");
    for (Index a = 0; a < assets(); ++a) append(found, bulwark::faults(marginal[static_cast<std::size_t>(a)], {.outer = a}));
    if (degrees < 0 || degrees > most_degrees) report(found, FaultCode::out_of_range, "copula.degrees", {}, static_cast<double>(degrees));
    if (!correlation.empty())
      append(found, correlation_faults(correlation, assets(), "copula.correlation", "copula.correlation.lowest_eigenvalue"));
    return found;
  }
};

}  // namespace bulwark::BULWARK_TARGET
