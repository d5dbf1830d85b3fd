#include "session/evaluation.h"

#include <algorithm>
#include <cmath>

#include "base/error.h"

namespace inkling {

namespace {

/// Within which the true share lies 19 times of 20, where `right` of `of` were right.
Json wilson_interval(double right, double of) {
  constexpr double z = 1.959964;
  const double share = right / of, scale = 1 / (1 + z * z / of);
  const double middle = scale * (share + z * z / (2 * of));
  const double reach = scale * z * std::sqrt(share * (1 - share) / of + z * z / (4 * of * of));
  return {std::max(0.0, middle - reach), std::min(1.0, middle + reach)};
}

}  // namespace

Evaluation::Evaluation(std::vector<std::string> labels)
    : labels_(std::move(labels)),
      loss_(make_loss("sparse_categorical_crossentropy")),
      auc_(make_metric("auc")),
      bins_(kBins) {}

void Evaluation::add(std::span<const Scalar> probabilities, std::span<const std::uint8_t> labels) {
  const std::size_t classes = labels_.size(), count = labels.size();
  require(count > 0 && probabilities.size() == count * classes, "evaluate",
          "needs a probability of each class for each image");
  const auto is_class = [&](std::uint8_t label) { return label < classes; };
  require(std::all_of(labels.begin(), labels.end(), is_class), "evaluate", "a label is of no class");
  std::vector<Scalar> rows(probabilities.begin(), probabilities.end()), targets(count * classes);
  const Shape shape{static_cast<int>(count), static_cast<int>(classes)};
  const TensorView predictions(rows.data(), shape), truth(targets.data(), shape);
  one_hot(labels, truth);
  loss_sum_ += loss_->compute(predictions, truth, {}, false, {}) * static_cast<double>(count);
  matrix_.update(predictions, labels);
  auc_->update(predictions, labels);
  for (std::size_t i = 0; i < count; ++i) {
    const Scalar* row = rows.data() + i * classes;
    const std::size_t guess = std::max_element(row, row + classes) - row;
    const double confidence = row[guess];
    Bin& bin = bins_[std::min(static_cast<std::size_t>(confidence * kBins), kBins - 1)];
    bin.confidence += confidence;
    bin.right += guess == labels[i];
    ++bin.images;
  }
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
  for (std::size_t c = 0; c < labels_.size(); ++c)
    classes.push_back({{"label", labels_[c]},
                       {"precision", matrix_.precision(c)},
                       {"recall", matrix_.recall(c)},
                       {"f1", matrix_.f1(c)},
                       {"support", matrix_.support(c)}});
  return {{"accuracy", accuracy},
          {"interval", wilson_interval(accuracy * all, all)},
          {"loss", loss_sum_ / all},
          {"auc", auc_->result()},
          {"images", images},
          {"classes", classes},
          {"confusion", matrix_.counts()},
          {"calibration", calibration()}};
}

}  // namespace inkling
