#include "cli/hdf5_format.h"

#include <algorithm>

#include "base/error.h"

namespace inkling::hdf5 {

namespace {

/// Addresses and lengths take so many bytes.
constexpr std::size_t kWord = 8;

std::string_view text_of(std::span<const std::byte> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace

void damaged() {
  fail(kHdf5, "the file is damaged or cut short");
}

std::span<const std::byte> Cursor::take(std::size_t size) {
  if (size > left_.size()) damaged();
  const auto taken = left_.first(size);
  left_ = left_.subspan(size);
  return taken;
}

std::uint64_t Cursor::number(std::size_t size) {
  std::uint64_t number = 0;
  for (std::size_t i = 0; const std::byte byte : take(size))
    number |= std::to_integer<std::uint64_t>(byte) << 8 * i++;
  return number;
}

void Cursor::expect(std::string_view text) {
  if (text_of(take(text.size())) != text) damaged();
}

void Budget::take(std::size_t count, std::size_t bytes) {
  constexpr std::size_t kLeast = 16;
  const std::size_t each = std::max(bytes, kLeast);
  if (count > left_ / each) fail(kHdf5, "the file has too many names and attributes");
  left_ -= count * each;
}

File::File(std::span<const std::byte> bytes, Budget& budget) : bytes_(bytes), budget_(budget) {
  Cursor block(bytes);
  block.expect("\x89HDF\r\n\x1a\n");
  const std::uint64_t version = block.number(1);
  block.skip(4);
  const std::uint64_t address_bytes = block.number(1), length_bytes = block.number(1);
  if (version > 1 || address_bytes != kWord || length_bytes != kWord)
    fail(kHdf5, "the file is of a form that Keras does not write");
  block.skip(version == 0 ? 9 : 13);
  const std::uint64_t base = block.number(kWord);
  block.skip(kWord);
  const std::uint64_t end = block.number(kWord);
  block.skip(2 * kWord);
  if (base != 0 || end > bytes.size()) damaged();
  root_ = block.number(kWord);
}

Cursor File::at(std::uint64_t address) const {
  if (address > bytes_.size()) damaged();
  return Cursor(bytes_.subspan(address));
}

std::vector<Part> File::parts(std::uint64_t object) const {
  Cursor header = at(object);
  if (header.number(1) != 1) fail(kHdf5, "the file is of a form that Keras does not write");
  header.skip(1);
  std::uint64_t count = header.number(2);
  header.skip(4);
  std::vector<Cursor> blocks;
  const std::uint64_t size = header.number(4);
  header.skip(4);
  blocks.emplace_back(header.take(size));
  std::vector<Part> parts;
  for (std::size_t i = 0; i < blocks.size(); ++i)
    for (Cursor block = blocks[i]; count > 0 && block.left() >= kWord; --count) {
      budget_.take(1, sizeof(Part));
      const std::uint64_t kind = block.number(2), length = block.number(2), flags = block.number(1);
      block.skip(3);
      Cursor content(block.take(length));
      if (kind == Part::kContinued) {
        const std::uint64_t address = content.number(kWord);
        blocks.push_back(at(address, content.number(kWord)));
      } else {
        parts.push_back({kind, (flags & 2) != 0, content});
      }
    }
  return parts;
}

std::vector<Link> File::links(Cursor group) const {
  const std::uint64_t tree = group.number(kWord);
  Cursor heap = at(group.number(kWord));
  heap.expect("HEAP");
  heap.skip(4);
  const std::uint64_t size = heap.number(kWord);
  heap.skip(kWord);
  std::vector<Link> links;
  constexpr std::uint64_t kMostLevels = 8;
  add_links(tree, kMostLevels, at(heap.number(kWord), size), links);
  return links;
}

/// Of a node that is on a lower level of its tree than `above`.
void File::add_links(std::uint64_t address, std::uint64_t above, Cursor names,
                     std::vector<Link>& links) const {
  budget_.take(1, 0);
  Cursor node = at(address);
  node.expect(std::string_view("TREE\0", 5));
  const std::uint64_t level = node.number(1);
  if (level >= above) damaged();
  const std::uint64_t children = node.number(2);
  node.skip(2 * kWord);
  for (std::uint64_t i = 0; i < children; ++i) {
    node.skip(kWord);
    const std::uint64_t child = node.number(kWord);
    if (level > 0) {
      add_links(child, level, names, links);
      continue;
    }
    Cursor leaf = at(child);
    leaf.expect("SNOD\x01");
    leaf.skip(1);
    for (std::uint64_t left = leaf.number(2); left > 0; --left) {
      Cursor name = names;
      name.skip(leaf.number(kWord));
      const std::uint64_t object = leaf.number(kWord), kind = leaf.number(4);
      leaf.skip(20);
      const std::string_view text = text_of(name.take(name.left()));
      const std::size_t length = text.find('\0');
      if (length == text.npos) damaged();
      budget_.take(1, length);
      constexpr std::uint64_t kSymbolic = 2;
      if (kind != kSymbolic) links.push_back({std::string(text.substr(0, length)), object});
    }
  }
}

}  // namespace inkling::hdf5
