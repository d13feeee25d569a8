#include "bulwark/backstop/loss_index.hpp"

#include <vector>

#include "support/catch.hpp"
#include "support/int128.hpp"
#include "support/random.hpp"

using namespace bulwark;
using test::Int128;
using Book = LossIndex<Int128>;
using Holder = IndexedUnits<Int128>;

namespace {

constexpr Book empty{.one = 1'000'000};

/// Holders that settle whenever they are touched.
struct Holders {
  Book book = empty;
  std::vector<Holder> held{};
  std::vector<Int128> paid{};
  int settlements = 0;

  void change(std::size_t i, Int128 units) {
    if (i >= held.size()) held.resize(i + 1), paid.resize(i + 1, 0);
    const auto [owed, holder, left] = book.changed(held[i], units);
    held[i] = holder, book = left, paid[i] += owed, ++settlements;
  }
};

}  // namespace

TEST_CASE("who comes late bears nothing, who leaves early bears his part, and nobody is visited", "[backstop][loss_index]") {
  Holders holders;
  holders.change(0, 60);
  holders.change(1, 40);
  holders.book = holders.book.pay(1'000).left;
  holders.change(2, 100);  // after the first loss
  holders.change(0, 0);    // before the second
  holders.book = holders.book.pay(1'400).left;
  for (const std::size_t i : {0u, 1u, 2u}) holders.change(i, 0);
  CHECK((holders.paid[0] == 600 && holders.paid[1] == 800 && holders.paid[2] == 1'000));
  CHECK((holders.book.receivable == 0 && holders.book.open == 0));
}

TEST_CASE("whatever happens in whatever order, holders pay the losses and the pool keeps the dust", "[backstop][loss_index]") {
  test::Random random{17};
  for (int round = 0; round < 300; ++round) {
    Holders holders;
    Int128 lost = 0;
    for (int step = 0; step < 60; ++step) {
      if (random.below(3) == 0) {
        const Int128 loss = random.below(10'000);
        const auto payment = holders.book.pay(loss);
        CHECK(payment.paid == (holders.book.open > 0 ? loss : 0));
        CHECK(payment.left.index >= holders.book.index);
        lost += payment.paid, holders.book = payment.left;
      } else {
        holders.change(static_cast<std::size_t>(random.below(7)), random.below(500));
      }
      Int128 open = 0;
      for (const Holder& h : holders.held) open += h.units;
      CHECK(holders.book.open == open);
    }
    Int128 paid = 0;
    for (std::size_t i = 0; i < holders.held.size(); ++i) holders.change(i, 0);
    for (const Int128 p : holders.paid) paid += p;
    CHECK(holders.book.receivable == lost - paid);
    CHECK(paid >= lost);
    CHECK(paid - lost < holders.settlements);
  }
}

TEST_CASE("settling twice is settling once", "[backstop][loss_index]") {
  Holders holders;
  holders.change(0, 7);
  holders.book = holders.book.pay(100).left;
  const auto once = holders.book.settled(holders.held[0]);
  CHECK(once.owed == 100);
  CHECK(once.left.settled(once.holder).owed == 0);
  CHECK(once.left.settled(once.holder).left.receivable == once.left.receivable);
}

TEST_CASE("nobody there, nobody pays", "[backstop][loss_index][faults]") {
  CHECK(empty.pay(10).paid == 0);
  CHECK(empty.pay(10).left.index == 0);
  CHECK(empty.faults().empty());
  CHECK(Book{.one = 0, .open = -1, .index = -1, .carried = -1}.faults().size() == 4);
  CHECK(Book{.one = 5, .open = 6}.faults().size() == 1);
}
