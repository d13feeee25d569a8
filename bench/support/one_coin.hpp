#pragma once

#include "support/venues.hpp"

namespace bulwark::bench {

inline const Listing& listing() {
  static const Listing made = made_up_listing();
  return made;
}

/// `accounts` accounts of 20 positions in the listing's first coin, made once for a program.
template <Index accounts>
const AccountRows& accounts_of_one_coin() {
  static const AccountRows made = made_up_accounts(listing(), accounts, 20, 1);
  return made;
}

}  // namespace bulwark::bench
