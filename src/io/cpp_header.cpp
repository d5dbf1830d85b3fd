#include "io/cpp_header.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstdio>
#include <map>
#include <vector>

#include "base/error.h"
#include "io/keras_writing.h"

namespace inkling {

/// cpp_header.in, with @name@ and the like to be filled in.
extern const char* const kCppHeader;

namespace {

/// A name that C++ takes.
std::string identifier(const std::string& name) {
  std::string text;
  for (const char each : name) text += std::isalnum(static_cast<unsigned char>(each)) ? each : '_';
  return text.empty() || std::isdigit(static_cast<unsigned char>(text[0])) ? "_" + text : text;
}

/// Nine digits are enough for any float.
std::string literal(float value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.9g", static_cast<double>(value));
  std::string number = text;
  if (number.find_first_of(".e") == number.npos) number += ".0";
  return number + "f";
}

template <typename Values, typename Written>
std::string array(const char* type, const std::string& name, const Values& values, Written written) {
  constexpr std::size_t kInLine = 12;
  std::string text = "static const " + std::string(type) + " " + name + "[] = {";
  std::size_t count = 0;
  for (const auto& value : values) text += (count++ % kInLine == 0 ? "\n    " : " ") + written(value) + ",";
  return text + "\n};\n";
}

std::string arguments(const std::vector<int>& numbers) {
  std::string text;
  for (const int number : numbers) text += ", " + std::to_string(number);
  return text;
}

/// What one layer after the other does, as calls of the functions that the header brings along.
class CppFunction {
 public:
  void add(const WrittenLayer& layer) {
    layer_ = &layer;
    shape_ = layer.input;
    const std::string& kind = layer.class_name;
    const bool is_window =
        kind == "Conv2D" || kind == "DepthwiseConv2D" || kind == "MaxPooling2D" || kind == "AveragePooling2D";
    if (is_window) return add_window(kind);
    if (kind == "Dense") {
      const int units = config("units");
      call("dense", shape_.sizes(), weights() + ", " + std::to_string(units), units);
      return add_activation(Shape{units});
    }
    if (kind == "GlobalMaxPooling2D" || kind == "GlobalAveragePooling2D")
      return call(kind == "GlobalMaxPooling2D" ? "max_pool" : "average_pool",
                  {shape_[0], shape_[1], shape_[2], shape_[0], shape_[1], 1, 1, 0, 0, 1, 1}, "", shape_[2]);
    if (kind == "BatchNormalization") return add_normalization();
    if (kind == "ZeroPadding2D") return add_padding();
    if (kind == "Permute") return add_permutation();
    if (kind == "Rescaling")
      return in_place(
          "rescale", shape_,
          ", " + literal(config("scale").get<float>()) + ", " + literal(config("offset").get<float>()));
    if (kind == "LeakyReLU")
      return in_place("leaky_relu", shape_, ", " + literal(config("negative_slope").get<float>()));
    if (kind == "Activation") return add_activation(shape_);
    // The numbers stay as they are.
    if (kind != "Flatten" && kind != "Reshape" && kind != "Dropout")
      fail("C++", "it has no function for {} ({})", kind, layer.name());
  }

  std::string text(const WrittenModel& model, const std::string& name) const {
    const Shape& input = model.network.input_shape();
    const std::size_t outputs = model.network.output_shape().elements();
    std::string text = kCppHeader;
    const auto fill = [&](const std::string& place, const std::string& by) {
      for (std::size_t at = text.find(place); at != text.npos; at = text.find(place, at + by.size()))
        text.replace(at, place.size(), by);
    };
    fill("@file@", model.name + ".h");
    fill("@name@", name);
    fill("@inputs@", std::to_string(input.elements()));
    fill("@outputs@", std::to_string(outputs));
    fill("@tests@", std::to_string(model.note.test_images.size()));
    fill("@even@", std::to_string(most_[0]));
    fill("@odd@", std::to_string(most_[1]));
    fill("@calls@", calls_ + "  copy(" + value_ + ", kOutputs, outputs);\n");
    fill("@weights@", arrays_ + tests(model));
    return text;
  }

 private:
  const Json& config(const char* key) const { return layer_->config.at(key); }

  std::string tests(const WrittenModel& model) const {
    std::vector<int> images;
    std::vector<float> answers;
    for (const Json& image : model.note.test_images)
      for (const Json& pixel : image) images.push_back(pixel);
    for (const Json& answer : model.note.test_answers)
      for (const Json& each : answer) answers.push_back(each);
    return array("unsigned char", "kTestImages", images, [](int pixel) { return std::to_string(pixel); }) +
           array("float", "kTestAnswers", answers, literal);
  }

  std::string add_array(const std::string& role, const std::vector<float>& values) {
    const std::string name = "k_" + identifier(layer_->name()) + "_" + role;
    arrays_ += array("float", name, values, literal);
    return name;
  }
  std::string add_weight(std::size_t i) {
    const auto& weight = *layer_->weights[i];
    return add_array(weight_role(weight), tensor_of(weight, "").values);
  }
  /// Kernel and bias as arguments.
  std::string weights() {
    const std::string kernel = add_weight(0);
    return ", " + kernel + ", " + (layer_->weights.size() > 1 ? add_weight(1) : "nullptr");
  }

