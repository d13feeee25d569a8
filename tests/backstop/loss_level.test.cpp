#include "bulwark/backstop/loss_level.hpp"

#include "bulwark/backstop/reserve.hpp"
#include "support/catch.hpp"
#include "support/int128.hpp"

using namespace bulwark;

namespace {

/// Says what it paid and not what it is afterwards.
struct Careless {
  long long pay(const long long& loss) const { return loss; }
  Faults faults() const { return {}; }
};

/// Has no faults to tell.
struct Silent {
  LevelPayment<Silent, long long> pay(const long long&) const { return {0, {}}; }
};

}  // namespace

static_assert(LossLevel<Reserve<test::Int128>, test::Int128>);
static_assert(!LossLevel<Reserve<test::Int128>, long long>);  // levels of one waterfall count in one integer
static_assert(!LossLevel<Reserve<long long>, double>);
static_assert(!LossLevel<Careless, long long> && !LossLevel<Silent, long long>);

TEST_CASE("what is payable is the loss or what is there, and never less than nothing", "[backstop][loss_level]") {
  for (long long loss = -3; loss <= 3; ++loss)
    for (long long available = -3; available <= 3; ++available) {
      const long long paid = payable(loss, available);
      CHECK((paid >= 0 && (loss < 0 || paid <= loss)));
      CHECK((available < 0 || paid <= available));
      CHECK((paid == 0 || paid == loss || paid == available));
    }
}
