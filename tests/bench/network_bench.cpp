// Trains a network, or asks it, on images made up: a contender of tests/bench/race.mjs. Reads commands:
//   round MS    works for at least so long; prints {"images", "seconds"}
//   layers MS   trains for so long; prints the figures of Benchmark

#include <CLI/CLI.hpp>
#include <chrono>
#include <iostream>
#include <string>

#include "base/parallel.h"
#include "io/model_file.h"
#include "kernels/kernel_set.h"
#include "session/benchmark.h"

using namespace inkling;

namespace {

double now() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

/// What `work`, which does a batch, gets done in that time.
template <typename Work>
Json repeat(double milliseconds, int batch_size, const Work& work) {
  const double begin = now();
  std::size_t images = 0;
  do {
    work();
    images += batch_size;
  } while ((now() - begin) * 1000 < milliseconds);
  return {{"images", images}, {"seconds", now() - begin}};
}

Json time_layers(const TrainingPlan& plan, int batch_size, double milliseconds) {
  Benchmark benchmark(plan, now);
  repeat(milliseconds, batch_size, [&] { benchmark.train(); });
  return benchmark.figures();
}

/// The network with its initial weights, its kernels rounded to int8.
Sequential packed(const Json& network) {
  Sequential model = Sequential::from_config(network["model"]);
  model.initialize(1);
  const std::vector<std::string> labels(model.output_shape().elements(), "");
  return std::move(read_model(write_model(model, labels, {.quantized = true})).model);
}

}  // namespace

int main(int count, char** arguments) {
  std::string kernels = "auto", work = "train";
  int batch_size = 128;
  std::size_t threads = 1;
  CLI::App options("The network, and its optimizer, come in the first line: {\"model\", \"optimizer\"}.");
  options.add_option("--kernels", kernels);
  options.add_option("--work", work)->check(CLI::IsMember({"train", "predict", "packed"}));
  options.add_option("--batch-size", batch_size);
  options.add_option("--threads", threads);
  CLI11_PARSE(options, count, arguments);

  std::string line;
  std::getline(std::cin, line);
  const Json network = parse_json("network", line);
  const TrainingPlan plan{
      network["model"], {{"optimizer", network["optimizer"]}, {"batch_size", batch_size}}, 1};
  use_kernels(kernels);
  set_thread_count(threads);
  Benchmark benchmark(plan, now);
  Sequential quantized = packed(network);
  const std::vector<Scalar> images = benchmark.images();
  const auto batch = [&] {
    if (work == "packed")
      quantized.predict(images, batch_size);
    else
      work == "train" ? benchmark.train() : benchmark.read();
  };

  std::string command;
  double milliseconds = 0;
  while (std::cin >> command >> milliseconds) {
    const Json answer = command == "layers" ? time_layers(plan, batch_size, milliseconds)
                                            : repeat(milliseconds, batch_size, batch);
    std::cout << answer.dump() << std::endl;
  }
}
