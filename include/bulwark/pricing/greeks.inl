// No include guard: a batch entry includes this text once per instruction set.
namespace bulwark::BULWARK_TARGET {

/// Value and the Greeks everybody asks for. Raw partial derivatives of the value of one unit: no percent, no days.
template <class Real>
struct Greeks {
  Real value;  ///< quote
  Real delta;  ///< per unit of the forward, or of the spot in spot form
  Real gamma;  ///< per unit of the same, squared
  Real vega;   ///< per 1.00 of volatility
  Real theta;  ///< per year of calendar time passing: minus the derivative by time to expiry
};

/// Discounted value and the Greeks everybody asks for. In forward form the rate is -ln(discount) / years.
template <class Real>
struct DiscountedGreeks {
  Real value;  ///< quote
  Real delta;  ///< per unit of the forward, or of the spot in spot form
  Real gamma;  ///< per unit of the same, squared
  Real vega;   ///< per 1.00 of volatility
  Real theta;  ///< per year of calendar time passing
  Real rho;    ///< per 1.00 of the rate, the forward (or the spot, in spot form) held fixed
};

/// What a search for the volatility needs.
template <class Real>
struct ValueAndVega {
  Real value;  ///< quote
  Real vega;   ///< per 1.00 of volatility
};

/// Every closed-form derivative up to second order, and the third-order ones that desks quote.
/// `x` stands for the forward (forward form) or the spot (spot form); rates and all other inputs are held fixed.
template <class Real>
struct Sensitivities {
  Real value;       ///< V, quote
  Real delta;       ///< dV/dx
  Real gamma;       ///< d2V/dx2
  Real vega;        ///< dV/dvolatility
  Real theta;       ///< -dV/dyears
  Real rho;         ///< dV/drate
  Real epsilon;     ///< dV/dyield; 0 in forward form
  Real dual_delta;  ///< dV/dstrike
  Real dual_gamma;  ///< d2V/dstrike2
  Real vanna;       ///< d2V/dx dvolatility
  Real volga;       ///< d2V/dvolatility2
  Real charm;       ///< -d(delta)/dyears
  Real speed;       ///< d3V/dx3
  Real zomma;       ///< d(gamma)/dvolatility
  Real color;       ///< -d(gamma)/dyears
  Real ultima;      ///< d3V/dvolatility3
  Real veta;        ///< -d(vega)/dyears
};

}  // namespace bulwark::BULWARK_TARGET
