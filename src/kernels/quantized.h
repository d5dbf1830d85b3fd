#pragma once

#include <cstddef>
#include <cstdint>

#include "tensor/scalar.h"

/// Dense kernels of int8, which take a quarter of the memory, and of the time that it takes to read them. The
/// input is rounded too, so finely that no sum overflows: products and sums are whole numbers, and the same
/// everywhere.
namespace inkling {

/// A kernel (depth, n) of whole numbers from -128 to 127, column j of which is to be multiplied by scales[j].
/// Two rows at a time lie side by side, column by column: number (k, j) is values[(k / 2 * n + j) * 2 + k %
/// 2].
struct QuantizedKernel {
  const std::int8_t* values = nullptr;
  const Scalar* scales = nullptr;
};

/// What is done with them, compiled for one vector width.
struct QuantizedProducts {
  /// sums[j] += sum_k factors[k] * number (k, j) for the columns [first, last), multiples of 8; so many pairs
  /// of factors.
  void (*multiply_row)(const std::int16_t* factors, const std::int8_t* values, int pairs, int n, int first,
                       int last, std::int32_t* sums);
};

/// Whether such a kernel can be read by these functions, and the input stays fine enough.
bool can_be_quantized(int depth, int n);
/// Numbers that its values take.
std::size_t quantized_size(int depth, int n);
/// values <- kernel / scales, rounded.
void quantize_matrix(int depth, int n, const Scalar* kernel, const Scalar* scales, std::int8_t* values);
/// y (rows, n) = x (rows, depth) times the kernel, plus bias, which may be null.
void quantized_forward(int rows, int depth, int n, const Scalar* x, const QuantizedKernel& kernel,
                       const Scalar* bias, Scalar* y);

}  // namespace inkling
