#include "losses/categorical_crossentropy.h"

#include <algorithm>

#include "base/math.h"
#include "losses/probability.h"

namespace inkling {

double CategoricalCrossentropy::compute(ConstTensorView predictions, ConstTensorView targets,
                                        ConstValues sample_weights, bool from_logits,
                                        TensorView gradient) const {
  const int batch = predictions.shape[0], classes = predictions.shape[1];
  const double elsewhere = label_smoothing_ / classes, kept_share = 1 - label_smoothing_;
  double total = 0;
  for (int row = 0; row < batch; ++row) {
    const std::size_t begin = static_cast<std::size_t>(row) * classes;
    const Scalar *p = predictions.data + begin, *t = targets.data + begin;
    Scalar* dp = gradient ? gradient.data + begin : nullptr;
    const double weight = sample_weights.empty() ? 1 : sample_weights[row];
    const double shift = from_logits ? *std::max_element(p, p + classes) : 0;
    double sum = 0;
    for (int c = 0; c < classes; ++c) sum += from_logits ? math::exp(p[c] - shift) : p[c];
    const double log_sum = math::log(sum);
    double loss = 0, inside = 0;
    for (int c = 0; c < classes; ++c) {
      const double target = kept_share * t[c] + elsewhere;
      if (from_logits) {
        const double log_probability = p[c] - shift - log_sum;
        if (target > 0) loss -= target * log_probability;
        if (dp) dp[c] = static_cast<Scalar>(weight * (math::exp(log_probability) - target) / batch);
      } else {
        const double kept = kept_probability(p[c] / sum);
        const bool is_inside = p[c] / sum == kept;
        if (target > 0) loss -= target * math::log(kept);
        if (is_inside) inside += target;
        if (dp) dp[c] = static_cast<Scalar>(is_inside ? weight * (-target / p[c] / batch) : 0);
      }
    }
    // Every probability was divided by the sum of all.
    if (dp && !from_logits)
      for (int c = 0; c < classes; ++c) dp[c] += static_cast<Scalar>(weight * (inside / sum / batch));
    total += weight * loss;
  }
  return total / batch;
}

}  // namespace inkling
