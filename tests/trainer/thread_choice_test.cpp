#include "trainer/thread_choice.h"

#include <doctest/doctest.h>

#include <cstddef>
#include <functional>
#include <map>

using namespace inkling;

namespace {

/// Takes steps, each as long as `seconds` says for its number of threads, until so much time is over; tells
/// the share of the time that each number had.
std::map<std::size_t, double> shares(ThreadChoice& choice, std::size_t most, double until,
                                     const std::function<double(std::size_t threads)>& seconds) {
  std::map<std::size_t, double> shares;
  for (double time = 0; time < until;) {
    const std::size_t threads = choice.next(most);
    const double step = seconds(threads);
    choice.took(step);
    shares[threads] += step / until;
    time += step;
  }
  return shares;
}

}  // namespace

TEST_SUITE("ThreadChoice") {
  TEST_CASE("all threads where they are faster; fewer are tried less and less often") {
    ThreadChoice choice;
    const auto idle = [](std::size_t threads) { return 0.02 / static_cast<double>(threads); };
    CHECK(shares(choice, 4, 20, idle)[4] > 0.93);
    CHECK(shares(choice, 4, 20, idle)[4] > 0.97);
  }

  TEST_CASE("one where that is faster, and all again once the machine is free") {
    ThreadChoice choice;
    const auto idle = [](std::size_t threads) { return threads == 2 ? 0.006 : 0.01; };
    const auto busy = [](std::size_t threads) { return threads == 2 ? 0.014 : 0.01; };
    CHECK(shares(choice, 2, 10, busy)[1] > 0.9);
    shares(choice, 2, 6, idle);
    CHECK(shares(choice, 2, 10, idle)[2] > 0.95);
    shares(choice, 2, 6, busy);
    CHECK(shares(choice, 2, 10, busy)[1] > 0.95);
  }

  TEST_CASE("few where more do not help; one has no choice") {
    ThreadChoice choice;
    const auto two_cores = [](std::size_t threads) { return threads == 2 ? 0.006 : 0.01; };
    CHECK(shares(choice, 8, 20, two_cores)[2] > 0.9);
    ThreadChoice single;
    CHECK(shares(single, 1, 1, [](std::size_t) { return 0.1; })[1] > 0.99);
  }

  TEST_CASE("another number of threads is tried from the beginning") {
    ThreadChoice choice;
    const auto even = [](std::size_t) { return 0.01; };
    shares(choice, 2, 1, even);
    CHECK(choice.next(8) <= 8);
    for (int i = 0; i < 100; ++i) {
      CHECK(choice.next(1) == 1);
      choice.took(0.1);
    }
    std::map<std::size_t, double> all = shares(choice, 8, 1, even);
    for (const std::size_t threads : {1, 2, 4, 8}) CHECK(all[threads] > 0);
  }
}
