#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/json.h"
#include "model/sequential.h"

namespace inkling {

/// Puts a network together from the layers of somebody else's file, in their order: channels last, whatever
/// the file has. Where a file has channels first, the features after a Flatten are in another order than
/// ours; the weights that meet them are put into ours.
class NetworkBuilder {
 public:
  using Weights = std::vector<std::vector<float>>;

  /// `input` is without batch, as the file has it: (height, width), (features), or with channels.
  NetworkBuilder(std::string name, const std::vector<int>& input, bool channels_first);

  /// The shape after the last layer, channels last.
  const Shape& shape() const { return shape_; }
  /// How the file sees images from here on.
  bool channels_first() const { return channels_first_; }
  void set_channels_first(bool channels_first) { channels_first_ = channels_first; }

  /// Adds a layer, configured as Keras configures it today. `name` is left out where it is taken or empty.
  /// `weights` are as many as the layer has, in its order, kernels as it takes them; or none, and then they
  /// begin at random.
  void add(const std::string& class_name, const std::string& name, Json config, Weights weights = {});
  /// Ends the last layer with an activation, or adds one as a layer.
  void activate(const std::string& activation);
  /// Lets the last layer, where that is a product and not yet an activation, give scale * y + shift in place
  /// of its outputs y; one number or one for each channel. False where it cannot.
  bool scale_last(const std::vector<float>& scale, const std::vector<float>& shift);
  /// Flattens in the order in which the file sees the image.
  void flatten(const std::string& name = "");

  std::size_t size() const { return layers_.size(); }
  bool has_weights() const { return !without_weights_; }
  /// Whether weights are in another order than in the file.
  bool has_reordered() const { return reordered_; }
  void set_reordered() { reordered_ = true; }
  Sequential build() const;

 private:
  void add_to_order(const std::string& class_name, const std::string& name, Weights& weights);

  std::string name_;
  Shape input_, shape_;
  bool channels_first_;
  Json layers_ = Json::array();
  std::vector<Weights> weights_;
  std::size_t numbers_ = 0;
  bool without_weights_ = false, reordered_ = false;
  /// Where the file has each of our features; empty where they are in the same order.
  std::vector<int> order_;
};

/// A kernel (outputs, inputs, height, width) as (height, width, inputs, outputs), turned by 180 degrees where
/// `turned`.
std::vector<float> channels_last_kernel(std::span<const float> kernel, const Shape& shape, bool turned);

/// A kernel (height, width, inputs, outputs) as (outputs, inputs, height, width).
std::vector<float> channels_first_kernel(std::span<const float> kernel, const Shape& shape);

/// (rows, columns) as (columns, rows).
std::vector<float> transposed(std::span<const float> matrix, const Shape& shape);

}  // namespace inkling
