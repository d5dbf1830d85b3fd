#include "kernels/convolution.h"

#include <doctest/doctest.h>

#include "kernels/reference_convolution.h"
#include "kernels/winograd.h"
#include "numbers.h"
#include "threads.h"

using namespace inkling;
using namespace inkling::tests;

namespace {

constexpr int kBatch = 3;

struct Results {
  Numbers y, dkernel, dbias, dx;
  bool operator==(const Results&) const = default;
};

struct Case {
  Convolution c;
  Numbers x, kernel, bias, dy;

  explicit Case(const Convolution& convolution) : c(convolution) {
    Random random(7);
    x = random_scalars(kBatch * c.input_size(), random);
    kernel = random_scalars(static_cast<std::size_t>(c.depth()) * c.filters, random);
    bias = random_scalars(c.filters, random);
    dy = random_scalars(kBatch * c.output_size(), random);
  }

  Results reference() const {
    Results results{Numbers(dy.size()), Numbers(kernel.size()), Numbers(bias.size()), Numbers(x.size())};
    reference_forward(c, kBatch, x.data(), kernel.data(), bias.data(), results.y.data());
    reference_backward_kernel(c, kBatch, x.data(), dy.data(), results.dkernel.data());
    reference_backward_bias(c, kBatch, dy.data(), results.dbias.data());
    reference_backward_input(c, kBatch, dy.data(), kernel.data(), results.dx.data());
    return results;
  }

  Results run(std::size_t threads) const {
    const Threads count(threads);
    Numbers cache(c.cache_size()), scratch(c.scratch_size(threads), NAN);
    std::vector<int> finished(kBatch), prepared(kBatch);
    Results results{Numbers(dy.size()), Numbers(kernel.size()), Numbers(bias.size()), Numbers(x.size())};
    const std::size_t size = c.output_size(), images = c.epilogue_images(kBatch);
    CHECK(images <= kBatch);
    Numbers made(images * size, NAN), passed(dy.size(), NAN);
    const auto finish = [&](std::size_t first, std::size_t n, std::size_t) {
      for (std::size_t i = first; i < first + n; ++i) ++finished[i];
    };
    const auto pass_on = [&](std::size_t first, std::size_t n, std::size_t place) {
      std::copy_n(made.data() + size * place, size * n, passed.data() + size * first);
      finish(first, n, place);
    };
    const auto forward = [&](Scalar* y, bool transient, const Epilogue& work) {
      c.forward(kBatch, x.data(), kernel.data(), bias.data(), y, transient, work, cache.data(),
                scratch.data());
    };
    const auto prepare = [&](std::size_t first, std::size_t n, std::size_t) {
      for (std::size_t i = first; i < first + n; ++i) ++prepared[i];
      return first;
    };
    const auto prepare_free = [&](std::size_t first, std::size_t n, std::size_t free) {
      std::copy_n(dy.data() + size * first, size * n, made.data() + size * free);
      return free;
    };
    forward(results.y.data(), false, finish);
    forward(made.data(), true, pass_on);
    CHECK(passed == results.y);
    c.backward(kBatch, x.data(), prepare, dy.data(), kernel.data(), results.dkernel.data(),
               results.dbias.data(), results.dx.data(), scratch.data());
    Results again{results.y, Numbers(kernel.size()), Numbers(bias.size()), Numbers(x.size())};
    c.backward(kBatch, x.data(), prepare_free, made.data(), kernel.data(), again.dkernel.data(),
               again.dbias.data(), again.dx.data(), scratch.data());
    CHECK(again == results);
    CHECK(finished == std::vector<int>(kBatch, 2));
    CHECK(prepared == std::vector<int>(kBatch, 1));
    return results;
  }
};

}  // namespace

