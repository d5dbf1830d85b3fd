#include "kernels/depthwise_convolution.h"

#include <doctest/doctest.h>

#include "kernels/reference_convolution.h"
#include "numbers.h"
#include "threads.h"

using namespace inkling;
using namespace inkling::tests;

namespace {

/// More than the parts in which the kernel's gradient is added up.
constexpr int kDepthwiseBatch = 19;

struct DepthwiseResults {
  Numbers y, dkernel, dbias, dx;
  bool operator==(const DepthwiseResults&) const = default;
};

struct DepthwiseCase {
  DepthwiseConvolution c;
  Numbers x, kernel, bias, dy;

  explicit DepthwiseCase(const DepthwiseConvolution& convolution) : c(convolution) {
    Random random(7);
    x = random_scalars(kDepthwiseBatch * c.input_size(), random);
    kernel = random_scalars(c.kernel_size(), random);
    bias = random_scalars(c.out_channels(), random);
    dy = random_scalars(kDepthwiseBatch * c.output_size(), random);
  }

  DepthwiseResults results() const {
    return {Numbers(dy.size()), Numbers(kernel.size()), Numbers(bias.size()), Numbers(x.size())};
  }

  /// As a convolution whose kernel is zero wherever input and output channel do not belong together.
  DepthwiseResults reference() const {
    const int filters = c.out_channels();
    const Convolution whole{c.height,       c.width,    c.channels,      c.kernel_height,
                            c.kernel_width, filters,    c.stride_height, c.stride_width,
                            c.pad_top,      c.pad_left, c.out_height,    c.out_width};
    const auto own = [&](std::size_t i) {
      const std::size_t filter = i % filters;
      return (i / filters * c.channels + filter / c.multiplier) * filters + filter;
    };
    Numbers whole_kernel(kernel.size() * c.channels), whole_dkernel(whole_kernel.size());
    for (std::size_t i = 0; i < kernel.size(); ++i) whole_kernel[own(i)] = kernel[i];
    DepthwiseResults expected = results();
    reference_forward(whole, kDepthwiseBatch, x.data(), whole_kernel.data(), bias.data(), expected.y.data());
    reference_backward_kernel(whole, kDepthwiseBatch, x.data(), dy.data(), whole_dkernel.data());
    reference_backward_bias(whole, kDepthwiseBatch, dy.data(), expected.dbias.data());
    reference_backward_input(whole, kDepthwiseBatch, dy.data(), whole_kernel.data(), expected.dx.data());
    for (std::size_t i = 0; i < kernel.size(); ++i) expected.dkernel[i] = whole_dkernel[own(i)];
    return expected;
  }

  DepthwiseResults run(std::size_t threads) const {
    const Threads count(threads);
    Numbers scratch(c.scratch_size(), NAN);
    DepthwiseResults made = results();
    c.forward(kDepthwiseBatch, x.data(), kernel.data(), bias.data(), made.y.data());
    c.backward(kDepthwiseBatch, x.data(), dy.data(), kernel.data(), made.dkernel.data(), made.dbias.data(),
               made.dx.data(), scratch.data());
    return made;
  }
};

}  // namespace

TEST_CASE("depthwise convolutions compute what the reference does, with the same bits for any threads") {
  // height, width, channels; kernel height, width, multiplier; strides; padding above, left; output.
  const std::vector<DepthwiseConvolution> cases{
      {5, 4, 2, 3, 2, 1, 1, 1, 0, 0, 3, 3},  {5, 4, 2, 3, 3, 3, 1, 1, 1, 1, 5, 4},
      {4, 5, 21, 2, 4, 1, 1, 1, 0, 1, 4, 5}, {7, 6, 1, 4, 3, 5, 3, 2, 1, 0, 3, 3},
      {5, 6, 3, 1, 1, 2, 2, 3, 0, 0, 3, 2},  {3, 2, 2, 5, 4, 1, 1, 1, 2, 1, 3, 2},
      {9, 9, 1, 2, 2, 1, 4, 4, 0, 0, 2, 2},
  };
  for (const auto& c : cases) {
    CAPTURE(&c - cases.data());
    const DepthwiseCase example(c);
    const DepthwiseResults expected = example.reference(), results = example.run(1);
    CHECK(distance(results.y, expected.y) < 1e-5);
    CHECK(distance(results.dkernel, expected.dkernel) < 1e-5);
    CHECK(distance(results.dbias, expected.dbias) < 1e-5);
    CHECK(distance(results.dx, expected.dx) < 1e-5);
    CHECK(results == example.run(2));
    CHECK(results == example.run(3));
  }
}

TEST_CASE("a depthwise convolution without bias begins at zero, and its kernel's gradient is added") {
  const DepthwiseCase example(DepthwiseConvolution{4, 3, 2, 2, 2, 3, 1, 1, 0, 0, 3, 2});
  const auto& c = example.c;
  const DepthwiseResults expected = example.reference();
  Numbers scratch(c.scratch_size()), y(example.dy.size(), NAN), dkernel(example.kernel.size(), 7);
  c.forward(kDepthwiseBatch, example.x.data(), example.kernel.data(), nullptr, y.data());
  for (std::size_t i = 0; i < y.size(); ++i) y[i] += example.bias[i % c.out_channels()];
  CHECK(distance(y, expected.y) < 1e-5);
  c.backward(kDepthwiseBatch, example.x.data(), example.dy.data(), example.kernel.data(), dkernel.data(),
             nullptr, nullptr, scratch.data());
  for (Scalar& value : dkernel) value -= 7;
  CHECK(distance(dkernel, expected.dkernel) < 1e-5);
}
