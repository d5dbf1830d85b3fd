#include "base/error.h"
#include "base/text.h"
#include "layers/conv2d.h"
#include "layers/dense.h"
#include "layers/flatten.h"
#include "layers/layer.h"
#include "layers/max_pooling2d.h"

// In the place of registry.cpp, for the part of an engine that reads: the layers of the models that ship.
namespace inkling {

std::unique_ptr<Layer> make_layer(std::string_view type) {
  if (type == "Conv2D") return std::make_unique<Conv2D>();
  if (type == "MaxPooling2D") return std::make_unique<MaxPooling2D>();
  if (type == "Flatten") return std::make_unique<Flatten>();
  if (type == "Dense") return std::make_unique<Dense>();
  fail("part", "the part that reads has no layer {}", type);
}

std::vector<std::string> layer_types() {
  return {"Conv2D", "MaxPooling2D", "Flatten", "Dense"};
}

}  // namespace inkling
