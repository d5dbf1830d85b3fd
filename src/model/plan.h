#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "activations/activation.h"
#include "layers/layer.h"
#include "model/memory_plan.h"
#include "tensor/arena.h"

namespace inkling {

class Sequential;

/// How a stack of layers is run for one purpose, on batches of up to a number of samples: in which steps,
/// where everything lies meanwhile, and which gradients are computed.
class Plan {
 public:
  enum class Purpose {
    kTraining,  ///< forward and backward, down to the first layer with something to train
    kReading,   ///< forward alone
    kInside     ///< every layer by itself; all activations are there afterwards, and any gradient can be had
  };

  /// Layers that run as one, while their samples are in the processor's cache: one, or two of which the
  /// second runs on what the first has just made.
  struct Step {
    std::size_t first, last;
    /// The activation of `first` where it is applied after `last`, which leaves fewer numbers; else null.
    std::shared_ptr<const Activation> activation = nullptr;
    /// Whether `first` does the work of `last`, a 2x2 max pooling: what lies between is never written.
    bool pooled = false;

    bool is_fused() const { return first != last; }
  };

  /// Told before and after each step, in the order in which they run, and given what the step has made
  /// (kAfterForward) or the gradient of that (kBeforeBackward), which may be changed; at other moments
  /// nothing.
  enum class Moment { kBeforeForward, kAfterForward, kBeforeBackward, kAfterBackward };
  using Observer = std::function<void(const Step& step, Moment moment, TensorView values)>;

  /// Of `model`, whose layers must outlive this. Refuses what takes more than 1 GB.
  Plan(const Sequential& model, int batch, Purpose purpose);
  /// Takes the memory; before forward().
  void allocate();

  int batch() const { return batch_; }
  Purpose purpose() const { return purpose_; }
  /// With more threads than these it cannot run: scratch memory depends on their number.
  std::size_t threads() const { return threads_; }
  const std::vector<Step>& steps() const { return steps_; }
  /// Steps before this one are not differentiated.
  std::size_t first_differentiated() const { return first_differentiated_; }
  const MemoryPlan& memory() const { return memory_; }
  void set_observer(Observer observer) { observer_ = std::move(observer); }

  /// Outputs for x (batch, input_shape); valid until the next call. A softmax at the end is left out.
  /// `random`, where not null, makes this a training pass. x must live until the gradients are computed.
  TensorView forward(ConstTensorView x, Random* random);

  // After forward() with the same x, but for reading:

  /// Where the caller puts the gradient of the outputs, of the last batch's shape.
  TensorView output_gradient();
  /// Adds to the gradients of the weights.
  void backward(ConstTensorView x);

  // For looking inside:

  /// What a layer has made of the last batch.
  ConstTensorView activation(std::size_t layer);
  /// Differentiates as far as the output of a layer, or all layers; gives the gradient of that output, or of
  /// x. The gradients of the weights on the way are added to, and output_gradient() is used up.
  ConstTensorView activation_gradient(std::size_t layer, ConstTensorView x);
  ConstTensorView input_gradient(ConstTensorView x);

 private:
  static constexpr MemoryPlan::Id kNone = static_cast<MemoryPlan::Id>(-1);

  /// What a layer keeps.
  struct OfLayer {
    MemoryPlan::Id cache = kNone, state = kNone;
    /// Whether its activation is left to the plan, or to whoever finishes the outputs.
    bool skip_activation = false;
  };
  /// `between` is what the first of two layers hands to the second, `dx` the gradient of the step's input.
  struct OfStep {
    MemoryPlan::Id output = kNone, between = kNone, scratch = kNone;
    MemoryPlan::Id between_gradient = kNone, backward_scratch = kNone, dx = kNone;
    bool transient = false;
  };

  void check_size(std::uint64_t numbers) const;
  void require_inside() const;
  void find_steps();
  void plan_forward();
  void plan_backward();
  MemoryPlan::Id add(const Shape& sample, std::size_t samples, int first, int last);
  bool is_differentiated(std::size_t step) const { return step >= first_differentiated_; }
  int backward_moment(std::size_t step) const { return static_cast<int>(2 * steps_.size() - step); }

  Scalar* at(MemoryPlan::Id value);
  TensorView view(MemoryPlan::Id value, const Shape& sample);
  Pass pass(std::size_t layer, Random* random);
  ConstTensorView input_of(std::size_t step, ConstTensorView x);
  TensorView run_forward(std::size_t s, ConstTensorView x, Random* random);
  /// Down to the step `first`: the gradient of its input.
  TensorView differentiate(std::size_t first, ConstTensorView x);
  void run_backward(std::size_t s, ConstTensorView x, TensorView dy, TensorView dx);

  std::vector<Layer*> layers_;
  int batch_;
  Purpose purpose_;
  std::size_t threads_;
  std::vector<Step> steps_;
  std::size_t first_differentiated_ = 0;
  Observer observer_;

  MemoryPlan memory_;
  std::vector<OfLayer> of_layers_;
  std::vector<OfStep> of_steps_;
  MemoryPlan::Id output_gradient_ = kNone;
  Arena arena_;
  /// Of the last forward pass.
  int samples_ = 0;
  bool training_pass_ = false;
};

}  // namespace inkling
