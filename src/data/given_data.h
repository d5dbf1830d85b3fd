#pragma once

#include <string>
#include <vector>

#include "data/array.h"
#include "data/dataset.h"

namespace inkling {

/// Labelled images as a caller holds them.
struct GivenData {
  /// (n, rows, columns, channels) and (n).
  Array images, labels;
  /// What each label stands for; where it is empty, labels are named as those of files are.
  std::vector<std::string> label_names;
  /// Which numbers are paper and ink, as "0..255"; "auto" where the numbers have to tell.
  std::string scaling = "auto";

  /// Of the images, as many as there are labels. Throws an Error where the numbers do not fill that.
  void set_shape(int rows, int columns, int channels);
};

/// Throws an Error for numbers that cannot be ink, or that may be ink in several ways.
Dataset as_dataset(GivenData given);

}  // namespace inkling
