#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace inkling {

/// Where values lie in one block of memory, each from one moment to another: those that are alive at the same
/// time do not overlap, and the others share what there is.
class MemoryPlan {
 public:
  /// Numbers that are alive from the moment `first` to the moment `last`, both included.
  struct Value {
    std::uint64_t size;
    int first, last;
    /// From the start of the block, after place().
    std::uint64_t offset = 0;

    bool overlaps(const Value& other) const { return first <= other.last && other.first <= last; }
  };
  using Id = std::size_t;

  Id add(std::uint64_t size, int first, int last);
  /// Keeps a value at least until then.
  void extend(Id value, int last);
  /// Gives every value its place.
  void place();

  const std::vector<Value>& values() const { return values_; }
  /// What all of them take.
  std::uint64_t size() const { return size_; }

 private:
  std::vector<Value> values_;
  std::uint64_t size_ = 0;
};

}  // namespace inkling
