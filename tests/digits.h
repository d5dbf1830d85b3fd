#pragma once

#include "data/dataset.h"
#include "fixtures.h"

namespace inkling::tests {

/// The first 160 training images of MNIST, at half the size: (14, 14, 1).
inline Dataset small_digits() {
  const Json file = read_fixture("training/images.json");
  const auto shape = file["shape"].get<std::vector<int>>();
  Dataset digits{"small digits", shape[1], shape[2], shape[3], file["images"], file["labels"], {}};
  digits.label_names = numbered_labels(digits.labels);
  return digits;
}

/// A network for them with every kind of layer, as a Keras configuration.
inline Json small_network() {
  const auto layer = [](const char* type, const Json& config) {
    return Json{{"class_name", type}, {"config", config}};
  };
  const Json none = Json::object();
  return {{"class_name", "Sequential"},
          {"config",
           {{"name", "small"},
            {"layers",
             {layer("InputLayer", {{"batch_shape", {nullptr, 14, 14, 1}}}),
              layer("Conv2D", {{"filters", 5}, {"kernel_size", 3}, {"padding", "same"}, {"use_bias", false}}),
              layer("BatchNormalization", {{"momentum", 0.9}}), layer("Activation", {{"activation", "relu"}}),
              layer("MaxPooling2D", none), layer("Conv2D", {{"filters", 7}, {"kernel_size", {3, 2}}}),
              layer("LeakyReLU", none), layer("Flatten", none), layer("Dropout", {{"rate", 0.25}}),
              layer("Dense", {{"units", 10}, {"activation", "softmax"}})}}}}};
}

}  // namespace inkling::tests
