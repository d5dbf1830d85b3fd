#include "io/preparation.h"

#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "io/format.h"

namespace inkling {

namespace {

/// Of an image's side: what is larger was not made for digits.
constexpr int kLargestSide = 64, kSmallestSide = 7;
/// Rows and columns of paper that are added, so that whole windows cover an image.
constexpr int kMostAround = 8;
constexpr int kColours = 3;

/// ink * scale + offset.
struct KnownScaling {
  const char* name;
  double scale, offset;
  /// Whether full ink is a number of about 1.
  bool is_small;
};

constexpr KnownScaling kScalings[] = {{"0..1", 1, 0, true},
                                      {"-1..1", 2, -1, true},
                                      {"mnist", 1 / 0.3081, -0.1307 / 0.3081, true},
                                      {"-0.5..0.5", 1, -0.5, true},
                                      {"0..255", 255, 0, false}};

const KnownScaling& known_scaling(const std::string& name) {
  return *std::find_if(std::begin(kScalings), std::end(kScalings),
                       [&](const KnownScaling& each) { return each.name == name; });
}

Json described_layer(const char* class_name, Json config) {
  return {{"class_name", class_name}, {"config", std::move(config)}};
}

/// A layer that is not trained, whose kernel set_kernels() fills.
Json fixed_layer(const char* class_name, Json config) {
  config.update({{"use_bias", false}, {"trainable", false}});
  return described_layer(class_name, std::move(config));
}

/// Makes images of 28x28 pixels larger, by paper around them, or smaller: by means over windows, where about
/// a whole number of them covers an image, else by the paper around a digit.
void add_resizing(int height, int width, Json& layers) {
  const auto pad = [&](int rows, int columns) {
    if (rows > 0 || columns > 0)
      layers.push_back(described_layer(
          "ZeroPadding2D",
          {{"padding", {{rows / 2, rows - rows / 2}, {columns / 2, columns - columns / 2}}}}));
  };
  if (std::min(height, width) >= kImageSide) return pad(height - kImageSide, width - kImageSide);
  const int windows = (kImageSide + height - 1) / height, around = windows * height - kImageSide;
  if (around <= kMostAround) {
    pad(around, around);
    return layers.push_back(described_layer("AveragePooling2D", {{"pool_size", windows}}));
  }
  layers.push_back(fixed_layer("DepthwiseConv2D", {{"kernel_size", kImageSide - height + 1}}));
}

/// The layers that turn ink 0..1 of 28x28 pixels, which are their input, into what a network of this input
/// takes.
Json preparing_layers(const Shape& input, const Preparation& preparation) {
  Json layers =
      Json::array({described_layer("InputLayer", {{"batch_shape", {nullptr, kImageSide, kImageSide, 1}}})});
  const bool is_flat = input.rank() == 1;
  const int height = is_flat ? static_cast<int>(std::lround(std::sqrt(input[0]))) : input[0],
            width = is_flat ? height : input[1];
  const int channels = input.rank() == 3 ? input[2] : 1;
  if ((channels != 1 && channels != kColours) || (is_flat && height * height != input[0]))
    fail("model", "its input is {}; it has to be images of digits, of one channel or three", input);
  const bool is_larger = std::min(height, width) >= kImageSide && std::max(height, width) <= kLargestSide,
             is_smaller = width == height && height >= kSmallestSide && height < kImageSide;
  if (!is_larger && !is_smaller)
    fail("model", "its images are of {} x {} pixels, which cannot be made of 28 x 28", height, width);
  add_resizing(height, width, layers);
  const KnownScaling& scaling = known_scaling(preparation.scaling);
  const double scale = preparation.inverted ? -scaling.scale : scaling.scale,
               offset = preparation.inverted ? scaling.offset + scaling.scale : scaling.offset;
  if (scale != 1 || offset != 0)
    layers.push_back(described_layer("Rescaling", {{"scale", scale}, {"offset", offset}}));
  if (channels == kColours)
    layers.push_back(fixed_layer("Conv2D", {{"filters", kColours}, {"kernel_size", 1}}));
  if (preparation.transposed) layers.push_back(described_layer("Permute", {{"dims", {2, 1, 3}}}));
  if (input.rank() < 3) {
    const Json shape = is_flat ? Json::array({input[0]}) : Json::array({input[0], input[1]});
    layers.push_back(described_layer("Reshape", {{"target_shape", shape}}));
  }
  return layers;
}

/// Fills the kernels of the layers before a network: one picks the pixel in its middle, or gives each colour
/// the ink.
void set_kernels(Sequential& model, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    const TensorView kernel = model.weights()[i].values;
    const auto side = static_cast<std::size_t>(kernel.shape[0]);
    std::fill(kernel.begin(), kernel.end(), side == 1 ? Scalar(1) : Scalar(0));
    kernel.data[side / 2 * side + side / 2] = 1;
  }
}

}  // namespace

bool is_small(const std::string& scaling) {
  return known_scaling(scaling).is_small;
}

std::vector<std::string> scaling_names() {
  std::vector<std::string> names{kAutomatic};
  for (const auto& each : kScalings) names.emplace_back(each.name);
  return names;
}

std::vector<Scalar> prepared(std::vector<Scalar> images, std::size_t count, const Shape& input,
                             const Preparation& preparation) {
  const Json layers = preparing_layers(input, preparation);
  if (layers.size() == 1) return images;
  const Json config = {{"class_name", "Sequential"},
                       {"config", {{"name", "preparation"}, {"layers", layers}}}};
  Sequential model = Sequential::from_config(config);
  set_kernels(model, model.weights().size());
  return model.predict(images, count);
}

Sequential prepared(Sequential& network, const Preparation& preparation) {
  Json config = network.config();
  Json layers = preparing_layers(network.input_shape(), preparation);
  const Json& before = config["config"]["layers"];
  layers.insert(layers.end(), before.begin() + 1, before.end());
  config["config"]["layers"] = layers;
  Sequential model = Sequential::from_config(config);
  const std::size_t before_it = model.weights().size() - network.weights().size();
  set_kernels(model, before_it);
  for (std::size_t i = 0; i < network.weights().size(); ++i) {
    const ConstTensorView from = network.weights()[i].values;
    std::copy(from.begin(), from.end(), model.weights()[before_it + i].values.begin());
  }
  return model;
}

}  // namespace inkling
