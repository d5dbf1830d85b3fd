#pragma once

#include <chrono>
#include <memory>
#include <utility>
#include <vector>

#include "layers/layer.h"

namespace inkling::bench {

using Clock = std::chrono::steady_clock;

inline double seconds_since(Clock::time_point begin) {
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

/// Another layer, and how long that has worked.
class TimedLayer final : public Layer {
 public:
  explicit TimedLayer(std::unique_ptr<Layer> layer) : layer_(std::move(layer)) {
    set_trainable(layer_->trainable());
  }

  double forward_seconds() const { return forward_seconds_; }
  double backward_seconds() const { return backward_seconds_; }
  void reset() { forward_seconds_ = backward_seconds_ = 0; }

  std::string_view type() const override { return layer_->type(); }
  void describe(Fields& fields) override { layer_->describe(fields); }
  std::size_t state_size(int batch) const override { return layer_->state_size(batch); }
  std::size_t scratch_size(int batch) const override { return layer_->scratch_size(batch); }
  double multiply_adds() const override { return layer_->multiply_adds(); }
  std::string_view activation() const override { return layer_->activation(); }
  std::unique_ptr<Activation> take_activation() override { return layer_->take_activation(); }

  void forward(const Pass& pass, ConstTensorView x, TensorView y) override {
    lend_weights();
    const auto begin = Clock::now();
    layer_->forward(pass, x, y);
    forward_seconds_ += seconds_since(begin);
  }

  void backward(const Pass& pass, ConstTensorView x, ConstTensorView y, TensorView dy,
                TensorView dx) override {
    const auto begin = Clock::now();
    layer_->backward(pass, x, y, dy, dx);
    backward_seconds_ += seconds_since(begin);
  }

 protected:
  Shape compute_output_shape(const Shape& input) override {
    layer_->build(input);
    return layer_->output_shape();
  }
  std::vector<WeightSpec> declare_weights(const Shape&) override { return layer_->weight_specs(); }

 private:
  void lend_weights() {
    std::vector<TensorView> weights, gradients;
    for (int i = 0; i < weight_count(); ++i) {
      weights.push_back(weight(i));
      gradients.push_back(gradient(i));
    }
    layer_->bind(std::move(weights), std::move(gradients));
  }

  std::unique_ptr<Layer> layer_;
  double forward_seconds_ = 0, backward_seconds_ = 0;
};

}  // namespace inkling::bench
