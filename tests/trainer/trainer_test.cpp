#include "trainer/trainer.h"

#include <doctest/doctest.h>

#include "digits.h"
#include "numbers.h"
#include "threads.h"

using namespace inkling;
using namespace inkling::tests;

namespace {

using Numbers = std::vector<Scalar>;
using Step = Trainer::Step;

/// Everything at once: momentum, a schedule, decay, smoothing, augmentation, dropout, normalisation.
FitOptions all_options() {
  FitOptions options;
  options.optimizer = {
      {"class_name", "SGD"},
      {"config",
       {{"learning_rate",
         {{"class_name", "CosineDecay"},
          {"config", {{"initial_learning_rate", 0.0}, {"warmup_target", 0.05}, {"warmup_steps", 3}}}}},
        {"momentum", 0.9},
        {"nesterov", true},
        {"weight_decay", 0.005},
        {"use_ema", true},
        {"ema_momentum", 0.9}}}};
  options.loss = {{"class_name", "CategoricalCrossentropy"}, {"config", {{"label_smoothing", 0.05}}}};
  options.epochs = 2;
  options.batches.batch_size = 16;
  options.batches.seed = 5;
  options.batches.augmentation.rotation_degrees = 15;
  options.batches.augmentation.shift = 1;
  options.batches.augmentation.elastic = 0.5;
  return options;
}

Sequential new_network(std::uint64_t seed = 3) {
  Sequential model = Sequential::from_config(small_network());
  model.initialize(seed);
  return model;
}

/// Trains to the end and returns the steps that were made.
std::vector<Step> finish(Trainer& trainer) {
  std::vector<Step> steps;
  do steps.push_back(trainer.step());
  while (steps.back() != Step::kDone);
  return steps;
}

double figure(const Logs& logs, const std::string& name) {
  for (const auto& [key, value] : logs)
    if (key == name) return value;
  return NAN;
}

std::string hash_after_training(const FitOptions& options) {
  const Dataset digits = small_digits();
  Sequential model = new_network();
  Trainer trainer(model, options, whole(digits), {});
  finish(trainer);
  return model.weights_hash();
}

void check_golden(const std::string& optimizer) {
  const Json golden = read_fixture("training/golden.json");
  const Json& expected = golden[optimizer];
  Sequential model = Sequential::from_config(golden["model"]);
  REQUIRE(model.weights().size() == golden["initial_weights"].size());
  for (std::size_t i = 0; i < model.weights().size(); ++i) {
    const Json& initial = golden["initial_weights"][i];
    const auto& [name, values] = model.weights()[i];
    CHECK(contains(name, "/" + initial["name"].get<std::string>()));
    REQUIRE(values.shape == Shape(initial["shape"].get<std::vector<int>>()));
    const Numbers numbers = scalars(initial["values"]);
    std::copy(numbers.begin(), numbers.end(), values.begin());
  }
  const Dataset digits = small_digits();
  FitOptions options;
  options.optimizer = expected["optimizer"];
  options.loss = golden["loss"];
  options.batches.batch_size = golden["batch_size"];
  options.batches.shuffle = false;
  Trainer trainer(model, options, whole(digits), {});
  REQUIRE(trainer.batches() == 10);
  std::vector<double> losses, accuracies;
  for (int step = 0; step < 10; ++step) {
    const Logs before = trainer.logs();
    REQUIRE(trainer.step() == Step::kTraining);
    const auto of_batch = [&](const char* name) {
      return figure(trainer.logs(), name) * (step + 1) - figure(before, name) * step;
    };
    losses.push_back(of_batch("loss"));
    accuracies.push_back(of_batch("accuracy"));
  }
  CHECK(distance(losses, expected["losses"].get<std::vector<double>>()) < 5e-6);
  CHECK(distance(accuracies, expected["accuracies"].get<std::vector<double>>()) < 1e-9);
  for (std::size_t i = 0; i < model.weights().size(); ++i)
    CHECK(distance(model.weights()[i].values, scalars(expected["final_weights"][i]["values"])) < 5e-6);
  Numbers first(16 * 196);
  for (std::size_t i = 0; i < first.size(); ++i) first[i] = static_cast<Scalar>(digits.images[i]) / 255;
  CHECK(distance(model.predict(first, 16), scalars(expected["predictions"])) < 5e-6);
}

}  // namespace

