#include "losses/categorical_crossentropy.h"

#include <algorithm>

#include "base/math.h"

namespace inkling {

namespace {

constexpr double kLeastProbability = 1e-7;

}  // namespace

double CategoricalCrossentropy::compute(ConstTensorView predictions, Labels labels, bool from_logits,
                                        TensorView gradient) const {
  const int batch = predictions.shape[0], classes = predictions.shape[1];
  const double elsewhere = label_smoothing_ / classes, at_label = 1 - label_smoothing_ + elsewhere;
  double total = 0;
  for (int row = 0; row < batch; ++row) {
    const Scalar* p = predictions.data + static_cast<std::size_t>(row) * classes;
    Scalar* dp = gradient ? gradient.data + static_cast<std::size_t>(row) * classes : nullptr;
    const double shift = from_logits ? *std::max_element(p, p + classes) : 0;
    double sum = 0;
    for (int c = 0; c < classes; ++c) sum += from_logits ? math::exp(p[c] - shift) : p[c];
    const double log_sum = math::log(sum);
    double inside = 0;
    for (int c = 0; c < classes; ++c) {
      const double target = c == labels[row] ? at_label : elsewhere;
      if (from_logits) {
        const double log_probability = p[c] - shift - log_sum;
        if (target > 0) total -= target * log_probability;
        if (dp) dp[c] = static_cast<Scalar>((math::exp(log_probability) - target) / batch);
      } else {
        const double kept = std::clamp(p[c] / sum, kLeastProbability, 1 - kLeastProbability);
        const bool is_inside = p[c] / sum == kept;
        if (target > 0) total -= target * math::log(kept);
        if (is_inside) inside += target;
        if (dp) dp[c] = static_cast<Scalar>(is_inside ? -target / p[c] / batch : 0);
      }
    }
    // Every probability was divided by the sum of all.
    if (dp && !from_logits)
      for (int c = 0; c < classes; ++c) dp[c] += static_cast<Scalar>(inside / sum / batch);
  }
  return total / batch;
}

}  // namespace inkling
