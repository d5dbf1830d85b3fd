#pragma once

#include "kernels/convolution.h"

/// What a Convolution computes, as plain loops to be read: the fast ways to it are tested against these.
/// x, dx (B, H, W, C), kernel, dkernel (KH, KW, C, F), bias, dbias (F), y, dy (B, H', W', F).
/// Sums are rounded once, at their end.
namespace inkling {

/// y = x * kernel + bias; bias may be null.
void reference_forward(const Convolution& convolution, int batch, const Scalar* x, const Scalar* kernel,
                       const Scalar* bias, Scalar* y);

/// dkernel += gradient of the kernel.
void reference_backward_kernel(const Convolution& convolution, int batch, const Scalar* x, const Scalar* dy,
                               Scalar* dkernel);

/// dbias += gradient of the bias.
void reference_backward_bias(const Convolution& convolution, int batch, const Scalar* dy, Scalar* dbias);

/// dx = gradient of the input.
void reference_backward_input(const Convolution& convolution, int batch, const Scalar* dy,
                              const Scalar* kernel, Scalar* dx);

}  // namespace inkling
