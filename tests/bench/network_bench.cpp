// Trains a network, or asks it, on images made up: a contender of tests/bench/race.mjs. Reads commands:
//   round MS    works for at least so long; prints {"images", "seconds"}
//   layers MS   trains for so long; prints {"layers": [{"layer", "multiply_adds", "forward_seconds",
//               "backward_seconds"}], "images", "seconds"}

#include <CLI/CLI.hpp>
#include <iostream>
#include <string>

#include "base/parallel.h"
#include "base/random.h"
#include "kernels/product.h"
#include "timed_layer.h"
#include "trainer/trainer.h"

using namespace inkling;
using namespace inkling::bench;

namespace {

/// Each shows a bright square on noise, at a place that tells its label.
Dataset made_up(const Shape& image, std::size_t size) {
  Dataset data{.name = "made up", .rows = image[0], .columns = image[1], .channels = image[2]};
  Random random(1);
  for (std::size_t i = 0; i < size; ++i) {
    const int label = static_cast<int>(i % 10), top = 2 + 12 * (label / 5), left = 2 + 5 * (label % 5);
    for (int row = 0; row < data.rows; ++row)
      for (int column = 0; column < data.columns; ++column) {
        const bool inside = row >= top && row < top + 10 && column >= left && column < left + 5;
        data.images.push_back(static_cast<std::uint8_t>((inside ? 200 : 0) + random.uniform(0, 50)));
      }
    data.labels.push_back(static_cast<std::uint8_t>(label));
  }
  data.label_names = numbered_labels(data.labels);
  return data;
}

/// What `work`, which does a batch, gets done in that time.
template <typename Work>
Json repeat(double milliseconds, int batch_size, const Work& work) {
  const auto begin = Clock::now();
  std::size_t images = 0;
  do {
    work();
    images += batch_size;
  } while (seconds_since(begin) * 1000 < milliseconds);
  return {{"images", images}, {"seconds", seconds_since(begin)}};
}

/// Training without end.
class Training {
 public:
  Training(Sequential& model, const Json& optimizer, int batch_size)
      : data_(made_up(model.input_shape(), std::size_t{10} * batch_size)),
        trainer_(model, {.optimizer = optimizer}) {
    trainer_.begin({.epochs = 1'000'000, .batches = {.batch_size = batch_size}}, whole(data_), {});
  }

  void batch() {
    while (trainer_.step() != Trainer::Step::kTraining) {
    }
  }

 private:
  Dataset data_;
  Trainer trainer_;
};

Sequential timed(const Json& model) {
  std::vector<std::unique_ptr<Layer>> layers;
  const Json& list = model["config"]["layers"];
  for (std::size_t i = 1; i < list.size(); ++i)
    layers.push_back(std::make_unique<TimedLayer>(read_layer(list[i])));
  return Sequential("timed", read_input_layer(list[0]), std::move(layers));
}

Json time_layers(const Json& config, const Json& optimizer, int batch_size, double milliseconds) {
  Sequential model = timed(config);
  model.initialize(1);
  Training training(model, optimizer, batch_size);
  training.batch();
  for (const auto& layer : model.layers()) static_cast<TimedLayer&>(*layer).reset();
  Json times = repeat(milliseconds, batch_size, [&] { training.batch(); });
  for (const auto& each : model.layers()) {
    const auto& layer = static_cast<const TimedLayer&>(*each);
    times["layers"].push_back({{"layer", layer.name()},
                               {"multiply_adds", layer.multiply_adds()},
                               {"forward_seconds", layer.forward_seconds()},
                               {"backward_seconds", layer.backward_seconds()}});
  }
  return times;
}

}  // namespace

int main(int count, char** arguments) {
  std::string kernels = "auto", work = "train";
  int batch_size = 128;
  std::size_t threads = 1;
  CLI::App options("The network, and its optimizer, come in the first line: {\"model\", \"optimizer\"}.");
  options.add_option("--kernels", kernels);
  options.add_option("--work", work)->check(CLI::IsMember({"train", "predict"}));
  options.add_option("--batch-size", batch_size);
  options.add_option("--threads", threads);
  CLI11_PARSE(options, count, arguments);

  std::string line;
  std::getline(std::cin, line);
  const Json network = parse_json("network", line);
  use_kernels(kernels);
  set_thread_count(threads);
  Sequential model = Sequential::from_config(network["model"]);
  model.initialize(1);
  Training training(model, network["optimizer"], batch_size);
  const std::vector<Scalar> images(model.input_shape().elements() * batch_size, Scalar(0.3));
  const auto batch = [&] {
    if (work == "train")
      training.batch();
    else
      model.predict(images, batch_size);
  };

  std::string command;
  double milliseconds = 0;
  while (std::cin >> command >> milliseconds) {
    const Json answer = command == "layers"
                            ? time_layers(network["model"], network["optimizer"], batch_size, milliseconds)
                            : repeat(milliseconds, batch_size, batch);
    std::cout << answer.dump() << std::endl;
  }
}
