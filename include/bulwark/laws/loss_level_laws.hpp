#pragma once

#include <span>

#include "bulwark/backstop/loss_level.hpp"
#include "bulwark/laws/specimens.hpp"

namespace bulwark::BULWARK_TARGET {

/// The laws of a waterfall's levels that `level` breaks when it is asked for `losses`, each alone and one after the other.
template <class Int, LossLevel<Int> Level>
BrokenLaws broken_by(const Level& level, std::span<const Int> losses) {
  BrokenLaws broken;
  const Int zero(0);
  Level worn = level;
  const auto ask = [&](const Level& asked, const Int& loss) {
    const LevelPayment<Level, Int> payment = asked.pay(loss), again = asked.pay(loss);
    note(broken, !(payment.paid < zero), "a level pays no less than nothing");
    note(broken, !(larger<Int>(zero, loss) < payment.paid), "a level pays no more than the loss");
    note(broken, payment.paid == again.paid, "the same level pays the same loss alike");
    if (payment.paid < loss)
      for (const Int& more : losses) note(broken, payment.left.pay(more).paid == zero, "a level that did not pay all is exhausted");
    note(broken, asked.pay(zero).paid == zero, "no loss, no payment");
    return payment;
  };
  for (const Int& loss : losses) {
    const Int alone = ask(level, loss).paid;
    const LevelPayment<Level, Int> payment = ask(worn, loss);
    note(broken, !(alone < payment.paid), "who has paid before pays no more than who has not");
    worn = payment.left;
    note(broken, worn.faults().empty(), "a level without faults has none after it paid");
  }
  return broken;
}

}  // namespace bulwark::BULWARK_TARGET
