#include "io/named_weights.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <optional>

#include "base/error.h"
#include "base/names.h"
#include "data/npy.h"
#include "io/network_guess.h"
#include "io/safetensors.h"
#include "io/weights_order.h"

namespace inkling {

namespace {

constexpr const char* kOwnKey = "\"keras_config\"";
/// Metadata come first, and a header has at most so much.
constexpr std::size_t kMostHeader = std::size_t{4} << 20;

bool is_arrays(const ModelFiles& files) {
  return !files.empty() &&
         std::all_of(files.begin(), files.end(), [](const ModelFile& file) { return is_npy(file.bytes); });
}

/// A safetensors file begins with the length of its header, which begins with a brace; ours names a network.
bool is_foreign_safetensors(const ModelFiles& files) {
  constexpr std::size_t kBrace = 8;
  if (files.size() != 1 || files[0].bytes.size() <= kBrace || files[0].bytes[kBrace] != std::byte{'{'} ||
      files[0].bytes[kBrace - 1] != std::byte{0})
    return false;
  const std::string_view text(reinterpret_cast<const char*>(files[0].bytes.data()), files[0].bytes.size());
  return text.substr(0, kMostHeader).find(kOwnKey) == text.npos;
}

bool is_named_weights(const ModelFiles& files) {
  return is_arrays(files) || is_foreign_safetensors(files);
}

NamedTensor tensor_of(const ModelFile& file) {
  const Array array = read_npy(file.name, file.bytes);
  if (array.rank() > static_cast<std::size_t>(Shape::kMaxRank) || array.element == Element::kText ||
      array.size() == 0)
    return {};
  std::string name = file.name;
  if (name.ends_with(".npy")) name.resize(name.size() - 4);
  NamedTensor tensor{.name = std::move(name)};
  std::vector<int> sizes;
  for (const std::size_t size : array.shape) sizes.push_back(static_cast<int>(size));
  if (!sizes.empty()) tensor.shape = Shape(sizes);
  array.each(0, array.size(), [&](double value) { tensor.values.push_back(static_cast<float>(value)); });
  return tensor;
}

/// What a tensor is of its layer, in Keras's order; none where its name does not say.
std::optional<int> role_of(const std::string& role) {
  static const std::map<std::string, int> places{{"kernel", 0},
                                                 {"weight", 0},
                                                 {"weights", 0},
                                                 {"w", 0},
                                                 {"depthwise_kernel", 0},
                                                 {"gamma", 0},
                                                 {"bias", 1},
                                                 {"biases", 1},
                                                 {"b", 1},
                                                 {"beta", 1},
                                                 {"moving_mean", 2},
                                                 {"running_mean", 2},
                                                 {"moving_variance", 3},
                                                 {"running_var", 3}};
  const auto found = places.find(lower_case(role));
  if (found == places.end()) return std::nullopt;
  return found->second;
}

std::vector<std::string> words_of(const std::string& name) {
  std::vector<std::string> words(1);
  for (const char each : name)
    if (each == '.' || each == '/' || each == '_')
      words.emplace_back();
    else
      words.back() += each;
  return words;
}

/// A layer's name and what the tensor is of it: "conv1" and "weight"; "W2" is the "w" of "2".
std::pair<std::string, std::string> parts_of(const std::string& whole) {
  const std::string name = whole.substr(0, whole.find(':'));
  const std::vector<std::string> words = words_of(name);
  for (std::size_t end = words.size(); end > 0; --end)
    for (const std::size_t count : {2, 1}) {
      if (count > end) continue;
      const std::string role = count == 2 ? words[end - 2] + "_" + words[end - 1] : words[end - 1];
      if (!role_of(role)) continue;
      std::string layer;
      for (std::size_t i = 0; i < words.size(); ++i)
        if (i < end - count || i >= end) layer += (layer.empty() ? "" : ".") + words[i];
      return {layer, role};
    }
  std::size_t letters = 0;
  while (letters < name.size() && std::isalpha(static_cast<unsigned char>(name[letters]))) ++letters;
  return {name.substr(letters), name.substr(0, letters)};
}

/// As Keras has them: (height, width, inputs, outputs) and (inputs, outputs).
NamedTensor in_keras_order(const NamedTensor& tensor, bool is_pytorch) {
  const Shape& shape = tensor.shape;
  if (!is_pytorch || shape.rank() < 2) return tensor;
  if (shape.rank() == 2) return {tensor.name, {shape[1], shape[0]}, transposed(tensor.values, shape)};
  if (shape.rank() == 4)
    return {tensor.name,
            {shape[2], shape[3], shape[1], shape[0]},
            channels_last_kernel(tensor.values, shape, false)};
  return tensor;
}

/// Matrices (outputs, inputs) turned, as whoever wrote a network of his own may have them: the first tells.
void turn_matrices(std::map<std::string, std::map<int, NamedTensor>>& layers) {
  constexpr int kPixels = kImageSide * kImageSide;
  bool reads_rows = false, reads_columns = false, has_kernels = false;
  for (const auto& [name, parts] : layers)
    if (const auto kernel = parts.find(0); kernel != parts.end()) {
      const Shape& shape = kernel->second.shape;
      has_kernels = has_kernels || shape.rank() > 2;
      reads_rows = reads_rows || (shape.rank() == 2 && shape[0] == kPixels);
      reads_columns = reads_columns || (shape.rank() == 2 && shape[1] == kPixels);
    }
  if (has_kernels || reads_rows || !reads_columns) return;
  for (auto& [name, parts] : layers)
    for (auto& [place, tensor] : parts)
      if (tensor.shape.rank() == 2) tensor = in_keras_order(tensor, true);
}

/// Channels come first, and normalisations add less to the variance.
void as_pytorch_has_them(KerasNetwork& network) {
  for (auto& layer : network.layers) {
    layer.channels_first = layer.class_name == "Conv2D" || layer.class_name == "BatchNormalization";
    if (layer.class_name == "Conv2D") network.input_shape = {1, kImageSide, kImageSide};
    if (layer.class_name == "BatchNormalization") layer.config["epsilon"] = 1e-5;
  }
}

std::vector<ForeignNetwork> read_named_weights(const ModelFiles& files) {
  std::vector<NamedTensor> tensors;
  if (is_arrays(files))
    for (const auto& file : files) tensors.push_back(tensor_of(file));
  else
    tensors = read_safetensors(files[0].bytes).tensors;
  const bool is_pytorch = std::any_of(tensors.begin(), tensors.end(), [](const NamedTensor& tensor) {
    return tensor.name.ends_with(".weight");
  });
  std::map<std::string, std::map<int, NamedTensor>> layers;
  for (const auto& tensor : tensors) {
    if (tensor.name.ends_with("num_batches_tracked")) continue;  // PyTorch's normalisation counts
    const auto [layer, role] = parts_of(tensor.name);
    const auto place = role_of(role);
    if (tensor.values.size() == 1 && !place) continue;  // an accuracy, a count of epochs
    if (!place || tensor.shape.rank() == 0)
      fail("model", "the file holds arrays alone, and {} is not the name of a layer's weights", tensor.name);
    NamedTensor& ours = layers[layer][*place] = in_keras_order(tensor, is_pytorch);
    const bool is_row = ours.shape.rank() == 2 && (ours.shape[0] == 1 || ours.shape[1] == 1);
    if (*place > 0 && is_row) ours.shape = {static_cast<int>(ours.values.size())};
  }
  turn_matrices(layers);
  std::vector<LayerWeights> weights;
  for (const auto& [name, parts] : layers) {
    weights.push_back({name, {}});
    for (const auto& [place, tensor] : parts) weights.back().tensors.push_back(&tensor);
  }
  weights = in_likely_order(std::move(weights));
  std::vector<ForeignNetwork> networks;
  for (KerasNetwork guess : guess_networks(weights)) {
    if (is_pytorch) as_pytorch_has_them(guess);
    networks.push_back({.network = build_keras(guess, weights),
                        .writer = is_pytorch ? "PyTorch, weights alone" : "NumPy, weights alone",
                        .is_guess = true,
                        .cost = guess.cost,
                        .is_pytorch = is_pytorch});
  }
  return networks;
}

}  // namespace

Format named_weights_format() {
  return {.name = "weights",
          .title = "weights alone (.safetensors, .npz)",
          .endings = {},
          .sniff = is_named_weights,
          .read = read_named_weights};
}

}  // namespace inkling
