#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "layers/layer.h"
#include "model/plan.h"
#include "optimizers/optimizer.h"
#include "tensor/arena.h"

namespace inkling {

/// A stack of layers: https://keras.io/api/models/sequential/. All weights stand in one block (the trainable
/// ones first, then the moving statistics, then those of frozen layers), all gradients in a second; a Plan,
/// which runs the layers, has all activations in a third.
class Sequential {
 public:
  /// One weight tensor of the model, as "conv2d/kernel".
  struct Weight {
    std::string name;
    TensorView values;
  };

  /// What a model may have; its weights and their gradients then take 240 MB.
  static constexpr std::size_t kMaxParameters = 30'000'000;

  /// `input` is (height, width, channels), without batch. Checks that the shapes of all layers meet, and how
  /// much memory they take. Weights are zero until initialize() or until they are written.
  Sequential(std::string name, const Shape& input, std::vector<std::unique_ptr<Layer>> layers,
             std::size_t most_parameters = kMaxParameters);

  /// Keras's {"class_name": "Sequential", "config": {"name": ..., "layers": [...]}}, both ways.
  static Sequential from_config(const Json& config, std::size_t most_parameters = kMaxParameters);
  Json config() const;

  /// Draws initial weights; a layer's do not depend on the other layers.
  void initialize(std::uint64_t seed);

  const std::string& name() const { return name_; }
  const Shape& input_shape() const { return input_; }
  const Shape& output_shape() const { return layers_.back()->output_shape(); }
  const std::vector<std::unique_ptr<Layer>>& layers() const { return layers_; }
  std::size_t parameters() const;
  std::size_t trainable_parameters() const;
  /// In the order of the layers.
  const std::vector<Weight>& weights() const { return named_weights_; }
  /// 16 hexadecimal digits over all weights in that order.
  std::string weights_hash() const;

  /// The block of all weights and that of the gradients of the trainable ones, which come first in both.
  Values weight_block() { return {weights_.at({}), weights_.elements()}; }
  Values gradient_block() { return {gradients_.at({}), trainable_}; }
  /// How many numbers at the start of the block change in training.
  std::size_t changing() const { return changing_; }
  /// Where each trainable weight stands in both.
  std::vector<WeightRange> trainable_ranges() const;

  /// Reads by kernels of int8 from now on, where a layer can, until something is to be trained: the weight of
  /// which scales_of has scales, one for each index of its last axis, is that many times whole numbers.
  void quantize(const std::function<std::vector<Scalar>(const std::string& weight)>& scales_of);

  /// Plans for batches of up to `batch` samples, with gradients where `training`; it takes at most 1 GB.
  void reserve(int batch, bool training);
  /// The plan that runs it, once there is one.
  const Plan& plan() const { return *plan_; }
  /// Told of every step of whatever runs from now on.
  void set_observer(Plan::Observer observer);

  /// Outputs for x (batch, input_shape), batch within what is reserved; valid until the next call. A softmax
  /// at the end is left to finish(). `random`, where not null, makes this a training pass. x must live until
  /// backward().
  TensorView forward(ConstTensorView x, Random* random);
  bool ends_in_softmax() const { return final_softmax_ != nullptr; }
  void finish(TensorView outputs) const;
  /// Turns the gradient of finished outputs into that of the outputs of forward().
  void finish_backward(ConstTensorView outputs, TensorView gradient) const;

  /// The sum of l2 * w^2 over all weights with an L2 regularizer, and its gradient, added to the gradient
  /// block.
  double penalty() const;
  void add_penalty_gradient();

  /// After forward() with the same x: adds to the gradient block. output_gradient() is where the caller has
  /// put d loss / d outputs, of the last batch's shape.
  void backward(ConstTensorView x) { plan_->backward(x); }
  TensorView output_gradient() { return plan_->output_gradient(); }

  /// Probabilities (n, classes) for n samples, in batches.
  std::vector<Scalar> predict(std::span<const Scalar> samples, std::size_t n);

  /// Keras's summary table.
  std::string summary() const;

 private:
  void name_layers();
  void place_weights();
  void forget_quantized();
  /// Calls body(l2, values) for every weight that is regularised.
  template <typename Body>
  void for_each_regularized(const Body& body) const;

  std::string name_;
  Shape input_;
  std::vector<std::unique_ptr<Layer>> layers_;
  std::unique_ptr<Activation> final_softmax_;

  Arena weights_, gradients_;
  std::size_t trainable_ = 0, changing_ = 0;
  std::vector<Weight> named_weights_;
  struct Quantized {
    std::vector<Scalar> scales;
    std::vector<std::int8_t> values;
  };
  std::vector<Quantized> quantized_;

  /// Outputs of all layers, of one sample.
  std::uint64_t between_ = 0;
  std::optional<Plan> plan_;
  Plan::Observer observer_;
};

/// Makes probabilities of a model's outputs (n, classes) where they are logits: one without an activation at
/// its end was trained on those.
void make_probabilities(const Sequential& model, std::span<Scalar> outputs);

/// The shape (without batch) that an InputLayer's configuration gives.
Shape read_input_layer(const Json& description);

}  // namespace inkling
