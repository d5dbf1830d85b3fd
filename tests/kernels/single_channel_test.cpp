#include "kernels/single_channel.h"

#include <doctest/doctest.h>

#include "kernels/kernel_set.h"
#include "kernels/reference_convolution.h"
#include "numbers.h"
#include "threads.h"

using namespace inkling;
using namespace inkling::tests;

namespace {

constexpr int kImages = 3;

/// Of the smallest image, of one with padding, and of rows of tiles that make more than one strip.
const std::vector<Convolution> kConvolutions{{4, 6, 1, 3, 3, 4, 1, 1, 0, 0, 2, 4},
                                             {28, 28, 1, 3, 3, 12, 1, 1, 1, 1, 28, 28},
                                             {28, 28, 1, 3, 3, 32, 1, 1, 0, 0, 26, 26},
                                             {6, 72, 1, 3, 3, 28, 1, 1, 0, 0, 4, 70}};

struct Images {
  Convolution c;
  Pooling pooling;
  Numbers x, kernel, bias, dy, dpooled;

  explicit Images(const Convolution& convolution)
      : c(convolution), pooling{c.out_height,     c.out_width,    c.filters, 2, 2, 2, 2, 0, 0,
                                c.out_height / 2, c.out_width / 2} {
    Random random(3);
    x = random_scalars(kImages * c.input_size(), random);
    kernel = random_scalars(std::size_t{9} * c.filters, random);
    bias = random_scalars(c.filters, random);
    dy = random_scalars(kImages * c.output_size(), random);
    dpooled = random_scalars(kImages * pooling.output_size(), random);
  }
};

const auto kNothing = [](std::size_t, std::size_t, std::size_t) {};
const auto kOwnPlace = [](std::size_t first, std::size_t, std::size_t) { return first; };

struct Gradients {
  Numbers dkernel, dbias;
  bool operator==(const Gradients&) const = default;
};

Gradients reference_gradients(const Images& images, const Numbers& dy) {
  Gradients gradients{Numbers(images.kernel.size()), Numbers(images.bias.size())};
  reference_backward_kernel(images.c, kImages, images.x.data(), dy.data(), gradients.dkernel.data());
  reference_backward_bias(images.c, kImages, dy.data(), gradients.dbias.data());
  return gradients;
}

Numbers forward(const Images& images, const Numbers& bias) {
  const auto& c = images.c;
  Numbers y(images.dy.size(), NAN), scratch(c.forward_scratch_size(thread_count()), NAN);
  c.forward(kImages, images.x.data(), images.kernel.data(), bias.empty() ? nullptr : bias.data(), y.data(),
            false, kNothing, nullptr, scratch.data());
  return y;
}

}  // namespace

TEST_CASE("a convolution of one channel gives what the reference does, with the same bits for any threads") {
  for (const auto* kernels : {"portable", "auto"})
    for (const auto& c : kConvolutions) {
      CAPTURE(kernels);
      CAPTURE(&c - kConvolutions.data());
      use_kernels(kernels);
      REQUIRE(SingleChannel::suits(c));
      const Images images(c);
      Numbers expected(images.dy.size());
      reference_forward(c, kImages, images.x.data(), images.kernel.data(), images.bias.data(),
                        expected.data());
      const Gradients gradients = reference_gradients(images, images.dy);
      const Numbers y = forward(images, images.bias);
      CHECK(distance(y, expected) < 1e-5);
      Gradients before;
      for (const std::size_t threads : {1, 2, 4}) {
        const Threads count(threads);
        CHECK(forward(images, images.bias) == y);
        Gradients own{Numbers(images.kernel.size()), Numbers(images.bias.size())};
        Numbers scratch(c.scratch_size(threads), NAN);
        c.backward(kImages, images.x.data(), kOwnPlace, images.dy.data(), images.kernel.data(),
                   own.dkernel.data(), own.dbias.data(), nullptr, scratch.data());
        CHECK(distance(own.dkernel, gradients.dkernel) < 1e-4);  // sums of thousands
        CHECK(distance(own.dbias, gradients.dbias) < 3e-5);
        if (threads > 1) CHECK(own == before);
        before = own;
      }
    }
  use_kernels("auto");
}

TEST_CASE(
    "pooled in registers it gives what a pooling after it does, portable kernels to the bit, and its "
    "gradient") {
  for (const auto* set : available_kernels())
    for (const auto& c : kConvolutions) {
      CAPTURE(set->name);
      CAPTURE(&c - kConvolutions.data());
      choose_kernels(*set);
      REQUIRE(c.pools());
      const Images images(c);
      for (const Numbers& bias : {images.bias, Numbers{}}) {
        const Numbers y = forward(images, bias);
        const std::size_t size = images.pooling.output_size();
        Numbers pooled(kImages * size), argmax(kImages * size), dy(y.size());
        for (int i = 0; i < kImages; ++i) {
          images.pooling.max_forward(y.data() + i * c.output_size(), pooled.data() + i * size,
                                     argmax.data() + i * size);
          images.pooling.max_backward(argmax.data() + i * size, images.dpooled.data() + i * size,
                                      dy.data() + i * c.output_size());
        }
        Numbers own(pooled.size(), NAN), own_argmax(pooled.size(), NAN), read(pooled.size(), NAN);
        Numbers scratch(c.scratch_size(thread_count()), NAN);
        const auto pool = [&](Numbers& to, Scalar* of_which) {
          c.forward_pooled(kImages, images.x.data(), images.kernel.data(),
                           bias.empty() ? nullptr : bias.data(), to.data(), of_which, kNothing,
                           scratch.data());
        };
        pool(own, own_argmax.data());
        pool(read, nullptr);
        CHECK(read == own);
        CHECK(distance(own, pooled) < 1e-5);
        if (set == available_kernels().front()) {
          CHECK(own == pooled);
          CHECK(own_argmax == argmax);
        }

        const Gradients expected = reference_gradients(images, dy);
        Gradients gradients{Numbers(images.kernel.size()), Numbers(images.bias.size())};
        c.backward_pooled(kImages, images.x.data(), kOwnPlace, images.dpooled.data(), argmax.data(),
                          gradients.dkernel.data(), gradients.dbias.data(), scratch.data());
        CHECK(distance(gradients.dkernel, expected.dkernel) < 1e-4);
        CHECK(distance(gradients.dbias, expected.dbias) < 3e-5);
      }
    }
  use_kernels("auto");
}

TEST_CASE("equal numbers: the first of them is the largest") {
  Images images({4, 4, 1, 3, 3, 4, 1, 1, 0, 0, 2, 2});
  images.x.assign(images.x.size(), 1);
  Numbers pooled(kImages * 4), argmax(kImages * 4, NAN), scratch(images.c.scratch_size(thread_count()));
  images.c.forward_pooled(kImages, images.x.data(), images.kernel.data(), nullptr, pooled.data(),
                          argmax.data(), kNothing, scratch.data());
  CHECK(argmax == Numbers(argmax.size(), 0));
}
