#include "session/session.h"

#include <doctest/doctest.h>

#include <numeric>

#include "digits.h"
#include "drawings.h"
#include "numbers.h"
#include "presets/preset.h"

using namespace inkling;
using namespace inkling::tests;

namespace {

const char* const kTraining =
    R"({"optimizer": "adam", "epochs": 2, "batch_size": 64, "metrics": ["accuracy"]})";

Session training_session(double validation_split = 0) {
  Json training = parse_json("plan", kTraining);
  training["validation_split"] = validation_split;
  return Session({small_network(), training, 7}, small_digits());
}

/// A session that reads 28x28 images with weights that nobody trained.
Session untrained() {
  Sequential model = Sequential::from_config(find_preset("keras-simple").model);
  model.initialize(1);
  return Session(write_model(model, numbered_labels({})));
}

}  // namespace

TEST_CASE("a drawing is read: a label, its confidence, probabilities that sum to 1") {
  Session session = untrained();
  const auto drawings = digit_drawings();
  REQUIRE(drawings.size() == 40);
  for (const auto& drawing : drawings) {
    const Answer answer = session.recognize(drawing);
    std::string text;
    for (const auto& character : answer.characters) {
      REQUIRE(character.probabilities.size() == 10);
      double sum = 0, largest = 0;
      for (const double probability : character.probabilities) {
        sum += probability;
        largest = std::max(largest, probability);
      }
      CHECK(sum == doctest::Approx(1));
      CHECK(character.confidence == largest);
      CHECK(character.probabilities[std::stoul(character.label)] == static_cast<Scalar>(largest));
      text += character.label;
    }
    CHECK(answer.text == text);
    CHECK(!text.empty());
    CHECK(!answer.rejected);
  }
}

TEST_CASE("an empty drawing has no answer") {
  Session session = untrained();
  CHECK(session.recognize(Drawing{}).json() ==
        Json{{"text", ""}, {"characters", Json::array()}, {"rejected", false}});
}

TEST_CASE("weights that overflow are told, not answered with") {
  Sequential model = Sequential::from_config(find_preset("keras-simple").model);
  for (Scalar& weight : model.weight_block()) weight = Scalar(1e30);
  Session session(write_model(model, numbered_labels({})));
  const Drawing line{.strokes = {{{0, 0}, {5, 40}}}};
  CHECK(contains(refusal([&] { session.recognize(line); }), "not a finite number"));
}

TEST_CASE("an answer as JSON") {
  const Character seven{"7", 0.75, {0.25, 0.75}, false, {0}, {{1, 2}, {3, 4}}, {}};
  const Json expected = Json::parse(
      R"({"text": "7", "characters": [{"label": "7", "confidence": 0.75, "probabilities": [0.25, 0.75],
      "rejected": false, "strokes": [0], "box": [1.0, 2.0, 3.0, 4.0]}], "rejected": false})");
  CHECK(Answer{"7", {seven}, false}.json() == expected);
}

TEST_CASE("the figures of an evaluation agree with each other") {
  Session session = training_session();
  while (session.step()["event"] != "done") {
  }
  const Dataset digits = small_digits();
  const Json figures = session.evaluate(digits);
  CHECK(figures["images"] == 160);
  double right = 0;
  std::size_t support = 0;
  for (std::size_t c = 0; c < 10; ++c) {
    const Json& of_class = figures["classes"][c];
    const auto row = figures["confusion"][c].get<std::vector<double>>();
    double column = 0, all = 0;
    for (std::size_t other = 0; other < 10; ++other) {
      column += figures["confusion"][other][c].get<double>();
      all += row[other];
    }
    CHECK(of_class["label"] == std::to_string(c));
    CHECK(of_class["support"] == all);
    const double precision = column > 0 ? row[c] / column : 0, recall = all > 0 ? row[c] / all : 0;
    CHECK(of_class["precision"] == precision);
    CHECK(of_class["recall"] == recall);
    const double f1 = precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0;
    CHECK(of_class["f1"].get<double>() == doctest::Approx(f1));
    right += row[c];
    support += of_class["support"].get<std::size_t>();
  }
  CHECK(support == 160);
  CHECK(figures["accuracy"] == right / 160);

  std::vector<Scalar> images;
  for (const auto pixel : digits.images) images.push_back(static_cast<Scalar>(pixel) / 255);
  const auto predictions = session.predict(images, 160);
  double loss = 0;
  for (std::size_t i = 0; i < 160; ++i) loss -= std::log(predictions[i * 10 + digits.labels[i]]);
  CHECK(figures["loss"].get<double>() == doctest::Approx(loss / 160).epsilon(1e-5));
}

