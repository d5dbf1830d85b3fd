#pragma once

#include <cstddef>

#include "tensor/scalar.h"

/// Products of plain matrices, row-major, for Dense: x, dx (rows, in), kernel, dkernel (in, out), bias (out),
/// y, dy (rows, out).
namespace inkling {

/// Scalars of scratch that the functions below need.
std::size_t matrix_scratch_size(int rows, int in, int out);

/// y = x kernel + bias; bias may be null.
void matrix_forward(int rows, int in, int out, const Scalar* x, const Scalar* kernel, const Scalar* bias,
                    Scalar* y, Scalar* scratch);

/// dkernel += x^T dy.
void matrix_backward_kernel(int rows, int in, int out, const Scalar* x, const Scalar* dy, Scalar* dkernel,
                            Scalar* scratch);

/// dx = dy kernel^T.
void matrix_backward_input(int rows, int in, int out, const Scalar* dy, const Scalar* kernel, Scalar* dx,
                           Scalar* scratch);

}  // namespace inkling
