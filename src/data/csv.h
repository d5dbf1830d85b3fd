#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "data/array.h"

namespace inkling {

/// What a table of images holds.
struct ImageTable {
  /// (lines, pixels): uint8 where all are whole numbers from 0 to 255, else float32.
  Array images;
  /// (lines), numbers or texts; none where no column tells what the images show.
  std::optional<Array> labels;
};

/// By the name, which may tell that the file was packed with gzip.
bool is_csv(const std::string& path);

/// Comma-separated values, one image a line, as Kaggle has them: `label,pixel0,...,pixel783`. The column of
/// labels is the one that a first line of names calls so, otherwise the first; columns of ids are left out.
/// Commas, semicolons or tabs. Throws an Error for lines of other lengths and for what is no number.
ImageTable read_csv(const std::string& name, std::span<const std::byte> bytes);

}  // namespace inkling
