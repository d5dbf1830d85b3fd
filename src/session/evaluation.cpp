#include "session/evaluation.h"

#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "session/recognizer.h"

namespace inkling {

namespace {

/// The 95 % confidence interval of a share, where `right` of `of` were right.
Json wilson_interval(double right, double of) {
  constexpr double z = 1.959964;
  const double share = right / of, scale = 1 / (1 + z * z / of);
  const double middle = scale * (share + z * z / (2 * of));
  const double reach = scale * z * std::sqrt(share * (1 - share) / of + z * z / (4 * of * of));
  return {std::max(0.0, middle - reach), std::min(1.0, middle + reach)};
}

}  // namespace

Evaluation::Evaluation(Sequential& model, const Dataset& data, const std::optional<CompileOptions>& compiled)
    : model_(model),
      data_(data),
      batches_(whole(data), {.batch_size = kBatch, .shuffle = false}),
      images_(data.image_size() * kBatch),
      labels_(kBatch),
      loss_(model, compiled.value_or(CompileOptions()).loss),
      compiled_(compiled.has_value()),
      auc_(make_metric("auc")),
      bins_(kBins) {
  if (batches_.image_shape() != model.input_shape())
    fail("evaluate", "the model takes images {}, the data set has {}", model.input_shape(),
         batches_.image_shape());
  loss_.reserve(kBatch);
}

std::size_t Evaluation::step() {
  if (next_batch_ < batches_.count()) {
    const std::size_t batch = next_batch_++, count = batches_.size(batch), classes = data_.classes();
    const TensorView x(images_.data(), batches_.image_shape().with_batch(static_cast<int>(count)));
    batches_.fill(batch, x, labels_);
    model_.reserve(kBatch, false);
    const TensorView outputs = model_.forward(x, nullptr);
    loss_sum_ += loss_.compute(outputs, {labels_.data(), count}) * static_cast<double>(count);
    make_probabilities(model_, {outputs.data, outputs.size()});
    for (std::size_t i = 0; i < count; ++i) add({outputs.data + i * classes, classes}, labels_[i]);
  }
  return data_.size() - guesses_.size();
}

void Evaluation::add(std::span<const Scalar> probabilities, std::uint8_t label) {
  const auto most = std::max_element(probabilities.begin(), probabilities.end());
  const auto guess = static_cast<std::uint8_t>(most - probabilities.begin());
  const double confidence = std::isfinite(*most) ? *most : 0;
  guesses_.push_back(guess);
  confidences_.push_back(static_cast<Scalar>(confidence));
  if (label == kNoClass) return;
  const ConstTensorView row(probabilities.data(), {1, static_cast<int>(probabilities.size())});
  matrix_.update(row, {&label, 1});
  auc_->update(row, {&label, 1});
  Bin& bin = bins_[std::min(static_cast<std::size_t>(confidence * kBins), kBins - 1)];
  bin.confidence += confidence;
  bin.right += guess == label;
  ++bin.images;
}

Json Evaluation::calibration() const {
  Json bins = Json::array();
  double error = 0;
  for (const Bin& bin : bins_) {
    const auto images = static_cast<double>(bin.images);
    const double confidence = bin.images ? bin.confidence / images : 0;
    const double accuracy = bin.images ? static_cast<double>(bin.right) / images : 0;
    error += std::abs(confidence - accuracy) * images;
    bins.push_back({{"confidence", confidence}, {"accuracy", accuracy}, {"images", bin.images}});
  }
  return {{"error", error / static_cast<double>(matrix_.samples())}, {"bins", bins}};
}

Json Evaluation::json() const {
  const std::size_t images = matrix_.samples();
  require(images > 0, "evaluate", "there are no images");
  const double accuracy = matrix_.accuracy(), all = static_cast<double>(images);
  Json classes = Json::array();
  for (std::size_t c = 0; c < data_.classes(); ++c)
    classes.push_back({{"label", data_.label_names[c]},
                       {"precision", matrix_.precision(c)},
                       {"recall", matrix_.recall(c)},
                       {"f1", matrix_.f1(c)},
                       {"support", matrix_.support(c)}});
  return {{"accuracy", accuracy},
          {"interval", wilson_interval(accuracy * all, all)},
          {"loss", loss_sum_ / static_cast<double>(guesses_.size())},
          {"loss_function", loss_.type()},
          {"compiled", compiled_},
          {"auc", auc_->result()},
          {"images", images},
          {"classes", classes},
          {"confusion", matrix_.counts()},
          {"calibration", calibration()}};
}

}  // namespace inkling
