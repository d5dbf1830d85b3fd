#include "model/memory_plan.h"

#include <doctest/doctest.h>

#include "base/random.h"

using namespace inkling;

TEST_CASE("values that are alive at the same time never overlap, and the others share what there is") {
  Random random(3);
  for (int round = 0; round < 200; ++round) {
    MemoryPlan plan;
    const int moments = 1 + static_cast<int>(random.uniform(0, 20));
    for (int i = 0; i < 60; ++i) {
      const int first = static_cast<int>(random.uniform(0, moments));
      const auto value = plan.add(static_cast<std::uint64_t>(random.uniform(0, 1000)), first, first);
      if (i % 3) plan.extend(value, static_cast<int>(random.uniform(first, moments)));
    }
    plan.place();
    const auto& values = plan.values();
    std::uint64_t most = 0, all = 0;
    for (int now = 0; now < moments; ++now) {
      std::uint64_t alive = 0;
      for (const auto& value : values) alive += value.first <= now && now <= value.last ? value.size : 0;
      most = std::max(most, alive);
    }
    for (std::size_t i = 0; i < values.size(); ++i) {
      const auto& a = values[i];
      all += a.size;
      CHECK(a.offset % 16 == 0);
      CHECK(a.offset + a.size <= plan.size());
      for (std::size_t j = 0; j < i; ++j) {
        const auto& b = values[j];
        const bool together = a.first <= b.last && b.first <= a.last;
        const bool apart = a.offset + a.size <= b.offset || b.offset + b.size <= a.offset;
        CHECK((apart || !together));
      }
    }
    CHECK(plan.size() >= most);
    CHECK(plan.size() <= all);
    CHECK(static_cast<double>(plan.size()) <= 1.5 * static_cast<double>(most));
  }
}
