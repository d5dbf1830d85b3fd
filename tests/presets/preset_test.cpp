#include "presets/preset.h"

#include <doctest/doctest.h>

#include "data/dataset.h"
#include "model/sequential.h"
#include "numbers.h"
#include "session/session.h"

using namespace inkling;
using namespace inkling::tests;

TEST_CASE("every preset builds and learns a batch of noise") {
  Random random(1);
  for (const auto& preset : presets()) {
    CAPTURE(preset.name);
    CHECK(preset.description.size() > 20);
    Dataset noise{"noise", 28, 28, 1, std::vector<std::uint8_t>(4 * 784), {0, 3, 9, 7}, {}};
    for (auto& pixel : noise.images) pixel = static_cast<std::uint8_t>(random.below(256));
    noise.label_names = numbered_labels(noise.labels);
    TrainingPlan plan{preset.model, preset.training, 1};
    plan.training["epochs"] = 1;
    plan.training["validation_split"] = 0.5;
    Session session(plan, noise);
    CHECK(session.model().name() == preset.name);
    const Json batch = session.step();
    CHECK(batch["event"] == "batch");
    CHECK(batch["loss"].get<double>() > 0);
    Json event = session.step();
    while (event["event"] != "epoch_end") event = session.step();
    CHECK(session.step()["event"] == "done");
  }
}

TEST_CASE("presets have as many parameters as their description says") {
  CHECK(Sequential::from_config(find_preset("keras-simple").model).parameters() == 1'199'882);
  for (const auto& preset : presets()) {
    CAPTURE(preset.name);
    const auto end = preset.description.find(" parameters");
    if (end == std::string::npos) continue;
    std::string digits;
    for (auto i = end; i-- > 0 && preset.description[i] != ' ';)
      if (preset.description[i] != ',') digits.insert(digits.begin(), preset.description[i]);
    const Sequential model = Sequential::from_config(preset.model);
    const std::size_t said = std::stoul(digits);
    CHECK_MESSAGE((said == model.parameters() || said == model.trainable_parameters()), said, " but ",
                  model.parameters());
  }
}

TEST_CASE("an unknown preset is refused with the nearest known one") {
  CHECK(contains(refusal([] { find_preset("keras-simpel"); }), "did you mean 'keras-simple'?"));
}
