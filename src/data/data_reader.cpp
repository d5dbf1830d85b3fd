#include "data/data_reader.h"

#include <algorithm>
#include <cctype>
#include <utility>

#include "base/error.h"
#include "base/grey.h"
#include "base/text.h"
#include "data/csv.h"
#include "data/idx.h"
#include "data/npy.h"

namespace inkling {

namespace {

/// A folder of the path, counted from the file's own name, which is 0; empty where there is none.
std::string_view folder_above(std::string_view path, int above) {
  for (; above > 0; --above) {
    const std::size_t slash = path.rfind('/');
    if (slash == path.npos) return {};
    path = path.substr(0, slash);
  }
  return path;
}

std::vector<std::string> listed(const std::vector<const Array*>& arrays) {
  std::vector<std::string> list;
  for (const auto* array : arrays) list.push_back(shortened(array->name) + " (" + array->shape_text() + ")");
  return list;
}

/// Leaves those that `keep` likes, unless it likes none.
template <typename Keep>
void prefer(std::vector<const Array*>& arrays, Keep keep) {
  if (std::any_of(arrays.begin(), arrays.end(), keep))
    std::erase_if(arrays, [&](const Array* array) { return !keep(array); });
}

void prefer_role(std::vector<const Array*>& arrays, Role role) {
  prefer(arrays, [&](const Array* array) { return role_of(array->name) == role; });
}

void prefer_rank(std::vector<const Array*>& arrays) {
  std::size_t highest = 0;
  for (const auto* array : arrays) highest = std::max(highest, array->rank());
  prefer(arrays, [&](const Array* array) { return array->rank() == highest; });
}

bool may_be_labels(const Array& array) {
  return has_label_shape(array) || (array.rank() == 2 && role_of(array.name) == Role::kLabels);
}

bool goes_beside_emnist(const std::string& path) {
  return is_emnist(path) && path.ends_with("mapping.txt");
}

Dataset make(const Array& images, const ImageLayout& layout, const Scaling& scaling) {
  return {.name = images.name,
          .rows = layout.rows,
          .columns = layout.columns,
          .channels = layout.channels,
          .images = as_ink(images, layout, scaling)};
}

}  // namespace

void DataReader::add(const std::string& path, std::vector<std::byte> bytes) {
  if (bytes.empty()) fail("data", "{} is empty", path);
  if (is_csv(path)) {
    ImageTable table = read_csv(path, bytes);
    sources_.push_back({std::move(table.images), is_emnist(path)});
    if (table.labels) sources_.push_back({std::move(*table.labels)});
  } else if (is_npy(bytes)) {
    sources_.push_back({read_npy(path, std::move(bytes))});
  } else if (is_idx(bytes)) {
    sources_.push_back({read_idx_array(path, std::move(bytes)), is_emnist(path)});
  } else if (!goes_beside_emnist(path)) {
    unknown_.push_back(path);
  }
}

void DataReader::add_picture(const std::string& path, int rows, int columns, int channels,
                             std::span<const std::uint8_t> pixels) {
  const std::string_view folder = folder_above(path, 1);
  const std::string label(folder.substr(folder.rfind('/') + 1));
  if (label.empty() || label.ends_with(".zip"))
    fail("data", "{} lies in no folder; a folder's name says what its pictures show", path);
  if (rows < 1 || columns < 1 || rows > kMaxPictureSide || columns > kMaxPictureSide)
    fail("data", "{}: pictures of at most {}x{} are read", path, kMaxPictureSide, kMaxPictureSide);
  const auto height = static_cast<std::size_t>(rows), width = static_cast<std::size_t>(columns);
  const std::vector<std::uint8_t> light = grey(pixels, channels);
  if (light.size() != height * width) fail("data", "{} is not as large as it says", path);
  if (first_picture_.empty()) {
    first_picture_ = path;
    for (auto& pictures : pictures_) pictures.images.shape = {0, height, width};
  }
  Pictures& own = pictures_[part_of(folder_above(path, 2)) == Part::kTest];
  auto& shape = own.images.shape;
  if (shape[1] != height || shape[2] != width)
    fail("data", "{} is {}x{}, {} is {}x{}: all must be of one size", path, height, width, first_picture_,
         shape[1], shape[2]);
  if (shape[0]++ == 0) own.images.name = path;
  const auto bytes = std::as_bytes(std::span(light));
  own.images.bytes.insert(own.images.bytes.end(), bytes.begin(), bytes.end());
  own.labels.push_back(label);
}

void DataReader::check_unknown() const {
  const bool any = !sources_.empty() || !first_picture_.empty();
  if (unknown_.empty() && !any) fail("data", "no file came");
  for (const auto& path : unknown_)
    // Beside others, a folder or an archive may hold anything.
    if (!any || path.find('/') == path.npos)
      fail("data", "{} is not an IDX, npz, npy, CSV or PNG file", path);
  if (!sources_.empty() && !first_picture_.empty())
    fail("data", "arrays and pictures came together; bring one of them");
}

std::optional<DataReader::Pair> DataReader::pair_of(Part part, std::string& words) const {
  if (first_picture_.empty()) return pair_of_arrays(part, words);
  const Pictures& own = pictures_[part == Part::kTest];
  if (own.labels.empty()) return std::nullopt;
  return Pair{&own.images, false, text_labels(first_picture_, own.labels)};
}

std::optional<DataReader::Pair> DataReader::pair_of_arrays(Part part, std::string& words) const {
  std::vector<const Array*> own, images, labels, ids;
  for (const auto& source : sources_) {
    const Array* array = &source.array;
    if (part_of(array->name) != part) continue;
    own.push_back(array);
    if (may_be_labels(*array))
      (role_of(array->name) == Role::kIds ? ids : labels).push_back(array);
    else if (has_image_shape(*array))
      images.push_back(array);
  }
  if (own.empty()) return std::nullopt;
  if (own.size() == ids.size() && own.size() < sources_.size()) {
    for (const auto* array : ids) words += " " + shortened(array->name) + " was left out.";
    return std::nullopt;
  }
  const Message which = part == Part::kTest ? compose("test") : compose("training");
  prefer_role(images, Role::kImages);
  prefer_rank(images);
  if (images.empty() && labels.empty() && ids.empty()) image_layout(*own.front());
  if (images.empty()) fail("data", "{}: labels but no images for them", listed(own));
  if (images.size() > 1)
    fail("data", "these may all be the {} images, bring one of them: {}", which, listed(images));
  const std::size_t count = images[0]->shape[0];
  prefer(labels, [&](const Array* array) { return array->shape[0] == count; });
  prefer_role(labels, Role::kLabels);
  if (labels.empty() && part == Part::kTest) {
    words += " " + shortened(images[0]->name) + " has no labels and was left out.";
    return std::nullopt;
  }
  if (labels.empty() && own.size() > 1)
    fail("data", "{} has images, but nothing says what they show; these are no labels: {}", images[0]->name,
         listed(own));
  if (labels.empty()) fail("data", "{} has images, but nothing says what they show", images[0]->name);
  if (labels.size() > 1)
    fail("data", "these may all be labels of the {} images, call one of them y or labels: {}", which,
         listed(labels));
  if (labels[0]->shape[0] != count)
    fail("data", "{} has {} images, {} {} labels", images[0]->name, count, labels[0]->name,
         labels[0]->shape[0]);
  for (const auto* array : own)
    if (array != images[0] && array != labels[0]) words += " " + shortened(array->name) + " was left out.";
  const auto source = std::find_if(sources_.begin(), sources_.end(),
                                   [&](const Source& each) { return &each.array == images[0]; });
  return Pair{images[0], source->transposed, read_labels(*labels[0])};
}

BroughtData DataReader::read(std::string_view scaling, bool must_be_certain) const {
  check_unknown();
  BroughtData data;
  std::string left_out;
  std::vector<Pair> pairs;
  std::optional<Pair> training = pair_of(Part::kTraining, left_out), test = pair_of(Part::kTest, left_out);
  for (auto* pair : {&training, &test})
    if (*pair) pairs.push_back(std::move(**pair));
  if (pairs.empty()) fail("data", "what came has no labels");

  std::vector<ImageLayout> layouts;
  std::vector<LabelColumn> columns;
  NumberRange range;
  for (const auto& pair : pairs) {
    const ImageLayout layout = image_layout(*pair.images, pair.transposed),
                      &first = layouts.empty() ? layout : layouts[0];
    const bool alike =
        layout.rows == first.rows && layout.columns == first.columns && layout.channels == first.channels;
    if (!alike || pair.images->element != pairs[0].images->element)
      fail("data", "training and test images must be of one size and kind: {} is {} {}, {} {} {}",
           pairs[0].images->name, element_name(pairs[0].images->element), pairs[0].images->shape_text(),
           pair.images->name, element_name(pair.images->element), pair.images->shape_text());
    range.add(*pair.images, layout);
    layouts.push_back(layout);
    columns.push_back(pair.labels);
  }
  const std::string name = first_picture_.empty() ? shortened(pairs[0].images->name) : "The pictures' pixels";
  data.readings = readings_of(range, scaling, name);
  if (must_be_certain) require_certain(range, data.readings, name);
  NamedLabels named = name_labels(columns, emnist_labels(columns[0].name));
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    Dataset part = make(*pairs[i].images, layouts[i], data.readings[0].scaling);
    part.labels = std::move(named.labels[i]);
    part.label_names = named.names;
    part.validate();
    if (i == 0)
      data.training = std::move(part);
    else
      data.test = std::move(part);
  }
  data.numbers = range.text();
  data.numbers[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(data.numbers[0])));
  data.words = data.numbers + ", read as " + data.readings[0].words + "." + left_out;
  if (pairs[0].transposed) data.words += " EMNIST's images lie on their sides and were turned upright.";
  return data;
}

}  // namespace inkling
