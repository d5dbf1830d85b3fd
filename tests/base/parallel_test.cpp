#include "base/parallel.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <vector>

#include "numbers.h"
#include "threads.h"

using namespace inkling;
using namespace inkling::tests;

TEST_CASE("parallel_for visits every index once, with workers below thread_count()") {
  for (const std::size_t threads : {1, 2, 3, 8})
    for (const std::size_t count : {0, 1, 2, 7, 1000}) {
      const Threads guard(threads);
      std::vector<int> visits(count);
      std::vector<std::size_t> workers(count, thread_count());
      parallel_for(count, [&](std::size_t i, std::size_t worker) {
        ++visits[i];
        workers[i] = worker;
      });
      CHECK(visits == std::vector<int>(count, 1));
      CHECK(std::all_of(workers.begin(), workers.end(), [](auto worker) { return worker < thread_count(); }));
    }
}

TEST_CASE("a worker's tasks never overlap, so its memory is its own") {
  const Threads guard(3);
  std::vector<std::size_t> sums(thread_count());
  for (int round = 0; round < 200; ++round)
    parallel_for(100, [&](std::size_t i, std::size_t worker) { sums[worker] += i; });
  std::size_t all = 0;
  for (const auto sum : sums) all += sum;
  CHECK(all == 200 * 4950);
}

TEST_CASE("who comes late for a loop takes nothing of the next, which is larger") {
  for (std::size_t round = 0; round < 200; ++round) {
    const Threads guard(2 + round % 2);
    for (std::size_t i = 0; i < 200; ++i) {
      std::vector<int> visits(2 + i * 7919 % 150);
      parallel_for(visits.size(), [&](std::size_t task, std::size_t) { ++visits[task]; });
      REQUIRE(std::all_of(visits.begin(), visits.end(), [](int times) { return times == 1; }));
    }
  }
}

TEST_CASE("what was written in one loop is seen in the next") {
  const Threads guard(3);
  std::vector<int> from(1000), to(1000);
  for (int round = 1; round <= 100; ++round) {
    parallel_for(1000, [&](std::size_t i, std::size_t) { to[i] = from[999 - i] + 1; });
    std::swap(from, to);
  }
  CHECK(from == std::vector<int>(1000, 100));
}

TEST_CASE("the number of threads may be any, 0 for as many as the machine has") {
  const Threads guard(1);
  set_thread_count(0);
  CHECK(thread_count() >= 1);
  set_thread_count(1'000'000);
  CHECK(thread_count() <= 256);
}
