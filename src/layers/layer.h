#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/fields.h"
#include "base/random.h"
#include "tensor/tensor.h"

namespace inkling {

/// One weight tensor that a layer asks for.
struct WeightSpec {
  std::string name;
  Shape shape;
  /// What read_initializer() takes.
  Json initializer;
  int fan_in = 1;
  int fan_out = 1;
  bool trainable = true;
  /// The loss grows by l2 * sum(w^2).
  double l2 = 0;
};

/// Work on a range of a batch, the samples [first, first + count), by any thread. What it takes from the
/// layer that calls it, or leaves to that, lies at the place of sample `place` and those after it.
using RangeWork = std::function<void(std::size_t first, std::size_t count, std::size_t place)>;

/// What a layer is given while it computes.
struct Pass {
  bool training = false;
  /// Whether no gradient will be asked for: then kernels may be read as they were quantized.
  bool reading = false;
  /// Drawn from only where `training` is true; null otherwise.
  Random* random = nullptr;
  /// cache_size() numbers of this layer's own: zero at first, and then what it left in them.
  Scalar* cache = nullptr;
  /// state_size() numbers, kept from forward to backward; null where no backward pass follows.
  Scalar* state = nullptr;
  /// scratch_size() numbers, or for forward() forward_scratch_size(), that anybody may overwrite between two
  /// calls.
  Scalar* scratch = nullptr;
  /// Whether the activation that ends the layer is left out: somebody else applies it.
  bool skip_activation = false;

  // Where supports_epilogue():

  /// Called in forward() for all samples of y, while they are in the processor's cache.
  const RangeWork* epilogue = nullptr;
  /// Whether y is not wanted after the epilogue: then it has room for epilogue_samples() only.
  bool transient = false;
  /// Called in backward() before dy of samples is read, to put it there; dy then has room for
  /// epilogue_samples() only.
  const RangeWork* prologue = nullptr;

  // Where pools_outputs():

  /// Whether the layer does the work of the 2x2 max pooling after it: y and dy are that one's, and the
  /// epilogue and the prologue find those samples at their own places.
  bool pooled = false;
  /// In which of its four pixels each largest number is, of y's shape; null where no backward pass follows.
  Scalar* argmax = nullptr;
};

/// A layer: one sample of shape input_shape() in, one of output_shape() out. It owns no memory but its
/// configuration; weights and gradients are bound to it, activations are handed in.
///
/// Adding a layer: src/layers/<name>.{h,cpp}, one line in the registry, tests/layers/<name>_test.cpp.
class Layer {
 public:
  virtual ~Layer() = default;

  /// Keras's class name, such as "Conv2D".
  virtual std::string_view type() const = 0;
  /// Keras's configuration keys.
  virtual void describe(Fields& fields) = 0;

  /// Unique in a model; set by whoever puts the layer into one.
  const std::string& name() const { return name_; }
  void set_name(std::string name) { name_ = std::move(name); }

  /// False where training leaves the weights as they are; set before build().
  bool trainable() const { return trainable_; }
  void set_trainable(bool trainable) { trainable_ = trainable; }

  /// Fixes the input shape (without batch), computes the output shape and declares the weights.
  void build(const Shape& input);
  const Shape& input_shape() const { return input_; }
  const Shape& output_shape() const { return output_; }
  const std::vector<WeightSpec>& weight_specs() const { return specs_; }
  std::size_t parameters() const;

  /// Memory for the declared weights and, for training, their gradients, in the order of weight_specs().
  void bind(std::vector<TensorView> weights, std::vector<TensorView> gradients);

  /// Scalars for `batch` samples; see Pass.
  virtual std::size_t cache_size() const { return 0; }
  virtual std::size_t state_size(int /*batch*/) const { return 0; }
  virtual std::size_t scratch_size(int /*batch*/) const { return 0; }
  /// What of its scratch forward() uses, from the beginning.
  virtual std::size_t forward_scratch_size(int batch) const { return scratch_size(batch); }

  /// y = layer(x); x is (batch, input_shape), y (batch, output_shape).
  virtual void forward(const Pass& pass, ConstTensorView x, TensorView y) = 0;

  /// dx = gradient of the input, overwritten, or not wanted where it is null; gradients of weights are added
  /// to, and left out where the layer is not trainable. dy may be changed.
  virtual void backward(const Pass& pass, ConstTensorView x, ConstTensorView y, TensorView dy,
                        TensorView dx) = 0;

  /// Numbers that its kernel takes as int8 where it can be read so; else 0.
  virtual std::size_t quantized_size() const { return 0; }
  /// Rounds the kernel, its first weight, to int8: `values` has room for it, scales are one for each index of
  /// its last axis. Passes that are for reading go by these, which must live as long, until both are null.
  virtual void quantize(const Scalar* /*scales*/, std::int8_t* /*values*/) {}

  /// Whether backward() reads the numbers of x, and of y. What nobody reads is not kept.
  virtual bool backward_reads_input() const { return true; }
  virtual bool backward_reads_output() const { return true; }

  /// Whether the output is the input's numbers under another shape: then it may be where the input is, and dx
  /// where dy is.
  virtual bool only_reshapes() const { return false; }

  /// Whether forward() calls Pass::epilogue, and backward() Pass::prologue.
  virtual bool supports_epilogue() const { return false; }
  /// How many samples are in memory at once where the epilogue takes each as it is made.
  virtual std::size_t epilogue_samples(int batch) const { return static_cast<std::size_t>(batch); }
  /// Whether the two functions below do the work of forward() and backward() on a range, as RangeWork,
  /// without scratch or weights.
  virtual bool runs_on_range() const { return false; }
  virtual void forward_range(const Pass&, ConstTensorView /*x*/, TensorView /*y*/, std::size_t /*first*/,
                             std::size_t /*count*/, std::size_t /*place*/) {}
  virtual void backward_range(const Pass&, ConstTensorView /*x*/, ConstTensorView /*y*/, TensorView /*dy*/,
                              TensorView /*dx*/, std::size_t /*first*/, std::size_t /*count*/,
                              std::size_t /*place*/) {}
  /// Whether every output is the largest of some inputs: then a monotonic activation may come after it.
  virtual bool is_max_pooling() const { return false; }

  /// Whether every output is the largest of 2x2 inputs, side by side, and state is of which: then a layer
  /// that pools_outputs() can do its work.
  virtual bool is_max_pooling_2x2() const { return false; }
  virtual bool pools_outputs() const { return false; }

  /// Multiply-adds of one sample's forward pass.
  virtual double multiply_adds() const { return 0; }
  /// The name of the activation that ends this layer; "linear" where it has none.
  virtual std::string_view activation() const { return "linear"; }

 protected:
  virtual Shape compute_output_shape(const Shape& input) = 0;
  virtual std::vector<WeightSpec> declare_weights(const Shape&) { return {}; }

  const TensorView& weight(int i) const { return weights_[i]; }
  const TensorView& gradient(int i) const { return gradients_[i]; }

 private:
  std::string name_;
  bool trainable_ = true;
  Shape input_, output_;
  std::vector<WeightSpec> specs_;
  std::vector<TensorView> weights_, gradients_;
};

/// A layer with default configuration, or a refusal that names the nearest type.
std::unique_ptr<Layer> make_layer(std::string_view type);
std::vector<std::string> layer_types();

/// {"class_name": ..., "config": {"name": ..., "trainable": ..., ...}} both ways.
std::unique_ptr<Layer> read_layer(const Json& description);
Json write_layer(Layer& layer);

}  // namespace inkling
