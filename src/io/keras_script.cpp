#include "io/keras_script.h"

#include "base/names.h"
#include "io/keras_hdf5.h"

namespace inkling {

namespace {

constexpr const char* kScript = R"("""Trains @name@ further in Keras.

Needs Python with `pip install keras tensorflow` (or jax or torch), and @name@_model.h5 beside this file.
"""

import json

import h5py
import keras
import numpy as np

model = keras.models.load_model("@name@_model.h5", compile=False)
model.summary()

# It has to answer as it did in Inkling.
with h5py.File("@name@_model.h5") as file:
    note = json.loads(file.attrs["@key@"])
images = np.array(note["test_images"], dtype="float32").reshape((-1,) + model.input_shape[1:]) / 255
difference = np.abs(model.predict(images, verbose=0) - np.array(note["test_answers"])).max()
print(f"differs from Inkling by {difference:.1e} at most")
assert difference < 1e-4

@data@


def prepared(images, labels):
    images = images.reshape((-1,) + model.input_shape[1:]).astype("float32") / 255
    return images, @labels@


model.compile(
    optimizer=keras.optimizers.get(json.loads('''@optimizer@''')),
    loss=keras.losses.get(json.loads('''@loss@''')),
    metrics=["accuracy"],
)
model.fit(
    *prepared(images, labels),
    batch_size=@batch_size@,
    epochs=@epochs@,
    validation_data=prepared(test_images, test_labels),
)
model.save("@name@.keras")
)";

struct KnownData {
  const char *name, *lines;
};
constexpr KnownData kData[] = {
    {"mnist", "(images, labels), (test_images, test_labels) = keras.datasets.mnist.load_data()"},
    {"fashion-mnist",
     "(images, labels), (test_images, test_labels) = keras.datasets.fashion_mnist.load_data()"},
    {"kmnist", R"(# From http://codh.rois.ac.jp/kmnist/ (Kuzushiji-MNIST, NumPy format).
images, labels = np.load("kmnist-train-imgs.npz")["arr_0"], np.load("kmnist-train-labels.npz")["arr_0"]
test_images, test_labels = np.load("kmnist-test-imgs.npz")["arr_0"], np.load("kmnist-test-labels.npz")["arr_0"])"},
};

/// A schedule that Keras has none of: the rate that it reaches.
Json keras_optimizer(Json optimizer) {
  Json* config = optimizer.is_object() ? &optimizer["config"] : nullptr;
  if (!config || !config->is_object() || !config->contains("learning_rate")) return optimizer;
  Json& rate = (*config)["learning_rate"];
  while (rate.is_object()) {
    const std::string kind = rate.value("class_name", std::string());
    const Json inner = rate.value("config", Json::object());
    if (kind == "OneCycle")
      rate = inner.value("max_learning_rate", Json(0.001));
    else if (kind == "LinearWarmup")
      rate = inner.value("learning_rate", Json(0.001));
    else
      break;
  }
  return optimizer;
}

std::string name_of(const Json& object) {
  return snake_case(object.is_object()   ? object.value("class_name", std::string())
                    : object.is_string() ? object.get<std::string>()
                                         : std::string());
}

/// In quotes of Python that a backslash and three quotes cannot end.
std::string quoted(const Json& json) {
  std::string text;
  for (const char each : json.dump(-1, ' ', true)) {
    if (each == '\\' || each == '\'') text += '\\';
    text += each;
  }
  return text;
}

ModelFiles write_keras_script(const WrittenModel& model) {
  const Json& compiled = model.note.compile_config;
  const Json loss = compiled.value("loss", Json("sparse_categorical_crossentropy"));
  const std::string data = model.note.training.value("data", std::string("mnist"));
  std::string text = kScript;
  const auto fill = [&](const std::string& place, const std::string& by) {
    for (std::size_t at = text.find(place); at != text.npos; at = text.find(place, at + by.size()))
      text.replace(at, place.size(), by);
  };
  const KnownData* known = &kData[0];
  for (const auto& each : kData)
    if (each.name == data) known = &each;
  fill("@data@", known->lines);
  fill("@labels@", name_of(loss).starts_with("sparse")
                       ? "labels"
                       : "keras.utils.to_categorical(labels, model.output_shape[-1])");
  fill("@optimizer@", quoted(keras_optimizer(compiled.value("optimizer", Json("adam")))));
  fill("@loss@", quoted(loss));
  fill("@batch_size@", model.note.training.value("batch_size", Json(32)).dump());
  fill("@epochs@", model.note.training.value("epochs", Json(10)).dump());
  fill("@key@", ModelNote::kKey);
  fill("@name@", model.name);
  ModelFiles files = keras_hdf5_format().write({model.network, model.note, model.name + "_model", nullptr});
  files.insert(files.begin(), text_file(model.name + ".py", text));
  return files;
}

}  // namespace

Format keras_script_format() {
  return {.name = "script",
          .title = "Keras script (.py and its model in .h5)",
          .endings = {".py"},
          .write = write_keras_script};
}

}  // namespace inkling
