#include "io/trials.h"

#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "base/math.h"
#include "io/format.h"

namespace inkling {

namespace {

constexpr std::size_t kAllDigits = 100, kFewDigits = 20;
/// How many multiplications a trial may take, so that all of them are done in seconds.
constexpr double kMostWork = 2.5e9;

/// As many as can be shown in that time, and as many of each.
std::size_t digits_for(const Sequential& network, std::size_t most) {
  double work = 0;
  for (const auto& layer : network.layers())
    work += layer->multiply_adds() + static_cast<double>(layer->output_shape().elements());
  for (const std::size_t digits : {100, 50, 20, 10})
    if (digits <= most && work * static_cast<double>(digits) <= kMostWork) return digits;
  fail("model", "it takes {} million multiplications for an image, which is too long to try it",
       static_cast<std::int64_t>(work / 1e6));
}

/// So many of the hundred digits, as many of each, ink 0..1.
std::vector<Scalar> some_digits(std::size_t digits) {
  constexpr std::size_t kPixels = static_cast<std::size_t>(kImageSide) * kImageSide;
  const std::size_t step = hundred_digits().size() / digits;
  std::vector<Scalar> images;
  images.reserve(digits * kPixels);
  for (std::size_t i = 0; i < digits; ++i)
    for (const unsigned char pixel : hundred_digits().subspan(i * step, kPixels))
      images.push_back(static_cast<Scalar>(pixel) / 255);
  return images;
}

/// Probabilities of a row of outputs that need not add up to 1.
double probability(const Scalar* outputs, std::size_t classes, std::size_t of) {
  double sum = 0;
  for (std::size_t i = 0; i < classes; ++i) sum += std::max<double>(outputs[i], 0);
  return sum > 0 ? std::max<double>(outputs[of], 0) / sum : 0;
}

/// By how many more digits of a hundred another scaling must be right to be taken: measured on two hundred
/// published models, of which the smallest loss alone gets half wrong, since a network of ReLUs is surer of
/// the same answers the larger its numbers are.
constexpr int kClearly = 5, kMuchMore = 10, kPoor = 80;
/// No network reads so many without having learnt it.
constexpr int kByChance = 50;
/// A loss that is so much less, in proportion and in itself, tells too where no digit is lost: being surer
/// saves no more than that on what is read well.
constexpr double kMuchLess = 0.75, kLess = 0.05;

int percent(const Trial& trial) {
  return 100 * trial.right / trial.of;
}

/// Which of the trials with all scalings to take.
const Trial& best_of(const std::vector<Trial>& trials, bool is_pytorch) {
  const auto by_loss = [](const Trial& a, const Trial& b) { return a.loss < b.loss; };
  const auto by_right = [](const Trial& a, const Trial& b) { return a.right < b.right; };
  if (is_pytorch) {
    const Trial* small = nullptr;
    for (const auto& trial : trials)
      if (is_small(trial.preparation.scaling) && (!small || by_loss(trial, *small))) small = &trial;
    for (const auto& trial : trials)
      if (!is_small(trial.preparation.scaling) && percent(trial) > percent(*small) + kMuchMore) return trial;
    return *small;
  }
  const Trial& usual = trials.front();
  const Trial& most = *std::max_element(trials.begin(), trials.end(), by_right);
  const bool is_clear = percent(most) > percent(usual) + kClearly;
  const Trial* best = is_clear ? &most : &usual;
  for (const auto& trial : trials) {
    const bool is_better = is_clear
                               ? percent(trial) > percent(usual) + kClearly
                               : is_small(trial.preparation.scaling) && trial.right >= usual.right &&
                                     trial.loss < kMuchLess * usual.loss && trial.loss < usual.loss - kLess;
    if (is_better && by_loss(trial, *best)) best = &trial;
  }
  return *best;
}

std::vector<Trial> all_scalings(Sequential& network, bool inverted, bool transposed,
                                std::size_t most_digits) {
  std::vector<Trial> trials;
  for (const auto& scaling : scaling_names())
    if (scaling != kAutomatic)
      trials.push_back(attempt(network, {scaling, inverted, transposed}, most_digits));
  return trials;
}

}  // namespace

Trial attempt(Sequential& network, const Preparation& preparation, std::size_t most_digits) {
  const std::size_t digits = digits_for(network, most_digits);
  // The network itself is neither copied nor built again: trials are what opening a large one waits for.
  std::vector<Scalar> images = prepared(some_digits(digits), digits, network.input_shape(), preparation);
  std::vector<Scalar> outputs = network.predict(images, digits);
  make_probabilities(network, outputs);
  const auto classes = static_cast<std::size_t>(network.output_shape()[-1]);
  Trial trial{.preparation = preparation, .of = static_cast<int>(digits)};
  for (std::size_t i = 0; i < digits; ++i) {
    const std::size_t label = i * 10 / digits;
    const Scalar* row = outputs.data() + i * classes;
    const bool is_number = std::none_of(row, row + classes, [](Scalar each) { return std::isnan(each); });
    const bool is_right =
        is_number && static_cast<std::size_t>(std::max_element(row, row + classes) - row) == label;
    trial.right += is_right ? 1 : 0;
    trial.loss -= math::log(std::max(is_number ? probability(row, classes, label) : 0, 1e-7));
  }
  trial.loss /= static_cast<double>(digits);
  return trial;
}

std::vector<Trial> find_preparation(Sequential& network, bool is_pytorch) {
  std::vector<Trial> all = all_scalings(network, false, false, kAllDigits);
  Trial best = best_of(all, is_pytorch);
  if (percent(best) < kPoor)
    for (const auto& [inverted, transposed] : {std::pair{false, true}, {true, false}, {true, true}}) {
      const std::vector<Trial> others = all_scalings(network, inverted, transposed, kAllDigits);
      const Trial& other = best_of(others, is_pytorch);
      if (percent(other) > percent(best) + kMuchMore && percent(other) > kByChance) best = other;
      all.insert(all.end(), others.begin(), others.end());
    }
  std::stable_sort(all.begin(), all.end(), [](const Trial& a, const Trial& b) {
    return percent(a) != percent(b) ? percent(a) > percent(b) : a.loss < b.loss;
  });
  const auto taken = std::find_if(all.begin(), all.end(), [&](const Trial& each) {
    return each.preparation.scaling == best.preparation.scaling &&
           each.preparation.inverted == best.preparation.inverted &&
           each.preparation.transposed == best.preparation.transposed;
  });
  std::rotate(all.begin(), taken, taken + 1);
  return all;
}

Trial first_look(Sequential& network, bool is_pytorch) {
  return best_of(all_scalings(network, false, false, kFewDigits), is_pytorch);
}

}  // namespace inkling
