#include <algorithm>

#include "base/error.h"
#include "base/math.h"
#include "io/model_file.h"
#include "kernels/elementwise.h"
#include "model/folding.h"
#include "session/session.h"

namespace inkling {

namespace {

/// What a model answers to labelled images, as logarithms of probabilities.
struct Answers {
  std::size_t classes = 0;
  std::vector<double> logits;
  std::vector<std::uint8_t> labels;

  /// Of image i at a temperature.
  std::vector<double> probabilities(std::size_t i, double temperature) const {
    const double* row = logits.data() + i * classes;
    const double most = *std::max_element(row, row + classes);
    std::vector<double> all(classes);
    double sum = 0;
    for (std::size_t c = 0; c < classes; ++c) sum += all[c] = math::exp((row[c] - most) / temperature);
    for (double& each : all) each /= sum;
    return all;
  }

  double loss(double temperature) const {
    double sum = 0;
    for (std::size_t i = 0; i < labels.size(); ++i)
      sum -= math::log(std::max(probabilities(i, temperature)[labels[i]], 1e-12));
    return sum;
  }
};

Answers answers_of(Sequential& model, const Dataset& data) {
  Answers answers{.classes = data.classes()};
  constexpr std::size_t kBatch = 64;
  std::vector<Scalar> images;
  const auto ask = [&] {
    const std::size_t n = images.size() / data.image_size();
    for (const Scalar p : model.predict(images, n))
      answers.logits.push_back(math::log(std::max<double>(p, 1e-30)));
    images.clear();
  };
  for (std::size_t i = 0; i < data.size(); ++i) {
    if (data.labels[i] == kNoClass) continue;
    answers.labels.push_back(data.labels[i]);
    for (const std::uint8_t pixel : data.image(i)) images.push_back(static_cast<Scalar>(pixel) / 255);
    if (images.size() == kBatch * data.image_size()) ask();
  }
  if (!images.empty()) ask();
  return answers;
}

/// Where a function of one minimum is smallest, between exp(low) and exp(high): by golden sections.
template <typename Function>
double smallest(double low, double high, const Function& function) {
  constexpr double kGolden = 0.6180339887498949;
  while (high - low > 1e-3) {
    const double a = high - kGolden * (high - low), b = low + kGolden * (high - low);
    if (function(math::exp(a)) < function(math::exp(b)))
      high = b;
    else
      low = a;
  }
  return math::exp((low + high) / 2);
}

/// The probability below which lie `share` of those with which the model is right.
double quantile(const Answers& answers, double temperature, double share) {
  std::vector<double> right;
  for (std::size_t i = 0; i < answers.labels.size(); ++i) {
    const auto all = answers.probabilities(i, temperature);
    const auto most = std::max_element(all.begin(), all.end());
    if (static_cast<std::size_t>(most - all.begin()) == answers.labels[i]) right.push_back(*most);
  }
  std::sort(right.begin(), right.end());
  return right.empty() ? 0 : right[static_cast<std::size_t>(share * static_cast<double>(right.size() - 1))];
}

}  // namespace

std::vector<std::byte> Session::packed(const Dataset& validation, double refused) {
  validation.validate();
  require(validation.label_names == labels_, "pack", "the data set's labels are not the model's");
  require(refused >= 0 && refused < 1, "pack", "the share to be refused must be in [0, 1)");
  NamedModel quantized = read_model(write_model(folded(*model_), labels_, {.quantized = true}));
  Sequential& model = quantized.model;
  require(model.ends_in_softmax() && model.layers().back()->type() == "Dense", "pack",
          "the network must end in a Dense layer with softmax");
  const Answers answers = answers_of(model, validation);
  require(!answers.labels.empty(), "pack", "no image shows a class");
  const double temperature = smallest(-3, 3, [&](double each) { return answers.loss(each); });
  auto weight = model.weights().end();
  for (std::size_t i = 0; i < model.layers().back()->weight_specs().size(); ++i) {
    --weight;
    for (Scalar& value : weight->values) value = static_cast<Scalar>(value / temperature);
  }
  RecognitionOptions recognition = recognition_;
  recognition.refuse_below = quantile(answers, temperature, refused);
  return write_model(model, labels_, {.reading = write_fields(recognition), .quantized = true});
}

}  // namespace inkling
