#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "losses/loss.h"
#include "model/sequential.h"

namespace inkling {

/// The loss that a model was compiled with: what training lowers, validation shows and evaluation tells.
class CompiledLoss {
 public:
  /// `loss` as compile() takes it; model must outlive this.
  CompiledLoss(const Sequential& model, const Json& loss);

  /// Keras's class name.
  std::string_view type() const { return loss_->type(); }
  /// Takes memory for batches of up to `batch` samples.
  void reserve(std::size_t batch);

  /// The mean over a batch, and the penalties of the regularizers. `outputs` are those of forward() and
  /// become what finish() makes of them; `gradient`, where not null, becomes that of the outputs of
  /// forward().
  double compute(TensorView outputs, Labels labels, ConstValues sample_weights = {},
                 TensorView gradient = {});

 private:
  const Sequential& model_;
  std::unique_ptr<Loss> loss_;
  std::vector<Scalar> targets_;
};

}  // namespace inkling
