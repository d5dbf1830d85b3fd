#pragma once

#include <array>
#include <cstddef>
#include <initializer_list>
#include <string>
#include <vector>

namespace inkling {

/// The sizes of a tensor's axes, outermost first: (batch, height, width, channels) for images.
class Shape {
 public:
  static constexpr int kMaxRank = 4;

  Shape() = default;
  Shape(std::initializer_list<int> sizes);
  explicit Shape(const std::vector<int>& sizes);

  int rank() const { return rank_; }
  /// Axis i; negative counts from the end.
  int operator[](int i) const { return sizes_[i < 0 ? rank_ + i : i]; }
  std::size_t elements() const;
  std::vector<int> sizes() const { return {sizes_.begin(), sizes_.begin() + rank_}; }
  /// This shape with `batch` put in front.
  Shape with_batch(int batch) const;
  /// "(26, 26, 32)".
  std::string text() const;

  bool operator==(const Shape&) const = default;

 private:
  std::array<int, kMaxRank> sizes_{};
  int rank_ = 0;
};

}  // namespace inkling