TEST_CASE("an evaluation goes batch by batch, and knows what was answered to each image") {
  Session session = training_session();
  Dataset digits = small_digits();
  digits.labels[3] = digits.labels[100] = kNoClass;
  Evaluation evaluation = session.evaluation(digits);
  CHECK(contains(refusal([&] { evaluation.json(); }), "[evaluate] there are no images"));
  CHECK(evaluation.step() == 96);

  Dataset first = digits;
  first.images.resize(64 * 196);
  first.labels.resize(64);
  const Json figures = evaluation.json();
  CHECK(figures["images"] == 63);
  CHECK(figures == session.evaluate(first));
  // Training goes on in between, with batches of its own size.
  CHECK(session.step()["event"] == "batch");
  CHECK(evaluation.step() == 32);
  CHECK(evaluation.step() == 0);
  CHECK(evaluation.step() == 0);
  CHECK(evaluation.json()["images"] == 158);

  Evaluation again = session.evaluation(digits);
  while (again.step() > 0) {
  }
  CHECK(again.json() == session.evaluate(digits));
  std::vector<Scalar> images;
  for (const auto pixel : digits.images) images.push_back(static_cast<Scalar>(pixel) / 255);
  const auto predictions = session.predict(images, 160);
  REQUIRE(again.guesses().size() == 160);
  REQUIRE(again.confidences().size() == 160);
  std::vector<std::vector<std::size_t>> confusion(10, std::vector<std::size_t>(10));
  for (std::size_t i = 0; i < 160; ++i) {
    const Scalar* row = predictions.data() + i * 10;
    const std::size_t guess = again.guesses()[i];
    CHECK(std::max_element(row, row + 10) - row == static_cast<std::ptrdiff_t>(guess));
    CHECK(again.confidences()[i] == doctest::Approx(row[guess]));
    if (digits.labels[i] != kNoClass) ++confusion[digits.labels[i]][guess];
  }
  CHECK(again.json()["confusion"] == confusion);
}

TEST_CASE("of equally likely classes the first is the guess, and what is no number is not sure") {
  Json network = small_network();
  network["config"]["layers"].back()["config"]["kernel_initializer"] = "zeros";
  Session session({network, Json::object(), 7}, small_digits().label_names);
  const Dataset digits = small_digits();
  Evaluation even = session.evaluation(digits);
  even.step();
  CHECK(even.guesses() == LabelList(64, 0));
  CHECK(even.confidences() == std::vector<Scalar>(64, Scalar(0.1)));

  Sequential model = Sequential::from_config(network);
  for (Scalar& weight : model.weight_block()) weight = Scalar(1e30);
  Session overflowing(write_model(model, digits.label_names));
  Evaluation unsure = overflowing.evaluation(digits);
  unsure.step();
  CHECK(unsure.confidences() == std::vector<Scalar>(64));
}

