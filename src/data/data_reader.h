#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "data/array.h"
#include "data/dataset.h"
#include "data/file_names.h"
#include "data/label_names.h"
#include "data/number_range.h"

namespace inkling {

/// What files that somebody brought hold.
struct BroughtData {
  Dataset training;
  std::optional<Dataset> test;
  /// What the numbers are: "Float32 from -0.42 to 2.82".
  std::string numbers;
  /// How they were read, and what was left out, in sentences.
  std::string words;
  /// How the numbers may be read, the likeliest first, which is how they were. Where there are several,
  /// somebody has to say which.
  std::vector<Reading> readings;
};

/// The most pixels of a side of a picture: decoded it takes some megabytes, several times.
inline constexpr int kMaxPictureSide = 1024;

/// Makes a data set of files, given one after the other as they are once they are unpacked: pairs of arrays
/// (IDX or NumPy's npy), tables (CSV), or pictures in folders that are named for what they show. A file's
/// path has the folders and archives that it came from.
class DataReader {
 public:
  /// Keeps what is read here and remembers what is not. Throws an Error for a damaged file.
  void add(const std::string& path, std::vector<std::byte> bytes);
  /// A picture, decoded: rows x columns pixels of `channels` bytes, as grey() takes them.
  void add_picture(const std::string& path, int rows, int columns, int channels,
                   std::span<const std::uint8_t> pixels);

  /// All that was added. `scaling` is "auto", or the text of the one that somebody chose of `readings`.
  /// Throws an Error, with the file's name in it, for what does not go together; where `must_be_certain`,
  /// also for several readings.
  BroughtData read(std::string_view scaling = "auto", bool must_be_certain = false) const;

 private:
  struct Source {
    Array array;
    /// Its images lie on their sides.
    bool transposed = false;
  };
  /// All pictures of one part, as one array.
  struct Pictures {
    Array images;
    std::vector<std::string> labels;
  };
  /// Images of one part and what they show.
  struct Pair {
    const Array* images = nullptr;
    bool transposed = false;
    LabelColumn labels;
  };

  void check_unknown() const;
  std::optional<Pair> pair_of(Part part, std::string& words) const;
  std::optional<Pair> pair_of_arrays(Part part, std::string& words) const;

  std::vector<Source> sources_;
  Pictures pictures_[2];
  std::string first_picture_;
  std::vector<std::string> unknown_;
};

}  // namespace inkling