  /// A function from the numbers at hand to others.
  void call(const std::string& function, const std::vector<int>& sizes, const std::string& others,
            int outputs) {
    const std::size_t which = steps_++ % 2;
    const std::string to = which == 0 ? "even" : "odd";
    calls_ += "  " + function + "(" + value_ + arguments(sizes) + others + ", " + to + ");\n";
    value_ = to;
    most_[which] = std::max(most_[which], outputs);
  }
  void in_place(const std::string& function, const Shape& shape, const std::string& others) {
    const int count = static_cast<int>(shape.elements());
    if (value_ == "image") call("copy", {count}, "", count);
    calls_ += "  " + function + "(" + value_ + ", " + std::to_string(count) + others + ");\n";
  }

  void add_activation(const Shape& shape) {
    const std::string& name = config("activation").get_ref<const std::string&>();
    if (name == "linear") return;
    if (name == "softmax") return in_place("softmax", shape, ", " + std::to_string(shape[-1]));
    in_place(name, shape, "");
  }

  void add_window(const std::string& kind) {
    const bool has_kernel = kind.ends_with("Conv2D");
    const Json &size = config(has_kernel ? "kernel_size" : "pool_size"), &strides = config("strides");
    std::vector<int> before(2, 0), outputs(2, 0);
    for (int axis = 0; axis < 2; ++axis) {
      const int step = strides[axis], window = size[axis];
      const bool is_same = config("padding") == "same";
      outputs[axis] = is_same ? (shape_[axis] + step - 1) / step : (shape_[axis] - window) / step + 1;
      if (is_same) before[axis] = std::max(0, (outputs[axis] - 1) * step + window - shape_[axis]) / 2;
    }
    int channels = shape_[2];
    if (kind == "Conv2D") channels = config("filters");
    if (kind == "DepthwiseConv2D") channels *= config("depth_multiplier").get<int>();
    static const std::map<std::string, std::string> functions{{"Conv2D", "conv2d"},
                                                              {"DepthwiseConv2D", "depthwise_conv2d"},
                                                              {"MaxPooling2D", "max_pool"},
                                                              {"AveragePooling2D", "average_pool"}};
    call(functions.at(kind),
         {shape_[0], shape_[1], shape_[2], size[0], size[1], strides[0], strides[1], before[0], before[1],
          outputs[0], outputs[1]},
         has_kernel ? weights() + ", " + std::to_string(channels) : "", outputs[0] * outputs[1] * channels);
    if (has_kernel) add_activation(Shape{outputs[0], outputs[1], channels});
  }

  /// With what does not depend on the image worked out.
  void add_normalization() {
    const std::size_t channels = static_cast<std::size_t>(shape_[-1]);
    std::vector<float> gamma(channels, 1), beta(channels, 0);
    std::size_t next = 0;
    if (config("scale") == true) gamma = tensor_of(*layer_->weights[next++], "").values;
    if (config("center") == true) beta = tensor_of(*layer_->weights[next++], "").values;
    const std::vector<float> mean = tensor_of(*layer_->weights[next], "").values,
                             variance = tensor_of(*layer_->weights[next + 1], "").values;
    for (std::size_t i = 0; i < channels; ++i) {
      gamma[i] /= std::sqrt(variance[i] + config("epsilon").get<float>());
      beta[i] -= mean[i] * gamma[i];
    }
    const std::string scale = add_array("scale", gamma), shift = add_array("shift", beta);
    in_place("normalize", shape_, ", " + std::to_string(channels) + ", " + scale + ", " + shift);
  }

  void add_padding() {
    const std::vector<int> sides = padding_sides(config("padding"));
    std::vector<int> sizes = shape_.sizes();
    sizes.insert(sizes.end(), sides.begin(), sides.end());
    call("zero_pad", sizes, "",
         (shape_[0] + sides[0] + sides[1]) * (shape_[1] + sides[2] + sides[3]) * shape_[2]);
  }

  /// Axes from 0, and of one number where there are fewer than three.
  void add_permutation() {
    std::vector<int> sizes = shape_.sizes(), axes;
    for (const Json& axis : config("dims")) axes.push_back(axis.get<int>() - 1);
    for (int axis = shape_.rank(); axis < 3; ++axis) {
      sizes.push_back(1);
      axes.push_back(axis);
    }
    sizes.insert(sizes.end(), axes.begin(), axes.end());
    call("permute", sizes, "", static_cast<int>(shape_.elements()));
  }

  const WrittenLayer* layer_ = nullptr;
  Shape shape_;
  std::string arrays_, calls_, value_ = "image";
  std::size_t steps_ = 0;
  /// How many numbers the results of even and of odd steps have at most.
  int most_[2] = {1, 1};
};

ModelFiles write_cpp_header(const WrittenModel& model) {
  CppFunction function;
  for (const WrittenLayer& layer : keras_layers(model.network)) function.add(layer);
  return {text_file(model.name + ".h", function.text(model, identifier(model.name)))};
}

}  // namespace

Format cpp_header_format() {
  return {.name = "cpp", .title = "C++ header (.h)", .endings = {".h", ".hpp"}, .write = write_cpp_header};
}

}  // namespace inkling
