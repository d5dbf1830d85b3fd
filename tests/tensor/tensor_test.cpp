#include "tensor/tensor.h"

#include <doctest/doctest.h>

#include <cstdint>

#include "numbers.h"
#include "tensor/arena.h"

using namespace inkling;
using namespace inkling::tests;

TEST_CASE("Shape counts, shows and compares its axes") {
  const Shape shape{26, 24, 32};
  CHECK(shape.rank() == 3);
  CHECK(shape[0] == 26);
  CHECK(shape[-1] == 32);
  CHECK(shape.elements() == 26 * 24 * 32);
  CHECK(shape.text() == "(26, 24, 32)");
  CHECK(shape.with_batch(5) == Shape{5, 26, 24, 32});
  CHECK(shape != Shape{26, 24});
  CHECK(Shape().elements() == 1);
  CHECK(Shape{0, 7}.elements() == 0);
}

TEST_CASE("Shape refuses what cannot be counted") {
  CHECK(contains(refusal([] { Shape{1, 2, 3, 4, 5}; }), "[Shape] at most 4 axes, got 5"));
  CHECK(contains(refusal([] { Shape{3, -1}; }), "[Shape] sizes must not be negative, got -1"));
  CHECK(Shape{32768, 65535}.elements() == 2147450880u);
  CHECK(contains(refusal([] { Shape{32768, 65536}; }), "2^31"));
  CHECK(contains(refusal([] { Shape{65536, 65536, 65536, 65536}; }), "2^31"));
  CHECK(contains(refusal([] { Shape({4096, 4096, 64}).with_batch(64); }), "2^31"));
  CHECK(contains(refusal([] { Shape({1, 2, 3, 4}).with_batch(2); }), "at most 4 axes"));
}

TEST_CASE("Tensor owns as many values as its shape has") {
  Tensor tensor(Shape{2, 3});
  CHECK(tensor.values() == std::vector<Scalar>(6, 0));
  tensor.view()[4] = 7;
  CHECK(tensor.values()[4] == 7);
  CHECK(std::as_const(tensor).view().size() == 6);
  CHECK(contains(refusal([] {
                   Tensor(Shape{2, 3}, {1, 2});
                 }),
                 "[Tensor] shape (2, 3) needs 6 values, got 2"));
  CHECK(TensorView().size() == 0);
  CHECK(!TensorView());
}

TEST_CASE("an arena's pieces are aligned, zero and apart") {
  Arena arena;
  std::vector<Arena::Place> places;
  const std::vector<std::size_t> sizes{1, 16, 0, 17, 100};
  for (const auto size : sizes) places.push_back(arena.plan(size));
  arena.allocate();
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    Scalar* piece = arena.at(places[i]);
    CHECK(reinterpret_cast<std::uintptr_t>(piece) % 64 == 0);
    for (std::size_t j = 0; j < sizes[i]; ++j) {
      CHECK(piece[j] == 0);
      piece[j] = 1;
    }
  }
  CHECK(arena.elements() >= 134);
}

TEST_CASE("an arena that moves keeps its pieces where they are") {
  Arena arena;
  const auto place = arena.plan(5);
  arena.allocate();
  Scalar* piece = arena.at(place);
  Arena moved = std::move(arena);
  CHECK(moved.at(place) == piece);
}
