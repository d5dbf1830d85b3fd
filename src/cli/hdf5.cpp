#include "cli/hdf5.h"

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include "base/error.h"
#include "base/text.h"
#include "cli/hdf5_format.h"
#include "cli/hdf5_values.h"

namespace inkling::hdf5 {

namespace {

constexpr std::size_t kMaxObjects = 10'000, kLongestPath = 1000;
constexpr int kMaxDepth = 32;

const Part* find(const std::vector<Part>& parts, Part::Kind kind) {
  const auto found =
      std::find_if(parts.begin(), parts.end(), [kind](const Part& each) { return each.kind == kind; });
  return found == parts.end() ? nullptr : &*found;
}

class Reading {
 public:
  explicit Reading(std::span<const std::byte> bytes) : file_(bytes, budget_) {
    unpacked_.bring(bytes.size());
  }

  ModelFile read(std::string name) {
    visit(file_.root(), "", 0);
    return {std::move(name), {}, {{"hdf5", Json(std::move(groups_))}}, std::move(tensors_)};
  }

 private:
  void visit(std::uint64_t object, const std::string& path, int depth) {
    if (!seen_.insert(object).second) return;
    if (seen_.size() > kMaxObjects) fail(kHdf5, "more than {} groups and data sets", kMaxObjects);
    if (depth > kMaxDepth) fail(kHdf5, "groups are nested in more than {} others", kMaxDepth);
    if (path.size() > kLongestPath) fail(kHdf5, "the name \"{}\" is too long", path);
    const std::vector<Part> parts = file_.parts(object);
    if (find(parts, Part::kNewLinks))
      fail(kHdf5, "\"{}\" is a group of a form that Keras does not write", path);
    if (find(parts, Part::kLayout)) read_tensor(parts, path);
    const Part* const group = find(parts, Part::kGroup);
    if (!group) return;
    groups_.emplace_back(path, read_attributes(file_, parts, budget_));
    for (const Link& link : file_.links(group->content))
      visit(link.object, path + (path.empty() ? "" : "/") + on_one_line(link.name), depth + 1);
  }

  void read_tensor(const std::vector<Part>& parts, const std::string& path) {
    const Part* const kind = find(parts, Part::kType);
    const Part* const extent = find(parts, Part::kSpace);
    if (!kind || !extent) damaged();
    const Type type = read_type(*kind);
    if (type.kind != Type::kInteger && type.kind != Type::kFloat) return;
    const Space space = read_space(extent->content);
    if (space.sizes.size() > Shape::kMaxRank)
      fail(kHdf5, "\"{}\" has {} axes, at most 4 are read", path, space.sizes.size());
    const std::size_t elements = space.elements();
    if (elements == 0) return;
    Cursor data = data_of(parts, path);
    if (data.left() != elements * type.size) damaged();
    if (elements * sizeof(float) > unpacked_.left()) fail(kHdf5, "\"{}\" is too large", path);
    unpacked_.add(path, elements * sizeof(float));
    NamedTensor tensor{path, Shape(std::vector<int>(space.sizes.begin(), space.sizes.end())), {}};
    tensor.values.reserve(elements);
    for (std::size_t i = 0; i < elements; ++i) {
      const Cursor at(data.take(type.size));
      tensor.values.push_back(type.kind == Type::kFloat ? static_cast<float>(type.real(at))
                                                        : static_cast<float>(type.integer(at)));
    }
    tensors_.push_back(std::move(tensor));
  }

  /// Those in chunks, which may be packed and unpack to any size, and those in other files are not read.
  Cursor data_of(const std::vector<Part>& parts, const std::string& path) const {
    Cursor layout = find(parts, Part::kLayout)->content;
    const std::uint64_t version = layout.number(1), kind = layout.number(1);
    constexpr std::uint64_t kVersion = 3, kHere = 0, kContiguous = 1;
    if (version != kVersion || kind > kContiguous || find(parts, Part::kExternal))
      fail(kHdf5, "\"{}\" does not lie in the file in one piece", path);
    if (kind == kHere) return Cursor(layout.take(layout.number(2)));
    const std::uint64_t address = layout.number(8);
    return file_.at(address, layout.number(8));
  }

  Budget budget_;
  const File file_;
  Unpacked unpacked_;
  std::set<std::uint64_t> seen_;
  Json::object_t groups_;
  std::vector<NamedTensor> tensors_;
};

}  // namespace

}  // namespace inkling::hdf5

namespace inkling {

bool is_hdf5(std::span<const std::byte> bytes) {
  return as_text(bytes).starts_with("\x89HDF\r\n\x1a\n");
}

ModelFile read_hdf5(std::string name, std::span<const std::byte> bytes) {
  return hdf5::Reading(bytes).read(std::move(name));
}

}  // namespace inkling
