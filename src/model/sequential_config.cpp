#include "base/error.h"
#include "base/names.h"
#include "model/sequential.h"

namespace inkling {

namespace {

constexpr std::size_t kMaxLayers = 1000;

/// Keras's [null, height, width, channels], without the null.
Shape read_batch_shape(const Json& config) {
  const Json& shape =
      config.contains("batch_shape") ? config["batch_shape"] : config.value("batch_input_shape", Json());
  if (!shape.is_array() || shape.size() < 2 || shape.size() > 4 || !shape[0].is_null())
    fail("InputLayer",
         "batch_shape must be [null, height, width, channels], got " + shape.dump().substr(0, 80));
  std::vector<int> sizes;
  for (std::size_t i = 1; i < shape.size(); ++i) {
    if (!shape[i].is_number_integer() || shape[i].get<std::int64_t>() < 1 ||
        shape[i].get<std::int64_t>() > 4096)
      fail("InputLayer", "batch_shape sizes must be from 1 to 4096, got " + shape.dump().substr(0, 80));
    sizes.push_back(shape[i].get<int>());
  }
  return Shape(sizes);
}

}  // namespace

Sequential Sequential::from_config(const Json& config) {
  require(config.is_object() && config.value("class_name", Json()) == "Sequential", "Sequential",
          "configuration must have class_name Sequential");
  const Json inner = config.value("config", Json::object());
  require(
      inner.is_object() && inner.contains("layers") && inner["layers"].is_array() && !inner["layers"].empty(),
      "Sequential", "configuration needs a list of layers");
  const Json& list = inner["layers"];
  if (list.size() > kMaxLayers) fail("Sequential", "at most 1000 layers, got " + std::to_string(list.size()));
  const Json& first = list[0];
  require(first.is_object() && first.value("class_name", Json()) == "InputLayer" &&
              first.contains("config") && first["config"].is_object(),
          "Sequential", "the first layer must be an InputLayer with batch_shape");

  std::vector<std::unique_ptr<Layer>> layers;
  for (std::size_t i = 1; i < list.size(); ++i) layers.push_back(read_layer(list[i]));
  const Json name = inner.value("name", Json("sequential"));
  require(name.is_string(), "Sequential", "name must be a text");
  return Sequential(name.get<std::string>(), read_batch_shape(first["config"]), std::move(layers));
}

Json Sequential::config() const {
  Json batch_shape = Json::array({nullptr});
  for (int i = 0; i < input_.rank(); ++i) batch_shape.push_back(input_[i]);
  Json layers = Json::array({{{"class_name", "InputLayer"}, {"config", {{"batch_shape", batch_shape}}}}});
  for (const auto& layer : layers_) layers.push_back(write_layer(*layer));
  return {{"class_name", "Sequential"}, {"config", {{"name", name_}, {"layers", layers}}}};
}

namespace {

std::string grouped(std::size_t number) {
  std::string digits = std::to_string(number);
  for (int i = static_cast<int>(digits.size()) - 3; i > 0; i -= 3)
    digits.insert(static_cast<std::size_t>(i), ",");
  return digits;
}

std::string kilobytes(std::size_t parameters) {
  const double bytes = static_cast<double>(parameters) * 4;
  char text[40];
  if (bytes < 1024 * 1024)
    std::snprintf(text, sizeof text, "%.2f KB", bytes / 1024);
  else
    std::snprintf(text, sizeof text, "%.2f MB", bytes / 1024 / 1024);
  return text;
}

std::string padded(std::string text, std::size_t width, bool right = false) {
  const std::string blanks(text.size() < width ? width - text.size() : 0, ' ');
  return right ? blanks + text : text + blanks;
}

}  // namespace

std::string Sequential::summary() const {
  std::vector<std::array<std::string, 3>> rows{{"Layer (type)", "Output Shape", "Param #"}};
  for (const auto& layer : layers_) {
    const std::string shape = layer->output_shape().text();
    rows.push_back({layer->name() + " (" + std::string(layer->type()) + ")", "(None, " + shape.substr(1),
                    grouped(layer->parameters())});
  }
  std::array<std::size_t, 3> width{};
  for (const auto& row : rows)
    for (int i = 0; i < 3; ++i) width[i] = std::max(width[i], row[i].size());
  const std::string rule = std::string(width[0] + width[1] + width[2] + 6, '-') + "\n";
  std::string text = "Model: \"" + name_ + "\"\n" + rule;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    text += " " + padded(rows[i][0], width[0]) + "  " + padded(rows[i][1], width[1]) + "  " +
            padded(rows[i][2], width[2], true) + "\n";
    if (i == 0) text += rule;
  }
  const std::size_t trainable = trainable_parameters(), other = parameters() - trainable;
  text += rule + " Total params: " + grouped(parameters()) + " (" + kilobytes(parameters()) + ")\n";
  text += " Trainable params: " + grouped(trainable) + " (" + kilobytes(trainable) + ")\n";
  return text + " Non-trainable params: " + grouped(other) + " (" + kilobytes(other) + ")\n";
}

}  // namespace inkling
