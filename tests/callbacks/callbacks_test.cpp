#include "callbacks/callbacks.h"

#include <doctest/doctest.h>

#include <limits>
#include <map>

#include "digits.h"
#include "io/model_file.h"
#include "numbers.h"
#include "trainer/trainer.h"

using namespace inkling;
using namespace inkling::tests;

namespace {

/// A model that can be trained in a moment: 196 pixels, 10 classes.
Sequential tiny() {
  const Json layers{{{"class_name", "InputLayer"}, {"config", {{"batch_shape", {nullptr, 14, 14, 1}}}}},
                    {{"class_name", "Flatten"}},
                    {{"class_name", "Dense"}, {"config", {{"units", 10}, {"activation", "softmax"}}}}};
  Sequential model = Sequential::from_config(
      {{"class_name", "Sequential"}, {"config", {{"name", "tiny"}, {"layers", layers}}}});
  model.initialize(1);
  return model;
}

/// Makes the figure "score" of every epoch what a test says, notes the rates, and keeps the weights of every
/// epoch.
class Scripted final : public Callback {
 public:
  explicit Scripted(std::vector<double> scores) : scores_(std::move(scores)) {}
  std::string_view type() const override { return "Scripted"; }
  void on_epoch_end(Trainer& trainer, int epoch, Logs& logs) override {
    for (auto& [name, value] : logs)
      if (name == "val_loss" || name == "val_accuracy") value = scores_.at(static_cast<std::size_t>(epoch));
    hashes.push_back(trainer.model().weights_hash());
  }

  std::vector<std::string> hashes;

 private:
  std::vector<double> scores_;
};

/// Notes the rate after every epoch; comes after the callback that changes it.
class Rates final : public Callback {
 public:
  explicit Rates(std::vector<double>& rates) : rates_(rates) {}
  std::string_view type() const override { return "Rates"; }
  void on_epoch_end(Trainer& trainer, int, Logs&) override {
    rates_.push_back(trainer.optimizer().learning_rate());
  }

 private:
  std::vector<double>& rates_;
};

/// Files in memory.
class Memory final : public FileWriter {
 public:
  void check(std::string_view, const std::string&) override {}
  bool write(const std::string& name, std::span<const std::byte> content) override {
    if (full_for-- > 0) return false;
    files[name] = {reinterpret_cast<const char*>(content.data()), content.size()};
    return true;
  }

  /// So many writes fail.
  int full_for = 0;
  std::map<std::string, std::string> files;
};

/// A finished training with one callback, whose monitored figures are `scores`.
struct Run {
  Run(const Json& callback, const std::vector<double>& scores, double rate = 0.1, int full_for = 0) {
    memory.full_for = full_for;
    CompileOptions compile;
    compile.optimizer = {{"class_name", "SGD"}, {"config", {{"learning_rate", rate}}}};
    Trainer trainer(model, compile);
    trainer.set_files(memory);
    auto script = std::make_unique<Scripted>(scores);
    const Scripted& scripted = *script;
    trainer.add_callback(std::move(script));
    trainer.add_callback(read_callback(callback));
    trainer.add_callback(std::make_unique<Rates>(rates));
    FitOptions options;
    options.epochs = static_cast<int>(scores.size());
    options.batches.batch_size = 50;
    const Split parts = split(digits, 0.25, 1);
    history = trainer.fit(options, parts.training, parts.validation);
    hashes = scripted.hashes;
    stopped = trainer.stopped_because();
  }

  Dataset digits = small_digits();
  Sequential model = tiny();
  Memory memory;
  History history;
  std::vector<std::string> hashes;
  std::vector<double> rates;
  std::string stopped;
};

constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();

}  // namespace

TEST_CASE("EarlyStopping stops where TensorFlow.js does") {
  const Json fixture = read_fixture("callbacks/early_stopping.json");
  for (const Json& each : fixture["cases"]) {
    CAPTURE(each["callback"].dump());
    const auto scores = each["monitored"].get<std::vector<double>>();
    const Run run(each["callback"], scores);
    CHECK(run.history.size() == each["stopped_after"].get<std::size_t>());
    CHECK(run.stopped.empty() == (run.history.size() == scores.size()));
  }
}

