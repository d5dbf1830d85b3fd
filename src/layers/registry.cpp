#include "base/registry.h"

#include "layers/activation.h"
#include "layers/average_pooling2d.h"
#include "layers/batch_normalization.h"
#include "layers/conv2d.h"
#include "layers/dense.h"
#include "layers/depthwise_conv2d.h"
#include "layers/dropout.h"
#include "layers/flatten.h"
#include "layers/global_average_pooling2d.h"
#include "layers/global_max_pooling2d.h"
#include "layers/layer.h"
#include "layers/leaky_relu.h"
#include "layers/max_pooling2d.h"
#include "layers/permute.h"
#include "layers/rescaling.h"
#include "layers/reshape.h"
#include "layers/sum_pooling2d.h"
#include "layers/zero_padding2d.h"

namespace inkling {

namespace {

const Registry<Layer>& registry() {
  static const Registry<Layer> registry(
      "layer", {
                   {"Conv2D", make_kind<Layer, Conv2D>},
                   {"DepthwiseConv2D", make_kind<Layer, DepthwiseConv2D>},
                   {"MaxPooling2D", make_kind<Layer, MaxPooling2D>},
                   {"AveragePooling2D", make_kind<Layer, AveragePooling2D>},
                   {"SumPooling2D", make_kind<Layer, SumPooling2D>},
                   {"GlobalMaxPooling2D", make_kind<Layer, GlobalMaxPooling2D>},
                   {"GlobalAveragePooling2D", make_kind<Layer, GlobalAveragePooling2D>},
                   {"Flatten", make_kind<Layer, Flatten>},
                   {"Reshape", make_kind<Layer, Reshape>},
                   {"Permute", make_kind<Layer, Permute>},
                   {"Rescaling", make_kind<Layer, Rescaling>},
                   {"ZeroPadding2D", make_kind<Layer, ZeroPadding2D>},
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
