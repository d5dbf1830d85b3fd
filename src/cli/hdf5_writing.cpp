#include <algorithm>
#include <bit>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "cli/hdf5.h"
#include "cli/hdf5_encoding.h"
#include "cli/hdf5_format.h"

namespace inkling::hdf5 {

namespace {

constexpr Word kNowhere = ~Word{0};
/// What the library takes for granted: the links of a leaf, the least that a node has room for, and the least
/// size of a heap.
constexpr std::size_t kLinks = 8, kLeastLeaves = 32, kLeastHeap = 4096;

/// A group or a tensor.
struct Node {
  const Json* attributes = nullptr;
  const NamedTensor* tensor = nullptr;
  std::map<std::string, Node> links;
};

/// What describes an object.
using Parts = std::vector<std::pair<Part::Kind, Block>>;

class Writing {
 public:
  explicit Writing(const ModelFile& file) {
    for (const auto& [path, attributes] : file.description.at("hdf5").items()) {
      node_at(path).attributes = &attributes;
      for (const Json& value : attributes)
        if (value.is_string()) texts_.index.emplace(value, 0);
    }
    for (const NamedTensor& tensor : file.tensors) node_at(tensor.name).tensor = &tensor;
  }

  Bytes write() {
    constexpr std::size_t kHead = 96;
    file_.fill(kHead);
    put_texts();
    const Word root = put_node(root_);
    Block head;
    head.text("\x89HDF\r\n\x1a\n").number(0, 5).number(8, 1).number(8, 2);
    head.number(kLinks / 2, 2).number(leaves_ / 2, 2).number(0, 4);
    head.words({0, kNowhere, file_.size(), kNowhere, 0, root}).fill(kHead);
    std::copy(head.bytes.begin(), head.bytes.end(), file_.bytes.begin());
    return std::move(file_.bytes);
  }

 private:
  Node& node_at(std::string_view path) {
    Node* node = &root_;
    while (!path.empty()) {
      const std::size_t end = std::min(path.find('/'), path.size());
      auto& links = node->links;
      node = &links[std::string(path.substr(0, end))];
      leaves_ = std::max(leaves_, (links.size() + 2 * kLinks - 1) / kLinks / 2 * 2);
      path.remove_prefix(std::min(end + 1, path.size()));
    }
    return *node;
  }

  /// Returns where it lies.
  Word put(const Block& block) {
    const Word address = file_.fill().size();
    file_.put(block);
    return address;
  }

  Word put_header(const Parts& parts) {
    Block header, all;
    for (const auto& [kind, block] : parts)
      all.number(kind, 2).number((block.size() + 7) / 8 * 8, 2).number(0, 4).put(block).fill();
    return put(header.number(1, 2).number(parts.size(), 2).number(1, 4).number(all.size(), 8).put(all));
  }

  void put_texts() {
    Block heap, objects;
    Word count = 0;
    for (auto& [text, index] : texts_.index) {
      index = ++count;
      objects.words({index, text.size()}).text(text).fill();
    }
    constexpr std::size_t kHead = 16;
    const std::size_t used = kHead + objects.size(), size = std::max(kLeastHeap, used + kHead);
    heap.text("GCOL").number(1, 4).words({size}).put(objects).words({0, size - used}).fill(size);
    texts_.heap = put(heap);
  }

  Word put_node(const Node& node) { return node.tensor ? put_tensor(*node.tensor) : put_group(node); }

  Word put_group(const Node& node) {
    Block names, leaves, tree, heap, group;
    names.words({0});
    leaves.words({0});
    Word count = 0;
    for (auto link = node.links.begin(); link != node.links.end(); ++count) {
      const auto left = static_cast<std::size_t>(std::distance(link, node.links.end()));
      const std::size_t links = std::min(kLinks, left);
      Block leaf;
      leaf.text("SNOD").number(1, 2).number(links, 2);
      Word name = 0;
      for (std::size_t i = 0; i < links; ++i, ++link) {
        name = names.size();
        names.text(link->first).number(0, 1).fill();
        leaf.words({name, put_node(link->second), 0, 0, 0});
      }
      leaves.words({put(leaf.fill(8 + 40 * kLinks)), name});
    }
    tree.text("TREE").number(0, 2).number(count, 2).words({kNowhere, kNowhere}).put(leaves);
    constexpr Word kFull = 1;
    heap.text("HEAP").number(0, 4).words({names.size(), kFull, put(names)});
    const Word tree_address = put(tree.fill(32 + 16 * leaves_));
    Parts parts{{Part::kGroup, group.words({tree_address, put(heap)})}};
    if (node.attributes)
      for (const auto& [name, value] : node.attributes->items())
        if (!value.is_null()) parts.emplace_back(Part::kAttribute, attribute_of(name, value, texts_));
    return put_header(parts);
  }

  Word put_tensor(const NamedTensor& tensor) {
    const std::vector<int> shape = tensor.shape.sizes();
    const std::vector<Word> sizes(shape.begin(), shape.end());
    Block data, layout, nothing;
    for (const float value : tensor.values) {
      if (tensor.integers)
        data.words({static_cast<Word>(static_cast<std::int64_t>(value))});
      else
        data.number(std::bit_cast<std::uint32_t>(value), 4);
    }
    constexpr Word kContiguous = 1, kNone = 0x01020202;
    return put_header(
        {{Part::kSpace, space_of(sizes)},
         {Part::kType, tensor.integers ? integer_type(8, true) : float_type(4)},
         {Part::kFill, nothing.number(kNone, 8)},
         {Part::kLayout, layout.number(3, 1).number(kContiguous, 1).words({put(data), data.size()})}});
  }

  Node root_;
  std::size_t leaves_ = kLeastLeaves;
  Texts texts_;
  Block file_;
};

}  // namespace

}  // namespace inkling::hdf5

namespace inkling {

Bytes write_hdf5(const ModelFile& file) {
  return hdf5::Writing(file).write();
}

}  // namespace inkling
