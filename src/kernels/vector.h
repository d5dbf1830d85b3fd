#pragma once

// A small vector type, compiled for one width. A file that compiles kernels for a width defines
// INKLING_KERNELS (a name) and INKLING_BYTES (of a vector) before it includes this header.

#include <cstddef>
#include <cstring>

#include "tensor/scalar.h"

namespace inkling::INKLING_KERNELS {

namespace {

template <int Lanes>
struct VectorOf {
  typedef Scalar Type __attribute__((vector_size(Lanes * sizeof(Scalar))));
};
template <>
struct VectorOf<1> {
  using Type = Scalar;
};
template <int Lanes>
using Vector = typename VectorOf<Lanes>::Type;

constexpr int kMaxLanes = INKLING_BYTES / sizeof(Scalar);

template <int Lanes>
Vector<Lanes> load(const Scalar* p) {
  Vector<Lanes> v;
  std::memcpy(&v, p, sizeof v);
  return v;
}

template <typename V>
void store(Scalar* p, V v) {
  std::memcpy(p, &v, sizeof v);
}

/// sum + a * b: rounded once where the width was compiled for fused products, else twice.
template <typename V>
V multiply_add(V sum, Scalar a, V b) {
#ifdef __wasm_relaxed_simd__
  if constexpr (sizeof(V) == 16 && sizeof(Scalar) == 4)
    return __builtin_wasm_relaxed_madd_f32x4(V{a, a, a, a}, b, sum);
#endif
  return sum + a * b;
}

/// Calls body<Lanes>(i) for vectors that cover [0, size) one after the other, as wide as there is room and no
/// narrower than kMinLanes, which divides size.
template <int kMinLanes = 1, int Lanes = kMaxLanes, typename Body>
void for_each_vector(int size, const Body& body, int i = 0) {
  for (; i + Lanes <= size; i += Lanes) body.template operator()<Lanes>(i);
  if constexpr (Lanes > kMinLanes)
    if (i < size) for_each_vector<kMinLanes, Lanes / 2>(size, body, i);
}

}  // namespace

}  // namespace inkling::INKLING_KERNELS
