#include "trainer/trainer.h"

#include <doctest/doctest.h>

#include "digits.h"
#include "numbers.h"
#include "threads.h"

using namespace inkling;
using namespace inkling::tests;

namespace {

using Step = Trainer::Step;

/// Everything at once: momentum, a schedule, decay, smoothing, augmentation, dropout, normalisation.
struct Options {
  CompileOptions compile;
  FitOptions fit;
};

Options all_options() {
  Options options;
  options.compile.optimizer = {
      {"class_name", "SGD"},
      {"config",
       {{"learning_rate",
         {{"class_name", "CosineDecay"},
          {"config", {{"initial_learning_rate", 0.0}, {"warmup_target", 0.05}, {"warmup_steps", 3}}}}},
        {"momentum", 0.9},
        {"nesterov", true},
        {"weight_decay", 0.005},
        {"exclude_from_weight_decay", {"bias", "gamma", "beta"}},
        {"use_ema", true},
        {"ema_momentum", 0.9}}}};
  options.compile.loss = {{"class_name", "CategoricalCrossentropy"}, {"config", {{"label_smoothing", 0.05}}}};
  options.fit.epochs = 2;
  options.fit.batches.batch_size = 16;
  options.fit.batches.seed = 5;
  options.fit.batches.augmentation.rotation_degrees = 15;
  options.fit.batches.augmentation.shift = 1;
  options.fit.batches.augmentation.elastic = 0.5;
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

std::string hash_after_training(const Options& options, Sequential model = new_network()) {
  const Dataset digits = small_digits();
  Trainer trainer(model, options.compile);
  trainer.begin(options.fit, whole(digits), {});
  finish(trainer);
  return model.weights_hash();
}

void load(const Json& weights, Sequential& model) {
  REQUIRE(model.weights().size() == weights.size());
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const auto& [name, values] = model.weights()[i];
    CHECK(contains(name, "/" + weights[i]["name"].get<std::string>()));
    REQUIRE(values.shape == Shape(weights[i]["shape"].get<std::vector<int>>()));
    const Numbers numbers = scalars(weights[i]["values"]);
    std::copy(numbers.begin(), numbers.end(), values.begin());
  }
}

/// Ten steps on the small digits, in their order, from the weights of a reference file.
void check_ten_steps(const Json& run) {
  Sequential model = Sequential::from_config(run["model"]);
  load(run["initial_weights"], model);
  const Dataset digits = small_digits();
  Options options;
  options.compile.optimizer = run["optimizer"];
  options.compile.loss = run["loss"];
  options.fit.batches.batch_size = run["batch_size"];
  options.fit.batches.shuffle = false;
  const Json class_weight = run.value("class_weight", Json::object());
  for (const auto& item : class_weight.items()) options.fit.class_weight.push_back(item.value());
  Trainer trainer(model, options.compile);
  trainer.begin(options.fit, whole(digits), {});
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
  CHECK(distance(losses, run["losses"].get<std::vector<double>>()) < 5e-6);
  for (std::size_t i = 0; i < model.weights().size(); ++i)
    CHECK(distance(model.weights()[i].values, scalars(run["final_weights"][i]["values"])) < 5e-6);
  if (!run.contains("predictions")) return;
  CHECK(distance(accuracies, run["accuracies"].get<std::vector<double>>()) < 1e-9);
  Numbers first(16 * 196);
  for (std::size_t i = 0; i < first.size(); ++i) first[i] = static_cast<Scalar>(digits.images[i]) / 255;
  CHECK(distance(model.predict(first, 16), scalars(run["predictions"])) < 5e-6);
}

}  // namespace

TEST_CASE("fit gives the History, and evaluate what validation found") {
  const Dataset digits = small_digits();
  const Split parts = split(digits, 0.25, 1);
  Options options = all_options();
  options.compile.metrics = {"accuracy", {{"class_name", "TopKCategoricalAccuracy"}, {"config", {{"k", 3}}}}};
  Sequential model = new_network();
  Trainer trainer(model, options.compile);
  const History& history = trainer.fit(options.fit, parts.training, parts.validation);
  REQUIRE(history.size() == 2);
  const Logs found = trainer.evaluate(parts.validation);
  for (const auto* name : {"loss", "accuracy", "top_k_categorical_accuracy"})
    CHECK(figure(found, name) == doctest::Approx(figure(history.back(), std::string("val_") + name)));
  CHECK(figure(found, "top_k_categorical_accuracy") > figure(found, "accuracy"));
}

