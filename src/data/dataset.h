#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/labels.h"
#include "base/random.h"

namespace inkling {

/// What an image was made from, and can be made from again as somebody else, or another pen, would have drawn
/// it.
class Origin {
 public:
  virtual ~Origin() = default;
  /// Writes (rows, columns, channels) pixels, 0 paper to 255 ink.
  virtual void redraw(Random& random, std::span<std::uint8_t> image) const = 0;
};

/// Labelled images, kept as they came: one byte a pixel.
struct Dataset {
  std::string name;
  int rows = 0;
  int columns = 0;
  int channels = 1;
  /// (size, rows, columns, channels), 0 paper to 255 ink.
  std::vector<std::uint8_t> images;
  /// Each below classes(), or kNoClass.
  std::vector<std::uint8_t> labels;
  /// What each label stands for; their number is the number of classes.
  std::vector<std::string> label_names;
  /// One for each image, null where it can only be shown as it is; or none at all.
  std::vector<std::shared_ptr<const Origin>> origins;

  std::size_t size() const { return labels.size(); }
  std::size_t classes() const { return label_names.size(); }
  std::size_t image_size() const {
    return static_cast<std::size_t>(rows) * static_cast<std::size_t>(columns) *
           static_cast<std::size_t>(channels);
  }
  std::span<const std::uint8_t> image(std::size_t index) const {
    return {images.data() + index * image_size(), image_size()};
  }
  /// Throws an Error where sizes disagree, a label has no name, or there is nothing.
  void validate() const;
};

/// "0" to "9", and further numbers where a label is larger: names for labels that came without.
std::vector<std::string> numbered_labels(std::span<const std::uint8_t> labels);

/// One data set after the other, of images of one shape. Labels of one name become one class; the classes are
/// those of the first, then new ones in the order in which they come.
Dataset concatenate(std::vector<Dataset> parts);

/// Some images of a data set, which it borrows.
struct Subset {
  const Dataset* dataset = nullptr;
  std::vector<std::uint32_t> indices;

  std::size_t size() const { return indices.size(); }
};

/// All of it, in its own order.
Subset whole(const Dataset& dataset);

struct Split {
  Subset training;
  Subset validation;
  /// Whether the data were sorted by class, so that validation is drawn by the seed.
  bool shuffled = false;
};

/// As Keras's `validation_split`: the last fraction of the data, taken before anything is shuffled. Of data
/// that are sorted by class that would be other classes than are trained on: those are shuffled first, as
/// Keras does with a folder. 0 leaves validation empty; otherwise neither part may be.
Split split(const Dataset& dataset, double validation_split, std::uint64_t seed);

/// How many images such a split leaves for training.
std::size_t training_size(const Dataset& dataset, double validation_split);

}  // namespace inkling
