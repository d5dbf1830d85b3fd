#include "io/named_weights.h"

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>

#include "base/error.h"
#include "base/names.h"
#include "data/npy.h"
#include "io/network_guess.h"
#include "io/safetensors.h"

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

/// "conv10" after "conv9": letters and numbers in turn.
std::vector<std::pair<std::string, std::int64_t>> natural_order(const std::string& name) {
  std::vector<std::pair<std::string, std::int64_t>> parts(1);
  for (const char each : name) {
    if (std::isdigit(static_cast<unsigned char>(each))) {
      parts.back().second = std::min(parts.back().second * 10 + (each - '0'), std::int64_t{1'000'000'000});
    } else {
      if (parts.back().second > 0) parts.emplace_back();
      parts.back().first += each;
    }
  }
  return parts;
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

/// A layer's name and what the tensor is of it: "conv1" and "weight"; "W2" is the "w" of "2".
std::pair<std::string, std::string> parts_of(std::string name) {
  name = name.substr(0, name.find(':'));
  const std::size_t last = name.find_last_of("./_");
  if (last != name.npos) {
    // Names of two words.
    const std::size_t before = name.find_last_of("./_", last - 1);
    for (const std::size_t at : {before, last})
      if (at != name.npos && at > 0 && role_of(name.substr(at + 1)))
        return {name.substr(0, at), name.substr(at + 1)};
    if (role_of(name.substr(0, last))) return {name.substr(last + 1), name.substr(0, last)};
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

std::vector<ForeignNetwork> read_named_weights(const ModelFiles& files) {
  std::vector<NamedTensor> tensors;
  if (is_arrays(files))
    for (const auto& file : files) tensors.push_back(tensor_of(file));
  else
    tensors = read_safetensors(files[0].bytes).tensors;
  const bool is_pytorch = std::any_of(tensors.begin(), tensors.end(), [](const NamedTensor& tensor) {
    return tensor.name.ends_with(".weight");
  });
  std::map<std::vector<std::pair<std::string, std::int64_t>>, std::map<int, NamedTensor>> layers;
  std::map<std::vector<std::pair<std::string, std::int64_t>>, std::string> names;
  for (const auto& tensor : tensors) {
    if (tensor.name.ends_with("num_batches_tracked")) continue;  // PyTorch's normalisation counts
    const auto [layer, role] = parts_of(tensor.name);
    const auto place = role_of(role);
    if (!place || tensor.shape.rank() == 0)
      fail("model", "the file holds arrays alone, and {} is not the name of a layer's weights", tensor.name);
    const auto order = natural_order(layer);
    names[order] = layer;
    layers[order][*place] = in_keras_order(tensor, is_pytorch);
  }
  std::vector<LayerWeights> weights;
  for (const auto& [order, parts] : layers) {
    weights.push_back({names[order], {}});
    for (const auto& [place, tensor] : parts) weights.back().tensors.push_back(&tensor);
  }
  std::vector<ForeignNetwork> networks;
  for (KerasNetwork guess : guess_networks(weights)) {
    for (auto& layer : guess.layers) {
      if (!is_pytorch || layer.class_name != "Conv2D") continue;
      layer.channels_first = true;
      guess.input_shape = {1, kImageSide, kImageSide};
    }
    networks.push_back({.network = build_keras(guess, weights),
                        .writer = is_pytorch ? "PyTorch, weights alone" : "NumPy, weights alone",
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
          .read = read_named_weights,
          .write = nullptr};
}

}  // namespace inkling