TEST_CASE("metrics do not count images that show no class, the loss does") {
  Dataset digits = small_digits();
  Subset shown = whole(digits), others = shown;
  std::erase_if(shown.indices, [](auto index) { return index % 3 == 0; });
  std::erase_if(others.indices, [](auto index) { return index % 3 != 0; });
  for (const auto index : others.indices) digits.labels[index] = kNoClass;
  Options options = all_options();
  options.compile.metrics = {"accuracy", "auc"};
  Sequential model = new_network();
  Trainer trainer(model, options.compile);
  trainer.fit(options.fit, shown, {});
  const Logs all = trainer.evaluate(whole(digits)), some = trainer.evaluate(shown);
  for (const auto* metric : {"accuracy", "auc"}) CHECK(figure(all, metric) == figure(some, metric));
  const Logs none = trainer.evaluate(others);
  CHECK(figure(none, "accuracy") == 0);
  const auto share = static_cast<double>(shown.size()) / static_cast<double>(digits.size());
  CHECK(figure(all, "loss") ==
        doctest::Approx(share * figure(some, "loss") + (1 - share) * figure(none, "loss")));
}

TEST_CASE("class weights leave images that show no class alone") {
  Dataset digits = small_digits();
  const auto hash = [&digits](double weight) {
    Options options = all_options();
    options.fit.class_weight.assign(10, weight);
    Sequential model = new_network();
    Trainer(model, options.compile).fit(options.fit, whole(digits), {});
    return model.weights_hash();
  };
  CHECK(hash(1) != hash(5));
  std::fill(digits.labels.begin(), digits.labels.end(), kNoClass);
  CHECK(hash(1) == hash(5));
}

TEST_CASE("from_logits trains a model without softmax as softmax trains") {
  const Dataset digits = small_digits();
  std::vector<std::string> hashes;
  for (const bool from_logits : {false, true}) {
    Json config = small_network();
    if (from_logits) config["config"]["layers"].back()["config"]["activation"] = "linear";
    Sequential model = Sequential::from_config(config);
    model.initialize(3);
    Options options;
    options.compile.loss = {{"class_name", "SparseCategoricalCrossentropy"},
                            {"config", {{"from_logits", from_logits}}}};
    Trainer trainer(model, options.compile);
    trainer.fit(options.fit, whole(digits), {});
    hashes.push_back(model.weights_hash());
    if (from_logits) continue;
    options.compile.loss["config"]["from_logits"] = true;
    CHECK(contains(refusal([&] { Trainer(model, options.compile); }), "[compile] the loss takes logits"));
  }
  CHECK(hashes[0] == hashes[1]);
}

TEST_CASE("frozen layers stay as they are, and nothing to train is refused") {
  const Dataset digits = small_digits();
  Json config = small_network();
  Json& layers = config["config"]["layers"];
  for (const int frozen : {1, 2}) layers[frozen]["config"]["trainable"] = false;
  Sequential model = Sequential::from_config(config);
  model.initialize(3);
  std::vector<Numbers> before;
  for (const auto& weight : model.weights()) before.emplace_back(weight.values.begin(), weight.values.end());
  Options options = all_options();
  Trainer(model, options.compile).fit(options.fit, whole(digits), {});
  for (std::size_t i = 0; i < before.size(); ++i) {
    CAPTURE(model.weights()[i].name);
    CHECK(same(model.weights()[i].values, before[i]) == (i < 5));
  }
  for (std::size_t i = 1; i < layers.size(); ++i) layers[i]["config"]["trainable"] = false;
  Sequential fixed = Sequential::from_config(config);
  CHECK(contains(refusal([&] { Trainer(fixed, {}); }), "[compile] no layer has anything to train"));
}

TEST_CASE("ten steps of training are those of TensorFlow.js, also with class weights and L2 regularizers") {
  const Json golden = read_fixture("training/golden.json");
  for (const auto* kernels : {"portable", "auto"}) {
    CAPTURE(kernels);
    use_kernels(kernels);
    for (const auto* optimizer : {"adam", "sgd_momentum"}) {
      CAPTURE(optimizer);
      Json run = golden;
      run.update(golden[optimizer]);
      check_ten_steps(run);
    }
    check_ten_steps(read_fixture("training/regularized.json"));
  }
  use_kernels("auto");
}

TEST_CASE("twenty steps with everything switched on have golden bits, for any number of threads") {
  const PortableKernels portable;
  for (const std::size_t threads : {1, 2, 3}) {
    const Threads count(threads);
    CHECK(hash_after_training(all_options()) == "300466c091b44c04");
    Options adam = all_options();
    adam.compile.optimizer = "adam";
    adam.compile.loss = "sparse_categorical_crossentropy";
    adam.fit.epochs = 1;
    CHECK(hash_after_training(adam) == "c69431b62bab1176");
  }
}

