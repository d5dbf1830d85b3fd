#include "base/registry.h"

#include "layers/activation.h"
#include "layers/batch_normalization.h"
#include "layers/conv2d.h"
#include "layers/dense.h"
#include "layers/dropout.h"
#include "layers/flatten.h"
#include "layers/global_average_pooling2d.h"
#include "layers/layer.h"
#include "layers/leaky_relu.h"
#include "layers/max_pooling2d.h"

namespace inkling {

namespace {

const Registry<Layer>& registry() {
  static const Registry<Layer> registry(
      "layer", {
                   {"Conv2D", make_kind<Layer, Conv2D>},
                   {"MaxPooling2D", make_kind<Layer, MaxPooling2D>},
                   {"GlobalAveragePooling2D", make_kind<Layer, GlobalAveragePooling2D>},
                   {"Flatten", make_kind<Layer, Flatten>},
                   {"Dense", make_kind<Layer, Dense>},
                   {"Dropout", make_kind<Layer, Dropout>},
                   {"BatchNormalization", make_kind<Layer, BatchNormalization>},
                   {"Activation", make_kind<Layer, ActivationLayer>},
                   {"LeakyReLU", make_kind<Layer, LeakyReLU>},
               });
  return registry;
}

}  // namespace

std::unique_ptr<Layer> make_layer(std::string_view type) {
  return registry().make(type);
}

std::vector<std::string> layer_types() {
  return registry().names();
}

}  // namespace inkling