TEST_CASE("convolutions compute what the reference does, with the same bits for any threads") {
  // height, width, channels; kernel height, width, filters; strides; padding above, left; output.
  const std::vector<Convolution> cases{
      {5, 4, 2, 3, 2, 3, 1, 1, 0, 0, 3, 3},
      {5, 4, 2, 3, 3, 3, 1, 1, 1, 1, 5, 4},
      {4, 5, 3, 2, 4, 17, 1, 1, 0, 1, 4, 5},
      {7, 6, 1, 4, 3, 5, 3, 2, 1, 0, 3, 3},
      {7, 6, 2, 3, 3, 33, 2, 2, 0, 0, 3, 2},
      {5, 6, 3, 1, 1, 2, 1, 1, 0, 0, 5, 6},
      {5, 6, 3, 1, 1, 10, 2, 3, 0, 0, 3, 2},
      {3, 2, 2, 5, 4, 3, 1, 1, 2, 1, 3, 2},
      {28, 28, 1, 3, 3, 16, 1, 1, 1, 1, 28, 28},
      {14, 13, 16, 3, 3, 32, 1, 1, 0, 0, 12, 11},
      {9, 9, 1, 2, 2, 1, 4, 4, 0, 0, 2, 2},
      // Winograd's.
      {10, 14, 8, 3, 3, 12, 1, 1, 0, 0, 8, 12},
      {7, 7, 20, 3, 3, 8, 1, 1, 1, 1, 7, 7},
      {11, 6, 8, 3, 3, 24, 1, 1, 1, 0, 11, 4},
      {9, 13, 36, 3, 3, 32, 1, 1, 2, 1, 9, 13},
      {5, 5, 24, 3, 3, 48, 1, 1, 0, 0, 3, 3},
      {3, 6, 12, 3, 3, 8, 1, 1, 1, 0, 3, 4},
  };
  for (const auto& c : cases)
    for (const auto* kernels : {"portable", "auto"}) {
      CAPTURE(&c - cases.data());
      CAPTURE(kernels);
      use_kernels(kernels);
      // Sums of about 20; Winograd's transforms round them three times as far.
      const double tolerance = Winograd::suits(c) ? 3e-5 : 1e-5;
      const Case example(c);
      const Results expected = example.reference(), results = example.run(1);
      CHECK(distance(results.y, expected.y) < tolerance);
      CHECK(distance(results.dkernel, expected.dkernel) < tolerance);
      CHECK(distance(results.dbias, expected.dbias) < 3e-5);  // sums of thousands
      CHECK(distance(results.dx, expected.dx) < tolerance);
      CHECK(results == example.run(2));
      CHECK(results == example.run(3));
    }
  use_kernels("auto");
}

TEST_CASE("a convolution without bias begins at zero, and its kernel's gradient is added") {
  const Case example(Convolution{4, 3, 2, 2, 2, 3, 1, 1, 0, 0, 3, 2});
  const auto& c = example.c;
  const Results expected = example.reference();
  Numbers cache(c.cache_size()), scratch(c.scratch_size(thread_count())), y(example.dy.size()),
      dkernel(example.kernel.size(), 7);
  const auto nothing = [](std::size_t, std::size_t, std::size_t) {};
  const auto ready = [](std::size_t first, std::size_t, std::size_t) { return first; };
  c.forward(kBatch, example.x.data(), example.kernel.data(), nullptr, y.data(), false, nothing, cache.data(),
            scratch.data());
  for (std::size_t i = 0; i < y.size(); ++i) y[i] += example.bias[i % c.filters];
  CHECK(distance(y, expected.y) < 1e-5);
  c.backward(kBatch, example.x.data(), ready, example.dy.data(), example.kernel.data(), dkernel.data(),
             nullptr, nullptr, scratch.data());
  for (Scalar& value : dkernel) value -= 7;
  CHECK(distance(dkernel, expected.dkernel) < 1e-5);
}

TEST_CASE(
    "what a convolution has cached of its weights is made anew when these change, or the vector width") {
  Case example(Convolution{10, 14, 8, 3, 3, 12, 1, 1, 0, 0, 8, 12});
  const auto& c = example.c;
  REQUIRE(Winograd::suits(c));
  Numbers cache(c.cache_size()), scratch(c.scratch_size(thread_count()));
  REQUIRE(!cache.empty());
  const auto nothing = [](std::size_t, std::size_t, std::size_t) {};
  const auto compute = [&](Numbers& memory) {
    Numbers y(example.dy.size());
    std::fill(scratch.begin(), scratch.end(), NAN);
    c.forward(kBatch, example.x.data(), example.kernel.data(), nullptr, y.data(), false, nothing,
              memory.data(), scratch.data());
    return y;
  };
  for (const auto* set : {"portable", "portable", "auto", "portable"})
    for (const Scalar change : {Scalar(0), Scalar(0), Scalar(1)}) {
      use_kernels(set);
      example.kernel.back() += change;
      Numbers nothing_cached(cache.size());
      CHECK(compute(cache) == compute(nothing_cached));
    }
  use_kernels("auto");
}

TEST_CASE("a convolution of very many channels takes little memory beside its weights") {
  const Convolution c{7, 7, 512, 3, 3, 512, 1, 1, 1, 1, 7, 7};
  REQUIRE(Winograd::suits(c));
  const std::size_t weights = static_cast<std::size_t>(c.depth()) * c.filters;
  CHECK(c.scratch_size(2) < 16 * weights);
}