/// Its first two layers run as one (kernels/single_channel.h).
Sequential pooling_network() {
  Json config = small_network();
  Json& layers = config["config"]["layers"];
  layers = {layers.front(),
            {{"class_name", "Conv2D"},
             {"config", {{"filters", 12}, {"kernel_size", {3, 3}}, {"activation", "relu"}}}},
            {{"class_name", "MaxPooling2D"}, {"config", Json::object()}},
            {{"class_name", "Flatten"}, {"config", Json::object()}},
            layers.back()};
  Sequential model = Sequential::from_config(config);
  model.initialize(3);
  return model;
}

TEST_CASE("what pools in registers has golden bits too, for any number of threads") {
  const PortableKernels portable;
  REQUIRE(Plan(pooling_network(), 1, Plan::Purpose::kTraining).steps()[0].pooled);
  for (const std::size_t threads : {1, 2, 3}) {
    const Threads count(threads);
    CHECK(hash_after_training(all_options(), pooling_network()) == "ec55dad89c4100dc");
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
  const Split parts = split(digits, 0.25, 1);
  Sequential model = new_network();
  Options options = all_options();
  options.fit.batches.batch_size = 50;
  Trainer trainer(model, options.compile);
  trainer.begin(options.fit, parts.training, parts.validation);
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

TEST_CASE("steps_per_epoch ends an epoch within the data, and the next goes on from there") {
  const Dataset digits = small_digits();
  const auto hash_after = [&](int epochs, int steps_per_epoch) {
    Options options = all_options();
    options.fit.epochs = epochs;
    options.fit.steps_per_epoch = steps_per_epoch;
    Sequential model = new_network();
    Trainer trainer(model, options.compile);
    const History history = trainer.fit(options.fit, whole(digits), {});
    CHECK(history.size() == static_cast<std::size_t>(epochs));
    if (steps_per_epoch) CHECK(trainer.batches() == static_cast<std::size_t>(steps_per_epoch));
    return model.weights_hash();
  };
  Options whole_epochs = all_options();
  Sequential model = new_network();
  Trainer trainer(model, whole_epochs.compile);
  trainer.begin(whole_epochs.fit, whole(digits), {});
  const auto batches = static_cast<int>(trainer.batches());
  REQUIRE(batches % 2 == 0);
  CHECK(hash_after(2, 0) == hash_after(4, batches / 2));
  CHECK(hash_after(2, 0) == hash_after(1, 2 * batches));
  CHECK(hash_after(2, 0) != hash_after(2, batches / 2));

  whole_epochs.fit.steps_per_epoch = -1;
  CHECK(refusal([&] { trainer.begin(whole_epochs.fit, whole(digits), {}); }).find("steps_per_epoch") !=
        std::string::npos);
}

TEST_CASE("training learns these digits by heart") {
  const Dataset digits = small_digits();
  Sequential model = new_network();
  Options options;
  options.fit.epochs = 25;
  options.fit.batches.batch_size = 16;
  options.compile.optimizer = {{"class_name", "Adam"}, {"config", {{"learning_rate", 0.01}}}};
  Trainer trainer(model, options.compile);
  trainer.begin(options.fit, whole(digits), {});
  finish(trainer);
  CHECK(figure(trainer.history().back(), "accuracy") > 0.95);
}

TEST_CASE("with use_ema validation judges the moving average, which is what remains") {
  const Dataset digits = small_digits();
  const Split parts = split(digits, 0.25, 1);
  Options options = all_options(), plain = options;
  plain.compile.optimizer["config"]["use_ema"] = false;
  Sequential averaged = new_network(), raw = new_network();
  Trainer trainer(averaged, options.compile), other(raw, plain.compile);
  trainer.begin(options.fit, parts.training, parts.validation);
  other.begin(plain.fit, parts.training, parts.validation);
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
    Options options;
    options.fit.batches.batch_size = 16;
    options.fit.epochs = 5;
    Trainer trainer(model, options.compile);
    trainer.begin(options.fit, whole(digits), {});
    finish(trainer);
    CHECK(figure(trainer.history().back(), "loss") < figure(trainer.history().front(), "loss"));
    losses.push_back(figure(trainer.history().back(), "loss"));
  }
  CHECK(losses[0] == losses[2]);
}

TEST_CASE("a loss that is no longer finite ends training at once, with the weights of the last finite one") {
  const Dataset digits = small_digits();
  Sequential model = new_network();
  Options options;
  options.compile.optimizer = {{"class_name", "SGD"}, {"config", {{"learning_rate", 100}, {"momentum", 1}}}};
  options.fit.epochs = 50;
  options.fit.batches.batch_size = 16;
  Trainer trainer(model, options.compile);
  trainer.begin(options.fit, whole(digits), {});
  // What each batch began with, but for the moving statistics, which it changes itself.
  const auto trainable = [&] {
    const Values weights = model.weight_block().first(model.trainable_parameters());
    return Numbers(weights.begin(), weights.end());
  };
  std::vector<Numbers> begun;
  do begun.push_back(trainable());
  while (trainer.step() == Step::kTraining);
  CHECK(trainer.diverged());
  CHECK(trainer.epoch() == 0);
  REQUIRE(trainer.batch() == begun.size());
  REQUIRE(begun.size() >= 2);
  CHECK(trainable() == begun[begun.size() - 2]);
  CHECK(all_finite(model.weight_block()));
  CHECK(trainer.optimizer().is_finite());
  CHECK(trainer.stopped_because() == "The loss is no longer a finite number in epoch 1, batch " +
                                         std::to_string(begun.size()) +
                                         ". The last good weights are kept. Try a smaller learning rate.");
  CHECK(trainer.history().empty());
  CHECK(trainer.step() == Step::kDone);
}

TEST_CASE(
    "weights that are no longer finite are found at the end of an epoch, by validation, and when asked") {
  const Dataset digits = small_digits();
  const Split parts = split(digits, 0.25, 1);
  for (const bool validates : {false, true}) {
    for (const bool asked : {false, true}) {
      CAPTURE(validates);
      CAPTURE(asked);
      Sequential model = new_network();
      Options options;
      options.fit.batches.batch_size = 60;
      Trainer trainer(model, options.compile);
      trainer.begin(options.fit, parts.training, validates ? parts.validation : Subset());
      CHECK(trainer.step() == Step::kTraining);
      CHECK(trainer.step() == Step::kTraining);
      trainer.check_finite();
      CHECK(!trainer.diverged());
      for (Scalar& weight : model.weight_block()) weight = NAN;
      if (asked) trainer.check_finite();
      CHECK(trainer.step() == Step::kDone);
      CHECK(trainer.diverged());
      CHECK(all_finite(model.weight_block()));
      CHECK(contains(trainer.stopped_because(), asked || !validates ? "A weight" : "The loss"));
      CHECK(contains(trainer.stopped_because(),
                     !asked && validates ? "in the validation of epoch 1" : "batch 2"));
    }
  }
}

TEST_CASE("a batch may be larger than the data set") {
  const Dataset digits = small_digits();
  const Split parts = split(digits, 0.75, 1);
  Sequential model = new_network();
  Options options;
  options.fit.batches.batch_size = 2'000'000'000;
  Trainer trainer(model, options.compile);
  trainer.begin(options.fit, parts.training, parts.validation);
  CHECK(trainer.batches() == 1);
  CHECK(finish(trainer) ==
        std::vector<Step>{Step::kTraining, Step::kValidation, Step::kEpochEnd, Step::kDone});
}

TEST_CASE("training refuses what does not fit together") {
  const Dataset digits = small_digits();
  const auto refused = [&](const Dataset& data, const std::function<void(Options&)>& change) {
    Sequential model = new_network();
    Options options;
    change(options);
    return refusal([&] { Trainer(model, options.compile).begin(options.fit, whole(data), {}); });
  };
  const auto nothing = [](Options&) {};
  CHECK(refused(digits, nothing) == "");
  CHECK(contains(refused(digits, [](auto& o) { o.fit.epochs = 0; }), "[fit] epochs must be positive, got 0"));
  CHECK(contains(refused(digits, [](auto& o) { o.fit.batches.batch_size = 0; }),
                 "batch_size must be positive"));
  CHECK(contains(refused(digits, [](auto& o) { o.compile.metrics = {"speed"}; }), "[metric] unknown name"));
  CHECK(contains(refused(digits, [](auto& o) { o.compile.loss = "hinge"; }), "[loss] unknown name"));
  CHECK(contains(refused(digits, [](auto& o) { o.compile.optimizer = "lion"; }), "[optimizer] unknown name"));
  Dataset turned = digits;
  turned.rows = 7;
  turned.columns = 28;
  CHECK(contains(refused(turned, nothing),
                 "[fit] the model takes images (14, 14, 1), the data set has (7, 28, 1)"));
  Dataset more = digits;
  more.label_names.push_back("ten");
  CHECK(contains(refused(more, nothing), "[fit] the data set has 11 classes"));
}