TEST_CASE("training tells what it does, and evaluation finds what validation found") {
  Session session = training_session(0.25);
  std::vector<std::string> events;
  Json end;
  for (Json event; events.empty() || events.back() != "done";) {
    event = session.step();
    events.push_back(event["event"]);
    if (events.back() == "batch") {
      CHECK(event["epochs"] == 2);
      CHECK(event["batches"] == 2);
      CHECK(event["loss"].get<double>() > 0);
    }
    if (events.back() == "epoch_end") end = event;
    if (events.back() == "done") CHECK(event["weights_hash"] == session.model().weights_hash());
  }
  CHECK(events == std::vector<std::string>{"batch", "batch", "validation", "epoch_end", "batch", "batch",
                                           "validation", "epoch_end", "done"});
  CHECK(end["epoch"] == 2);
  Dataset last = small_digits();
  last.images.erase(last.images.begin(), last.images.begin() + 120 * 196);
  last.labels.erase(last.labels.begin(), last.labels.begin() + 120);
  const Json figures = session.evaluate(last);
  CHECK(figures["accuracy"] == end["val_accuracy"]);
  CHECK(figures["loss"].get<double>() == doctest::Approx(end["val_loss"].get<double>()).epsilon(1e-5));
}

TEST_CASE("a training that diverges ends with good weights, in the model file, the checkpoint and after it") {
  Json training = parse_json("plan", kTraining);
  training["optimizer"] = {{"class_name", "SGD"}, {"config", {{"learning_rate", 100}, {"momentum", 1}}}};
  training["batch_size"] = 16;
  Session session({small_network(), training, 7}, small_digits());
  std::vector<std::byte> newest;
  Json event;
  do {
    event = session.step();
    newest = session.checkpoint();
  } while (event["event"] == "batch");
  CHECK(event["event"] == "done");
  CHECK(event["diverged"] == true);
  CHECK(event["epoch"] == 1);
  CHECK(event["batch"].get<int>() >= 2);
  CHECK(contains(event["stopped"], "is no longer a finite number in epoch 1, batch "));
  Session opened(session.save()), resumed{std::span<const std::byte>(newest)};
  CHECK(opened.model().weights_hash() == event["weights_hash"]);
  CHECK(std::isfinite(opened.evaluate(small_digits())["loss"].get<double>()));
  resumed.resume(small_digits());
  CHECK(resumed.step() == event);
}

TEST_CASE("one plan gives one model") {
  const auto trained = [](std::uint64_t seed) {
    Session session({small_network(), parse_json("plan", kTraining), seed}, small_digits());
    while (session.step()["event"] != "done") {
    }
    return session.save();
  };
  const auto bytes = trained(1);
  CHECK(bytes == trained(1));
  CHECK(bytes != trained(2));
  CHECK(Session(bytes).save() == bytes);
}

TEST_CASE("an opened model is trained further, on data with the same labels") {
  Session session = training_session();
  const std::string before = session.model().weights_hash();
  Session opened(session.save());
  CHECK(opened.model().weights_hash() == before);
  CHECK(contains(refusal([&] { opened.step(); }), "[step] no training was begun"));
  const TrainingPlan plan{{}, parse_json("plan", kTraining), 7};
  opened.fit(plan, small_digits());
  CHECK(opened.step()["event"] == "batch");
  CHECK(opened.model().weights_hash() != before);
  Dataset other = small_digits();
  other.label_names[3] = "three";
  CHECK(contains(refusal([&] { opened.fit(plan, other); }), "labels are not the model's"));
  CHECK(contains(refusal([&] { opened.evaluate(other); }), "labels are not the model's"));
  CHECK(opened.step()["event"] == "batch");
}