TEST_CASE("ten steps of training are those of TensorFlow.js") {
  for (const auto* kernels : {"portable", "auto"})
    for (const auto* optimizer : {"adam", "sgd_momentum"}) {
      CAPTURE(kernels);
      CAPTURE(optimizer);
      use_kernels(kernels);
      check_golden(optimizer);
    }
  use_kernels("auto");
}

TEST_CASE("twenty steps with everything switched on have golden bits, for any number of threads") {
  const PortableKernels portable;
  for (const std::size_t threads : {1, 2, 3}) {
    const Threads count(threads);
    CHECK(hash_after_training(all_options()) == "300466c091b44c04");
    FitOptions adam = all_options();
    adam.optimizer = "adam";
    adam.loss = "sparse_categorical_crossentropy";
    adam.epochs = 1;
    CHECK(hash_after_training(adam) == "c69431b62bab1176");
  }
}

TEST_CASE("the fastest kernels give the same bits for any number of threads too") {
  std::vector<std::string> hashes;
  for (const std::size_t threads : {1, 2, 3}) {
    const Threads count(threads);
    hashes.push_back(hash_after_training(all_options()));
  }
  CHECK(hashes[0] == hashes[1]);
  CHECK(hashes[0] == hashes[2]);
}

TEST_CASE("an epoch is training, validation and an end with its logs") {
  const Dataset digits = small_digits();
  const Split parts = split(digits, 0.25);
  Sequential model = new_network();
  FitOptions options = all_options();
  options.batches.batch_size = 50;
  Trainer trainer(model, options, parts.training, parts.validation);
  CHECK(trainer.batches() == 3);
  CHECK(trainer.epochs() == 2);
  const std::vector<Step> epoch{Step::kTraining, Step::kTraining, Step::kTraining, Step::kValidation,
                                Step::kEpochEnd};
  std::vector<Step> expected = epoch;
  expected.insert(expected.end(), epoch.begin(), epoch.end());
  expected.push_back(Step::kDone);
  CHECK(finish(trainer) == expected);
  CHECK(trainer.step() == Step::kDone);
  CHECK(trainer.epoch() == 2);
  REQUIRE(trainer.history().size() == 2);
  for (const Logs& logs : trainer.history()) {
    std::vector<std::string> names;
    for (const auto& log : logs) names.push_back(log.first);
    CHECK(names == std::vector<std::string>{"loss", "accuracy", "val_loss", "val_accuracy"});
  }
  CHECK(figure(trainer.history()[1], "loss") < figure(trainer.history()[0], "loss"));
}

TEST_CASE("training learns these digits by heart") {
  const Dataset digits = small_digits();
  Sequential model = new_network();
  FitOptions options;
  options.epochs = 25;
  options.batches.batch_size = 16;
  options.optimizer = {{"class_name", "Adam"}, {"config", {{"learning_rate", 0.01}}}};
  Trainer trainer(model, options, whole(digits), {});
  finish(trainer);
  CHECK(figure(trainer.history().back(), "accuracy") > 0.95);
}

TEST_CASE("with use_ema validation judges the moving average, which is what remains") {
  const Dataset digits = small_digits();
  const Split parts = split(digits, 0.25);
  FitOptions options = all_options(), plain = options;
  plain.optimizer["config"]["use_ema"] = false;
  Sequential averaged = new_network(), raw = new_network();
  Trainer trainer(averaged, options, parts.training, parts.validation);
  Trainer other(raw, plain, parts.training, parts.validation);
  finish(trainer);
  finish(other);
  CHECK(figure(trainer.history()[1], "loss") == figure(other.history()[1], "loss"));
  CHECK(figure(trainer.history()[1], "val_loss") != figure(other.history()[1], "val_loss"));
  CHECK(averaged.weights_hash() != raw.weights_hash());

  for (auto* model : {&averaged, &raw}) {
    Numbers images;
    std::size_t right = 0;
    for (const auto index : parts.validation.indices)
      for (const auto pixel : digits.image(index)) images.push_back(static_cast<Scalar>(pixel) / 255);
    const Numbers predictions = model->predict(images, parts.validation.size());
    for (std::size_t i = 0; i < parts.validation.size(); ++i) {
      const auto row = predictions.begin() + static_cast<std::ptrdiff_t>(i * 10);
      right += std::max_element(row, row + 10) - row == digits.labels[parts.validation.indices[i]];
    }
    const auto& history = model == &averaged ? trainer.history() : other.history();
    CHECK(figure(history[1], "val_accuracy") == static_cast<double>(right) / 40);
  }
}

