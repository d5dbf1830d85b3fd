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
  const Json none = Json::object();
  return {{"class_name", "Sequential"},
          {"config",
           {{"name", "small"},
            {"layers",
             {serialized("InputLayer", {{"batch_shape", {nullptr, 14, 14, 1}}}),
              serialized("Conv2D",
                         {{"filters", 5}, {"kernel_size", 3}, {"padding", "same"}, {"use_bias", false}}),
              serialized("BatchNormalization", {{"momentum", 0.9}}),
              serialized("Activation", {{"activation", "relu"}}), serialized("MaxPooling2D", none),
              serialized("Conv2D", {{"filters", 7}, {"kernel_size", {3, 2}}}), serialized("LeakyReLU", none),
              serialized("Flatten", none), serialized("Dropout", {{"rate", 0.25}}),
              serialized("Dense", {{"units", 10}, {"activation", "softmax"}})}}}}};
}

}  // namespace inkling::tests
