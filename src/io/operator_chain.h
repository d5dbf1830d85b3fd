#pragma once

#include <array>
#include <string>
#include <vector>

#include "io/network_builder.h"

namespace inkling {

/// How an operator of ONNX or TensorFlow slides its window.
struct Steps {
  Pair size{}, strides{1, 1};
  /// "valid", "same", or "" where `pads` are meant: above, left, below, right.
  std::string padding;
  std::array<int, 4> pads{};
  /// Whether the last window may reach beyond the image.
  bool ceil = false;
  /// Whether an average counts the zeros around the image.
  bool counts_zeros = false;
};

/// Puts layers together from a chain of operators, which know of products, sums and shapes only: what they
/// add to and multiply with becomes the bias or kernel of the layer before, a Rescaling, or a
/// BatchNormalization.
class OperatorChain {
 public:
  /// `input` is without batch.
  OperatorChain(std::string name, const std::vector<int>& input, bool channels_first)
      : builder_(std::move(name), input, channels_first) {}

  /// `kernel` is (height, width, inputs, filters), `bias` may be empty.
  void convolution(std::vector<float> kernel, int filters, std::vector<float> bias, const Steps& steps);
  /// `kernel` is (height, width, channels, multiplier).
  void depthwise_convolution(std::vector<float> kernel, int multiplier, std::vector<float> bias,
                             const Steps& steps);
  /// `kernel` is (inputs, units).
  void dense(std::vector<float> kernel, int units, std::vector<float> bias);
  /// `kind` is "Max" or "Average".
  void pooling(const std::string& kind, const Steps& steps);
  void global_pooling(const std::string& kind);
  void batch_normalization(NetworkBuilder::Weights weights, double epsilon);
  void zero_padding(const std::array<int, 4>& pads);
  void dropout(double rate);
  void leaky_relu(double slope);
  void activation(const std::string& name);
  /// Softmax, whose logarithm the file has; what undoes that, exponential() or another Softmax, is left out.
  void log_softmax();
  void exponential();
  /// x * scale + shift, one number or one for each channel.
  void affine(const std::vector<float>& scale, const std::vector<float>& shift);
  void flatten();
  /// `sizes` are without batch, as the file sees them: one may be -1, and 0 stands for the size that is
  /// there.
  void reshape(std::vector<int> sizes);
  /// Adds an axis of one at this place; axes are counted with the batch, and below 0 from behind.
  void expand(int axis);
  /// `axes` with the batch.
  void transpose(const std::vector<int>& axes);

  const Shape& shape() const { return builder_.shape(); }
  /// The shape as the file sees it, without batch.
  std::vector<int> sizes() const;
  bool channels_first() const { return builder_.channels_first(); }
  NetworkBuilder finish();

 private:
  /// Adds a layer of a kernel and, where it is not empty, a bias.
  void add_product(const std::string& class_name, Json config, std::vector<float> kernel,
                   std::vector<float> bias);
  void settle();
  std::string pad(const Steps& steps, bool is_max, bool is_average);

  NetworkBuilder builder_;
  /// What affine() asked for and no layer does yet.
  std::vector<float> scale_, shift_;
  /// No number after the last layer is below zero: there, zeros around the image change no maximum.
  bool not_negative_ = false;
  /// The file has logarithms of the probabilities that the last layer gives.
  bool is_logarithm_ = false;
};

}  // namespace inkling
