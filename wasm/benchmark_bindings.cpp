#include <emscripten/bind.h>
#include <emscripten/emscripten.h>

#include <memory>
#include <string>

#include "session/benchmark.h"
#include "wasm/bound.h"
#include "wasm/conversions.h"

namespace {

using namespace inkling;

using BoundBenchmark = Bound<Benchmark>;

std::unique_ptr<BoundBenchmark> benchmark(const std::string& plan) {
  return guarded([&] {
    return std::make_unique<BoundBenchmark>(training_plan(plan), [] { return emscripten_get_now() / 1000; });
  });
}

}  // namespace

EMSCRIPTEN_BINDINGS(benchmark) {
  using emscripten::optional_override;

  emscripten::class_<BoundBenchmark>("Benchmark")
      .function("train", optional_override([](BoundBenchmark& bound) { guarded([&] { bound.train(); }); }))
      .function("read", optional_override([](BoundBenchmark& bound) { guarded([&] { bound.read(); }); }))
      .function("figures",
                optional_override([](const BoundBenchmark& bound) { return bound.figures().dump(); }));
  emscripten::function("benchmark", &benchmark);
}
