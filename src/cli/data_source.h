#pragma once

#include <string>
#include <vector>

#include "cli/published.h"
#include "data/dataset.h"

namespace inkling {

/// What DATA on the command line means, for help and for errors.
inline constexpr const char* kDataHelp =
    "mnist, kmnist, fashion-mnist, strokes:FILE.jsonl, or a file or folder: IDX files, .npz, .csv, folders "
    "of PNG "
    "named for what they show, packed or not; of each also a part, such as mnist[:1000]; several joined by "
    "commas";
/// The same for the scaling.
inline constexpr const char* kScalingHelp =
    "which numbers of files are paper and ink, where that is not certain: auto, mnist, or PAPER..INK such as "
    "0..255";

/// One of the data sets that DATA names.
struct Source {
  Dataset data;
  /// What was read, in words: "mnist (training part)".
  std::string description;
  /// False where labels are only numbers.
  bool named = false;
};

/// Everything that DATA names, one after the other. Of a source with only one part, that part. `scaling` is
/// for files: see DataReader.
std::vector<Source> read_sources(const std::string& text, Part part, const std::string& scaling);

/// "mnist (training part), strokes:mine.jsonl (all drawings): 60,120 images".
std::string describe(const std::vector<Source>& sources);

/// Gives every source the labels of a model: by their names, or in their order where they have none.
void use_labels(std::vector<Source>& sources, const std::vector<std::string>& labels);

/// All sources in one data set.
Dataset join(std::vector<Source> sources);

/// The same, but in such an order that its last `validation_split` is that of every source.
Dataset join_for_split(std::vector<Source> sources, double validation_split);

}  // namespace inkling