TEST_CASE("a model that ends in a softmax layer, or in probabilities of another kind, learns too") {
  const Dataset digits = small_digits();
  std::vector<double> losses;
  for (const auto* activation : {"softmax", "sigmoid", "linear"}) {
    Json config = small_network();
    Json& layers = config["config"]["layers"];
    layers.back()["config"]["activation"] = activation;
    if (activation == std::string("linear"))
      layers.push_back({{"class_name", "Activation"}, {"config", {{"activation", "softmax"}}}});
    Sequential model = Sequential::from_config(config);
    model.initialize(3);
    FitOptions options;
    options.batches.batch_size = 16;
    options.epochs = 5;
    Trainer trainer(model, options, whole(digits), {});
    finish(trainer);
    CHECK(figure(trainer.history().back(), "loss") < figure(trainer.history().front(), "loss"));
    losses.push_back(figure(trainer.history().back(), "loss"));
  }
  CHECK(losses[0] == losses[2]);
}

TEST_CASE("a loss that is no longer finite ends training with advice") {
  const Dataset digits = small_digits();
  Sequential model = new_network();
  FitOptions options;
  options.optimizer = {{"class_name", "SGD"}, {"config", {{"learning_rate", 100}, {"momentum", 1}}}};
  options.epochs = 50;
  Trainer trainer(model, options, whole(digits), {});
  const std::string message = refusal([&] { finish(trainer); });
  CHECK(contains(message, "[fit] the loss is no longer a finite number in epoch "));
  CHECK(contains(message, "try a smaller learning_rate"));
}

TEST_CASE("a batch may be larger than the data set") {
  const Dataset digits = small_digits();
  const Split parts = split(digits, 0.75);
  Sequential model = new_network();
  FitOptions options;
  options.batches.batch_size = 2'000'000'000;
  Trainer trainer(model, options, parts.training, parts.validation);
  CHECK(trainer.batches() == 1);
  CHECK(finish(trainer) ==
        std::vector<Step>{Step::kTraining, Step::kValidation, Step::kEpochEnd, Step::kDone});
}

TEST_CASE("training refuses what does not fit together") {
  const Dataset digits = small_digits();
  const auto refused = [&](const Dataset& data, const std::function<void(FitOptions&)>& change) {
    Sequential model = new_network();
    FitOptions options;
    change(options);
    return refusal([&] { Trainer(model, options, whole(data), {}); });
  };
  const auto nothing = [](FitOptions&) {};
  CHECK(refused(digits, nothing) == "");
  CHECK(contains(refused(digits, [](auto& o) { o.epochs = 0; }), "[fit] epochs must be positive, got 0"));
  CHECK(contains(refused(digits, [](auto& o) { o.batches.batch_size = 0; }), "batch_size must be positive"));
  CHECK(contains(refused(digits, [](auto& o) { o.metrics = {"speed"}; }), "[metric] unknown name"));
  CHECK(contains(refused(digits, [](auto& o) { o.loss = "hinge"; }), "[loss] unknown name"));
  CHECK(contains(refused(digits, [](auto& o) { o.optimizer = "lion"; }), "[optimizer] unknown name"));
  Dataset turned = digits;
  turned.rows = 7;
  turned.columns = 28;
  CHECK(contains(refused(turned, nothing),
                 "[fit] the model takes images (14, 14, 1), the data set has (7, 28, 1)"));
  Dataset more = digits;
  more.label_names.push_back("ten");
  CHECK(contains(refused(more, nothing), "[fit] the data set has 11 classes"));
}