TEST_CASE("EarlyStopping says why, and goes back to the weights of the best epoch") {
  const std::vector<double> scores{3, 2, 1, 2, 1.5, 4, 5};
  const Run run(serialized("EarlyStopping", {{"patience", 2}, {"restore_best_weights", true}}), scores);
  CHECK(run.history.size() == 5);
  CHECK(run.stopped == "EarlyStopping: val_loss has not improved for 2 epochs");
  CHECK(run.model.weights_hash() == run.hashes[2]);
  const Run to_the_end(serialized("EarlyStopping", {{"patience", 9}, {"restore_best_weights", true}}),
                       scores);
  CHECK(to_the_end.stopped.empty());
  CHECK(to_the_end.model.weights_hash() == to_the_end.hashes[2]);
  const Run without(serialized("EarlyStopping", {{"patience", 2}}), scores);
  CHECK(without.model.weights_hash() == without.hashes.back());
}

TEST_CASE("EarlyStopping knows which way is up, a baseline and a late start") {
  const std::vector<double> rising{0.1, 0.2, 0.3, 0.3, 0.3};
  CHECK(Run(serialized("EarlyStopping", {{"monitor", "val_accuracy"}, {"patience", 2}}), rising)
            .history.size() == 5);
  CHECK(Run(serialized("EarlyStopping", {{"monitor", "val_loss"}, {"patience", 2}}), rising).history.size() ==
        3);
  CHECK(Run(serialized("EarlyStopping", {{"mode", "max"}, {"patience", 1}}), rising).history.size() == 4);
  CHECK(Run(serialized("EarlyStopping", {{"baseline", 0.05}, {"patience", 3}}), {0.4, 0.3, 0.2, 0.2, 0.1})
            .history.size() == 4);
  CHECK(Run(serialized("EarlyStopping", {{"start_from_epoch", 2}, {"patience", 1}}), {1, 2, 3, 4, 5})
            .history.size() == 4);
}

TEST_CASE("ReduceLROnPlateau reduces where PyTorch does") {
  const Json fixture = read_fixture("callbacks/reduce_lr_on_plateau.json");
  for (const Json& each : fixture["cases"]) {
    CAPTURE(each["callback"].dump());
    const Run run(each["callback"], each["monitored"], each["learning_rate"]);
    CHECK(distance(run.rates, each["rates"].get<std::vector<double>>()) < 1e-9);
  }
}

TEST_CASE("ReduceLROnPlateau logs the rate that was in force") {
  const Run run(serialized("ReduceLROnPlateau", {{"patience", 1}, {"factor", 0.5}, {"cooldown", 1}}),
                {2, 2, 2, 2, 2, 2}, 0.8);
  std::vector<double> logged;
  for (const auto& logs : run.history) {
    CHECK(logs.back().first == "learning_rate");
    logged.push_back(logs.back().second);
  }
  CHECK(logged == std::vector<double>{0.8, 0.8, 0.4, 0.2, 0.1, 0.05});
}

TEST_CASE("LearningRateScheduler counts epochs") {
  const Json schedule{{"class_name", "ExponentialDecay"},
                      {"config", {{"initial_learning_rate", 0.4}, {"decay_steps", 1}, {"decay_rate", 0.5}}}};
  const Run run(serialized("LearningRateScheduler", {{"schedule", schedule}}), {1, 1, 1});
  CHECK(distance(run.rates, std::vector<double>{0.4, 0.2, 0.1}) < 1e-12);
  CHECK(run.history[1].back().first == "learning_rate");
}

TEST_CASE("ModelCheckpoint keeps every epoch, or the best") {
  const std::vector<double> scores{3, 1, 2, 0.5};
  const Run all(serialized("ModelCheckpoint", {{"filepath", "{epoch:02d}-{val_loss:.1f}.safetensors"}}),
                scores);
  CHECK(all.memory.files.size() == 4);
  CHECK(all.memory.files.contains("02-1.0.safetensors"));
  const Run best(serialized("ModelCheckpoint", {{"filepath", "best"}, {"save_best_only", true}}),
                 {3, 1, 2, kNothing});
  REQUIRE(best.memory.files.size() == 1);
  const std::string& file = best.memory.files.at("best");
  CHECK(read_model(std::as_bytes(std::span(file))).model.weights_hash() == best.hashes[1]);
  const Run most(serialized("ModelCheckpoint",
                            {{"filepath", "{epoch}"}, {"save_best_only", true}, {"monitor", "val_accuracy"}}),
                 scores);
  CHECK(most.memory.files.size() == 1);
  CHECK(most.memory.files.contains("1"));
}

