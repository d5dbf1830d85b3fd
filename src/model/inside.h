#pragma once

#include <optional>
#include <set>
#include <span>
#include <utility>
#include <vector>

#include "model/plan.h"

namespace inkling {

/// Looks inside a network while it reads an image: what each layer makes of it, how the answer changes with
/// that, and what it would be without some of it.
class Inside {
 public:
  /// `model`, whose weights may change between two looks, must outlive this.
  explicit Inside(const Sequential& model);
  Inside(const Inside&) = delete;
  Inside& operator=(const Inside&) = delete;

  /// From the next look on a layer gives zeros in place of one of its maps or units, or with `off` false what
  /// it makes again. Throws an Error where there is no such map.
  void switch_off(std::size_t layer, std::size_t channel, bool off = true);
  void switch_all_on() { off_.clear(); }

  /// Shows it an image of the model's input shape. Throws an Error for one of another size.
  void look(std::span<const Scalar> image);
  /// Probabilities (n, classes) of n images.
  std::vector<Scalar> predict(std::span<const Scalar> images, std::size_t n);
  /// What the last layer that has weights is given for n images, a row each. Throws an Error where no layer
  /// has any.
  std::vector<Scalar> features(std::span<const Scalar> images, std::size_t n);

  const Sequential& model() const { return model_; }
  /// The image of the last look.
  std::span<const Scalar> image() const { return image_; }
  /// What a layer gives, its output shape with a batch of one; of a softmax at the end the probabilities.
  /// Valid until the next look.
  ConstTensorView activation(std::size_t layer);
  /// What a layer is given: what the one before it gives, or the image.
  ConstTensorView input(std::size_t layer);

  /// The gradient of a class's score with respect to a layer's outputs, or to the image: of its output, or
  /// where that is a softmax of the logit before it. Throws an Error where there is no such class. Valid
  /// until the next call. The gradients of the weights are added to.
  ConstTensorView gradient(std::size_t layer, std::size_t label);
  ConstTensorView image_gradient(std::size_t label);
  /// Of the sum of all classes' scores, each times its weight.
  ConstTensorView image_gradient(std::span<const Scalar> weights);

 private:
  void plan_for(int batch);
  void silence(std::size_t layer, TensorView values) const;
  void ask_for(std::size_t label);
  ConstTensorView image_view() const;
  template <typename Row>
  std::vector<Scalar> rows(std::span<const Scalar> images, std::size_t n, const Row& row);

  const Sequential& model_;
  std::optional<Plan> plan_;
  /// Layers and channels.
  std::set<std::pair<std::size_t, std::size_t>> off_;
  std::vector<Scalar> image_, probabilities_;
};

}  // namespace inkling
