#include <doctest/doctest.h>

#include "digits.h"
#include "drawings.h"
#include "numbers.h"
#include "presets/preset.h"
#include "session/session.h"

using namespace inkling;
using namespace inkling::tests;

namespace {

/// A fourth of them under a wrong label, so that no model can be sure and right.
std::vector<Drawing> mislabelled() {
  auto drawings = digit_drawings();
  for (std::size_t i = 0; i < drawings.size(); i += 4) drawings[i].label = (drawings[i].label + 1) % 10;
  return drawings;
}

Dataset digit_images(const std::vector<Drawing>& drawings = digit_drawings()) {
  return drawings_as_images(drawings, "digits");
}

double mean_confidence(Session& session, const Dataset& data) {
  std::vector<Scalar> images;
  for (const auto pixel : data.images) images.push_back(static_cast<Scalar>(pixel) / 255);
  const auto probabilities = session.predict(images, data.size());
  double sum = 0;
  for (auto row = probabilities.begin(); row != probabilities.end(); row += 10)
    sum += *std::max_element(row, row + 10);
  return sum / static_cast<double>(data.size());
}

}  // namespace

TEST_CASE("a packed model reads as well from a small file") {
  Session session(shipped_model());
  const Dataset data = digit_images();
  const auto bytes = session.packed(data, 0);
  CHECK(bytes.size() < 100'000);
  Session packed(bytes);
  CHECK(packed.labels() == session.labels());
  CHECK(packed.evaluate(data)["accuracy"] >= session.evaluate(data)["accuracy"].get<double>() - 0.026);
  for (const auto& layer : packed.model().layers()) {
    CHECK(layer->type() != "BatchNormalization");
    CHECK(layer->type() != "Dropout");
  }
  Session untrained(TrainingPlan{.model = find_preset("inkling").model}, numbered_labels({}));
  CHECK(untrained.packed(data, 0).size() < 100'000);
}

TEST_CASE("a packed model is as sure as it is right") {
  const Dataset data = digit_images(mislabelled());
  Session session(shipped_model());
  Session packed(session.packed(data, 0));
  const Json before = session.evaluate(data), after = packed.evaluate(data);
  const double accuracy = after["accuracy"];
  CHECK(std::fabs(mean_confidence(packed, data) - accuracy) < 0.08);
  CHECK(std::fabs(mean_confidence(session, data) - accuracy) > 0.12);
  CHECK(after["loss"] < before["loss"]);
}

TEST_CASE("a packed model refuses the share it was asked to of what it reads right") {
  Session session(shipped_model());
  for (const double share : {0.0, 0.25, 0.5}) {
    CAPTURE(share);
    Session packed(session.packed(digit_images(mislabelled()), share));
    double right = 0, refused = 0;
    for (const Drawing& drawing : mislabelled()) {
      const auto characters = packed.recognize(drawing).characters;
      if (characters.size() > 1 || characters[0].label != std::to_string(drawing.label)) continue;
      ++right;
      refused += characters[0].rejected;
    }
    CHECK(std::fabs(refused - share * right) <= 1.5);
  }
}

TEST_CASE("images that show no class do not change how a model is packed") {
  Session session(TrainingPlan{.model = find_preset("numpy-cnn").model}, numbered_labels({}));
  auto drawings = digit_drawings();
  const auto bytes = session.packed(digit_images(drawings), 0.1);
  for (int i = 0; i < 7; ++i) drawings.push_back({{{{0, 0}, {1, i / 3.0}}}, Drawing::kNothing});
  CHECK(session.packed(digit_images(drawings), 0.1) == bytes);
}

TEST_CASE("what cannot be packed is refused in words") {
  Session session(TrainingPlan{.model = find_preset("numpy-cnn").model}, numbered_labels({}));
  const auto refused = [](Session& which, const Dataset& data, double share) {
    return refusal([&] { which.packed(data, share); });
  };
  Dataset data = digit_images();
  CHECK(refused(session, data, 1) == "[pack] the share to be refused must be in [0, 1)");
  CHECK(refused(session, data, NAN) == "[pack] the share to be refused must be in [0, 1)");
  CHECK(contains(refused(session, small_digits(), 0), "[predict] 64 samples of (28, 28, 1)"));
  std::fill(data.labels.begin(), data.labels.end(), kNoClass);
  CHECK(refused(session, data, 0) == "[pack] no image shows a class");
  data.label_names[3] = "three";
  CHECK(refused(session, data, 0) == "[pack] the data set's labels are not the model's");
  Json logits = find_preset("numpy-cnn").model;
  logits["config"]["layers"].back()["config"]["activation"] = "linear";
  Session unfinished(TrainingPlan{.model = logits}, numbered_labels({}));
  CHECK(refused(unfinished, digit_images(), 0) ==
        "[pack] the network must end in a Dense layer with softmax");
}
