#include "losses/mean_squared_error.h"

namespace inkling {

double MeanSquaredError::compute(ConstTensorView predictions, ConstTensorView targets,
                                 ConstValues sample_weights, bool, TensorView gradient) const {
  const int batch = predictions.shape[0], classes = predictions.shape[1];
  const double share = 1.0 / (static_cast<double>(batch) * classes);
  double total = 0;
  for (std::size_t i = 0; i < predictions.size(); ++i) {
    const double weight = sample_weights.empty() ? share : share * sample_weights[i / classes];
    const double error = static_cast<double>(predictions[i]) - targets[i];
    total += weight * error * error;
    if (gradient) gradient[i] = static_cast<Scalar>(2 * weight * error);
  }
  return total;
}

}  // namespace inkling
