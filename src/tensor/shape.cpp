#include "tensor/shape.h"

#include <limits>

#include "base/error.h"

namespace inkling {

Shape::Shape(std::initializer_list<int> sizes) : Shape(std::vector<int>(sizes)) {}

Shape::Shape(const std::vector<int>& sizes) {
  if (sizes.size() > kMaxRank) fail("Shape", "at most 4 axes, got {}", sizes.size());
  std::size_t elements = 1;
  for (const int size : sizes) {
    if (size < 0) fail("Shape", "sizes must not be negative, got {}", size);
    if (size > 0 && elements > std::numeric_limits<int>::max() / static_cast<std::size_t>(size))
      fail("Shape", "more than 2^31 elements");
    elements *= static_cast<std::size_t>(size);
    sizes_[rank_++] = size;
  }
}

std::size_t Shape::elements() const {
  std::size_t count = 1;
  for (int i = 0; i < rank_; ++i) count *= static_cast<std::size_t>(sizes_[i]);
  return count;
}

Shape Shape::with_batch(int batch) const {
  std::vector<int> sizes{batch};
  sizes.insert(sizes.end(), sizes_.begin(), sizes_.begin() + rank_);
  return Shape(sizes);
}

std::string Shape::text() const {
  std::string text = "(";
  for (int i = 0; i < rank_; ++i) text += (i ? ", " : "") + std::to_string(sizes_[i]);
  return text + ")";
}

}  // namespace inkling