TEST_CASE("ModelCheckpoint takes for the best what could be written") {
  const Run run(serialized("ModelCheckpoint", {{"filepath", "best"}, {"save_best_only", true}}), {1, 3, 2, 4},
                0.1, 1);
  const std::string& file = run.memory.files.at("best");
  CHECK(read_model(std::as_bytes(std::span(file))).model.weights_hash() == run.hashes[2]);
}

TEST_CASE("CSVLogger writes the file that Keras writes") {
  const Run run(serialized("CSVLogger", {{"filename", "log.csv"}}), {0.5, 0.25});
  const std::string& text = run.memory.files.at("log.csv");
  CHECK(text.starts_with("epoch,accuracy,loss,val_accuracy,val_loss\n0,"));
  CHECK(contains(text, ",0.5,0.5\n1,"));
  CHECK(text.ends_with(",0.25,0.25\n"));
}

TEST_CASE(
    "a training that diverges goes back to the best weights where EarlyStopping does, and TerminateOnNaN is "
    "read") {
  const Dataset digits = small_digits();
  Sequential model = tiny();
  CompileOptions compile;
  compile.optimizer = {{"class_name", "SGD"}, {"config", {{"learning_rate", 0.1}}}};
  Trainer trainer(model, compile);
  trainer.add_callback(read_callback("TerminateOnNaN"));
  trainer.add_callback(
      read_callback(serialized("EarlyStopping", {{"monitor", "loss"}, {"restore_best_weights", true}})));
  FitOptions options;
  options.epochs = 9;
  trainer.begin(options, whole(digits), {});
  while (trainer.step() != Trainer::Step::kEpochEnd) {
  }
  const std::string best = model.weights_hash();
  trainer.step();
  CHECK(model.weights_hash() != best);
  model.weight_block()[0] = std::numeric_limits<Scalar>::infinity();
  CHECK(trainer.step() == Trainer::Step::kDone);
  CHECK(trainer.diverged());
  CHECK(model.weights_hash() == best);
}

TEST_CASE("WeightInterpolation has the values of its formula") {
  const auto values = [](Sequential& model) {
    const Values weights = model.weight_block();
    return std::vector<Scalar>(weights.begin(), weights.end());
  };
  const auto end = [&](double alpha, bool interrupted) {
    const Dataset digits = small_digits();
    FitOptions options;
    options.batches.batch_size = 50;
    Sequential model = tiny();
    Trainer trainer(model, {});
    const Json callback = serialized("WeightInterpolation", {{"alpha", alpha}});
    trainer.add_callback(read_callback(callback));
    trainer.begin(options, whole(digits), {});
    trainer.step();
    if (!interrupted) {
      while (trainer.step() != Trainer::Step::kDone) {
      }
      return values(model);
    }
    // Another goes on from where this one stands: what training began with is part of its state.
    Checkpoint checkpoint;
    State saved = State::saving(checkpoint);
    saved.part("trainer", trainer);
    Sequential again = tiny();
    const std::vector<Scalar> now = values(model);
    std::copy(now.begin(), now.end(), again.weight_block().begin());
    Trainer resumed(again, {});
    resumed.add_callback(read_callback(callback));
    resumed.begin(options, whole(digits), {});
    State restored = State::restoring(checkpoint);
    restored.part("trainer", resumed);
    while (resumed.step() != Trainer::Step::kDone) {
    }
    return values(again);
  };
  Sequential untrained = tiny();
  const std::vector<Scalar> first = values(untrained), last = end(1, false), between = end(0.75, false);
  CHECK(end(0, false) == first);
  REQUIRE(between.size() == first.size());
  for (std::size_t i = 0; i < first.size(); ++i)
    CHECK(between[i] == first[i] + Scalar(0.75) * (last[i] - first[i]));
  CHECK(between != last);
  CHECK(end(0.75, true) == between);
}