TEST_CASE(
    "a training that has ended stays as it is, and its model file is trained further as it was compiled") {
  Json training = parse_json("plan", kTraining);
  training["optimizer"] = {{"class_name", "SGD"}, {"config", {{"learning_rate", 0.05}}}};
  training["loss"] = "mean_squared_error";
  training["metrics"] = {"auc"};
  Session session({small_network(), training, 7}, small_digits());
  while (session.step()["event"] != "done") {
  }
  const std::string finished = session.model().weights_hash();
  CHECK(contains(refusal([&] { session.step(); }),
                 "[step] the training has ended; to train the model further"));
  CHECK(session.model().weights_hash() == finished);
  const auto file = session.save();
  CHECK(Session(session.checkpoint()).model().weights_hash() == finished);

  const Json further{{"epochs", 1}, {"batch_size", 64}};
  const auto trained = [](Session& model, const Json& how) {
    model.fit({.training = how, .seed = 2}, small_digits());
    Json end, event;
    while ((event = model.step())["event"] != "done")
      if (event["event"] == "epoch_end") end = event;
    CHECK(end.contains("auc"));
    return event["weights_hash"].get<std::string>();
  };
  Session opened(file), told(file);
  CHECK(opened.model().weights_hash() == finished);
  Json all = training;
  all.update(further);
  const std::string hash = trained(opened, further);
  CHECK(hash != finished);
  CHECK(hash == trained(told, all));
  CHECK(hash == trained(session, further));
}

TEST_CASE("validation and evaluation tell one loss: the model's own, and its penalties") {
  Json network = small_network();
  Json& layers = network["config"]["layers"];
  for (const int regularized : {5, 9})
    layers[regularized]["config"]["kernel_regularizer"] = {{"class_name", "L2"}, {"config", {{"l2", 0.05}}}};
  const Dataset digits = small_digits();
  Dataset last = digits;
  last.images.erase(last.images.begin(), last.images.begin() + 120 * 196);
  last.labels.erase(last.labels.begin(), last.labels.begin() + 120);
  const Json smoothed{{"class_name", "CategoricalCrossentropy"}, {"config", {{"label_smoothing", 0.1}}}};
  const Json of_logits{{"class_name", "SparseCategoricalCrossentropy"}, {"config", {{"from_logits", true}}}};
  struct Case {
    Json loss;
    const char *activation, *named;
  };
  for (const auto& [loss, activation, named] : {Case{"mean_squared_error", "softmax", "MeanSquaredError"},
                                                Case{"mean_squared_error", "linear", "MeanSquaredError"},
                                                Case{"binary_crossentropy", "sigmoid", "BinaryCrossentropy"},
                                                Case{smoothed, "softmax", "CategoricalCrossentropy"},
                                                Case{of_logits, "linear", "SparseCategoricalCrossentropy"}}) {
    CAPTURE(loss.dump());
    layers.back()["config"]["activation"] = activation;
    const Json training{{"loss", loss}, {"validation_split", 0.25}, {"batch_size", 30}};
    Session session({network, training, 7}, digits);
    Json end;
    for (Json event = session.step(); event["event"] != "done"; event = session.step()) end = event;
    const auto val_loss = doctest::Approx(end["val_loss"].get<double>()).epsilon(1e-6);
    Session opened(session.save());
    for (Session* each : {&session, &opened}) {
      const Json figures = each->evaluate(last);
      CHECK(figures["loss"] == val_loss);
      CHECK(figures["loss_function"] == named);
      CHECK(figures["compiled"] == true);
    }
  }
  NamedModel named = read_model(Session({network, Json::object(), 7}, digits).save());
  const Json figures = Session(write_model(named.model, named.labels)).evaluate(last);
  CHECK(figures["loss_function"] == "SparseCategoricalCrossentropy");
  CHECK(figures["compiled"] == false);
  CHECK(contains(refusal([&] { untrained().evaluate(last); }),
                 "[evaluate] the model takes images (28, 28, 1)"));
}

