#pragma once

#include <type_traits>
#include <utility>
#include <vector>

#include "tensor/scalar.h"
#include "tensor/shape.h"

namespace inkling {

/// Borrows contiguous memory, row-major; null where there is none.
template <typename T>
struct BasicView {
  T* data = nullptr;
  Shape shape;

  BasicView() = default;
  BasicView(T* memory, const Shape& sizes) : data(memory), shape(sizes) {}
  /// A view that may be written serves where one is read.
  template <typename U>
  requires(std::is_same_v<T, const U>) BasicView(const BasicView<U>& other)
      : data(other.data), shape(other.shape) {}

  std::size_t size() const { return data ? shape.elements() : 0; }
  explicit operator bool() const { return data != nullptr; }
  T& operator[](std::size_t i) const { return data[i]; }
  T* begin() const { return data; }
  T* end() const { return data + size(); }
};

using TensorView = BasicView<Scalar>;
using ConstTensorView = BasicView<const Scalar>;

/// Owns its memory, zero at first.
class Tensor {
 public:
  Tensor() = default;
  explicit Tensor(const Shape& shape) : shape_(shape), values_(shape.elements()) {}
  Tensor(const Shape& shape, std::vector<Scalar> values);

  const Shape& shape() const { return shape_; }
  std::size_t size() const { return values_.size(); }
  std::vector<Scalar>& values() { return values_; }
  const std::vector<Scalar>& values() const { return values_; }
  TensorView view() { return {values_.data(), shape_}; }
  ConstTensorView view() const { return {values_.data(), shape_}; }

 private:
  Shape shape_;
  std::vector<Scalar> values_;
};

}  // namespace inkling
