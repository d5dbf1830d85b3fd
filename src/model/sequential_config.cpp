#include "base/error.h"
#include "base/keras.h"
#include "base/text.h"
#include "model/sequential.h"

namespace inkling {

namespace {

constexpr std::size_t kMaxLayers = 1000;

/// Keras's InputLayer: [null, height, width, channels], of which the first is the batch.
struct InputFields {
  std::string name;
  Json batch_shape, batch_input_shape;

  void describe(Fields& fields) {
    fields.text("name", name);
    fields.json("batch_shape", batch_shape);
    fields.json("batch_input_shape", batch_input_shape);
    fields.fixed("sparse", {false});
    fields.fixed("ragged", {false});
    describe_dtype(fields);
  }

  Shape shape() const {
    const Json& sizes = batch_shape.is_null() ? batch_input_shape : batch_shape;
    if (!sizes.is_array() || sizes.size() < 2 || sizes.size() > 4 || !sizes[0].is_null())
      fail("InputLayer", "batch_shape must be [null, height, width, channels], got {}", sizes);
    std::vector<int> inner;
    for (std::size_t i = 1; i < sizes.size(); ++i) {
      if (!sizes[i].is_number_integer() || sizes[i].get<std::int64_t>() < 1 ||
          sizes[i].get<std::int64_t>() > 4096)
        fail("InputLayer", "batch_shape sizes must be from 1 to 4096, got {}", sizes);
      inner.push_back(sizes[i].get<int>());
    }
    return Shape(inner);
  }
};

struct SequentialFields {
  std::string name = "sequential";
  Json layers, build_input_shape;

  void describe(Fields& fields) {
    fields.text("name", name);
    fields.fixed("trainable", {true});
    describe_dtype(fields);
    fields.json("layers", layers);
    fields.json("build_input_shape", build_input_shape);
  }
};

}  // namespace

Shape read_input_layer(const Json& description) {
  require(description.is_object() && description.value("class_name", Json()) == "InputLayer", "Sequential",
          "the first layer must be an InputLayer with batch_shape");
  InputFields input;
  read_fields("InputLayer", input, read_class("InputLayer", description).config);
  return input.shape();
}

Sequential Sequential::from_config(const Json& description, std::size_t most_parameters) {
  require(description.is_object() && description.value("class_name", Json()) == "Sequential", "Sequential",
          "configuration must have class_name Sequential");
  SequentialFields fields;
  read_fields("Sequential", fields, read_class("Sequential", description).config);
  const Json& list = fields.layers;
  require(list.is_array() && !list.empty(), "Sequential", "configuration needs a list of layers");
  if (list.size() > kMaxLayers) fail("Sequential", "at most 1000 layers, got {}", list.size());
  const Shape input = read_input_layer(list[0]);
  std::vector<std::unique_ptr<Layer>> layers;
  for (std::size_t i = 1; i < list.size(); ++i) layers.push_back(read_layer(list[i]));
  return Sequential(fields.name, input, std::move(layers), most_parameters);
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
    digits.insert(static_cast<std::size_t>(i), 1, ',');
  return digits;
}

/// What the parameters take as float32: "4.58 MB".
std::string bytes(std::size_t parameters) {
  double size = static_cast<double>(parameters) * 4;
  const char* unit = "B";
  for (const char* larger : {"KB", "MB", "GB"})
    if (size >= 1024) {
      size /= 1024;
      unit = larger;
    }
  char text[40];
  std::snprintf(text, sizeof text, "%.2f %s", size, unit);
  return text;
}

std::string repeated(const char* text, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

std::string padded(std::string text, std::size_t width, bool right = false) {
  const std::size_t length = character_count(text);
  const std::string blanks(length < width ? width - length : 0, ' ');
  return right ? blanks + text : text + blanks;
}

}  // namespace

std::string Sequential::summary() const {
  using Row = std::array<std::string, 3>;
  std::vector<Row> rows{{"Layer (type)", "Output Shape", "Param #"}};
  for (const auto& layer : layers_) {
    const std::string shape = layer->output_shape().text();
    rows.push_back({shortened(layer->name()) + " (" + std::string(layer->type()) + ")",
                    "(None, " + shape.substr(1), grouped(layer->parameters())});
  }
  std::array<std::size_t, 3> width{33, 24, 15};
  for (const auto& row : rows)
    for (int i = 0; i < 3; ++i) width[i] = std::max(width[i], character_count(row[i]) + 2);
  const auto rule = [&](const char* left, const char* line, const char* crossing, const char* right) {
    return left + repeated(line, width[0]) + crossing + repeated(line, width[1]) + crossing +
           repeated(line, width[2]) + right + "\n";
  };
  const auto cells = [&](const Row& row, const std::string& bar) {
    return bar + " " + padded(row[0], width[0] - 1) + bar + " " + padded(row[1], width[1] - 1) + bar +
           padded(row[2], width[2] - 1, true) + " " + bar + "\n";
  };
  std::string text = "Model: \"" + shortened(name_) + "\"\n" + rule("┏", "━", "┳", "┓") + cells(rows[0], "┃");
  for (std::size_t i = 1; i < rows.size(); ++i)
    text += (i == 1 ? rule("┡", "━", "╇", "┩") : rule("├", "─", "┼", "┤")) + cells(rows[i], "│");
  text += rule("└", "─", "┴", "┘");
  const std::size_t trainable = trainable_parameters(), other = parameters() - trainable;
  text += " Total params: " + grouped(parameters()) + " (" + bytes(parameters()) + ")\n";
  text += " Trainable params: " + grouped(trainable) + " (" + bytes(trainable) + ")\n";
  return text + " Non-trainable params: " + grouped(other) + " (" + bytes(other) + ")\n";
}

}  // namespace inkling
