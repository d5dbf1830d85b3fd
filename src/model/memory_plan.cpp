#include "model/memory_plan.h"

#include <algorithm>
#include <numeric>

namespace inkling {

namespace {
/// Numbers of a cache line, at which every value begins.
constexpr std::uint64_t kCacheLine = 16;
}  // namespace

MemoryPlan::Id MemoryPlan::add(std::uint64_t size, int first, int last) {
  values_.push_back({(size + kCacheLine - 1) / kCacheLine * kCacheLine, first, last});
  return values_.size() - 1;
}

void MemoryPlan::extend(Id value, int last) {
  values_[value].last = std::max(values_[value].last, last);
}

/// The largest come first, each into the lowest gap among those that it overlaps in time: what is placed late
/// is small and fills the gaps.
void MemoryPlan::place() {
  std::vector<Id> order(values_.size()), placed;
  std::iota(order.begin(), order.end(), Id{0});
  std::stable_sort(order.begin(), order.end(), [&](Id a, Id b) { return values_[a].size > values_[b].size; });
  const auto is_before = [&](Id a, Id b) { return values_[a].offset < values_[b].offset; };
  for (const Id id : order) {
    Value& value = values_[id];
    for (const Id other : placed) {
      const Value& taken = values_[other];
      if (!taken.overlaps(value)) continue;
      if (taken.offset >= value.offset + value.size) break;
      value.offset = std::max(value.offset, taken.offset + taken.size);
    }
    placed.insert(std::upper_bound(placed.begin(), placed.end(), id, is_before), id);
    size_ = std::max(size_, value.offset + value.size);
  }
}

}  // namespace inkling