TEST_CASE("which images are validated is told") {
  const Dataset mixed = small_digits();
  Dataset sorted = mixed;
  std::vector<std::size_t> order(mixed.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(),
                   [&](auto a, auto b) { return mixed.labels[a] < mixed.labels[b]; });
  for (std::size_t i = 0; i < order.size(); ++i) {
    sorted.labels[i] = mixed.labels[order[i]];
    std::copy_n(mixed.images.begin() + static_cast<std::ptrdiff_t>(order[i] * 196), 196,
                sorted.images.begin() + static_cast<std::ptrdiff_t>(i * 196));
  }
  const auto told = [](TrainingData data, double share) {
    Session session({small_network(), {{"validation_split", share}}, 7}, std::move(data));
    return std::string(session.validation());
  };
  CHECK(told(mixed, 0.25) == "last part");
  CHECK(told(sorted, 0.25) == "shuffled");
  CHECK(told(sorted, 0) == "none");
  CHECK(told({sorted, mixed}, 0.25) == "own data");
  CHECK(std::string(untrained().validation()) == "none");

  // All classes are learnt and validated.
  Session session({small_network(), {{"validation_split", 0.25}, {"epochs", 12}, {"batch_size", 16}}, 7},
                  sorted);
  Json end;
  for (Json event = session.step(); event["event"] != "done"; event = session.step()) end = event;
  CHECK(end["val_accuracy"].get<double>() > 0.4);
}

TEST_CASE("what is wrong with a plan is said in words") {
  const auto refused = [](const char* training) {
    return refusal([&] { Session({small_network(), parse_json("plan", training), 1}, small_digits()); });
  };
  CHECK(contains(refused(R"({"epoch": 3})"), "did you mean 'epochs'?"));
  CHECK(contains(refused(R"({"epochs": 0})"), "[training] epochs must be positive, got 0"));
  CHECK(contains(refused(R"({"batch_size": "many"})"), "[training] batch_size must be a whole number"));
  CHECK(contains(refused(R"({"metrics": "accuracy"})"), "[compile] metrics must be a list"));
  CHECK(contains(refused(R"({"metrics": [1]})"), "[metric] needs a name"));
  CHECK(contains(refused(R"({"callbacks": "EarlyStopping"})"), "[training] callbacks must be a list"));
  CHECK(contains(refused(R"({"callbacks": ["EarlyStoping"]})"), "did you mean 'EarlyStopping'?"));
  CHECK(contains(refused(R"({"callbacks": ["EarlyStopping"], "validation_split": 0})"),
                 "there are no validation data"));
  CHECK(contains(refused(R"({"class_weight": {"10": 2}})"), "[class_weight] there is no class 10 among 10"));
  CHECK(contains(refused(R"({"class_weight": {"1": -2}})"), "[class_weight] of 1 must be a number from 0"));
  CHECK(contains(refused(R"({"class_weight": [1, 2]})"), "[class_weight] must be an object"));
  CHECK(refused(R"({"augmentation": {"rotate": 3}})") != "");
  CHECK(contains(refusal([] { training_session(1.5); }), "validation_split"));
  CHECK(contains(refusal([] { Session({small_network(), Json::object(), 1}, Dataset()); }), "[Dataset]"));
}

TEST_CASE("a model must have an output for each class, whether it is trained or judged") {
  Dataset more = small_digits();
  more.label_names.push_back("ten");
  const auto message = "[model] its output is (10), but there are 11 classes";
  CHECK(
      contains(refusal([&] { Session(TrainingPlan{.model = small_network()}, more.label_names); }), message));
  CHECK(contains(refusal([&] { Session({small_network(), Json::object(), 1}, more); }), message));
}

TEST_CASE("drawings become a data set of the images that a network sees") {
  auto drawings = digit_drawings();
  drawings.emplace_back();
  const Dataset data = drawings_as_images(drawings, "digits");
  data.validate();
  CHECK(data.size() == 40);
  CHECK(data.classes() == 10);
  const auto ink = prepare(drawings[3]);
  REQUIRE(ink.has_value());
  for (std::size_t i = 0; i < ink->size(); ++i)
    CHECK(std::fabs(data.image(3)[i] / 255.0 - (*ink)[i]) <= 0.5 / 255 + 1e-6);
  drawings[0].label = Drawing::kNothing;
  CHECK(drawings_as_images(drawings, "digits").labels[0] == kNoClass);
  drawings[0].label = Drawing::kUnknown;
  CHECK(contains(refusal([&] { drawings_as_images(drawings, "digits"); }), "label from 0 to 254"));
}
