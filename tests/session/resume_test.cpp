#include <doctest/doctest.h>

#include "digits.h"
#include "io/model_file.h"
#include "numbers.h"
#include "optimizers/optimizer.h"
#include "session/session.h"

using namespace inkling;
using namespace inkling::tests;

namespace {

Json plan_training(const std::string& optimizer) {
  Json training = parse_json("plan", R"({
    "epochs": 3, "batch_size": 48, "validation_split": 0.25,
    "metrics": ["accuracy", "auc", "precision", {"class_name": "F1Score", "config": {}}],
    "augmentation": {"shift": 1},
    "callbacks": [
      {"class_name": "EarlyStopping", "config": {"monitor": "val_loss", "patience": 2, "restore_best_weights": true}},
      {"class_name": "ReduceLROnPlateau", "config": {"monitor": "loss", "patience": 1}}]})");
  training["optimizer"] = {{"class_name", optimizer}, {"config", {{"use_ema", true}, {"ema_momentum", 0.9}}}};
  return training;
}

TrainingPlan plan(const std::string& optimizer = "Adam") {
  return {small_network(), plan_training(optimizer), 5};
}

/// All that the rest of a training tells.
std::vector<Json> rest(Session& session) {
  std::vector<Json> events;
  do events.push_back(session.step());
  while (events.back()["event"] != "done");
  return events;
}

}  // namespace

TEST_CASE("a training that is resumed is bit for bit the one that was not interrupted") {
  Session whole(plan(), small_digits());
  const std::vector<Json> expected = rest(whole);
  for (std::size_t interrupted = 0; interrupted < expected.size(); ++interrupted) {
    CAPTURE(interrupted);
    Session first(plan(), small_digits());
    for (std::size_t i = 0; i < interrupted; ++i) first.step();
    const auto checkpoint = first.checkpoint();
    Session second{std::span<const std::byte>(checkpoint)};
    REQUIRE(second.interrupted());
    TrainingPlan interrupted_plan = *second.interrupted(), begun = plan();
    CHECK(write_fields(interrupted_plan) == write_fields(begun));
    second.resume(small_digits());
    CHECK(second.checkpoint() == checkpoint);
    const std::vector<Json> events = rest(second);
    REQUIRE(events.size() == expected.size() - interrupted);
    for (std::size_t i = 0; i < events.size(); ++i) CHECK(events[i] == expected[interrupted + i]);
    CHECK(second.save() == whole.save());
  }
}

TEST_CASE("every optimizer goes on where it stood, and at a rate that was set") {
  for (const auto& optimizer : optimizer_types()) {
    CAPTURE(optimizer);
    Session whole(plan(optimizer), small_digits());
    for (int i = 0; i < 3; ++i) whole.step();
    whole.set_learning_rate(0.003);
    const auto checkpoint = whole.checkpoint();
    Session resumed{std::span<const std::byte>(checkpoint)};
    resumed.resume(small_digits());
    CHECK(rest(resumed) == rest(whole));
  }
}

TEST_CASE("a checkpoint is a model file too") {
  Session session(plan(), small_digits());
  session.step();
  const auto checkpoint = session.checkpoint();
  Session opened{std::span<const std::byte>(checkpoint)};
  CHECK(opened.save() == session.save());
}

TEST_CASE("what cannot be resumed is refused") {
  Session session(plan(), small_digits());
  CHECK(contains(refusal([&] { session.resume(small_digits()); }), "holds no training"));
  session.step();
  const auto checkpoint = session.checkpoint();
  const auto refused = [&](const Dataset& data) {
    Session opened{std::span<const std::byte>(checkpoint)};
    return refusal([&] { opened.resume(data); });
  };
  Dataset other = small_digits();
  other.images[100] ^= 1;
  CHECK(contains(refused(other), "[resume] the data are not those"));

  const auto spoilt = [&](const auto& change) {
    NamedModel named = read_model(checkpoint);
    change(*named.training);
    const auto file = write_model(named.model, named.labels, {.training = &*named.training});
    return refusal([&] { Session{std::span<const std::byte>(file)}.resume(small_digits()); });
  };
  CHECK(contains(spoilt([](Checkpoint& saved) { saved.values.erase("plan"); }), "plan is missing"));
  CHECK(contains(spoilt([](Checkpoint& saved) { saved.values["plan"] = 3; }), "[plan]"));
  CHECK(contains(spoilt([](Checkpoint& saved) { saved.values.erase("trainer/epoch"); }),
                 "trainer/epoch is missing"));
  CHECK(contains(spoilt([](Checkpoint& saved) { saved.values["trainer/epoch"] = -1; }),
                 "must be a whole number"));
  CHECK(contains(spoilt([](Checkpoint& saved) { saved.values["trainer/epoch"] = 9; }), "beyond the end"));
  CHECK(contains(spoilt([](Checkpoint& saved) { saved.values["trainer/finished"] = 1000000000; }),
                 "more epochs"));
  CHECK(contains(spoilt([](Checkpoint& saved) { saved.values["trainer/done"] = "no"; }),
                 "must be true or false"));
  CHECK(contains(spoilt([](Checkpoint& saved) { saved.arrays.clear(); }), "must have"));
}
