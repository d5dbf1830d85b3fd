#include "data/dataset.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include "base/error.h"
#include "data/array.h"

namespace inkling {

namespace {

constexpr const char* kWhere = "Dataset";
constexpr std::size_t kMaxImages = std::numeric_limits<std::uint32_t>::max();

std::string shape_text(const Dataset& data) {
  std::string text = std::to_string(data.rows) + "x" + std::to_string(data.columns);
  return data.channels == 1 ? text : text + "x" + std::to_string(data.channels);
}

/// The place of `name` in `names`, put at the end where it is new.
std::uint8_t label_of(const std::string& name, std::vector<std::string>& names) {
  const auto found = std::find(names.begin(), names.end(), name);
  const auto label = static_cast<std::size_t>(found - names.begin());
  if (label == kMaxClasses) fail(kWhere, "more than 255 classes");
  if (found == names.end()) names.push_back(name);
  return static_cast<std::uint8_t>(label);
}

/// A stream of the seed that neither weights, dropout nor batches take.
constexpr std::uint64_t kSplitStream = std::uint64_t{1} << 30;

/// Whether labels come in runs, so that one of the two parts that `split_at` makes has too little of a class:
/// less than half its share in all. In runs labels change less than half as often from one image to the next
/// as they would in random order.
bool sorted_by_class(const Dataset& dataset, std::size_t split_at) {
  using Counts = std::array<double, kMaxClasses + 1>;
  Counts all{}, first{};
  double changes = 0;
  for (std::size_t i = 0; i < dataset.size(); ++i) {
    all[dataset.labels[i]] += 1;
    if (i < split_at) first[dataset.labels[i]] += 1;
    if (i > 0 && dataset.labels[i] != dataset.labels[i - 1]) changes += 1;
  }
  const auto images = static_cast<double>(dataset.size()), share = static_cast<double>(split_at) / images;
  double expected = images;
  bool lacks = false;
  for (std::size_t label = 0; label < all.size(); ++label) {
    expected -= all[label] * all[label] / images;
    const double last = all[label] - first[label];
    lacks |= first[label] < all[label] * share / 2 || last < all[label] * (1 - share) / 2;
  }
  return lacks && changes < expected / 2;
}

}  // namespace

void Dataset::validate() const {
  const auto refuse = [this](const Message& message) {
    if (name.empty()) fail(kWhere, message);
    fail(kWhere, "{}: {}", name, message);
  };
  if (rows <= 0 || columns <= 0 || channels <= 0)
    refuse(compose("rows, columns and channels must be positive, got {}", shape_text(*this)));
  if (labels.empty()) refuse(compose("holds no images"));
  if (size() > kMaxImages) refuse(compose("more than 2^32 images"));
  if (images.size() % image_size() != 0 || images.size() / image_size() != size())
    refuse(compose("{} labels, but {} bytes of images of {}", size(), images.size(), shape_text(*this)));
  if (classes() > kMaxClasses) refuse(compose("at most 255 classes, got {}", classes()));
  const auto wrong = std::find_if(labels.begin(), labels.end(), [this](std::uint8_t label) {
    return label >= classes() && label != kNoClass;
  });
  if (wrong != labels.end())
    refuse(compose("labels must be below {}, got {} at image {}", classes(), *wrong, wrong - labels.begin()));
  if (!origins.empty() && origins.size() != size())
    refuse(compose("some images have an origin, others none"));
}

std::vector<std::string> numbered_labels(std::span<const std::uint8_t> labels) {
  int largest = 9;
  for (const auto label : labels)
    if (label != kNoClass) largest = std::max<int>(largest, label);
  std::vector<std::string> names;
  for (int label = 0; label <= largest; ++label) names.push_back(std::to_string(label));
  return names;
}

Dataset concatenate(std::vector<Dataset> parts) {
  require(!parts.empty(), kWhere, "nothing to concatenate");
  for (const auto& part : parts) part.validate();
  Dataset whole_set = std::move(parts.front());
  for (std::size_t i = 1; i < parts.size(); ++i) {
    const Dataset part = std::move(parts[i]);
    if (part.rows != whole_set.rows || part.columns != whole_set.columns ||
        part.channels != whole_set.channels)
      fail(kWhere, "{} has images of {}, {} of {}: they cannot be joined", part.name, shape_text(part),
           whole_set.name, shape_text(whole_set));
    std::array<std::uint8_t, kMaxClasses + 1> new_label{};
    new_label[kNoClass] = kNoClass;
    for (std::size_t label = 0; label < part.classes(); ++label)
      new_label[label] = label_of(part.label_names[label], whole_set.label_names);
    for (const auto label : part.labels) whole_set.labels.push_back(new_label[label]);
    if (!part.origins.empty()) whole_set.origins.resize(whole_set.size() - part.size());
    whole_set.origins.insert(whole_set.origins.end(), part.origins.begin(), part.origins.end());
    if (!whole_set.origins.empty()) whole_set.origins.resize(whole_set.size());
    whole_set.images.insert(whole_set.images.end(), part.images.begin(), part.images.end());
    whole_set.name += "," + part.name;
  }
  whole_set.validate();
  return whole_set;
}

Subset whole(const Dataset& dataset) {
  Subset subset{&dataset, std::vector<std::uint32_t>(dataset.size())};
  std::iota(subset.indices.begin(), subset.indices.end(), 0U);
  return subset;
}

std::size_t training_size(const Dataset& dataset, double validation_split) {
  if (!(validation_split >= 0 && validation_split < 1))
    fail(kWhere, "validation_split must be in [0, 1), got {}", number_text(validation_split, 6));
  const auto images = static_cast<double>(dataset.size());
  const auto split_at = static_cast<std::size_t>(std::floor(images * (1 - validation_split)));
  if (validation_split > 0 && (split_at == 0 || split_at == dataset.size()))
    fail(kWhere, "validation_split {} of {} images leaves one part empty", number_text(validation_split, 6),
         dataset.size());
  return split_at;
}

Split split(const Dataset& dataset, double validation_split, std::uint64_t seed) {
  const std::size_t split_at = training_size(dataset, validation_split);
  Split parts{
      whole(dataset), {&dataset, {}}, split_at < dataset.size() && sorted_by_class(dataset, split_at)};
  auto& indices = parts.training.indices;
  if (parts.shuffled) Random(seed, kSplitStream).shuffle(std::span(indices));
  const auto middle = indices.begin() + static_cast<std::ptrdiff_t>(split_at);
  parts.validation.indices.assign(middle, indices.end());
  indices.erase(middle, indices.end());
  return parts;
}

}  // namespace inkling