TEST_CASE("a user's own callback after every epoch: the AUC of the validation images") {
  class AucPerEpoch final : public Callback {
   public:
    explicit AucPerEpoch(const Dataset& data) : data_(data) {}
    std::string_view type() const override { return "AucPerEpoch"; }
    void on_epoch_end(Trainer& trainer, int, Logs& logs) override {
      std::vector<Scalar> images;
      for (const auto pixel : data_.images) images.push_back(static_cast<Scalar>(pixel) / 255);
      std::vector<Scalar> predictions = trainer.model().predict(images, data_.size());
      const auto auc = read_metric("auc");
      auc->update(TensorView(predictions.data(), {static_cast<int>(data_.size()), 10}), data_.labels);
      logs.emplace_back("my_auc", auc->result());
    }

   private:
    const Dataset& data_;
  };
  const Dataset digits = small_digits();
  Sequential model = tiny();
  CompileOptions compile;
  compile.metrics = {"auc"};
  Trainer trainer(model, compile);
  trainer.add_callback(std::make_unique<AucPerEpoch>(digits));
  FitOptions options;
  options.epochs = 3;
  const History& history = trainer.fit(options, whole(digits), whole(digits));
  REQUIRE(history.size() == 3);
  for (const auto& logs : history) {
    REQUIRE(logs.size() == 5);
    CHECK(logs[3].first == "val_auc");
    CHECK(logs[4].first == "my_auc");
    CHECK(logs[3].second == logs[4].second);
    CHECK(logs[4].second > 0.5);
  }
}

TEST_CASE("callbacks say what is wrong with a configuration") {
  const auto refused = [](const char* type, const Json& config) {
    return refusal([&] { Run(serialized(type, config), {1}); });
  };
  CHECK(contains(refused("EarlyStopping", {{"monitor", "val_los"}}),
                 "[EarlyStopping] monitor: unknown name 'val_los', did you mean 'val_loss'?"));
  CHECK(
      contains(refused("EarlyStopping", {{"patience", -1}}), "[EarlyStopping] patience must be at least 0"));
  CHECK(contains(refused("EarlyStopping", {{"mode", "up"}}), "[EarlyStopping] mode"));
  CHECK(contains(refused("EarlyStopping", {{"baseline", "x"}}), "baseline must be a number"));
  CHECK(contains(refused("ReduceLROnPlateau", {{"factor", 2}}), "[ReduceLROnPlateau] factor must be from 0"));
  CHECK(contains(refused("LearningRateScheduler", Json::object()), "schedule is missing"));
  CHECK(contains(refused("ModelCheckpoint", Json::object()), "[ModelCheckpoint] filepath is missing"));
  for (const char* path : {"{epoc}", "{epoch:s}", "{epoch:%n}", "{epoch:0.2.1f}", "{epoch:9999d}", "{epoch"})
    CHECK(contains(refused("ModelCheckpoint", {{"filepath", path}}), "[ModelCheckpoint] filepath: "));
  for (const char* path : {"../{epoch}", "/a", "a/b", "a\\b", ".a", "a\tb"}) {
    CHECK(contains(refused("ModelCheckpoint", {{"filepath", path}}),
                   "[ModelCheckpoint] filepath must be a plain"));
    CHECK(contains(refused("CSVLogger", {{"filename", path}}), "[CSVLogger] filename must be a plain name"));
  }
  for (const char* separator : {"", ",,", "\n"})
    CHECK(contains(refused("CSVLogger", {{"filename", "a"}, {"separator", separator}}),
                   "separator must be one"));
  CHECK(contains(refused("CSVLogger", {{"append", true}}), "[CSVLogger] append must be false"));
  CHECK(contains(refused("TerminateOnNan", Json::object()), "did you mean 'TerminateOnNaN'?"));
  const Dataset digits = small_digits();
  Sequential model = tiny();
  Trainer trainer(model, {});
  trainer.add_callback(read_callback(serialized("CSVLogger", {{"filename", "log.csv"}})));
  CHECK(contains(refusal([&] { trainer.begin({}, whole(digits), {}); }),
                 "[CSVLogger] there is no place for files"));
}
