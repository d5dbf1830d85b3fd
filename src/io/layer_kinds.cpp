#include "io/layer_kinds.h"

#include "base/names.h"

namespace inkling {

std::string kind_by_name(const std::string& name) {
  const std::string lower = lower_case(name);
  constexpr std::pair<const char*, const char*> kParts[] = {{"global_average_pool", "GlobalAveragePooling2D"},
                                                            {"global_max_pool", "GlobalMaxPooling2D"},
                                                            {"average_pool", "AveragePooling2D"},
                                                            {"averagepool", "AveragePooling2D"},
                                                            {"avg", "AveragePooling2D"},
                                                            {"pool", "MaxPooling2D"},
                                                            {"zero_padding", "ZeroPadding2D"},
                                                            {"zeropadding", "ZeroPadding2D"},
                                                            {"flatten", "Flatten"},
                                                            {"drop", "Dropout"},
                                                            {"batch", "BatchNormalization"},
                                                            {"bn", "BatchNormalization"},
                                                            {"activation", "Activation"},
                                                            {"leaky", "LeakyReLU"},
                                                            {"relu", "Activation"},
                                                            {"re_lu", "Activation"},
                                                            {"softmax", "Activation"},
                                                            {"depthwise", "DepthwiseConv2D"},
                                                            {"conv", "Conv2D"},
                                                            {"dense", "Dense"},
                                                            {"fc", "Dense"}};
  for (const auto& [part, kind] : kParts)
    if (lower.find(part) != lower.npos) return kind;
  return "";
}

std::string kind_of(const LayerWeights& layer) {
  if (layer.tensors.empty()) return kind_by_name(layer.layer);
  switch (layer.tensors[0]->shape.rank()) {
    case 4:
      return kind_by_name(layer.layer) == "DepthwiseConv2D" ? "DepthwiseConv2D" : "Conv2D";
    case 2:
      return "Dense";
    case 1:
      return "BatchNormalization";
    default:
      return "";
  }
}

}  // namespace inkling
