// No include guard: a batch entry includes this text once per instruction set.
namespace bulwark::BULWARK_TARGET {

/// A European claim on one coin as a pricer sees it. All fields of one lane belong to one scenario of one option.
template <class Real>
struct Claim {
  Real forward;     ///< quote per coin, > 0
  Real strike;      ///< quote per coin, > 0
  Real volatility;  ///< of the diffusion, per sqrt(year), >= 0
  Real years;       ///< to expiry, >= 0; 0 is worth its intrinsic value
  Real side;        ///< +1 call, -1 put
};

/// An undiscounted claim with its discount factor.
template <class Real>
struct DiscountedClaim {
  Claim<Real> claim;
  Real discount;  ///< value today of 1 at expiry, > 0
};

/// The same claim seen from the spot, with its rates.
template <class Real>
struct SpotClaim {
  Real spot;        ///< quote per coin, > 0
  Real strike;      ///< quote per coin, > 0
  Real rate;        ///< of the quote currency, per year, continuous
  Real yield;       ///< of the coin (dividend, carry), per year, continuous
  Real volatility;  ///< of the diffusion, per sqrt(year), >= 0
  Real years;       ///< to expiry, >= 0
  Real side;        ///< +1 call, -1 put
};

}  // namespace bulwark::BULWARK_TARGET
