#include "io/preparation.h"

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
/// Of an image's side: what is larger was not made for digits.
constexpr int kLargestSide = 64;

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

/// ink * scale + offset.
struct KnownScaling {
  const char* name;
  double scale, offset;
  /// Whether full ink is a number of about 1.
  bool is_small;
};

constexpr KnownScaling kScalings[] = {{"0..1", 1, 0, true},
                                      {"-1..1", 2, -1, true},
                                      {"mnist", 1 / 0.3081, -0.1307 / 0.3081, true},
                                      {"-0.5..0.5", 1, -0.5, true},
                                      {"0..255", 255, 0, false}};

const KnownScaling& known_scaling(const std::string& name) {
  return *std::find_if(std::begin(kScalings), std::end(kScalings),
                       [&](const KnownScaling& each) { return each.name == name; });
}

Json described_layer(const char* class_name, Json config) {
  return {{"class_name", class_name}, {"config", std::move(config)}};
}

/// The layers that turn ink 0..1 of 28x28 pixels, which are their input, into what a network of this input
/// takes.
Json preparing_layers(const Shape& input, const Preparation& preparation) {
  Json layers =
      Json::array({described_layer("InputLayer", {{"batch_shape", {nullptr, kImageSide, kImageSide, 1}}})});
  const bool is_flat = input.rank() == 1;
  const int height = is_flat ? static_cast<int>(std::lround(std::sqrt(input[0]))) : input[0],
            width = is_flat ? height : input[1];
  const int channels = input.rank() == 3 ? input[2] : 1;
  if (channels != 1 || (is_flat && height * height != input[0]))
    fail("model", "its input is {}; it has to be images of one channel", input);
  const bool is_larger = std::min(height, width) >= kImageSide && std::max(height, width) <= kLargestSide;
  const bool is_part = height > 0 && width == height && kImageSide % height == 0;
  if (!is_larger && !is_part)
    fail("model", "its images are of {} x {} pixels, which 28 x 28 do not fit", height, width);
  if (is_larger && (height > kImageSide || width > kImageSide)) {
    const int rows = height - kImageSide, columns = width - kImageSide;
    layers.push_back(described_layer(
        "ZeroPadding2D", {{"padding", {{rows / 2, rows - rows / 2}, {columns / 2, columns - columns / 2}}}}));
  }
  if (!is_larger) layers.push_back(described_layer("AveragePooling2D", {{"pool_size", kImageSide / height}}));
  const KnownScaling& scaling = known_scaling(preparation.scaling);
  const double scale = preparation.inverted ? -scaling.scale : scaling.scale,
               offset = preparation.inverted ? scaling.offset + scaling.scale : scaling.offset;
  if (scale != 1 || offset != 0)
    layers.push_back(described_layer("Rescaling", {{"scale", scale}, {"offset", offset}}));
  if (preparation.transposed) layers.push_back(described_layer("Permute", {{"dims", {2, 1, 3}}}));
  if (input.rank() < 3) {
    const Json shape = is_flat ? Json::array({input[0]}) : Json::array({input[0], input[1]});
    layers.push_back(described_layer("Reshape", {{"target_shape", shape}}));
  }
  return layers;
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

/// Images as a network of this input takes them.
std::vector<Scalar> prepared(std::vector<Scalar> images, std::size_t count, const Shape& input,
                             const Preparation& preparation) {
  const Json layers = preparing_layers(input, preparation);
  if (layers.size() == 1) return images;
  const Json config = {{"class_name", "Sequential"},
                       {"config", {{"name", "preparation"}, {"layers", layers}}}};
  return Sequential::from_config(config).predict(images, count);
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

bool is_small(const Trial& trial) {
  return known_scaling(trial.preparation.scaling).is_small;
}

/// Which of the trials with all scalings to take.
const Trial& best_of(const std::vector<Trial>& trials, bool is_pytorch) {
  const auto by_loss = [](const Trial& a, const Trial& b) { return a.loss < b.loss; };
  const auto by_right = [](const Trial& a, const Trial& b) { return a.right < b.right; };
  if (is_pytorch) {
    const Trial* small = nullptr;
    for (const auto& trial : trials)
      if (is_small(trial) && (!small || by_loss(trial, *small))) small = &trial;
    for (const auto& trial : trials)
      if (!is_small(trial) && percent(trial) > percent(*small) + kMuchMore) return trial;
    return *small;
  }
  const Trial& usual = trials.front();
  const Trial& most = *std::max_element(trials.begin(), trials.end(), by_right);
  const bool is_clear = percent(most) > percent(usual) + kClearly;
  const Trial* best = is_clear ? &most : &usual;
  for (const auto& trial : trials) {
    const bool is_better = is_clear ? percent(trial) > percent(usual) + kClearly
                                    : is_small(trial) && trial.right >= usual.right &&
                                          trial.loss < kMuchLess * usual.loss - kLess;
    if (is_better && by_loss(trial, *best)) best = &trial;
  }
  return *best;
}

std::vector<Trial> all_scalings(Sequential& network, bool inverted, bool transposed,
                                std::size_t most_digits) {
  std::vector<Trial> trials;
  for (const auto& scaling : kScalings)
    trials.push_back(attempt(network, {scaling.name, inverted, transposed}, most_digits));
  return trials;
}

}  // namespace

std::vector<std::string> scaling_names() {
  std::vector<std::string> names{"auto"};
  for (const auto& each : kScalings) names.emplace_back(each.name);
  return names;
}

Sequential prepared(Sequential& network, const Preparation& preparation) {
  Json config = network.config();
  Json layers = preparing_layers(network.input_shape(), preparation);
  const Json& before = config["config"]["layers"];
  layers.insert(layers.end(), before.begin() + 1, before.end());
  config["config"]["layers"] = layers;
  Sequential model = Sequential::from_config(config);
  const Values from = network.weight_block(), to = model.weight_block();
  std::copy(from.begin(), from.end(), to.begin());
  return model;
}

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
